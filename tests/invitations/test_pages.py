"""The page on which a site answers, by link, account and telephone; and how all of them stand."""

import re

import pytest

from confsys.invitations import answering, floods
from confsys.sites import contacting
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
    assert len(sent) == 10


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
