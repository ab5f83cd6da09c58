"""Somebody who comes in the place of a leader waits for the chair's consent; the site sees it."""

import pytest

from confsys.invitations import queries, standing_in
from confsys.journal import entries_since, personal_of
from tests.invitations.office import Office, typed
from tests.invitations.test_pages import see

SAID = {"leader": "Chủ tịch UBND xã", "stand_in": "Ông Phó, Phó Chủ tịch"}


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def decide(browser, office, consents, number=0, **more):
    path = f"/conferences/{office.id}/sites/{office.sites[number]}/consent"
    return browser.post(path, data={"consents": consents, **more})


def state(office, number=0) -> str:
    found = queries.stand_in_of(office.site(number))
    return found.state if found else ""


def test_a_site_names_who_comes_and_the_chair_consents(office):
    assert office.guest.post(office.link(), data=typed(**SAID)).status_code == 303
    assert "Waits for the chair" in see(office.guest, office.link())
    assert "1 waits for the chair" in see(office.chairs, f"/conferences/{office.id}/answers")

    assert decide(office.chairs, office, "yes").status_code == 303

    assert state(office) == "consented"
    assert "The chair consents" in see(office.guest, office.link())
    entry = entries_since(f"conference:{office.id}", 0)[-1]
    assert (entry.kind, entry.before, entry.after) == ("participation.stand_in_consented", None, None)
    assert "Consented to who comes" in see(office.browser, f"/conferences/{office.id}/history")


def test_a_refusal_needs_a_reason_and_the_site_reads_it(office):
    office.guest.post(office.link(), data=typed(**SAID))
    nothing = decide(office.chairs, office, "no")
    assert (nothing.status_code, "Say in a few words why not." in nothing.text) == (422, True)
    assert decide(office.chairs, office, "no", word="Cần người đứng đầu").status_code == 303
    assert "Why: Cần người đứng đầu" in see(office.guest, office.link())


def test_the_office_writes_down_what_the_chair_says_and_through_whom(office):
    office.guest.post(office.link(), data=typed(**SAID))
    nobody = decide(office.browser, office, "yes")
    assert (nobody.status_code, state(office)) == (422, "waiting")
    assert decide(office.browser, office, "yes", told_by="Thư ký Chủ tịch").status_code == 303
    assert personal_of(entries_since(f"conference:{office.id}", 0)[-1])["after"]["told_by"] == "Thư ký Chủ tịch"
    assert decide(office.own, office, "yes").status_code == 403
    assert decide(office.stranger, office, "yes").status_code == 404
    assert decide(office.browser, office, "yes", 1, told_by="Thư ký").status_code == 409


def test_another_one_is_asked_about_anew_and_none_is_nothing(office):
    office.guest.post(office.link(), data=typed(**SAID))
    decide(office.chairs, office, "yes")
    assert not standing_in.name_stand_in(None, office.site(), **SAID)  # the same as before
    office.guest.post(office.link(), data=typed(revision=1, leader=SAID["leader"], stand_in="Bà Khác"))
    assert state(office) == "waiting"
    office.guest.post(office.link(), data=typed(revision=1))
    assert state(office) == ""


def test_half_of_it_is_refused_at_its_field_and_the_answer_is_not_kept_either(office):
    for half, sentence in (("leader", "Say who comes in the place"), ("stand_in", "Say which leader does not come")):
        sent = office.guest.post(office.link(), data=typed(**{half: SAID[half]}))
        assert (sent.status_code, sentence in sent.text) == (422, True)
    assert queries.answer_of(office.site()) is None
