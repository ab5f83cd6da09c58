"""The demo province: complete, the same at every load, and never served to others."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from confsys import clock, demo
from confsys.agenda.models import AgendaItem
from confsys.agenda.queries import items_of
from confsys.conferences import queries as conferences
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import queries as persons
from confsys.people import sessions
from confsys.people.models import Person, RoleHeld
from confsys.sites.models import Site
from tests.build import a_person
from tests.server import a_server, the_demo

MORNING = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)  # 08:00 on a Thursday in Đồng Tháp


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, worlds):
    """A province on a database of its own, for all tests that only look at it."""
    return a_server(tmp_path_factory.mktemp("demo"), worlds, the_demo).app


@pytest.fixture
def province(loaded):
    with loaded.app_context():
        yield loaded


def everything() -> dict[str, list[tuple]]:
    """Every row of every table."""
    tables = db.metadatas[None].sorted_tables
    return {table.name: sorted(map(repr, db.session.execute(select(table)).all())) for table in tables}


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def titled(title: str) -> Conference:
    return db.session.scalars(select(Conference).where(Conference.title == title)).one()


# -- loading -----------------------------------------------------------------------------------------------


def test_a_second_load_changes_nothing(province):
    before = everything()
    assert demo.load() is False
    assert everything() == before


def test_a_load_that_was_stopped_on_the_way_is_done_whole_the_next_time(app, monkeypatch):
    before = everything()
    with monkeypatch.context() as broken:
        broken.setattr(demo, "_conference_about_to_start", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            demo.load()
    assert everything() == before

    assert demo.load() is True
    assert count(Conference) == 13


@pytest.mark.parametrize("hour", [17, *(pytest.param(hour, marks=pytest.mark.long) for hour in (0, 23))])
def test_the_province_can_be_loaded_at_any_hour_of_any_day(app, hour):
    sunday = datetime(2027, 2, 28, hour, 59, 59, tzinfo=UTC)
    with time_machine.travel(sunday):
        assert demo.load() is True
        assert count(Conference) == 13


# -- people ------------------------------------------------------------------------------------------------


def roles_of(person: Person) -> set[tuple[str, str]]:
    query = select(RoleHeld.role, Site.gso_code).join(Site, Site.id == RoleHeld.site_id)
    return {tuple(row) for row in db.session.execute(query.where(RoleHeld.person_id == person.id))}


@pytest.mark.parametrize(
    ("username", "roles"),
    {
        "vanphong": {("secretariat", "87"), ("secretariat", "82")},
        "lanhdao": {("approver", "87"), ("approver", "82")},
        "chutri": {("chair", "87"), ("chair", "82")},
        "kythuat": {("technician", "87"), ("technician", "82")},
        "quantri": {("administrator", "87"), ("administrator", "82")},
        "caolanh": {("officer", "29869")},
    }.items(),
)
def test_the_accounts_people_are_told_about(province, username, roles):
    person = sessions.authenticate(username, "demo")
    assert person.is_demo
    assert roles_of(person) == roles


def test_nobody_else_can_sign_in(province):
    known = db.session.scalars(select(Person.username).where(Person.password.is_not(None)))
    assert sorted(known) == ["caolanh", "chutri", "kythuat", "lanhdao", "quantri", "vanphong"]


# -- conferences -------------------------------------------------------------------------------------------


def test_the_conference_of_2015_stands_in_the_archive_with_all_its_sites(province):
    conference = titled("Ứng dụng công nghệ thông tin phục vụ các nhiệm vụ trọng tâm tỉnh Đồng Tháp")
    sites = [each.site for each in conferences.participations_of(conference)]
    assert (conference.state, conference.reach) == ("archived", "province_wide")
    assert clock.local(conference.starts_at).date() == date(2015, 3, 3)
    assert clock.local(conference.starts_at).time() == time(7, 30)
    assert clock.local(conference.closed_at).time() == time(11, 52)
    assert Counter(site.kind for site in sites) == {
        **{"tinh": 1, "thanh-pho": 2, "thi-xa": 1, "huyen": 9, "thi-tran": 8, "phuong": 17, "xa": 119}
    }
    assert conference.main_site.gso_code == "87"


def test_its_agenda_was_done_one_item_after_the_other_and_ended_late(province):
    items = items_of(titled("Ứng dụng công nghệ thông tin phục vụ các nhiệm vụ trọng tâm tỉnh Đồng Tháp"))
    assert [item.state for item in items] == ["done"] * 10
    assert [item.started_at for item in items[1:]] == [item.ended_at for item in items[:-1]]
    assert sum(item.minutes for item in items) == 245
    assert clock.local(items[-1].ended_at).time() < time(11, 52)


def test_conferences_stand_in_many_states(province):
    states = Counter(db.session.scalars(select(Conference.state)))
    assert states == {
        **{"archived": 3, "draft": 2, "requested": 2, "approved": 2, "issued": 2, "postponed": 1, "cancelled": 1}
    }


def loaded_at_eight(app) -> None:
    with time_machine.travel(MORNING, tick=False):
        the_demo(app)


def loaded_a_minute_to_nine(app) -> None:
    with time_machine.travel(MORNING.replace(minute=59), tick=False):
        the_demo(app)


def test_what_is_planned_lies_on_working_days_and_most_of_it_ahead(kept, fresh_app):
    kept(loaded_at_eight)
    with fresh_app.app_context():
        days = {conference.title: clock.local(conference.starts_at) for conference in db.session.query(Conference)}
    assert days["Giao ban công tác tháng 11"].strftime("%a %d/%m %H:%M") == "Thu 19/11 08:00"
    assert days["Họp ứng phó triều cường và sạt lở bờ sông"].strftime("%a %d/%m %H:%M") == "Fri 27/11 08:00"
    assert days["Sơ kết chính quyền địa phương hai cấp"].strftime("%a %d/%m %H:%M") == "Mon 30/11 07:30"
    assert {start.strftime("%a") for start in days.values()} <= {"Mon", "Tue", "Wed", "Thu", "Fri"}


@pytest.mark.parametrize(("load", "starts"), [(loaded_at_eight, time(8, 30)), (loaded_a_minute_to_nine, time(9, 25))])
def test_one_conference_of_all_sites_is_about_to_start(kept, fresh_app, load, starts):
    kept(load)
    with fresh_app.app_context():
        conference = titled("Giao ban chuyển đổi số")
        assert (conference.state, conference.public) == ("issued", True)
        assert clock.local(conference.starts_at) == clock.local(MORNING).replace(hour=starts.hour, minute=starts.minute)
        sites = [each.site for each in conferences.participations_of(conference)]
        assert len(sites) == 103
        assert "29869" in {site.gso_code for site in sites}
        assert len(items_of(conference)) == 12


def test_one_is_convened_from_outside_and_relayed_by_the_province(province):
    conference = titled("Phòng, chống thiên tai và cứu nạn")
    assert (conference.convener, conference.main_site.gso_code) == ("Văn phòng Chính phủ", "82")
    assert timedelta(0) < conference.starts_at - clock.now() < timedelta(days=10)


def test_papers_are_given_by_sites_that_take_part(province):
    papers = db.session.query(AgendaItem).filter(AgendaItem.site_id.is_not(None)).all()
    assert {paper.kind for paper in papers} == {"tham-luan"}
    for paper in papers:
        conference = db.session.get_one(Conference, paper.conference_id)
        assert paper.site_id in {each.site_id for each in conferences.participations_of(conference)}


# -- served to nobody else ---------------------------------------------------------------------------------

ADDRESSES = {
    "this machine": ("127.0.0.1", True, True),
    "this machine by name": ("localhost", True, True),
    "this machine, in IPv6": ("::1", True, True),
    "this machine, without being asked to": ("127.0.0.1", False, False),
    "every address": ("0.0.0.0", True, False),
    "every address, in IPv6": ("::", True, False),
    "an address of the network": ("192.168.1.5", True, False),
    "a name that only looks like this machine": ("localhost.example.vn", True, False),
    "no address": (None, True, False),
}


@pytest.mark.parametrize(("host", "is_asked", "may"), ADDRESSES.values(), ids=ADDRESSES)
def test_demo_accounts_are_reached_only_from_this_machine(fresh_app, monkeypatch, host, is_asked, may):
    monkeypatch.setitem(fresh_app.config, "DEMO", is_asked)
    with fresh_app.app_context():
        demo.people.add(None, name="Văn phòng", username="vanphong", is_demo=True)
    if may:
        demo.refuse_on_open_address(fresh_app, host)
        return
    with pytest.raises(RuntimeError, match="demo accounts with a known password"):
        demo.refuse_on_open_address(fresh_app, host)


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_real_office_may_be_served_to_everybody(fresh_app, monkeypatch, is_asked):
    monkeypatch.setitem(fresh_app.config, "DEMO", is_asked)
    with fresh_app.app_context():
        a_person(password="mat khau dai")
    demo.refuse_on_open_address(fresh_app, "0.0.0.0")


def test_once_every_demo_account_is_closed_the_office_may_be_served(fresh_app):
    with fresh_app.app_context():
        person = demo.people.add(None, name="Văn phòng", username="vanphong", is_demo=True)
        demo.people.disable(None, person)
        assert not persons.has_demo_accounts()
    demo.refuse_on_open_address(fresh_app, "0.0.0.0")
