"""Every page as people see it: from a phone to a desk, light and dark, in both languages.

axe finds nothing, the console is silent, no policy is broken, no other host is asked, nothing runs out of the width.
"""

import re
from datetime import timedelta
from functools import cache
from itertools import cycle

import pytest

from confsys import clock
from confsys.accounts.access import roles_with_sites
from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.attendance import actions as attending
from confsys.changes import transaction
from confsys.conferences import actions as conferences
from confsys.conferences import links, queries
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.delegates.links import token_of
from confsys.demo_rooms import BRIDGE_NAME, HALL
from confsys.extensions import db
from confsys.folding import folded
from confsys.letters.models import Letter
from confsys.messages import actions as messages
from confsys.people import queries as persons
from confsys.people import sessions
from confsys.polls import links as poll_links
from confsys.scheduling.models import Resource
from confsys.screens.models import PairedScreen
from confsys.shown import day
from confsys.sites import contacting
from confsys.sites.groups import SiteGroup
from confsys.sites.models import Site
from confsys.votes import actions as votes
from confsys.weeks.models import Week, WeekEntry
from tests.build import a_conference, a_delegate, a_lost_link, a_person, a_poll, an_agenda, an_answer
from tests.e2e.hall import Chair
from tests.e2e.pages import NO_PAGES, NOBODY, PAGES, ROLES
from tests.e2e.well_made import WIDTHS, faults

pytestmark = pytest.mark.browser
REFUSED = re.compile(r"the server responded with a status of 4\d\d")
ALL = tuple((width, theme) for theme in ("light", "dark") for width in WIDTHS)


class House:
    """The demo province on a server, and one browser for each account in it."""

    def __init__(self, browser, server):
        self.browser, self.server = browser, server
        self.ids = server.in_app(_ids)
        self.chair = cache(self._chair)  # each signs in once

    def _chair(self, who: str) -> Chair:
        chair = Chair(self.browser, self.server.url)
        if who != NOBODY:
            secret = self.server.in_app(_signed_in, who)
            chair.context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": chair.url}])
        return chair

    def look(self, name: str, who: str, language: str, looks) -> None:
        """See that a page is well made; for whoever may not see it there is nothing to look at."""
        page, chair = PAGES[name], self.chair(who)
        settings = {"theme": "light", "lang": language}
        chair.context.add_cookies([{"name": key, "value": value, "url": chair.url} for key, value in settings.items()])
        chair.page.set_viewport_size({"width": looks[0][0], "height": 800})
        chair.complaints.clear()

        status = page.open(chair.page, chair.url, self.ids)
        if who == page.who:
            assert status == page.answer
        if status == page.answer:
            assert faults(chair.page, looks) == []
            assert [each for each in chair.complaints if not (page.may_be_refused and REFUSED.search(each))] == []


@pytest.fixture(scope="module")
def house(province, browser):
    return House(browser, province)


def _signed_in(who: str) -> str:
    person = persons.by_username(who)
    return sessions.sign_in(person, person, device="test")


def _ids() -> dict[str, str]:
    """What the addresses are about: what is about to start on all 103 sites, and what is in session."""
    soon = db.session.query(Conference).filter_by(title="Giao ban chuyển đổi số", state="issued").one()
    approved = db.session.query(Conference.id).filter_by(state="approved").limit(1).scalar()
    issued = db.session.query(Conference.id).filter_by(state="issued").filter(Conference.id != soon.id)
    requested = db.session.query(Conference.id).filter_by(state="requested").limit(1).scalar()
    clerk, officer, chair = (persons.by_username(name) for name in ("vanphong", "caolanh", "chutri"))
    clashing = {"chairs": [chair], "starts_at": soon.starts_at, "main_site": soon.main_site}
    draft = a_conference(organiser=soon.organiser, by=clerk, title="Xin cùng giờ", **clashing).id
    held, site = roles_with_sites(officer)[0]
    fewer = [each.site_id for each in queries.participations_of(soon)[:-1]]
    conferences.edit(clerk, soon, sites=fewer, reasons=Because("thử"))
    room, bridge = (db.session.query(Resource).filter_by(name=name).one().id for name in (HALL, BRIDGE_NAME))
    live = a_conference(
        state="live", organiser=soon.organiser, by=clerk, sites=[site], chairs=[chair], title="Đang họp"
    )
    an_agenda(live, 3)
    agenda.go_on(clerk, live, expect=None)
    for each in queries.participations_of(live):
        attending.check_in(None, each, way="link", heads=3)
    question = {"kind": "named", "unit": "sites", "majority": "half", "base": "present", "minutes": 5}
    vote = votes.write(clerk, live, question="Thông qua chương trình chuyển đổi số năm 2027", **question)
    votes.open_vote(clerk, vote)
    votes.write(clerk, live, question="Chọn nơi họp quý tới", options=["Cao Lãnh", "Mỹ Tho"], **question)
    counting = a_conference(state="live", organiser=soon.organiser, by=clerk, sites=[site], title="Đếm tay")
    for each in queries.participations_of(counting):
        attending.check_in(None, each, way="link", heads=3)
    by_hands = question | {"kind": "hands", "unit": "delegates"}
    hands = votes.write(clerk, counting, question="Thông qua kế hoạch", **by_hands)
    votes.open_vote(clerk, hands)
    poll = a_poll(by=clerk, organiser=soon.organiser)
    guest = [an_answer(poll, said) for said in ("yes no maybe", "no yes yes")][0]
    letter = db.session.query(Letter).filter_by(conference_id=live.id, state="waiting").first()
    dead = db.session.query(Letter).filter(Letter.id != letter.id, Letter.state == "waiting").first()
    with transaction():
        dead.end("dead", clock.now(), "refused")
    line = db.session.query(WeekEntry).filter_by(title="Thẩm tra dự toán ngân sách năm sau").first()
    published = db.session.query(Week).filter_by(edition=3).one()
    group = db.session.query(SiteGroup).first()
    deputy = [contacting.add_contact(None, db.session.get_one(Site, soon.main_site_id), name=each) for each in "AB"][1]
    return {
        "line": line.id,
        "week": published.id,
        "week_day": clock.local(soon.starts_at).date().isoformat(),
        "letter": letter.id,
        "letter_dead": dead.id,
        "message": messages.send(clerk, live, text="Đề nghị các điểm cầu tắt micro khi chưa được mời").id,
        "vote": vote.id,
        "counting": counting.id,
        "hands": hands.id,
        "poll": poll.id,
        "guest": guest.id,
        "poll_link": poll_links.token_of(poll),
        "guest_link": poll_links.secret_of(guest),
        "room": room,
        "bridge": bridge,
        "person": officer.id,
        "held": held.id,
        "leaver": clerk.id,
        "successor": chair.id,
        "day": day(clock.today() + timedelta(days=1)),
        "site": soon.main_site_id,
        "deputy": deputy.id,
        "set": group.set_id,
        "screen": db.session.query(PairedScreen.id).order_by(PairedScreen.name).limit(1).scalar(),
        "lost": a_lost_link(db.session.get_one(Site, soon.main_site_id)).id,
        "group": group.id,
        "id": soon.id,
        "item": items_of(soon)[-1].id,
        "version": "1",
        "everybody": _everybody(soon, chair, officer),
        "approved": approved,
        "draft": draft,
        "requested": requested,
        "to_start": issued.limit(1).scalar(),
        "live": live.id,
        "delegate": _delegate(queries.participations_of(soon)[-1]),
        "delegate_live": _delegate(queries.participations_of(live)[-1]),
        "join": links.join_token(queries.participations_of(soon)[-1]),
        "join_live": links.join_token(queries.participations_of(live)[-1]),
        "stage": links.stage_token(soon),
        "stage_live": links.stage_token(live),
        # nobody whom "person with a new link" gives another one, which would end this one
        "sign_in_link": sessions.make_link(None, chair),
    }


def _delegate(site) -> str:
    return token_of(site, a_delegate(site, "Nguyễn Thị Thanh Hương", "Phó Chủ tịch Ủy ban nhân dân xã"))


def _everybody(conference: Conference, chair, officer) -> str:
    """The chair and all sites of a conference as an address says them; somebody who should come, one unknown here."""
    sites = ",".join(each.site_id for each in queries.participations_of(conference))
    return f"people={chair.id}&optional={officer.id},{a_person('Khách ở xa').id}&sites={sites}"


@pytest.mark.parametrize(("name", "one"), list(zip(PAGES, cycle(ALL), strict=False)))
def test_a_page_is_well_made(house, name, one):
    """Each in one look, taking turns: what pages share is seen in all six."""
    house.look(name, PAGES[name].who, "vi", [one])


@pytest.mark.long
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", [*ROLES, NOBODY])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_made_for_everybody_everywhere(house, name, who, language):
    house.look(name, who, language, ALL)


def test_no_page_is_forgotten(whole_app):
    addresses = whole_app.url_map.bind("localhost")
    paths = [re.sub(r"{\w+}", "1", page.path).partition("?")[0] for page in PAGES.values() if page.answer == 200]
    looked_at = {addresses.match(path, method="GET")[0] for path in paths}

    there = {rule.endpoint for rule in whole_app.url_map.iter_rules() if "GET" in rule.methods}
    pages = {endpoint for endpoint in there if not endpoint.startswith(("api.", "live."))} - NO_PAGES.keys()
    assert pages - looked_at == set()


def test_j_and_k_walk_through_the_tasks_and_enter_opens_one(house):
    page = house.chair("vanphong").open("/")
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
    page.wait_for_url(house.server.url + address)
    page.close()


def test_a_ready_reason_fills_the_field_and_letters_typed_there_stay_letters(house):
    page = house.chair("lanhdao").open("/")
    row = page.locator("[data-tasks] > li").first
    row.locator(".why-not summary").click()
    row.locator("[data-reasons] button").first.click()
    page.keyboard.type(" jk")

    field = row.locator("textarea")
    assert field.input_value() == row.locator("[data-reasons] button").first.text_content() + " jk"
    assert field.evaluate("field => field === document.activeElement")
    page.close()


def test_the_keys_of_the_console_press_its_buttons(house):
    page = house.chair("vanphong").open(f"/conferences/{house.ids['to_start']}/operate")
    page.locator("form[action$='/start'] [data-key=N]").wait_for()

    page.keyboard.press("n")

    page.locator("form[action$='/agenda/next'] [data-key=N]").wait_for()
    page.close()


def test_the_links_are_narrowed_to_the_sites_that_are_meant(house):
    page = house.chair("vanphong").open(f"/conferences/{house.ids['id']}/links")
    shown = page.locator("table.links tbody tr:visible")
    assert shown.count() > 100

    page.locator("[data-search] input").fill("xa tan thanh")
    names = [text.split("\n")[0].split("\t")[0] for text in shown.all_inner_texts()]
    assert names and all(folded(name).startswith("xa tan thanh") for name in names)

    page.locator("[data-search] input").fill("khongco")
    assert shown.count() == 0 and page.locator("[data-nothing]").is_visible()
    page.close()


def test_what_was_understood_goes_when_something_else_is_typed(house):
    page = house.chair("vanphong").open(f"/conferences/{house.ids['approved']}/reschedule")
    understood = page.locator("[data-parsed=start]")
    assert understood.count() == 1

    page.locator("#start").fill("7h30")

    assert understood.count() == 0
    page.close()


def test_the_page_of_who_asked_follows_when_another_time_is_proposed(house):
    asker = house.chair("vanphong").open(f"/conferences/{house.ids['requested']}")
    asker.wait_for_selector("body[data-line=ok]")
    take = asker.locator("form[action$='/accept-proposal'] button")
    assert take.count() == 0

    approver = house.chair("lanhdao").open(f"/conferences/{house.ids['requested']}/propose")
    approver.locator("button[name=confirm]").click()
    approver.wait_for_url("**/conferences/*")

    take.wait_for(timeout=5000)
    for page in (asker, approver):
        page.close()
