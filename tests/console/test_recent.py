"""What was just done, as the console shows it, and taking it back press by press."""

import random

import pytest

from confsys.agenda import actions as agenda
from confsys.agenda.queries import current_of, items_of
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.console.recent import recently
from confsys.errors import Refused
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.floor.queries import floor_of, turns_of
from confsys.history.actions import revert
from confsys.journal import Entry, taken_back_in
from confsys.messages import actions as messages
from confsys.messages.queries import released_in
from confsys.stage import actions as stage
from confsys.stage.queries import stage_of
from confsys.votes import actions as votes
from confsys.votes.queries import votes_of
from tests.attendance.office import actions as attendance
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.votes.room import USUAL


def at_work():
    """A clerk, and the conference that has begun with its first item."""
    body = a_province()
    clerk = a_person(role="secretariat", site=body)
    conference = a_conference(state="live", organiser=body, by=clerk, sites=[a_site(), a_site()])
    for title in ("Khai mạc", "Báo cáo", "Kết luận"):
        agenda.add(clerk, conference, title=title, kind="bao-cao", minutes=10)
    agenda.go_on(clerk, conference, expect=None)
    return clerk, conference


@pytest.fixture
def desk(app):
    with app.app_context():
        yield at_work()


def states(conference) -> list[str]:
    return [each.state for each in items_of(conference)]


def next_of(person, conference) -> int | None:
    """What the key Z of this person would take back."""
    found = [each.told.version for each in recently(conference).done if each.is_next_back and each.by == person.id]
    return found[0] if found else None


def undo(person, conference):
    version = next_of(person, conference)
    revert(person, db.session.get_one(Entry, (conference.stream, version)))


def stands(conference) -> dict:
    """All that the console's presses change."""
    item = current_of(conference)
    return {
        "state": conference.state,
        "agenda": [(each.id, each.run) for each in items_of(conference)],
        "runs": item.id if item else None,
        "stage": stage_of(conference).plain,
        "in the hall": (shown := released_in(conference)) and shown.id,
        "list": floor_of(conference).closed_at is not None,
        "minutes": {kind: minutes for kind, minutes in floor_of(conference).extra.items() if minutes},
        "turns": {each.id: each.run for each in turns_of(conference)},
        "votes": {each.id: each.state for each in votes_of(conference)},
    }


class Desk:
    """Two who run a conference, and what they may press; each press says whether it could be made."""

    def __init__(self):
        self.clerk, self.conference = at_work()
        self.chair = a_person(role="chair", site=self.conference.organiser)
        sites = participations_of(self.conference)[1:]
        for each in sites:
            attendance.check_in(None, each, heads=3, way="link")
        self.turns = [floor.ask(None, each, kind="request", way="link") for each in sites]
        told = [messages.send(self.clerk, self.conference, to=None, text=text) for text in ("Tắt micro", "Bật lại")]
        for each in told:  # what somebody has seen stays
            messages.see(None, each, sites[0], way="link")
        self.told = told
        self.vote = votes.write(self.clerk, self.conference, **USUAL | {"minutes": None})
        votes.open_vote(self.clerk, self.vote, reasons={"quorum": "Thử"})

    def presses(self, who):
        conference = self.conference
        item = current_of(conference)
        holder = next((each for each in self.turns if each.is_on_floor), None)
        yield "more time", lambda: agenda.adjust(who, item, minutes=1)
        yield "next", lambda: agenda.go_on(who, conference, expect=item.id if item else None)
        yield "pause", lambda: agenda.pause(who, item)
        yield "resume", lambda: agenda.resume(who, item)
        yield "break", lambda: self.take(who, "recess")
        yield "after the break", lambda: self.take(who, "resume")
        for scene in ("agenda", "speech", "break", "automatic"):
            yield f"scene {scene}", lambda scene=scene: stage.show(who, conference, scene=scene)
        yield "strip", lambda: stage.show(who, conference, lower_third="on")
        for each in self.told:
            yield "release", lambda each=each: messages.release(who, each)
            yield "take down", lambda each=each: messages.take_down(who, each)
        yield "close the vote", lambda: votes.close(who, self.vote)
        yield "open it again", lambda: votes.reopen(who, self.vote)
        yield "close the list", lambda: floor.close_list(who, conference)
        yield "open the list", lambda: floor.open_list(who, conference)
        yield "time for all", lambda: floor.give_time(who, conference, kind="request", minutes=1)
        for each in self.turns:
            yield "speak", lambda each=each: floor.speak(who, each)
            yield "put last", lambda each=each: floor.put_last(who, each)
        if holder:
            yield "hush", lambda: floor.finish(who, holder)

    def take(self, who, step):
        conferences.take(who, self.conference, TRANSITIONS[step])

    def press(self, chance, who) -> str | None:
        """One that changes something; None where nothing does."""
        possible = list(self.presses(who))
        chance.shuffle(possible)
        version = latest(self.conference)
        for name, act in possible:
            try:
                act()
            except (Refused, AttributeError):  # not now; or nothing runs
                continue
            if latest(self.conference) > version:
                return name
        return None


def latest(conference) -> int:
    query = db.select(db.func.max(Entry.version)).where(Entry.stream == conference.stream)
    return db.session.scalar(query)


@pytest.mark.parametrize("seed", range(12))
def test_z_walks_back_step_by_step_through_whatever_was_pressed(app, seed):
    chance = random.Random(seed)
    with app.app_context():
        desk = Desk()
        before, pressed = [], []
        for _each in range(15):
            before.append(stands(desk.conference))
            pressed.append(desk.press(chance, desk.clerk))
        while before:
            undo(desk.clerk, desk.conference)
            assert stands(desk.conference) == before.pop(), pressed[: len(before) + 1]


@pytest.mark.parametrize("seed", range(8))
def test_z_never_takes_back_what_somebody_else_pressed(app, seed):
    """Each walks back through his own presses, or is told that they have been changed since."""
    chance = random.Random(100 + seed)
    with app.app_context():
        desk = Desk()
        people = [desk.clerk, desk.chair]
        mine = {person.id: [] for person in people}
        for _each in range(10):
            who = chance.choice(people)
            if desk.press(chance, who):
                mine[who.id].append(next_of(who, desk.conference))
        for _each in range(20):
            who = chance.choice(people)
            version, gone = next_of(who, desk.conference), taken_back_in(desk.conference.stream)
            if version not in mine[who.id]:
                assert not mine[who.id]
                continue
            assert version == mine[who.id][-1]
            before = stands(desk.conference)
            try:
                undo(who, desk.conference)
            except Refused:
                assert stands(desk.conference) == before
                break
            now = taken_back_in(desk.conference.stream)
            by = {db.session.get_one(Entry, (desk.conference.stream, each)).by for each in now.keys() - gone.keys()}
            assert by == {who.id}
            mine[who.id].pop()


def test_one_press_on_next_is_one_thing_done_and_one_thing_taken_back(desk):
    clerk, conference = desk
    first = items_of(conference)[0]
    began = first.started_at
    agenda.go_on(clerk, conference, expect=first.id)

    done = recently(conference).done
    assert [each.told.kind for each in done[:2]] == ["agenda.item_started", "agenda.item_started"]
    assert [each.told.about for each in done[:2]] == ["Báo cáo", "Khai mạc"]
    undo(clerk, conference)
    assert (states(conference), first.started_at) == (["running", "planned", "planned"], began)


def test_what_was_taken_back_last_is_said_and_by_whom(desk):
    clerk, conference = desk
    other = a_person("Bà Chủ trì", role="chair", site=conference.organiser)
    stage.show(clerk, conference, scene="agenda")
    version = next_of(clerk, conference)
    revert(other, db.session.get_one(Entry, (conference.stream, version)))

    what, by = recently(conference).undone
    assert (what.version, what.kind, by.by) == (version, "stage.shown", "Bà Chủ trì")
    stage.show(clerk, conference, scene="speech")
    assert recently(conference).undone is None


def test_nothing_is_taken_back_twice_but_what_was_taken_back_can_be_done_again(desk):
    clerk, conference = desk
    stage.show(clerk, conference, scene="agenda")
    pressed = db.session.get_one(Entry, (conference.stream, latest(conference)))
    revert(clerk, pressed)
    stage.show(clerk, conference, scene="agenda")  # by hand: the scene is as that press left it
    with pytest.raises(Refused, match="already"):
        revert(clerk, pressed)
    undo(clerk, conference)
    assert stage_of(conference).scene == "automatic"

    undone = db.session.get_one(Entry, (conference.stream, latest(conference)))
    revert(clerk, undone)
    assert stage_of(conference).scene == "agenda"
    assert next_of(clerk, conference) == undone.takes_back


def test_what_can_no_longer_be_taken_back_is_passed_over(desk):
    """A vote that was put, and a message that was seen: the presses before them can still be taken back."""
    clerk, conference = desk
    agenda.adjust(clerk, items_of(conference)[0], minutes=5)
    attendance.check_in(None, participations_of(conference)[1], heads=3, way="link")
    told = messages.send(clerk, conference, to=None, text="Tắt micro")
    vote = votes.write(clerk, conference, **USUAL | {"minutes": None})
    votes.open_vote(clerk, vote, reasons={"quorum": "Thử"})
    messages.see(None, told, participations_of(conference)[1], way="link")

    undo(clerk, conference)
    assert items_of(conference)[0].extra_minutes == 0


def test_a_message_that_gave_way_in_the_hall_comes_back(desk):
    clerk, conference = desk
    first, second = (messages.send(clerk, conference, to=None, text=text) for text in ("Một", "Hai"))
    messages.release(clerk, first)
    messages.release(clerk, second)
    undo(clerk, conference)
    assert released_in(conference).id == first.id
    undo(clerk, conference)
    assert released_in(conference) is None


def test_a_conference_closed_by_mistake_goes_on_with_its_item(desk):
    clerk, conference = desk
    conferences.take(clerk, conference, TRANSITIONS["close"])
    assert states(conference)[0] == "done"
    undo(clerk, conference)
    assert (conference.state, states(conference)[0]) == ("live", "running")


def test_the_button_works_without_a_script_too(app):
    with app.app_context():
        clerk, conference = at_work()
        version = next_of(clerk, conference)
        browser, page = signed_in_client(app, clerk), f"/conferences/{conference.id}/operate"
    answer = browser.post(f"{page}/undo/{version}")
    assert (answer.status_code, answer.location) == (303, page)
    with app.app_context():
        assert states(db.session.get_one(Conference, conference.id))[0] == "planned"
