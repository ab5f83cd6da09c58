"""The page on which a site answers, by link, account and telephone; and how all of them stand."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.extensions import db
from confsys.invitations import answering, floods
from confsys.invitations.timing import closes_at, due_at
from confsys.letters.models import Letter
from confsys.shown import hm
from confsys.sites import contacting
from tests.build import a_site
from tests.invitations.office import Office, said, typed
from tests.queries import counted_queries


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def see(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


def test_a_site_answers_by_its_link_without_an_account(office):
    page = office.guest.get(office.link())
    assert "Xã Bình Thạnh" in page.text and "Giao ban" in page.text
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "same-origin")

    sent = office.guest.post(
        office.link(), data=typed(**{"name-1": "Ông Một", "office-1": "Chủ tịch", "speaks-1": "1"})
    )

    assert sent.status_code == 303
    told = answering.told_of(office.site())
    assert (told["answer"], told["heads"], told["way"]) == ("accepted", 12, "link")
    assert told["delegates"] == [{"name": "Ông Một", "office": "Chủ tịch", "speaks": True}]
    again = see(office.guest, office.link())
    assert "Will attend, 12 participants" in again and 'value="Ông Một"' in again


def test_what_cannot_be_read_is_kept_with_a_sentence_at_its_field(office):
    sent = office.guest.post(office.link(), data=typed(heads="-1", **{"office-2": "Chủ tịch"}))
    assert sent.status_code == 422
    assert 'value="-1"' in sent.text and "A whole number from 0 to 5000" in sent.text
    assert "Delegate 2, name:" in sent.text
    assert answering.told_of(office.site()) is None
    for heads in ("100000", "mười hai", "0"):
        assert office.guest.post(office.link(), data=typed(heads=heads)).status_code == 422
    assert office.guest.post(office.link(), data=typed(answer="maybe")).status_code == 422


def test_more_lines_keep_what_was_typed(office):
    page = office.guest.post(office.link(), data=typed(lines="5", more="1", **{"name-1": "Ông Một"})).text
    assert 'value="Ông Một"' in page and page.count('name="name-') == 7
    assert answering.told_of(office.site()) is None


def test_a_link_that_answers_without_end_waits_and_keeps_what_was_typed(office, monkeypatch):
    monkeypatch.setattr(floods, "MOST", 1)
    assert office.guest.post(office.link(), data=typed()).status_code == 303
    again = office.guest.post(office.link(), data=typed(heads="77", revision=1))
    assert (again.status_code, 'value="77"' in again.text) == (429, True)
    assert answering.told_of(office.site())["heads"] == 12
    assert office.guest.post(office.link(1), data=typed()).status_code == 303  # another site is not held up


@pytest.mark.parametrize("token", ["x", "j0000000000000000-1-000000000000000000000000"])
def test_a_guessed_link_answers_nothing(office, token):
    assert office.guest.get(f"/join/{token}/answer").status_code == 404
    assert office.guest.post(f"/join/{token}/answer", data=typed()).status_code == 404


def test_an_officer_answers_for_his_own_site_and_no_other(office):
    assert office.own.post(office.page(), data=typed()).status_code == 303
    assert answering.told_of(office.site())["way"] == "account"
    assert office.own.post(office.page(1), data=typed()).status_code == 403
    assert office.stranger.post(office.page(), data=typed()).status_code == 404
    assert office.chairs.post(office.page(), data=typed()).status_code == 403
    assert "Change the answer" in see(office.own, f"/conferences/{office.id}")


def test_the_office_writes_down_who_said_so(office):
    nobody = office.browser.post(office.page(1), data=typed())
    assert (nobody.status_code, "Who said so on the telephone" in nobody.text) == (422, True)

    sent = office.browser.post(office.page(1), data=typed(told_by="Chánh Văn phòng"))

    assert sent.headers["Location"].endswith(f"/conferences/{office.id}/answers")
    page = see(office.browser, sent.headers["Location"])
    assert "by telephone: Chánh Văn phòng" in page and "1 of 3 sites have answered" in page


def test_the_roll_up_shows_first_what_needs_a_hand(office):
    answering.answer(None, office.site(0), way="link", **said(heads=7))
    answering.answer(None, office.site(1), way="link", **said("tentative", 0, "Phòng nào?"))
    path = f"/conferences/{office.id}/answers"

    page = see(office.chairs, path)

    names = re.findall(r'<a href="/sites/\w+">(.*?)</a>', page)
    assert [each.replace("\xa0", " ") for each in names] == ["Xã Bình Thành", "Phường Sa Đéc", "Xã Bình Thạnh"]
    assert "Phòng nào?" in page and "Write it down" not in page  # a chair reads
    assert "Xã Bình" not in see(office.browser, f"{path}?state=needs-action").replace("\xa0", " ")
    assert "No site fits" in see(office.browser, f"{path}?q=khongcogi")
    found = see(office.browser, f"{path}?q=binh+thanh").replace("\xa0", " ")
    assert "Xã Bình Thành" in found and "Xã Bình Thạnh" in found and "Phường Sa Đéc" not in found
    assert office.own.get(path).status_code == 403
    assert office.stranger.get(path).status_code == 404


def test_answers_do_not_crowd_out_what_happened_and_stand_in_the_whole_history(office):
    answering.answer(None, office.site(), way="link", **said())
    page = f"/conferences/{office.id}"
    assert "Answer of a site" not in see(office.browser, page) and "Invitation issued" in see(office.browser, page)
    whole = see(office.browser, f"{page}/history")
    assert "Answer of a site" in whole and "Xã Bình Thạnh" in whole.replace("\xa0", " ")


def test_whom_to_call_stands_beside_who_is_silent(office):
    site = office.site(2).site
    contacting.add_contact(None, site, name="Bà Hai", position="", telephone="0912345678", email="")
    assert 'href="tel:0912345678"' in see(office.browser, f"/conferences/{office.id}/answers?state=needs-action")


def test_the_first_page_asks_the_site_and_then_no_longer(office):
    assert "Answer the invitation: Giao ban" in see(office.own, "/")
    answering.answer(None, office.site(), way="link", **said())
    assert "Answer the invitation: Giao ban" not in see(office.own, "/")


@pytest.mark.parametrize("answered", [0, 3])
def test_it_costs_the_same_for_few_answers_and_for_many(office, answered):
    for number in range(answered):
        delegates = [{"name": f"Người {n}", "office": "", "speaks": False} for n in range(9)]
        answering.answer(None, office.site(number), way="link", **said(delegates=delegates))
    office.app.extensions["forget_everything"]()
    with counted_queries(office.app) as sent:
        see(office.browser, f"/conferences/{office.id}/answers")
    assert len(sent) == 11


def test_a_program_answers_counts_and_names(office):
    headers, clerk = office.programs["site"], office.programs["office"]
    address = f"/api/v1/conferences/{office.id}/sites/{office.sites[0]}"
    post = office.app.test_client().post

    first = post(f"{address}/answer", json={"answer": "accepted"}, headers=headers)
    assert first.status_code == 200, first.text
    assert (first.status_code, first.json["head_count"], first.json["way"]) == (200, 1, "account")
    named = post(f"{address}/delegates", json={"delegates": [{"name": "Ông Một"}]}, headers=headers).json
    assert named["delegates"] == [{"name": "Ông Một", "office": "", "speaks": False}]
    assert post(f"{address}/head-count", json={"head_count": 9}, headers=headers).json["head_count"] == 9

    twice = {"delegates": [{"name": "Ông Một"}, {"name": "ong mot"}]}
    wrong = [("delegates", twice), ("answer", {"answer": "declined"}), ("head-count", {"head_count": -1})]
    assert [post(f"{address}/{tail}", json=body, headers=headers).status_code for tail, body in wrong] == [422] * 3
    stale = post(f"{address}/head-count", json={"head_count": 4}, headers=headers | {"If-Match": '"1"'})
    assert stale.status_code == 409
    declined = {"answer": "declined", "reason": "bão", "told_by": "Bà Hai"}
    told = post(f"{address}/answer", json=declined, headers=clerk).json
    assert (told["way"], told["reason"], told["head_count"]) == ("telephone", "bão", 0)
    assert post(f"{address[:-4]}none/answer", json={"answer": "accepted"}, headers=clerk).status_code == 404


def test_the_letter_of_a_site_is_seen_and_copied_and_its_link_only_by_who_hands_it_out(office):
    page = see(office.browser, f"/conferences/{office.id}/sites/{office.sites[1]}/letter")
    assert "Kính gửi Xã Bình Thành" in page.replace("\xa0", " ") and "nobody with an address" in page
    assert page.count(office.link(1)) == 3  # in the letter with its address, and in the text to copy

    read = see(office.chairs, f"/conferences/{office.id}/sites/{office.sites[1]}/letter")
    assert "/join/" not in read and "(a personal link, for the receiver alone)" in read
    assert office.own.get(f"/conferences/{office.id}/sites/{office.sites[1]}/letter").status_code == 403


def test_who_is_silent_is_called_one_after_another_until_all_have_answered(office):
    contacting.add_contact(None, office.site(2).site, name="Bà Hai", telephone="0912345678")
    whole = see(office.browser, f"/conferences/{office.id}/answers/telephone")
    assert "3 sites have not answered" in whole and 'href="tel:0912345678"' in whole

    first = see(office.browser, f"{office.page(2)}?calling=1")
    assert "Bà Hai" in first and "Nobody answers, call Xã Bình Thành" in first.replace("\xa0", " ")
    for number, following in ((2, 1), (1, 0)):
        sent = office.browser.post(office.page(number), data=typed(told_by="Bà Hai", calling="1"))
        assert sent.location == f"{office.page(following)}?calling=1"
    sent = office.browser.post(office.page(0), data=typed(told_by="Bà Hai", calling="1"))
    assert sent.location.endswith(f"/conferences/{office.id}/answers")
    assert "Every site has answered" in see(office.browser, f"/conferences/{office.id}/answers/telephone")


def test_the_office_reminds_with_one_press_after_it_has_seen_the_letter(office):
    contacting.add_contact(None, office.site(1).site, name="Bà Hai", email="hai@example.vn")
    path = f"/conferences/{office.id}"
    assert "Remind 3 silent sites" in see(office.browser, f"{path}/answers")
    page = see(office.browser, f"{path}/remind")
    assert "Kính gửi Bà Hai" in page and "1 site gets a letter" in page and "2 sites have no address" in page

    assert office.browser.post(f"{path}/remind").status_code == 303
    again = office.browser.post(f"{path}/remind")
    assert (again.status_code, "No letter leaves now" in again.text) == (409, True)
    assert "reminded" in see(office.browser, f"{path}/answers")
    assert office.chairs.get(f"{path}/remind").status_code == 403


def test_a_site_added_afterwards_is_invited_at_once_and_marked_with_its_own_time(office):
    added = a_site("Xã Tân Thạnh")
    contacting.add_contact(None, added, name="Bà Ba", email="ba@example.vn")
    due = due_at(office.starts_at)
    with time_machine.travel(due + timedelta(minutes=30), tick=False):
        conferences.edit(office.clerk, office.conference, sites=[*office.sites, added.id], reasons=Because("thử"))
        of_it = db.session.scalars(select(Letter).where(Letter.mailbox_address == "ba@example.vn")).one()
    assert (of_it.kind, of_it.state, of_it.is_held(of_it.written_at)) == ("conferences.issued", "waiting", True)
    page = see(office.browser, f"/conferences/{office.id}/answers")
    assert page.count("invited late, 10:30") == 1
    assert f"answers due {hm(closes_at(office.starts_at))}" in page
    assert [invitation.is_late for invitation in map(office.invitation, (0, 1, 2))] == [False] * 3


def test_whom_a_site_named_stands_in_the_roll_up_and_in_a_file_without_formulas(office):
    one = {"name": "=1+1", "office": "Chủ tịch", "speaks": True}
    answering.answer(None, office.site(1), way="link", **said(delegates=[one]))
    answering.answer(None, office.site(0), way="link", **said(delegates=[{**one, "name": "Bà Hai", "speaks": False}]))
    assert "<li>Bà Hai, Chủ tịch</li>" in see(office.browser, f"/conferences/{office.id}/answers")

    file = office.browser.get(f"/conferences/{office.id}/answers/delegates.csv")

    assert file.data.decode("utf-8-sig").splitlines()[1:] == [
        "Xã Bình Thành,1,'=1+1,Chủ tịch,x",
        "Xã Bình Thạnh,1,Bà Hai,Chủ tịch,",
    ]
    assert office.chairs.get(f"/conferences/{office.id}/answers/delegates.csv").status_code == 403
