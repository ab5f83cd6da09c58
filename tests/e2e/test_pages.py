"""Every page as people see it: from a phone to a desk, light and dark, in both languages.

axe finds nothing, the console is silent, nothing runs out of the width.
"""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from confsys import demo
from confsys.accounts.access import roles_with_sites
from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import queries as persons
from tests.e2e.hall import CHROMIUM, Chair

pytestmark = pytest.mark.browser
AXE = (Path(__file__).resolve().parent.parent / "vendor/axe.min.js").read_text()
PAGES = {
    "home": "/",
    "list": "/conferences",
    "empty list": "/conferences?q=khong-co-hoi-nghi-nay",
    "sites": "/sites",
    "site": "/sites/{site}",
    "find": "/find?q=cao+lanh",
    "agenda to print": "/conferences/{id}/papers/agenda",
    "sites to print": "/conferences/{id}/papers/sites",
    "sheet to sign": "/conferences/{id}/papers/sign-in",
    "plan": "/conferences/new",
    "past": "/conferences/past/new",
    "conference": "/conferences/{id}",
    "edit": "/conferences/{id}/edit",
    "agenda": "/conferences/{id}/agenda",
    "paste": "/conferences/{id}/agenda/paste",
    "copy": "/conferences/{id}/agenda/copy",
    "links": "/conferences/{id}/links",
    "history": "/conferences/{id}/history",
    "take back": "/conferences/{id}/history/2",
    "editions": "/conferences/{id}/editions",
    "issue": "/conferences/{approved}/issue",
    "cancel": "/conferences/{id}/cancel",
    "another time": "/conferences/{id}/reschedule",
    "other sites": "/conferences/{id}/sites",
    "desk": "/conferences/{id}/operate",
    "screen": "/conferences/{id}/screen",
    "site's screen": "/join/{join}",
    "stage": "/stage/{stage}",
    "calendars": "/calendars",
    "account": "/account",
    "for programs": "/api",
    "a call": "/api?q=adjust",
    "people": "/people",
    "nobody found": "/people?q=khongcoai",
    "new person": "/people/new",
    "list of people": "/people/import",
    "person": "/people/{person}",
    "edit person": "/people/{person}/edit",
    "hand over": "/people/{person}/hand-over",
    "close account": "/people/{person}/disable",
    "end role": "/people/{person}/roles/{held}/end",
    "nothing there": "/conferences/nothing",
}
OFFICE_PAGES = {"settings": "/settings"}  # the administrator's alone
QUICK = [(360, "light", "vi"), (1440, "dark", "en")]
ALL = [
    (width, theme, language) for width in (360, 768, 1440) for theme in ("light", "dark") for language in ("vi", "en")
]


@pytest.fixture(scope="module")
def clerk(live_server):
    live_server.in_app(demo.load)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        chair = Chair(browser, live_server.url)
        chair.ids = live_server.in_app(_ids)
        chair.sign_in("vanphong")
        chair.administrator = Chair(browser, live_server.url)
        chair.administrator.sign_in("quantri")
        yield chair
        browser.close()


def _ids():
    """What the addresses are about: the conference that is about to start, on all 103 sites."""
    soon = db.session.query(Conference).filter_by(title="Giao ban chuyển đổi số", state="issued").one()
    approved = db.session.query(Conference.id).filter_by(state="approved").limit(1).scalar()
    join = links.join_token(queries.participations_of(soon)[-1])
    officer = persons.by_username("caolanh")
    held = roles_with_sites(officer)[0][0]
    return {
        "person": officer.id,
        "held": held.id,
        "site": soon.main_site_id,
        "id": soon.id,
        "approved": approved,
        "join": join,
        "stage": links.stage_token(soon),
    }


@pytest.mark.parametrize("seen", [*QUICK, *(pytest.param(each, marks=pytest.mark.long) for each in ALL)], ids=str)
@pytest.mark.parametrize("name", [*PAGES, *OFFICE_PAGES])
def test_a_page_is_well_made(clerk, name, seen):
    if name in OFFICE_PAGES:
        is_well_made(clerk.administrator, OFFICE_PAGES[name], seen)
    else:
        is_well_made(clerk, PAGES[name].format(**clerk.ids), seen)


def is_well_made(clerk, path, seen):
    width, theme, language = seen
    cookies = {"theme": theme, "lang": language}
    clerk.context.add_cookies([{"name": key, "value": value, "url": clerk.url} for key, value in cookies.items()])
    clerk.complaints.clear()
    page = clerk.open()
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(clerk.url + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("dialog:visible").count() == 0
    assert violations(page) == []
    assert [each for each in clerk.complaints if "404" not in each] == []
    page.close()


def violations(page):
    """What axe finds; run past the page's own policy, which lets in no script of ours either."""
    found = "axe.run(document).then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))"
    answer = page.context.new_cdp_session(page).send(
        "Runtime.evaluate", {"expression": f"{AXE};{found}", "awaitPromise": True, "returnByValue": True}
    )
    return answer["result"]["value"]


@pytest.fixture(scope="module")
def everybody(clerk):
    """The browsers of all demo accounts, each signed in."""
    browsers = {"quantri": clerk.administrator}
    for name in ("lanhdao", "chutri", "kythuat", "caolanh"):
        browsers[name] = Chair(clerk.context.browser, clerk.url)
        browsers[name].sign_in(name)
    return browsers


@pytest.mark.parametrize("seen", [*QUICK, *(pytest.param(each, marks=pytest.mark.long) for each in ALL)], ids=str)
@pytest.mark.parametrize("name", ["lanhdao", "chutri", "kythuat", "caolanh", "quantri"])
def test_each_first_page_is_well_made(everybody, name, seen):
    is_well_made(everybody[name], "/", seen)


def test_j_and_k_walk_through_the_tasks_and_enter_opens_one(clerk):
    page = clerk.open("/")
    titles = page.locator("[data-tasks] > li h3 a")
    assert titles.count() >= 2

    page.keyboard.press("j")
    assert titles.nth(0).evaluate("title => title === document.activeElement")
    page.keyboard.press("j")
    assert titles.nth(1).evaluate("title => title === document.activeElement")
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert titles.nth(0).evaluate("title => title === document.activeElement")

    address = titles.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(clerk.url + address)
    page.close()


def test_a_ready_reason_fills_the_field_and_letters_typed_there_stay_letters(everybody):
    page = everybody["lanhdao"].open("/")
    row = page.locator("[data-tasks] > li").first
    row.locator(".why-not summary").click()
    row.locator("[data-reasons] button").first.click()
    page.keyboard.type(" jk")

    field = row.locator("textarea")
    assert field.input_value() == row.locator("[data-reasons] button").first.text_content() + " jk"
    assert field.evaluate("field => field === document.activeElement")
    page.close()


def test_the_keys_of_the_console_press_its_buttons(clerk):
    page = clerk.open(f"/conferences/{clerk.ids['id']}/operate")
    page.locator("form[action$='/start'] [data-key=N]").wait_for()

    page.keyboard.press("n")

    page.locator("form[action$='/agenda/next'] [data-key=N]").wait_for()
    page.close()


def test_what_was_understood_goes_when_something_else_is_typed(clerk):
    page = clerk.open(f"/conferences/{clerk.ids['approved']}/reschedule")
    understood = page.locator("[data-parsed=start]")
    assert understood.count() == 1

    page.locator("#start").fill("7h30")

    assert understood.count() == 0
    page.close()
