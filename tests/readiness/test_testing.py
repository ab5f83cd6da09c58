"""A site's own test is kept with time and device; the check list is signed when every point is answered."""

import pytest

from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.journal import entries_since, personal_of
from confsys.readiness import checking, queries, testing
from confsys.readiness.forms import read_measured
from tests.readiness.office import ALL_WELL, Office, every_point


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def test(office, number=0, **changed):
    return testing.keep_test(
        None, office.site(number), way="link", device="Chrome, Android", measured=read_measured(ALL_WELL | changed)
    )


test.__test__ = False


def kinds(office):
    return [each.kind for each in entries_since(f"conference:{office.id}", 0)]


def test_the_latest_ten_tests_of_a_site_are_kept(office):
    for number in range(12):
        test(office, delay_ms=str(number))
    test(office, 1, camera="failed")

    kept = queries.tests_of(office.site())
    assert [each.measured["delay_ms"] for each in kept] == list(range(11, 1, -1))
    latest = queries.latest_tests(office.conference)
    assert {each.participation.site_id: (each.verdict, each.measured["delay_ms"]) for each in latest.values()} == {
        office.sites[0]: ("ready", 11),
        office.sites[1]: ("unusable", 23.4),
    }


def test_nothing_is_tested_for_what_does_not_take_place(office):
    conferences.take(office.clerk, office.conference, TRANSITIONS["cancel"], reason="bão")
    with pytest.raises(Refused, match="does not take place"):
        test(office)


def test_a_list_is_signed_only_when_every_point_is_answered(office):
    points = every_point()
    del points["camera"]
    with pytest.raises(Invalid) as refusal:
        checking.sign_off(office.technician, office.site(), name="Kỹ thuật tỉnh", points=points)
    assert list(refusal.value.errors) == ["camera"]
    assert queries.check_lists(office.conference) == {}  # nothing half done

    checking.sign_off(office.technician, office.site(), name="Kỹ thuật tỉnh", points=every_point())

    [signed] = queries.check_lists(office.conference).values()
    assert (signed.is_signed, signed.signed_by, signed.answered) == (True, "Kỹ thuật tỉnh", 11)


def test_a_change_opens_a_signed_list_again(office):
    checking.sign_off(office.technician, office.site(), name="Ông Ba", points=every_point())
    changed = every_point() | {"camera": {"state": "failed", "note": "mờ"}}

    assert checking.check(office.technician, office.site(), points=changed, revision=2)

    left = queries.check_list_of(office.site())
    assert (left.is_signed, left.signed_by, left.failed) == (False, "", ["camera"])
    happened = [each.removeprefix("readiness.") for each in kinds(office)[-4:]]
    assert happened == ["checked", "signed_off", "reopened", "checked"]
    assert not checking.check(office.technician, office.site(), points=changed)
    with pytest.raises(Refused, match="gone through this list meanwhile"):
        checking.check(office.technician, office.site(), points=every_point(), revision=2)


def test_names_and_notes_stay_out_of_the_journal(office):
    checking.sign_off(office.technician, office.site(), name="Ông Ba", points=every_point("ok", "gặp bà Tư"))
    checked, signed = entries_since(f"conference:{office.id}", 0)[-2:]
    assert "Ông Ba" not in f"{signed.before}{signed.after}{signed.about}" and "bà Tư" not in f"{checked.after}"
    assert personal_of(signed) == {"signed_by": "Ông Ba"}
