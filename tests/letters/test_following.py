"""What becomes of a conference is told by letter: to whom, to whom not, and in which words."""

import re
import unicodedata
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from confsys.changes import transaction
from confsys.conferences import actions, proposing
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.letters import envelope
from confsys.letters.models import Letter
from confsys.people import actions as people
from tests.build import an_ordinary_morning
from tests.letters.office import WORD, Office, after_the_hold, moved, the_letter, written


@pytest.fixture
def office(app):
    return Office()


def test_a_request_is_told_to_the_approver_with_by_when_and_to_nobody_else(office):
    office.take(office.clerk, office.conference(), "submit")

    assert written() == [("duyet", "submitted")]
    assert "Trả lời chậm nhất: " in the_letter("duyet").text and the_letter("duyet").subject == "Chờ duyệt: Sơ kết quý"


def test_an_approval_is_told_to_who_asked_and_who_chairs_and_the_request_waits_no_longer(office):
    conference = office.conference("requested")
    office.take(office.approver, conference, "approve")

    assert written() == [("chu", "approved"), ("van", "approved")]
    assert written("withdrawn") == [("duyet", "submitted")]


def test_a_return_is_told_to_who_asked_with_its_reason(office):
    conference = office.conference("requested")
    office.take(office.approver, conference, "refuse", "Trùng lịch tiếp dân")

    assert written() == [("van", "refused")]
    assert "Lý do: Trùng lịch tiếp dân" in the_letter("van").text


def test_a_request_withdrawn_after_it_was_told_is_told_too(office):
    conference = office.conference("requested")
    after_the_hold()
    office.take(office.clerk, conference, "withdraw")

    assert written() == [("duyet", "withdrawn")]


def test_another_time_goes_forth_and_back_by_letter(office):
    conference = office.conference("requested")
    after_the_hold()
    other = {"starts_at": conference.starts_at + timedelta(days=1), "ends_at": conference.ends_at + timedelta(days=1)}
    proposing.propose(office.approver, conference, **other, why="Hôm ấy bận", reasons=WORD)
    assert written() == [("van", "time_proposed")]
    assert "Lời kèm theo: Hôm ấy bận" in the_letter("van").text

    proposing.decline_proposal(office.clerk, conference, why="Không hợp")
    assert written() == [("duyet", "proposal_declined")]
    assert "Lý do: Không hợp" in the_letter("duyet").text

    after_the_hold()
    proposing.propose(office.approver, conference, **other, reasons=WORD)
    proposing.accept_proposal(office.clerk, conference)
    assert written() == [("chu", "approved"), ("duyet", "proposal_accepted")]


def test_issuing_invites_the_sites_and_who_is_named_with_what_when_where_and_the_link(office):
    office.conference("issued", starts_at=an_ordinary_morning())

    assert written() == [("chu", "issued"), ("xa", "issued")]
    text = the_letter("xa").text
    assert "Thời gian: 8h00 đến 10h00, Thứ\u00a0Ba " in text and "Địa điểm: Tỉnh Thử Nghiệm" in text
    assert "\nMã: HN-" in text and "\n{link:conference}\n" in text and "{link:join}" in text and "/join/" not in text
    assert "{link:answer}" in text
    assert text == unicodedata.normalize("NFC", text)
    sent = envelope.message_of(the_letter("xa")).get_body(("plain",)).get_content()
    assert "http://localhost/join/j" in sent and "{link:" not in sent
    assert re.search(r"http://localhost/join/(j\S+)/answer\s", sent)
    assert re.search(r"Kỹ thuật có mặt tại điểm cầu từ 07:00 .* http://localhost/join/(j\S+)/test\s", sent)


def test_whoever_reads_english_gets_english(office):
    with transaction():
        office.officer.language = "en"
    office.conference("issued")

    assert the_letter("xa").subject == "Invitation: Sơ kết quý"
    assert "Time: " in the_letter("xa").text and "Dear Ông Xa," in the_letter("xa").text


@pytest.mark.parametrize("step", ["postpone", "cancel"])
def test_what_is_put_off_is_told_to_all_who_knew_with_the_reason(office, step):
    conference = office.conference("issued")
    after_the_hold()
    office.take(office.colleague, conference, step, "Bão số 9")

    stem = TRANSITIONS[step].target
    assert written() == [("chu", stem), ("van", stem), ("xa", stem)]
    assert "Lý do: Bão số 9" in the_letter("xa").text

    after_the_hold()
    office.take(office.clerk, conference, "restore")
    assert written() == [("chu", "restored"), ("xa", "restored")]


def test_what_sites_do_not_know_yet_is_not_called_off_to_them(office):
    conference = office.conference("approved")
    after_the_hold()
    office.take(office.colleague, conference, "cancel", "Bão số 9")

    assert written() == [("chu", "cancelled"), ("van", "cancelled")]


def test_two_moves_within_the_hold_are_one_letter_from_the_first_time_to_the_last(office):
    conference = office.conference("issued", starts_at=an_ordinary_morning())
    after_the_hold()
    moved(office, conference, 1)
    moved(office, conference, 5)

    assert written() == [("chu", "moved"), ("xa", "moved")]
    text = the_letter("xa").text
    assert "Thời gian trước đây: 8h00 đến 10h00" in text and "Thời gian mới: 14h00 đến 16h00" in text
    assert written("withdrawn").count(("xa", "moved")) == 1
    [before] = db.session.scalars(
        select(Letter).where(Letter.mailbox_address == "xa@example.vn", Letter.state == "withdrawn")
    )
    assert before.about["instead"] == the_letter("xa").id


def test_what_is_moved_there_and_back_within_the_hold_is_not_told(office):
    conference = office.conference("issued")
    after_the_hold()
    moved(office, conference, 5)
    moved(office, conference, -5)

    assert written() == []


def test_an_invitation_that_has_not_left_says_the_new_time_and_stays_an_invitation(office):
    conference = office.conference("issued", starts_at=an_ordinary_morning())
    moved(office, conference, 6)

    assert written() == [("chu", "issued"), ("xa", "issued")]
    assert "14h00 đến 16h00" in the_letter("xa").text


def test_another_room_is_told_with_the_one_before(office):
    conference = office.conference("issued")
    after_the_hold()
    actions.edit(office.clerk, conference, main_site=office.elsewhere.id, sites=[office.site.id], reasons=WORD)

    text = the_letter("xa").text
    assert "Địa điểm trước đây: Tỉnh Thử Nghiệm" in text and "Địa điểm mới: Xã Khác" in text
    assert ("la", "issued") in written()


def test_a_site_that_joins_is_invited_and_one_that_leaves_is_told(office):
    conference = office.conference("issued")
    after_the_hold()
    actions.edit(office.clerk, conference, sites=[office.elsewhere.id], chairs=[], reasons=WORD)

    assert written() == [("chu", "left"), ("la", "issued"), ("xa", "left")]


def test_who_moved_it_himself_is_not_told_but_a_colleague_who_asked_is(office):
    conference = office.conference("approved")
    after_the_hold()
    moved(office, conference, 2, by=office.colleague)

    assert written() == [("chu", "moved"), ("van", "moved")]


def test_a_closed_account_and_one_without_an_address_get_nothing(office):
    people.disable(None, office.chair)
    people.edit(None, office.officer, email=None)
    with transaction():
        conference = office.conference("approved", chairs=[])
        after_the_hold()
    office.take(office.clerk, conference, "issue")

    assert written() == []


def test_of_what_is_over_nobody_is_told(office):
    conference = office.conference("issued")
    after_the_hold()
    with time_machine.travel(conference.ends_at + timedelta(minutes=1), tick=True):
        office.take(office.colleague, conference, "cancel", "Không họp")

    assert written() == []


def test_no_title_makes_a_header_or_a_link(office):
    office.conference("issued", title="Sơ kết\r\nBcc: ai@example.vn {link:join}")

    message = envelope.message_of(the_letter("xa"))
    assert message["Bcc"] is None and message["Subject"].count("\n") == 0
    assert "(link:join}" in message.get_body(("plain",)).get_content()


def test_no_name_makes_a_header_either(office):
    with transaction():
        office.officer.name = "Ông Xa\r\nBcc: ai@example.vn"
        office.clerk.name = "Văn\nSubject: khác"
    office.conference("issued")

    message = envelope.message_of(the_letter("xa"))
    assert (message["Bcc"], message.get_all("Subject")) == (None, ["Mời dự: Sơ kết quý"])
    assert message["To"].addresses[0].addr_spec == "xa@example.vn"
