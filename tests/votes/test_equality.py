"""Pages that show votes: what they became by their news is what they are when loaded now; secret ballots make none."""

from confsys.live import service
from confsys.live.hub import Audience
from confsys.votes import actions, queries
from confsys.words import LANGUAGES
from tests.live.applied import applied
from tests.votes.room import Room

VIEWS = ("screen", "site", "stage", "operator", "chair")


def steps():
    """(what it is called, what is done), in an order that is possible."""

    def latest(room):
        return queries.votes_of(room.conference)[-1]

    def gesture(name, **words):
        return name, lambda room: getattr(actions, name)(room.clerk, latest(room), **words)

    yield "write", lambda room: room.writes(kind="hands", minutes=2)
    yield gesture("change", question="Thông qua kế hoạch quý bốn", base="cast")
    yield gesture("open_vote")
    yield "cast", lambda room: room.casts(latest(room), 0, yes=1)
    yield "recast", lambda room: room.casts(latest(room), 0, no=1)
    yield gesture("close")
    yield gesture("reopen")
    yield gesture("close")
    yield gesture("publish")
    yield "write", lambda room: room.writes(kind="named", options=["Cao Lãnh", "Mỹ Tho"])
    yield gesture("open_vote")
    yield "cast", lambda room: room.casts(latest(room), 1, **{"2": 1})
    yield "marked", lambda room: room.marks(2, "absent", word="mất điện")
    yield gesture("close")
    yield gesture("publish")
    yield "write", lambda room: room.writes(kind="secret")
    yield gesture("open_vote", reasons={"quorum": "thử"})
    yield gesture("cancel", reason="Hỏi lại")


def test_every_page_equals_its_fresh_self_after_every_step_of_a_vote(kept):
    room = kept(Room)
    with room.app.app_context():
        newsroom, shown = service.of(room.app).newsroom, {}
        everybody = [Audience(view, "", language) for view in VIEWS for language in LANGUAGES]
        for audience in everybody:
            news = newsroom.latest(room.id, audience)
            shown[audience] = (news.version, news.epoch, dict(news.parts))
        for name, act in steps():
            act(room)
            for audience in everybody:
                version, epoch, parts = shown[audience]
                news = newsroom.latest(room.id, audience, version, epoch)
                assert (news.since, news.version > version) == (version, True), name
                parts = applied(parts, news.parts)
                assert parts == newsroom.latest(room.id, audience).parts, f"{audience} after {name}"
                shown[audience] = (news.version, epoch, parts)


def test_a_secret_ballot_is_no_news_and_is_told_with_the_next_head(kept):
    room = kept(Room)
    with room.app.app_context():
        vote, newsroom = room.opens(kind="secret"), service.of(room.app).newsroom
        before = newsroom.latest(room.id, Audience("stage", "", "vi"))
        room.casts(vote, 0, yes=1)

        newsroom.forget()
        after = newsroom.latest(room.id, Audience("stage", "", "vi"))
        assert (after.version, after.parts) == (before.version, before.parts)
        assert f'data-cast="{vote.id}">–' in after.parts["scene"]
        assert queries.secret_progress() == {room.id: {vote.id: 1}}
