"""Who is there: when it is noted, by whom, and what stays of it."""

from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.attendance import actions, queries
from confsys.attendance.roll import counted
from confsys.attendance.standing import rows_of
from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.errors import Invalid, Refused
from confsys.history.actions import revert
from confsys.invitations import answering
from confsys.journal import entries_since, personal_of
from tests.attendance.office import Hall, somebody
from tests.invitations.office import said
from tests.queries import counted_queries

HOUR = timedelta(hours=1)


@pytest.fixture
def hall(kept):
    hall = kept(Hall)
    with hall.app.app_context():
        yield hall


def kinds(hall):
    return [each.kind for each in entries_since(f"conference:{hall.id}", 0) if each.kind.startswith("participation")]


def told(hall, number=0):
    return actions.told_of(hall.site(number))


def test_a_site_checks_in_once_and_its_heads_may_change(hall):
    assert hall.comes(heads=12, revision=0)
    first = told(hall)
    with time_machine.travel(clock.now() + HOUR, tick=False):
        assert not hall.comes(heads=12)
        assert hall.comes(heads=9)

    assert told(hall) == first | {"heads": 9}
    assert (first["state"], first["way"]) == ("online", "link")
    assert kinds(hall) == ["participation.checked_in", "participation.head_counted"]


def test_the_main_site_is_present_in_the_room(hall):
    main = rows_of(hall.conference)[0].participation
    actions.check_in(None, main, way="link")
    assert (main.is_main, actions.told_of(main)["state"]) == (True, "present")


@pytest.mark.parametrize(("before", "is_open"), [(HOUR + timedelta(seconds=1), False), (HOUR, True)])
def test_an_hour_before_the_start_one_checks_in_though_nobody_pressed_open(hall, before, is_open):
    revert(hall.clerk, entries_since(f"conference:{hall.id}", 0)[-1])
    with time_machine.travel(hall.starts_at - before, tick=False):
        if is_open:
            assert hall.comes()
        else:
            with pytest.raises(Refused, match=r"Check-in opens at 07:00, \w+ \d\d/\d\d/\d{4}\."):
                hall.comes()


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (["start", "close"], "The conference is over"),
        (["start", "close", "archive"], "is archived"),
        (["cancel"], "does not take place"),
        (["postpone"], "does not take place"),
    ],
)
def test_after_the_end_and_where_nothing_takes_place_nobody_checks_in(hall, steps, sentence):
    for step in steps:
        hall.take(step, reason="bão" if step in ("cancel", "postpone") else None)
    with pytest.raises(Refused, match=sentence):
        hall.comes()
    if steps == ["start", "close"]:
        assert hall.marks()  # the office still corrects
    else:
        with pytest.raises(Refused, match=sentence):
            hall.marks()


def test_a_site_that_is_absent_says_why_and_may_come_after_all(hall):
    with pytest.raises(Invalid) as refusal:
        hall.marks(state="absent")
    assert list(refusal.value.errors) == ["word"]
    hall.marks(state="absent", word="mất điện")
    assert (told(hall)["state"], told(hall)["word"], told(hall)["checked_in_at"]) == ("absent", "mất điện", None)

    assert hall.comes(heads=3)
    assert (told(hall)["state"], told(hall)["heads"], told(hall)["word"]) == ("online", 3, "")


def test_two_secretaries_at_one_site_do_not_overwrite_unseen(hall):
    hall.marks(heads=5, revision=0)
    with pytest.raises(Refused, match="noted something of this site meanwhile"):
        actions.mark(hall.other, hall.site(), state="absent", word="?", revision=0)
    hall.marks(state="not-called", revision=1)
    with pytest.raises(Refused, match="meanwhile"):
        actions.mark(hall.other, hall.site(), state="online", revision=1)
    assert told(hall) is None


def test_delegates_are_ticked_come_late_leave_and_are_added_on_the_spot(hall):
    answering.write_down(hall.clerk, hall.site(), told_by="", **said(delegates=[DELEGATE]))
    assert hall.sees(somebody("nguyen van mot"), somebody("Bà Mới", late=True))
    assert not hall.sees(somebody("nguyen van mot"), somebody("Bà Mới", late=True))
    first, second = actions.noted_of(hall.site())
    assert (first["added"], second["added"], second["late"], second["left_at"]) == (False, True, True, None)
    assert (told(hall)["state"], told(hall)["heads"]) == ("online", 2)

    with time_machine.travel(clock.now() + HOUR, tick=False):
        hall.sees(somebody("nguyen van mot", left=True), somebody("Bà Mới", late=True))
    gone = actions.noted_of(hall.site())[0]
    assert (gone["came_at"], gone["left_at"] > gone["came_at"]) == (first["came_at"], True)
    assert queries.attendee_counts(hall.conference) == {hall.site().id: 1}


DELEGATE = {"name": "Nguyễn Văn Một", "office": "", "speaks": False}


def test_nobody_is_there_twice_whatever_the_tone_marks(hall):
    with pytest.raises(Invalid, match="stands on the list twice"):
        hall.sees(somebody("Ông Một"), somebody("ong mot"))
    assert (told(hall), actions.noted_of(hall.site())) == (None, [])


def test_fewer_heads_than_delegates_ticked_are_refused(hall):
    hall.sees(somebody("Ông Một"), somebody("Bà Hai"))
    with pytest.raises(Invalid, match="2 delegates are ticked"):
        hall.comes(heads=1)
    assert told(hall)["heads"] == 2


def test_names_and_reasons_stay_out_of_the_journal(hall):
    hall.marks(state="absent", word="Ông Ba ốm")
    hall.sees(somebody("Ông Một", late=True))
    marked, noted = [each for each in entries_since(f"conference:{hall.id}", 0) if "participation" in each.about][:2]
    assert marked.after == {"state": "absent", "heads": 0, "checked_in_at": None, "way": "roll-call"}
    assert personal_of(marked)["after"] == {"word": "Ông Ba ốm", "told_by": ""}
    assert noted.after == {"here": 1, "left": 0, "late": 1, "added": 1}
    assert personal_of(noted)["after"]["delegates"][0]["name"] == "Ông Một"


def test_each_thing_that_was_noted_is_taken_back(hall):
    hall.comes(heads=4)
    before = told(hall)
    hall.comes(heads=7)
    revert(hall.clerk, just_made())
    assert told(hall) == before
    hall.marks(state="absent", word="mất điện")
    revert(hall.clerk, just_made())
    assert told(hall) == before
    hall.sees(somebody("Ông Một"))
    revert(hall.clerk, just_made())
    assert actions.noted_of(hall.site()) == []
    hall.comes(number=1)
    revert(hall.clerk, just_made())
    assert told(hall, 1) is None


def test_what_was_noted_again_is_not_taken_back(hall):
    hall.comes(heads=4)
    first = just_made()
    hall.marks(state="absent", word="bão")
    with pytest.raises(Refused, match="changed again since"):
        revert(hall.clerk, first)


def test_a_site_that_leaves_takes_what_was_noted_along(hall):
    hall.sees(somebody("Ông Một"))
    conferences.edit(hall.clerk, hall.conference, sites=hall.sites[1:])
    assert queries.attendance_by_participation(hall.conference) == {}


@pytest.mark.parametrize("number", [0, 3])
def test_all_sites_are_read_and_counted_in_a_fixed_number_of_statements(hall, number):
    for each in range(number):
        hall.sees(somebody("Ông Một"), number=each)
    conference = hall.conference
    with counted_queries(hall.app) as sent:
        counts = counted(rows_of(conference))
    assert len(sent) == 6  # two of them say whom one calls
    assert counts.by_state == {"present": 0, "online": number, "absent": 0, "not-called": 4 - number}
    assert (counts.invited, counts.there, counts.heads) == (4, number, number)


def test_a_program_checks_in_counts_and_names_by_one_rule(hall):
    site, office, technician = (hall.programs[each] for each in ("site", "office", "technician"))
    address = f"/api/v1/conferences/{hall.id}/sites/{hall.sites[0]}"

    def post(tail, headers, at=address, **body):
        return hall.app.test_client().post(f"{at}/{tail}", json=body, headers=headers)

    first = post("check-in", site, head_count=12).json
    assert (first["attendance"], first["head_count"], first["way"]) == ("online", 12, "account")
    assert post("check-in", technician).json["checked_in_at"] == first["checked_in_at"]
    assert post("head-count", site, head_count=11).json["head_count"] == 11
    seen = post("delegates", site, delegates=[{"name": "Ông Một", "late": True}]).json
    assert [(each["name"], each["late"], each["added"]) for each in seen["attendees"]] == [("Ông Một", True, True)]

    twice = [{"name": "Ông Một"}, {"name": "ong mot"}]
    wrong = [
        ("head-count", {"head_count": -1}),
        ("head-count", {"head_count": 100000}),
        ("delegates", {"delegates": twice}),
    ]
    assert [post(tail, site, **body).status_code for tail, body in wrong] == [422] * 3
    assert post("check-in", site | {"If-Match": '"1"'}, head_count=4).status_code == 409
    assert post("head-count", technician, head_count=4).status_code == 403
    assert post("check-in", office, at=f"{address[:-4]}none").status_code == 404
    assert post("check-in", site, at=f"{address[:-16]}{hall.sites[1]}").status_code == 403
