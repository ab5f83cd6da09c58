"""The promise of the live part: a page that applied its news equals the page as it is loaded now.

One conference lives its whole life; after every action each audience's page is compared.
"""

from datetime import timedelta
from itertools import cycle

import pytest

from confsys.agenda import actions as agenda
from confsys.agenda import clocks
from confsys.agenda import queries as agendas
from confsys.conferences import actions, proposing, queries
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since
from confsys.live import service
from confsys.live.hub import Audience
from confsys.messages import actions as messages
from confsys.messages import queries as messaging
from confsys.stage import actions as stage
from confsys.words import LANGUAGES
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning
from tests.live.applied import applied


class Story:
    """A conference and those who act on it."""

    def __init__(self):
        self.body = a_province()
        self.clerk = a_person(role="secretariat", site=self.body)
        self.approver = a_person(role="approver", site=self.body)
        self.more = [a_site() for _each in range(3)]
        self.id = a_conference(organiser=self.body, by=self.clerk).id

    @property
    def conference(self):
        return db.session.get(Conference, self.id)

    def item(self, number):
        return agendas.items_of(self.conference)[number]

    def participation(self, number):
        return queries.participations_of(self.conference)[number]

    def take(self, name):
        actor = self.approver if name in ("approve", "refuse") else self.clerk
        reason = "Vì bão" if TRANSITIONS[name].needs_reason else None
        actions.take(actor, self.conference, TRANSITIONS[name], reason=reason)

    def add(self, title, **values):
        plan = {"title": title, "kind": "bao-cao", "minutes": 10, **values}
        agenda.add(self.clerk, self.conference, **plan)


def steps():
    """(what it is called, what is done), in an order that is possible."""

    def step(name):
        return f"take {name}", lambda story: story.take(name)

    def plan(**changes):
        return "edit", lambda story: actions.edit(story.clerk, story.conference, **changes)

    def run(name, number, **words):
        return f"agenda.{name}", lambda story: getattr(agenda, name)(story.clerk, story.item(number), **words)

    def taken_back(name):
        return name, lambda story: revert(story.clerk, entries_since(story.conference.stream, 0)[-1])

    def go_on(story):
        current = agendas.current_of(story.conference)
        agenda.go_on(story.clerk, story.conference, expect=current.id if current else None)

    def proposed(name, by, **words):
        return f"proposing.{name}", lambda story: getattr(proposing, name)(by(story), story.conference, **words)

    def clerk(story):
        return story.clerk

    def propose(story):
        morning = an_ordinary_morning() + timedelta(days=1)
        words = {"starts_at": morning, "ends_at": morning + timedelta(hours=2)}
        proposing.propose(story.approver, story.conference, **words)

    yield from (step(name) for name in ("submit", "withdraw", "submit", "refuse", "submit", "approve"))
    yield taken_back("set_back")
    yield "proposing.propose", propose
    yield proposed("decline_proposal", clerk, why="Chủ trì bận")
    yield "proposing.propose", propose
    yield proposed("accept_proposal", clerk)
    yield plan(title="Tên mới", public=True)
    yield "edit", lambda story: actions.edit(story.clerk, story.conference, sites=[each.id for each in story.more])
    yield "edit", lambda story: actions.edit(story.clerk, story.conference, chairs=[story.clerk.id])
    yield (
        "hand_over",
        lambda story: actions.hand_over(
            story.clerk, story.conference, leaver=story.clerk, successor=a_person(role="chair", site=story.body)
        ),
    )
    yield "edit", lambda story: actions.edit(story.clerk, story.conference, main_site=story.more[0].id)
    for title in ("Khai mạc", "Báo cáo", "Tham luận", "Thảo luận", "Kết luận", "Bế mạc"):
        yield "agenda.add", lambda story, title=title: story.add(title, presenter="Ông A", site=story.more[0].id)
    yield run("edit", 1, title="Báo cáo quý", minutes=15, presenter="Bà B")
    yield "agenda.move", lambda story: agenda.move(story.clerk, story.item(2), before=story.item(0))
    yield run("delete", 5)
    yield taken_back("agenda.put_back")
    yield run("delete", 5)
    lines = [{"title": "Nghỉ", "kind": "giai-lao", "minutes": 15, "presenter": "", "site": None, "fixed_start": None}]
    yield "agenda.write", lambda story: agenda.write(story.clerk, story.conference, items=lines)
    yield from (step(name) for name in ("issue", "postpone", "restore", "cancel", "restore", "open"))
    yield "renew_link", lambda story: actions.renew_link(story.clerk, story.participation(1))
    yield "revoke_link", lambda story: actions.revoke_link(story.clerk, story.participation(1))
    yield "renew_stage_link", lambda story: actions.renew_stage_link(story.clerk, story.conference)
    yield step("start")
    yield taken_back("set_back")
    yield step("start")
    yield from (run(name, 0) for name in ("call", "start", "pause", "resume"))
    yield run("adjust", 0, minutes=5)
    yield "clocks.set_warnings", lambda story: clocks.set_warnings(story.clerk, story.conference, warn_minutes=7)
    yield "stage.show", lambda story: stage.show(story.clerk, story.conference, scene="agenda", lower_third="on")
    yield taken_back("stage.put_back")
    yield from said()
    yield from (step(name) for name in ("recess", "resume"))
    yield from (run(name, 0) for name in ("finish", "reopen"))
    yield run("call", 1)
    yield taken_back("agenda.set_back")
    yield run("skip", 1)
    yield from [("agenda.go_on", go_on)] * 2
    yield from (step(name) for name in ("close", "reopen", "close", "archive"))


def said():
    """What the office and a site tell each other."""

    def latest(story, of_sites=False):
        return messaging.told_in(story.conference, of_sites=of_sites)[0].message

    def at_site(name, **words):
        return f"messages.{name}", lambda story: getattr(messages, name)(
            None, latest(story), story.participation(1), way="link", **words
        )

    def by_clerk(name, of_sites=False, **words):
        return f"messages.{name}", lambda story: getattr(messages, name)(story.clerk, latest(story, of_sites), **words)

    def write(story):
        messages.write(None, story.participation(1), text="Mất tiếng", way="link", urgent=True)

    def acknowledge(story):
        messages.acknowledge(None, story.participation(1), messages=[latest(story).id])

    yield "messages.send", lambda story: messages.send(story.clerk, story.conference, text="Bật micro")
    yield "messages.acknowledge", acknowledge
    yield by_clerk("release")
    yield by_clerk("take_down")
    yield by_clerk("withdraw")
    yield "messages.send", lambda story: messages.send(story.clerk, story.conference, text="Đến lượt", on_stage=True)
    yield at_site("see")
    yield at_site("answer", text="Đã rõ")
    yield "messages.write", write
    yield by_clerk("read", of_sites=True)
    yield "messages.write", write
    yield by_clerk("answer_site", of_sites=True, text="Đang đổi micro")


def audiences(views):
    """Each view in one language, one after the other: what is shown when does not hang on the words."""
    return [Audience(view, "", language) for view, language in zip(views, cycle(LANGUAGES), strict=False)]


def test_every_page_equals_its_fresh_self_after_every_action(app):
    newsroom = service.of(app).newsroom
    story, shown = Story(), {}
    everybody = audiences(newsroom.views)
    for audience in everybody:
        news = newsroom.latest(story.id, audience)
        shown[audience] = (news.version, news.epoch, dict(news.parts))

    for name, act in steps():
        act(story)
        for audience in everybody:
            version, epoch, parts = shown[audience]
            news = newsroom.latest(story.id, audience, version, epoch)
            assert (news.since, news.version > version) == (version, True), name
            parts = applied(parts, news.parts)
            assert parts == newsroom.latest(story.id, audience).parts, f"{audience} after {name}"
            shown[audience] = (news.version, epoch, parts)


@pytest.mark.parametrize(
    ("package", "module"),
    [("", actions), ("proposing.", proposing), ("agenda.", agenda), ("clocks.", clocks)]
    + [("stage.", stage), ("messages.", messages)],
)
def test_the_story_leaves_no_action_out(package, module):
    made = {name.partition(" ")[0] for name, _act in steps()}
    elsewhere = {"plan", "enter_past"}  # they make a conference; nobody shows it yet

    own = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
    found = {package + each.__name__ for each in own if getattr(each, "is_action", False)}

    assert found - {package + name for name in elsewhere} - made == set()


def test_the_story_leaves_no_step_out():
    taken = {name.removeprefix("take ") for name, _act in steps() if name.startswith("take ")}

    assert TRANSITIONS.keys() - taken == set()
