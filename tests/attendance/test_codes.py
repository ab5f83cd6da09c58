"""Six digits lead to a site's check-in: who has them, how long, and how few tries are let through."""

import re
from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.attendance import codes, guesses
from confsys.attendance.roll import needed_of
from confsys.conferences import actions as conferences
from confsys.sites.workbook import worked
from tests.attendance.office import Hall, somebody
from tests.build import a_site


@pytest.fixture
def hall(kept):
    hall = kept(Hall)
    with hall.app.app_context():
        yield hall


def see(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text.replace("\xa0", " ")


def type_in(hall, code, address="198.51.100.7"):
    return hall.guest.post("/join", data={"code": code}, environ_overrides={"REMOTE_ADDR": address})


def test_six_digits_lead_to_the_check_in_of_the_site(hall):
    code = codes.code_of(hall.site())
    sent = type_in(hall, f"{code[:3]} {code[3:]}")
    assert re.fullmatch(r"/join/[\w-]+/check-in\?by=code", sent.headers["Location"])
    page = see(hall.guest, sent.headers["Location"])
    assert "Xã Bình Thạnh" in page and '<input type="hidden" name="by" value="code">' in page
    hall.guest.post(sent.headers["Location"].partition("?")[0], data={"heads": "5", "by": "code"})
    office = see(hall.browser, f"/conferences/{hall.id}/sites/{hall.sites[0]}/check-in")
    assert "by the six-digit code" in office and "Used on 1 device" in office and f"{code[:3]} {code[3:]}" in office


def test_every_site_has_another_code_also_one_that_came_later(hall):
    more = a_site("Xã Thêm")
    conferences.edit(hall.clerk, hall.conference, sites=[*hall.sites, more.id])
    drawn = codes.codes_of(hall.conference)
    assert len(drawn) == len(set(drawn.values())) == 5
    assert all(re.fullmatch(r"\d{6}", each) for each in drawn.values())


def test_a_new_link_brings_a_new_code_and_a_revoked_one_none(hall):
    before = codes.code_of(hall.site())
    conferences.renew_link(hall.clerk, hall.site())
    assert codes.found_by(before) is None
    assert codes.found_by(codes.code_of(hall.site())) is not None
    conferences.revoke_link(hall.clerk, hall.site())
    assert codes.code_of(hall.site()) == ""


def test_a_code_ends_a_day_after_the_close_and_does_not_work_when_cancelled(hall):
    code = codes.code_of(hall.site())
    hall.take("start")
    hall.take("close")
    for hours, works in ((23, True), (25, False)):
        with time_machine.travel(clock.now() + timedelta(hours=hours), tick=False):
            assert (codes.found_by(code) is not None) == works


def test_a_code_of_a_cancelled_conference_stands_for_nothing(hall):
    code = codes.code_of(hall.site())
    hall.take("cancel", reason="bão")
    assert codes.found_by(code) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef"])
def test_what_is_no_code_is_kept_with_one_sentence_and_counts_as_no_guess(hall, typed):
    sent = type_in(hall, typed)
    assert (sent.status_code, "The code has six digits" in sent.text) == (422, True)
    assert f'value="{typed}"' in sent.text
    assert codes.wrong_today() == 0


def wrong(hall) -> str:
    taken = codes.codes_of(hall.conference).values()
    return next(each for each in (f"{n:06}" for n in range(10)) if each not in taken)


def test_guesses_wait_longer_and_longer_and_the_office_sees_how_many(hall):
    code, no_code = codes.code_of(hall.site()), wrong(hall)
    now = clock.now()
    with time_machine.travel(now, tick=False):
        assert [type_in(hall, no_code).status_code for _turn in range(6)] == [422] * 5 + [429]
        assert type_in(hall, code).status_code == 429  # nothing is compared
        assert type_in(hall, code, address="198.51.100.8").status_code == 303  # another office is not held up
    with time_machine.travel(now + timedelta(seconds=16), tick=False):
        assert type_in(hall, no_code).status_code == 422
    with time_machine.travel(now + timedelta(seconds=40), tick=False):
        assert type_in(hall, code).status_code == 429
    assert [guesses.delay(each).seconds for each in (4, 5, 6, 7, 30)] == [0, 15, 30, 60, 1800]
    assert "6 wrong codes were typed today" in see(hall.browser, f"/conferences/{hall.id}/attendance")


def test_many_wrong_codes_from_everywhere_leave_each_address_one_try(hall, monkeypatch):
    monkeypatch.setattr(guesses, "MOST_OF_ALL", 3)
    code, no_code = codes.code_of(hall.site()), wrong(hall)
    for number in range(3):
        type_in(hall, no_code, address=f"203.0.113.{number}")
    assert type_in(hall, no_code, address="203.0.113.1").status_code == 429
    assert type_in(hall, code, address="198.51.100.9").status_code == 303


def test_all_64_bits_of_a_network_count_as_one():
    assert guesses.network("2001:db8::1") == guesses.network("2001:db8::ffff") != guesses.network("2001:db8:0:1::1")


def test_posters_carry_the_code_and_the_picture_of_the_check_in(hall):
    page = see(hall.browser, f"/conferences/{hall.id}/posters")
    assert page.count('<article class="poster"') == 4
    own = see(hall.own, f"/conferences/{hall.id}/sites/{hall.sites[0]}/poster")
    assert " ".join(codes.code_of(hall.site())) in own
    picture = hall.own.get(f"/conferences/{hall.id}/sites/{hall.sites[0]}/check-in.svg")
    assert (picture.mimetype, picture.text.startswith("<svg")) == ("image/svg+xml", True)


@pytest.mark.parametrize(
    ("base", "share", "needed"),
    [(103, "half", 52), (103, "two-thirds", 69), (4, "half", 3), (4, "three-quarters", 3), (0, "half", 1)],
)
def test_what_a_quorum_needs(base, share, needed):
    assert needed_of(base, share) == needed


def test_the_quorum_is_set_counted_on_one_base_and_taken_back(hall):
    page = f"/conferences/{hall.id}/attendance"
    for number in range(3):
        hall.comes(number)
    assert "Quorum: 3 sites (more than half of all sites, the main one among them: 4). 3 are there: enough." in see(
        hall.browser, page
    )
    sent = hall.browser.post(f"/conferences/{hall.id}/quorum", data={"share": "three-quarters", "base": "without-main"})
    assert sent.status_code == 303
    assert "Quorum: 3 sites (three quarters of the invited sites, without the main one: 3)" in see(hall.browser, page)
    entry = hall.browser.get(f"/conferences/{hall.id}/history").text
    assert "Quorum set" in entry
    bad = hall.browser.post(f"/conferences/{hall.id}/quorum", data={"share": "all", "base": "all"})
    assert bad.status_code == 422


def test_the_sheet_names_who_was_there_on_paper_and_in_excel(hall):
    hall.sees(somebody("Ông Một", "Chủ tịch", late=True), somebody("Bà Hai", left=True))
    hall.marks(1, state="absent", word="=1+1 mất điện")
    paper = see(hall.chairs, f"/conferences/{hall.id}/attendance/print")
    assert re.search(r"Ông Một, Chủ tịch \(came late; added on the spot\); Bà Hai \(added on the spot; left at", paper)
    file = hall.chairs.get(f"/conferences/{hall.id}/attendance.xlsx")
    assert (file.status_code, file.data[:2]) == (200, b"PK")
    rows = worked("read", file.data, 100, 20)
    assert [row[6] for row in rows if row[1] == "Xã Bình Thạnh"] == ["Ông Một", "Bà Hai"]
    assert [row[10] for row in rows if row[1] == "Xã Bình Thành"] == ["=1+1 mất điện"]
