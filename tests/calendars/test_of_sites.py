"""Calendars of a site and of an organisation: what they show, who may have one, and what a lost right does."""

import pytest
from sqlalchemy import select

from confsys import clock
from confsys.calendars import links
from confsys.calendars.models import CalendarLink
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from tests.build import a_conference, a_person, a_province, a_site, bearer
from tests.calendars.program import DAY, a_feed, events, titles
from tests.calendars.test_links import SHOWN


def of_site(person, site) -> str:
    return a_feed(person, kind="site", site=site)


def of_body(person, body) -> str:
    return a_feed(person, kind="organisation", site=body)


def end_roles(person) -> None:
    for held in db.session.scalars(select(RoleHeld).where(RoleHeld.person_id == person.id)):
        people.end_role(None, person, held=held, last_day=clock.today() - DAY)


# -- what they show --------------------------------------------------------------------------------


def test_a_site_s_calendar_holds_what_it_takes_part_in_and_not_its_officer_s_own_meetings(client, office):
    office.conference(title="Có điểm cầu này")
    office.conference(title="Chủ trì ở đây", main_site=office.site, sites=[])
    office.conference(title="Chỉ mời ông Ấm", sites=[a_site()], chairs=[office.officer])

    assert sorted(titles(client.get(office.feed))) == ["Chỉ mời ông Ấm", "Chủ trì ở đây", "Có điểm cầu này"]
    assert sorted(titles(client.get(of_site(office.officer, office.site)))) == ["Chủ trì ở đây", "Có điểm cầu này"]


def test_an_organisation_s_calendar_holds_what_it_and_those_below_it_organise(client, office):
    ward = a_site("Phường Mỹ Trà", parent=office.province)
    office.conference(title="Của tỉnh")
    a_conference(title="Của phường", organiser=ward, state="issued", sites=[])
    a_conference(title="Của tỉnh khác", organiser=a_province(), state="issued", sites=[office.province])

    assert sorted(titles(client.get(of_body(office.secretariat, office.province)))) == ["Của phường", "Của tỉnh"]
    assert titles(client.get(of_body(office.secretariat, ward))) == ["Của phường"]


@pytest.mark.parametrize("state", ["draft", "requested"])
def test_drafts_and_requests_are_in_neither(client, office, state):
    office.conference(state=state)

    assert titles(client.get(of_site(office.officer, office.site))) == []
    assert titles(client.get(of_body(office.secretariat, office.province))) == []


def test_it_shows_no_more_than_its_maker_may_see(client, office):
    office.conference(title="Của tỉnh")
    a_conference(title="Của tỉnh khác", organiser=a_province(), state="issued", sites=[office.site])
    ward_s = a_person(role="secretariat", site=office.site)

    assert len(titles(client.get(of_site(office.officer, office.site)))) == 2
    assert titles(client.get(of_site(ward_s, office.site))) == []  # its own office organises neither


def test_each_carries_the_name_of_what_it_is_for(client, office):
    def name_of(path: str) -> str:
        lines = client.get(path).text.replace("\r\n ", "").split("\r\n")
        return next(line for line in lines if line.startswith("X-WR-CALNAME"))

    assert name_of(of_site(office.officer, office.site)).endswith("Hội nghị trực tuyến Phường Cao Lãnh")
    assert name_of(of_body(office.secretariat, office.province)).endswith(f"do {office.province.name} tổ chức")
    busy = a_feed(office.officer, kind="site", site=office.site, busy_only=True)
    assert name_of(busy) == "X-WR-CALNAME:Phường Cao Lãnh"


# -- who may ---------------------------------------------------------------------------------------

OFFICE_ROLES = ("secretariat", "approver", "chair", "technician", "administrator")
MAY = {(role, kind) for role in OFFICE_ROLES for kind in ("site", "organisation")} | {("officer", "site")}
EVERY_ROLE = (*OFFICE_ROLES, "officer", "delegate")


@pytest.mark.parametrize("kind", ["site", "organisation"])
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_who_may_make_one(app, client, signed_in, role, kind):
    site = a_site("Phường Mỹ Trà", parent=a_province())
    person = a_person(role=role, site=site)
    body = {"kind": kind, "of": site.id, "label": "x"}

    page = signed_in(person).post("/calendars", data={"of": f"{kind} {site.id}", "label": "x", "language": "vi"})
    call = client.post("/api/v1/calendar-links", json=body, headers=bearer(app, person))

    assert (page.status_code, call.status_code) == ((200, 201) if (role, kind) in MAY else (403, 403))
    db.session.rollback()  # and look again
    made = db.session.scalars(select(CalendarLink)).all()
    assert {(link.kind, link.site_id) for link in made} == ({(kind, site.id)} if (role, kind) in MAY else set())


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_an_office_above_reaches_what_lies_below_it(app, client, role):
    province = a_province()
    ward = a_site(parent=province)
    above, beside = a_person(role=role, site=province), a_person(role="officer", site=a_site(parent=province))
    body = {"kind": "site", "of": ward.id, "label": "x"}

    assert client.post("/api/v1/calendar-links", json=body, headers=bearer(app, above)).status_code == 201
    assert client.post("/api/v1/calendar-links", json=body, headers=bearer(app, beside)).status_code == 403


@pytest.mark.parametrize("kind", ["site", "organisation"])
@pytest.mark.parametrize("named", [{}, {"of": "nowhere"}])
def test_a_site_that_is_not_there_gets_a_sentence(app, client, office, kind, named):
    body = {"kind": kind, "label": "x"} | named

    answer = client.post("/api/v1/calendar-links", json=body, headers=bearer(app, office.secretariat))

    assert answer.status_code == 422 and list(answer.json["errors"]) == ["of"]


@pytest.mark.parametrize("chosen", ["", "x", "person x", "site", "site ", "site x y", "public x", "organisation \x00"])
def test_what_is_not_in_the_list_gets_a_sentence_at_it(signed_in, office, chosen):
    answer = signed_in(office.officer).post("/calendars", data={"of": chosen, "label": "máy", "language": "vi"})

    assert answer.status_code == 422 and 'id="error-of"' in answer.text and 'value="máy"' in answer.text


# -- a right that was lost -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["site", "organisation"])
def test_a_lost_right_is_404_with_a_sentence_and_never_an_empty_calendar(client, signed_in, office, kind):
    holder, of = (office.officer, office.site) if kind == "site" else (office.secretariat, office.province)
    office.conference()
    path = a_feed(holder, kind=kind, site=of)
    known = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304

    end_roles(holder)

    for headers in ({}, known, {"If-None-Match": "*"}):
        answer = client.get(path, headers=headers)
        assert (answer.status_code, answer.mimetype) == (404, "text/plain")
        assert answer.text == "Người tạo liên kết lịch này không còn quyền xem lịch này nữa.\n"
    assert "Không còn quyền xem" in signed_in(holder).get("/calendars").text


def test_a_right_that_comes_back_opens_it_again(client, office):
    office.conference()
    path = of_site(office.officer, office.site)
    end_roles(office.officer)
    assert client.get(path).status_code == 404

    people.give_role(None, office.officer, role="officer", site_id=office.site.id)

    assert len(events(client.get(path))) == 1


def test_refused_polls_are_not_counted(client, office):
    link, secret = links.make(office.officer, office.officer, label="x", kind="site", site=office.site)
    end_roles(office.officer)

    client.get(f"/calendars/{secret}/confsys.ics")

    db.session.expire_all()
    assert db.session.get_one(CalendarLink, link.id).use_count == 0


# -- the page --------------------------------------------------------------------------------------


def test_the_page_offers_what_one_may_see_and_no_more(signed_in, office):
    near, far = a_site("Phường Mỹ Trà", parent=office.province), a_site("Xã Xa")

    of_office = signed_in(office.secretariat).get("/calendars").text
    of_officer = signed_in(office.officer).get("/calendars").text

    assert f'value="organisation {office.province.id}"' in of_office and f'value="site {near.id}"' in of_office
    assert far.id not in of_office and f'value="organisation {near.id}"' not in of_office
    assert f'value="site {office.site.id}"' in of_officer and "organisation" not in of_officer
    assert "<optgroup" not in signed_in(a_person()).get("/calendars").text


def test_where_two_names_fold_alike_the_code_stands_beside_them(signed_in, office):
    a_site("Xã Bình Thạnh", parent=office.province, gso_code="30001")
    a_site("Xã Bình Thành", parent=office.province, gso_code="30002")

    page = signed_in(office.secretariat).get("/calendars").text

    assert "Xã Bình Thạnh (30001)" in page and "Xã Bình Thành (30002)" in page


def test_a_site_s_own_page_chooses_it_beforehand(signed_in, office):
    page = signed_in(office.officer).get(f"/calendars?of={office.site.id}").text

    assert f'<option value="site {office.site.id}" selected>' in page


def test_a_link_of_a_site_made_on_the_page_works_and_is_listed_with_its_use(client, signed_in, office, at):
    office.conference(title="Giao ban")
    browser = signed_in(office.officer)
    made = browser.post("/calendars", data={"of": f"site {office.site.id}", "label": "Phòng họp", "language": "vi"})
    path = SHOWN.search(made.text)[1]

    assert titles(client.get(path)) == ["Giao ban"]

    at(3 * DAY / 24 + DAY / 48)
    page = browser.get("/calendars").text
    assert "3 giờ trước" in page and "Phường Cao Lãnh" in page and "Phòng họp" in page
