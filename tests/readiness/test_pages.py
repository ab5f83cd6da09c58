"""The page of the test, the list of all sites, and the check list of one."""

import re

import pytest

from confsys.readiness import checking, floods, incidents, queries, testing
from confsys.readiness.forms import read_measured
from confsys.readiness.models import POINTS
from tests.queries import counted_queries
from tests.readiness.office import ALL_WELL, Office, every_point

BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"}


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)).replace("\xa0", " ")


def test_a_site_tests_by_its_link_and_reads_what_to_do(office):
    path = office.join(tail="/test")
    page = office.guest.get(path)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "check by hand" in words(page) and "data-self-test" in page.text

    sent = office.guest.post(path, data=ALL_WELL | {"microphone": "failed"}, headers=BROWSER)

    assert (sent.status_code, sent.location) == (303, f"{path}#result")
    result = words(office.guest.get(path))
    assert "Not usable" in result and "The microphone stays silent. Switch it on" in result
    [kept] = queries.tests_of(office.site())
    assert (kept.device, kept.way, kept.verdict) == ("Chrome, Android, 390 × 844", "link", "unusable")
    assert "Chrome, Android, 390 × 844" in words(office.technicians.get(office.at(tail="/check")))


@pytest.mark.parametrize(
    "wrong", [{"delay_ms": "-5"}, {"delay_ms": "NaN"}, {"up_kbps": "1e99"}, {"camera": "x"}, {"clock_offset_ms": "giờ"}]
)
def test_figures_nobody_measured_are_refused_with_a_sentence(office, wrong):
    sent = office.guest.post(office.join(tail="/test"), data=ALL_WELL | wrong)
    assert (sent.status_code, "This test could not be kept." in words(sent)) == (422, True)
    assert queries.tests_of(office.site()) == []


def test_a_large_body_and_a_program_without_end_are_held_up(office, monkeypatch):
    path = office.join(tail="/test")
    assert office.guest.post(path, data=ALL_WELL | {"camera": "x" * 2_000_000}).status_code == 413
    assert office.guest.post(f"{path}/bytes", data=b"x" * 2_000_000).status_code == 413
    path = office.join(1, "/test")
    monkeypatch.setattr(floods, "MOST", {"test": 1, "ping": 1, "bytes": 1})
    for method, tail, once in (("post", "", 303), ("get", "/ping", 200), ("post", "/bytes", 204)):
        send = getattr(office.guest, method)
        sent = {"data": ALL_WELL} if method == "post" else {}
        assert [send(path + tail, **sent).status_code for _turn in range(2)] == [once, 429], tail


def test_what_the_script_asks_is_small_and_random(office):
    path = office.join(tail="/test")
    one, other = (office.guest.get(f"{path}/bytes").data for _turn in range(2))
    assert (len(one), one == other) == (200_000, False)
    assert list(office.guest.get(f"{path}/ping").json) == ["now"]
    assert office.own.get(f"{office.at(tail='/test')}/ping").status_code == 200
    assert office.own.get(f"{office.at(1, '/test')}/ping").status_code == 403


def ticked(points, **more):
    sent = {point: found["state"] for point, found in points.items()}
    return sent | {f"{point}-note": found["note"] for point, found in points.items()} | {"revision": "0"} | more


def test_the_list_is_signed_by_name_and_leads_to_the_next_site(office):
    page = office.at(tail="/check")
    incomplete = every_point()
    del incomplete["camera"]
    refused = office.technicians.post(page, data=ticked(incomplete, sign="1", name="Ông Ba", **{"mixer-note": "cũ"}))
    assert (refused.status_code, 'value="cũ"' in refused.text) == (422, True)
    assert "Answer this point before you sign." in words(refused)

    signed = office.technicians.post(page, data=ticked(every_point(), sign="1", name="Ông Ba"))

    assert signed.status_code == 303
    assert signed.location.removesuffix("/check").rpartition("/")[2] in office.sites[1:]
    assert "Xã Bình Thạnh is signed off. 3 left." in words(office.technicians.get(signed.location))  # the main one, too
    assert "Signed by Ông Ba" in words(office.technicians.get(page))
    assert office.technicians.post(f"{page}/reopen").status_code == 303
    assert not queries.check_list_of(office.site()).is_signed


def test_the_rest_is_ticked_with_one_press_and_looked_at_before_it_is_kept(office):
    some = {"camera": "failed", "camera-note": "mờ", "revision": "0", "all": "1"}
    page = office.technicians.post(office.at(tail="/check"), data=some)
    assert (page.status_code, page.text.count(" checked")) == (200, len(POINTS))
    assert 'value="mờ"' in page.text and queries.check_list_of(office.site()) is None


@pytest.mark.parametrize("wrong", [{"camera": "maybe"}, {"camera-note": "x" * 10_000}, {"revision": "x"}])
def test_what_cannot_be_read_of_a_list_changes_nothing(office, wrong):
    sent = office.technicians.post(office.at(tail="/check"), data=ticked(every_point()) | wrong)
    assert (sent.status_code, queries.check_list_of(office.site())) == (422, None)


def test_the_work_list_shows_first_what_needs_a_hand(office):
    checking.sign_off(office.technician, office.site(0), name="Ông Ba", points=every_point())
    measured = read_measured(ALL_WELL | {"camera": "failed"})
    testing.keep_test(None, office.site(1), way="link", device="Chrome", measured=measured)
    office.report(number=2)
    path = f"/conferences/{office.id}/readiness"

    page = office.technicians.get(path)

    names = [each.replace("\xa0", " ") for each in re.findall(r'/check">(.*?)</a>', page.text)]
    assert names[:2] == ["Phường Sa Đéc", "Xã Bình Thành"]
    assert "Ông Ba" in words(page) and "0 of 11 points" in words(page)
    for state, name in (("incident", "Phường Sa Đéc"), ("unusable", "Xã Bình Thành"), ("signed", "Xã Bình Thạnh")):
        found = office.technicians.get(f"{path}?state={state}").text.replace("\xa0", " ")
        assert re.findall(r'/check">(.*?)</a>', found) == [name]
    assert "No site fits" in words(office.technicians.get(f"{path}?q=khongcogi"))
    assert "Phường Sa Đéc" in words(office.technicians.get(f"{path}?q=sa+dec"))
    assert office.chairs.get(path).status_code == 200 and office.chairs.get(office.at(tail="/check")).status_code == 403
    assert office.own.get(path).status_code == 403 and office.stranger.get(path).status_code == 404


@pytest.mark.parametrize("tested", [0, 3])
def test_it_costs_the_same_for_few_tests_and_for_many(office, tested):
    for number in range(tested):
        measured = read_measured(ALL_WELL)
        testing.keep_test(None, office.site(number), way="link", device="Chrome", measured=measured)
        checking.sign_off(office.technician, office.site(number), name="Ông Ba", points=every_point())
        office.report(number=number)
    office.app.extensions["forget_everything"]()
    with counted_queries(office.app) as sent:
        assert office.technicians.get(f"/conferences/{office.id}/readiness").status_code == 200
    assert len(sent) == 10


def test_the_page_of_a_unit_has_its_tests_and_incidents_for_who_works_with_it(office):
    measured = read_measured(ALL_WELL | {"speaker": "failed"})
    testing.keep_test(None, office.site(), way="link", device="Cốc Cốc, Windows", measured=measured)
    incident = office.report("line")
    incidents.solve(office.technician, incident, way="office", done="thay dây")
    seen = words(office.own.get(f"/sites/{office.sites[0]}"))
    assert "Line lost, under a minute" in seen and "thay dây" in seen and "Test of its own: not usable" in seen
    for browser, number in ((office.stranger, 0), (office.own, 1)):
        assert "Tests and incidents" not in words(browser.get(f"/sites/{office.sites[number]}"))
