"""The pages: a site checks in by link and account, the office watches, corrects and calls the roll."""

import re

import pytest

from confsys.attendance import actions, floods
from confsys.conferences.links import join_token
from confsys.invitations import answering
from tests.attendance.office import Hall, somebody
from tests.invitations.office import said
from tests.queries import counted_queries


@pytest.fixture
def hall(kept):
    hall = kept(Hall)
    with hall.app.app_context():
        yield hall


def see(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, answer.text
    return answer.text.replace("\xa0", " ")


def link(hall, tail="check-in", number=0):
    return f"/join/{join_token(hall.site(number))}/{tail}"


def told(hall, number=0):
    return actions.told_of(hall.site(number))


def test_a_site_checks_in_by_its_link_with_the_number_it_had_said(hall):
    answering.write_down(hall.clerk, hall.site(), told_by="", **said(heads=25))
    page = hall.guest.get(link(hall))
    assert 'value="25"' in page.text and "Registered 25" in page.text
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "same-origin")

    sent = hall.guest.post(link(hall), data={"heads": "24", "revision": "0"})

    assert sent.status_code == 303
    assert (told(hall)["state"], told(hall)["heads"], told(hall)["way"]) == ("online", 24, "link")
    assert re.search(r"Checked in at \d\d:\d\d, 24 participants", see(hall.guest, sent.headers["Location"]))


def test_what_cannot_be_counted_is_kept_with_a_sentence_at_its_field(hall):
    for heads in ("-1", "100000", "hai", ""):
        sent = hall.guest.post(link(hall), data={"heads": heads, "revision": "0"})
        assert (sent.status_code, "A whole number from 1 to 5000" in sent.text) == (422, True)
        assert f'value="{heads}"' in sent.text or not heads
    assert told(hall) is None


def test_delegates_are_ticked_and_somebody_is_added(hall):
    named = [
        {"name": "Ông Một", "office": "Chủ tịch", "speaks": False},
        {"name": "Bà Hai", "office": "", "speaks": False},
    ]
    answering.write_down(hall.clerk, hall.site(), told_by="", **said(delegates=named))
    rows = {"lines": "2", "name-1": "Ông Một", "office-1": "Chủ tịch", "name-2": "Bà Hai", "office-2": ""}
    ticked = rows | {"there-1": "1", "late-1": "1", "name-new": "Ông Mới", "office-new": "Bí thư"}

    assert hall.guest.post(link(hall, "delegates"), data=ticked).status_code == 303

    seen = [(each["name"], each["late"], each["added"]) for each in actions.noted_of(hall.site())]
    assert seen == [("Ông Một", True, False), ("Ông Mới", False, True)]
    page = see(hall.guest, link(hall))
    assert "2 of 3 are there" in page and "on the spot" in page
    twice = hall.guest.post(
        link(hall, "delegates"), data=rows | {"there-1": "1", "name-new": "ong mot", "office-new": "chu tich"}
    )
    assert (twice.status_code, "stands on the list twice" in twice.text, 'value="ong mot"' in twice.text) == (
        422,
        True,
        True,
    )


def test_what_a_phone_sends_again_after_a_bad_line_is_noted_once(hall):
    page, headers = link(hall), {"Idempotency-Key": "k1"}
    for _turn in range(2):
        assert hall.guest.post(page, data={"heads": "4", "revision": "0"}, headers=headers).status_code == 204
    refused = hall.guest.post(page, data={"heads": "-1"}, headers={"Idempotency-Key": "k2"})
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["heads"])
    assert told(hall)["heads"] == 4


def test_a_link_that_notes_without_end_waits(hall, monkeypatch):
    monkeypatch.setattr(floods, "MOST", 1)
    assert hall.guest.post(link(hall), data={"heads": "4"}).status_code == 303
    assert hall.guest.post(link(hall), data={"heads": "5"}).status_code == 429
    assert hall.guest.post(link(hall, number=1), data={"heads": "5"}).status_code == 303


def test_a_card_on_another_page_leads_back_there_and_nowhere_else(hall):
    own = hall.guest.post(link(hall), data={"heads": "4", "back": "/join/x/desk"})
    assert own.headers["Location"] == "/join/x/desk"
    foreign = hall.guest.post(link(hall), data={"heads": "5", "back": "//boese.example"})
    assert foreign.headers["Location"] == "/"


def test_an_officer_checks_in_his_own_site_and_a_technician_any(hall):
    page = f"/conferences/{hall.id}/sites/{hall.sites[0]}/check-in"
    assert hall.own.post(page, data={"heads": "7"}).status_code == 303
    assert told(hall)["way"] == "account"
    elsewhere = page.replace(hall.sites[0], hall.sites[1])
    assert hall.own.post(elsewhere, data={"heads": "7"}).status_code == 403
    assert hall.technicians.post(elsewhere, data={"heads": "3"}).status_code == 303
    assert told(hall, 1)["way"] == "office"
    assert 'id="delegates"' not in see(hall.technicians, page)
    assert hall.stranger.get(page).status_code == 404


def test_the_office_sees_what_was_noted_by_whom_and_when(hall):
    hall.comes(heads=4)
    hall.marks(state="absent", word="mất điện")
    page = see(hall.browser, f"/conferences/{hall.id}/sites/{hall.sites[0]}/check-in")
    rows = re.findall(r"<td>(.*?)</td><td data-label=\"Who\">(.*?)</td>", page)
    assert rows == [
        ("Absent, at the roll call<small>mất điện</small>", "Văn phòng"),
        ("Present online, 4 participants, by the site&#39;s link", "the site"),
    ]


@pytest.mark.parametrize("number", [0, 3])
def test_the_attendance_costs_the_same_for_few_and_for_many(hall, number):
    for each in range(number):
        hall.sees(somebody("Ông Một"), number=each)
    hall.app.extensions["forget_everything"]()
    with counted_queries(hall.app) as sent:
        page = see(hall.browser, f"/conferences/{hall.id}/attendance")
    assert len(sent) == 13
    assert f"{number} of 4 sites are there" in page


def test_the_attendance_is_read_by_the_chair_and_not_by_the_sites(hall):
    path = f"/conferences/{hall.id}/attendance"
    hall.comes(heads=4)
    assert "Note it" not in see(hall.chairs, path) and "Note it" in see(hall.browser, path)
    assert "Xã Bình Thạnh" not in see(hall.browser, f"{path}?state=not-called")
    assert hall.own.get(path).status_code == 403


def test_who_is_there_is_folded_away_until_somebody_is_looked_for(hall):
    path = f"/conferences/{hall.id}/attendance"
    hall.comes(heads=4)
    calling, there = re.split("<details class=.body.", see(hall.browser, path))
    assert [part.count('<tr id="site-') for part in (calling, there)] == [3, 1]
    assert '<details class="body"' not in see(hall.browser, f"{path}?state=present")
    assert '<details class="body"' not in see(hall.browser, f"{path}?q=binh")


def test_the_roll_is_called_without_a_script_and_skips_who_is_there(hall):
    hall.comes(number=0)
    roll = f"/conferences/{hall.id}/roll-call"
    order = re.findall(r'<li id="roll-(\w+)"', see(hall.browser, roll))
    waiting = [each for each in order if each != hall.sites[0]]
    for site, state in zip(waiting, ("present", "online", "absent"), strict=True):
        sent = hall.browser.post(
            f"{roll}/{site}", data={"state": state, "heads": "3", "word": "mất điện", "revision": "0"}
        )
        assert sent.status_code == 303
    assert sent.headers["Location"] == roll
    assert "3 sites are there, 1 are absent" in see(hall.browser, roll)


def test_an_absence_without_a_reason_and_a_mark_seen_too_late_stay_on_the_page(hall):
    page = f"/conferences/{hall.id}/roll-call/{hall.sites[0]}"
    nothing = hall.browser.post(page, data={"state": "absent", "word": "", "revision": "0"})
    assert (nothing.status_code, "Say in a few words why" in nothing.text) == (422, True)
    hall.comes()
    late = hall.browser.post(page, data={"state": "absent", "word": "bão", "revision": "0"})
    assert (late.status_code, "meanwhile" in late.text, 'value="bão"' in late.text) == (409, True, True)
    assert told(hall)["state"] == "online"


def test_a_site_that_does_not_take_part_and_a_cancelled_conference_are_refused(hall):
    roll = f"/conferences/{hall.id}/roll-call"
    assert hall.browser.post(f"{roll}/none", data={"state": "online"}).status_code == 404
    hall.take("cancel", reason="bão")
    refused = hall.browser.post(f"{roll}/{hall.sites[0]}", data={"state": "online"})
    assert (refused.status_code, "does not take place" in refused.text) == (409, True)
    assert "does not take place" in see(hall.guest, link(hall))


def test_a_press_of_a_script_is_taken_once_and_says_the_revision(hall):
    page, headers = f"/conferences/{hall.id}/roll-call/{hall.sites[0]}", {"Idempotency-Key": "k1"}
    for _turn in range(2):
        sent = hall.browser.post(page, data={"state": "online", "revision": "0"}, headers=headers)
        assert (sent.status_code, sent.json) == (200, {"revision": 1})
    again = {"state": "absent", "word": "bão", "revision": "0"}
    assert hall.browser.post(page, data=again, headers={"Idempotency-Key": "k2"}).status_code == 409
