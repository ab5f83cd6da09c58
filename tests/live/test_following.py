"""Pages of lists hear that something changed for their reader, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine

from confsys import clock
from confsys.changes import transaction
from confsys.conferences import actions
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.letters import actions as letters
from confsys.letters import writing
from confsys.letters.knowing import Known
from confsys.live import following as following_module
from confsys.people import actions as people
from confsys.people.models import Person, RoleHeld
from confsys.scheduling import actions as scheduling
from confsys.settings import Setting
from confsys.weeks import actions as weeks
from tests.build import a_conference, a_person, a_poll, a_province, a_site, an_answer
from tests.live.conftest import OWN, link_of


class Province:
    """A body with its people, two communes with their officers, and a conference one of them takes part in."""

    def __init__(self, app) -> None:
        with app.app_context():
            body = a_province()
            inside, outside = a_site(parent=body), a_site(parent=body)
            clerk, named = a_person(role="secretariat", site=body), a_person()
            self.clerk, self.named = clerk.id, named.id
            self.approver = a_person(role="approver", site=body).id
            self.administrator = a_person(role="administrator", site=body).id
            self.inside = a_person(role="officer", site=inside).id
            self.outside = a_person(role="officer", site=outside).id
            self.stranger = a_person().id
            elsewhere = a_site(kind="tinh")
            self.elsewhere = a_person(role="secretariat", site=elsewhere).id
            conference = a_conference(state="approved", organiser=body, sites=[inside], chairs=[named], by=clerk)
            self.conference, self.commune, self.link = conference.id, inside.id, link_of(conference)


@pytest.fixture
def province(kept):
    return kept(Province)


@pytest.fixture
def following(province, socket, live, app):
    """Opens a page of lists: following("clerk")."""

    def follow(who):
        ear = socket(person=db.session.get(Person, getattr(province, who)))
        answer = ear.call("follow", {"lang": "vi", "since": now()})
        assert answer["ok"], answer
        ear.heard("changed")
        return ear

    return follow


def now(seconds=0):
    return int((clock.now().timestamp() + seconds) * 1000)


def conference_of(province):
    return db.session.get(Conference, province.conference)


def rename(province):
    actions.edit(None, conference_of(province), title="Tên khác")


def told(live, ears):
    live.following.flush()
    return {name for name, ear in ears.items() if ear.heard("changed")}


def let_a_second_pass(live):
    for client in live.hub.clients.values():
        client.told -= following_module.PAUSE


WHO = ("clerk", "approver", "administrator", "inside", "outside", "named", "stranger", "elsewhere")


def test_each_hears_of_what_he_may_see(live, province, following):
    ears = {name: following(name) for name in WHO}

    rename(province)

    assert told(live, ears) == {"clerk", "approver", "administrator", "inside", "named"}


def test_who_is_taken_out_hears_it_too(live, province, following):
    ears = {name: following(name) for name in ("inside", "outside", "named")}
    main = conference_of(province).main_site_id

    actions.edit(None, conference_of(province), sites=[main], chairs=[], reasons=Because("thử"))

    assert told(live, ears) == {"inside", "named"}


def test_what_everybody_may_see_everybody_hears(live, province, following):
    ears = {name: following(name) for name in ("stranger", "elsewhere")}

    actions.edit(None, conference_of(province), public=True)

    assert told(live, ears) == {"stranger", "elsewhere"}


def test_links_and_lines_say_nothing_to_lists(live, province, following):
    ears = {"clerk": following("clerk")}

    actions.renew_stage_link(None, conference_of(province))

    assert told(live, ears) == set()


def test_what_becomes_of_a_letter_concerns_the_office_that_wrote_it(live, province, following):
    ears = {name: following(name) for name in WHO}
    conference = conference_of(province)
    with transaction():
        named = db.session.get(Person, province.named)
        named.email = "ai@example.vn"
        known = Known("approved", conference.starts_at, conference.ends_at, "Xã Thử")
        about = {"body": conference.organiser, "conference": conference, "knows": known}
        letter = writing.write("conferences/approved", named, **about)

    letters.withdraw(None, letter)

    assert told(live, ears) == {"clerk", "approver", "administrator"}


def test_a_room_concerns_its_body_and_an_absence_all_who_plan(live, province, following):
    ears = {name: following(name) for name in ("clerk", "outside", "elsewhere")}
    named = db.session.get(Person, province.named)
    day = date(2026, 11, 30)

    scheduling.add_resource(None, conference_of(province).organiser, kind="room", name="Phòng mới")
    assert told(live, ears) == {"clerk"}

    let_a_second_pass(live)
    scheduling.enter_absence(None, named, first_day=day, last_day=day, why="")
    assert told(live, ears) == set(ears)


def test_a_published_week_concerns_all_who_belong_to_its_body(live, province, following):
    ears = {name: following(name) for name in ("clerk", "inside", "outside", "named", "elsewhere")}
    line = {"day": date(2026, 11, 30), "at": None, "half": "morning", "title": "Chào cờ"}

    weeks.enter(None, body=conference_of(province).organiser, **line)

    assert told(live, ears) == {"clerk", "inside", "outside"}


def test_a_guest_who_answers_is_news_for_the_office_alone(live, province, following):
    poll = a_poll(organiser=conference_of(province).organiser)
    ears = {name: following(name) for name in ("clerk", "outside", "elsewhere")}

    an_answer(poll)

    assert told(live, ears) == {"clerk"}


def test_a_page_is_told_at_most_once_a_second_and_never_forgotten(live, province, following, monkeypatch):
    ears = {"clerk": following("clerk")}
    rename(province)
    assert told(live, ears) == {"clerk"}

    actions.edit(None, conference_of(province), title="Lần nữa")
    assert live.following.flush() is not None
    assert ears["clerk"].heard("changed") == []

    let_a_second_pass(live)
    assert told(live, ears) == {"clerk"}


def test_what_another_process_commits_is_found(live, province, following, app, monkeypatch):
    ears = {"clerk": following("clerk")}
    live.tail.poll()
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "after_commit", [])
        rename(province)
    assert told(live, ears) == set()

    live.tail.poll()
    assert told(live, ears) == {"clerk"}
    live.tail.look_again()
    live.tail.poll()
    assert live.following.happened == []


def test_one_who_comes_takes_no_news_from_those_who_are_there(live, province, following, app, monkeypatch):
    first = following("clerk")
    live.tail.poll()
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "after_commit", [])
        rename(province)
    second = following("approver")  # after the commit of another process, before it was looked for

    live.tail.look_again()
    live.tail.poll()
    assert told(live, {"first": first, "second": second}) == {"first", "second"}


def test_a_long_pause_of_the_database_loses_nothing(live, province, following, app, monkeypatch):
    ears = {"clerk": following("clerk")}
    live.tail.poll()
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "after_commit", [])
        rename(province)
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        live.tail.look_again()
        live.tail.poll()
        assert told(live, ears) == {"clerk"}


def test_a_restored_backup_is_news_for_everybody(live, province, following, app):
    ears = {name: following(name) for name in ("clerk", "elsewhere")}
    live.tail.poll()
    with transaction():
        db.session.get_one(Setting, "epoch").value = {"value": "another history."}
    live.tail.look_again()
    live.tail.poll()
    assert told(live, ears) == set(ears)


@pytest.mark.parametrize(("made", "changed"), [(-5, True), (60, False), (-7200, True)])
def test_a_page_hears_what_happened_since_it_was_made(app, live, province, socket, made, changed):
    rename(province)
    ear = socket(person=db.session.get(Person, province.clerk))

    assert ear.call("follow", {"lang": "vi", "since": now(made)})["changed"] is changed


def test_what_happened_to_others_is_no_news(app, live, province, socket):
    ear = socket(person=db.session.get(Person, province.elsewhere))
    begin = now(1)
    rename(province)

    assert ear.call("follow", {"lang": "vi", "since": begin})["changed"] is False


def test_a_link_follows_nothing(province, socket):
    ear = socket(auth=province.link, headers=OWN)

    assert ear.call("follow", {"lang": "vi", "since": now()})["status"] == 403


def test_a_sign_out_and_a_lost_role_end_it(live, province, following):
    clerk, approver = following("clerk"), following("approver")

    people.disable(None, db.session.get(Person, province.clerk))
    held = db.session.query(RoleHeld).filter_by(person_id=province.approver).one()
    people.end_role(None, held.person, held=held, last_day=date(2026, 1, 1))
    live.guard.judge_all()

    assert [each["reason"] for each in clerk.heard("gone")] == ["signed-out"]
    assert [each["reason"] for each in approver.heard("gone")] == ["role-changed"]
    assert (clerk.is_open, approver.is_open) == (False, False)


def test_it_hears_that_its_line_is_alive(live, province, following):
    ear = following("clerk")

    live.pulse.beat()
    live.pulse.beat()

    assert [set(head) for head in ear.heard("head")] == [{"now"}]


def test_all_steps_of_a_request_reach_who_asked_and_who_decides(live, province, following):
    ears = {name: following(name) for name in ("clerk", "approver", "outside")}

    actions.take(None, conference_of(province), TRANSITIONS["cancel"], reason="Hoãn")

    assert told(live, ears) == {"clerk", "approver"}
