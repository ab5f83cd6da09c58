"""How a site is equipped and connected: checked by whom, written down by whom, read by whom, and taken back."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from confsys import clock
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history import actions as history
from confsys.journal import Entry
from confsys.sites import equipment_forms, equipping, knowing
from confsys.sites.equipment import Seen
from tests.build import a_person, a_province, a_site, signed_in_client
from tests.shown_form import ShownForm


def latest(site) -> Entry:
    query = select(Entry).where(Entry.stream == site.stream).order_by(Entry.version.desc())
    return db.session.scalars(query).first()


def found(site) -> dict[str, tuple]:
    return {item: (row.state, row.broken, row.note) for item, row in knowing.checks_of(site).items()}


def test_what_was_checked_says_by_whom_and_when(app):
    site, officer = a_site(), a_person()
    equipping.check_equipment(officer, site, found={"camera": Seen("good"), "mixer": Seen("unchecked", note="cũ")})

    rows = knowing.checks_of(site)
    assert (rows["camera"].checked_by_id, rows["mixer"].checked_by_id) == (officer.id, None)
    assert rows["mixer"].checked_at is None
    assert abs(rows["camera"].checked_at - clock.now()) < timedelta(minutes=1)


def test_a_check_is_taken_back_with_who_checked_before_and_when(app):
    site, first, second = a_site(), a_person(), a_person()
    equipping.check_equipment(first, site, found={"camera": Seen("good", note="xoay")})
    before = knowing.checks_of(site)["camera"].plain
    with time_machine.travel(clock.now() + timedelta(days=1)):
        equipping.check_equipment(second, site, found={"camera": Seen("broken", 1, "mờ")})
        assert found(site) == {"camera": ("broken", 1, "mờ")}
        history.revert(second, latest(site))
    assert knowing.checks_of(site)["camera"].plain == before


def test_a_check_that_was_made_again_is_not_taken_back(app):
    site, officer = a_site(), a_person()
    equipping.check_equipment(officer, site, found={"camera": Seen("good")})
    old = latest(site)
    equipping.check_equipment(officer, site, found={"camera": Seen("broken", 2)})
    with pytest.raises(Refused):
        history.revert(officer, old)


def test_a_connection_is_written_down_changed_and_taken_back(app):
    site = a_site()
    equipping.describe_connection(None, site, sip="a@hop.example.vn", main_mbits=40)
    equipping.describe_connection(None, site, sip="b@hop.example.vn", power="ups", power_minutes=30)
    history.revert(a_person(), latest(site))
    kept = knowing.equipment_of(site)
    assert (kept.sip, kept.main_mbits, kept.power, kept.power_minutes) == ("a@hop.example.vn", 40, "", None)


def test_the_same_again_changes_nothing(app):
    site = a_site()
    equipping.describe_connection(None, site, room_code="4821")
    version = latest(site).version
    equipping.describe_connection(None, site, room_code="4821", revision=1)
    assert latest(site).version == version


def test_whoever_saw_less_is_refused(app):
    site = a_site()
    equipping.describe_connection(None, site, room_code="4821", revision=0)
    with pytest.raises(Refused):
        equipping.check_equipment(None, site, found={"camera": Seen("good")}, revision=0)
    assert found(site) == {}


ENDPOINTS = {
    "web": (
        ("https://hop.example.vn/cao-lanh?x=1", "http://10.1.2.3:8080"),
        ("hop.example.vn", "https://a b.vn", "ftp://a.vn"),
    ),
    "room_code": (("4821", "CL 4821", "phong-hop.2"), ("số 4", "#4821", "x" * 41)),
    "sip": (
        ("caolanh@hop.example.vn", "sip:4821@10.8.1.20:5060", "10.8.1.20"),
        ("cao lãnh@hop.vn", "a@@b.vn", "@b.vn"),
    ),
    "h323": (("4821", "10.8.1.20##4821", "caolanh@10.8.1.20", "h323:4821@hop.vn"), ("10.8.1.20##", "a b", "##4821")),
}
BLANK = dict.fromkeys(equipment_forms.FIELDS, "") | {"revision": "0"}


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name, (good, _bad) in ENDPOINTS.items() for typed in good]
)
def test_an_endpoint_is_kept_as_it_was_typed(app, name, typed):
    assert equipment_forms.connection(BLANK | {name: typed})[name] == typed


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name, (_good, bad) in ENDPOINTS.items() for typed in bad]
)
def test_what_is_no_endpoint_is_refused_with_a_sentence(app, name, typed):
    with pytest.raises(Invalid) as refused:
        equipment_forms.connection(BLANK | {name: typed})
    assert list(refused.value.errors) == [name]


def test_minutes_of_power_need_a_ups_or_a_generator(app):
    with pytest.raises(Invalid) as refused:
        equipment_forms.connection(BLANK | {"power": "none", "power_minutes": "30"})
    assert list(refused.value.errors) == ["power_minutes"]


def the_form(html: str) -> dict[str, str]:
    return {name: values[0] for name, values in ShownForm(html).values.items()}


BROKEN = {"microphones": Seen("broken", 2, "không dây")}
MENDED = {"microphones-state": "good", "microphones-broken": ""}


class Commune:
    """A commune below a province, with those who may come to its page."""

    def __init__(self, app):
        with app.app_context():
            body = a_province()
            self.site, neighbour = a_site("Xã Tân Thạnh", parent=body), a_site(parent=body)
            people = {role: a_person(role=role, site=body) for role in ("secretariat", "approver", "technician")}
            people |= {role: a_person(role=role, site=self.site) for role in ("officer", "delegate")}
            people |= {"neighbour": a_person(role="officer", site=neighbour)}
            people |= {"elsewhere": a_person(role="secretariat", site=a_province())}
            equipping.describe_connection(None, self.site, sip="tanthanh@hop.example.vn")
            equipping.check_equipment(people["officer"], self.site, found=BROKEN)
            self.clients = {name: signed_in_client(app, person) for name, person in people.items()}
        self.address = f"/sites/{self.site.id}"


@pytest.fixture
def commune(fresh_app):
    return Commune(fresh_app)


def test_the_page_shows_it_to_whoever_works_with_the_site(commune):
    pages = {name: client.get(commune.address).text for name, client in commune.clients.items()}
    shown = {name for name, page in pages.items() if "tanthanh@hop.example.vn" in page and "2 hỏng" in page}
    assert shown == {"secretariat", "approver", "technician", "officer"}


def test_the_form_comes_filled_and_keeps_what_is_sent(commune):
    officer = commune.clients["officer"]
    form = the_form(officer.get(f"{commune.address}/check").text)
    assert (form["microphones-state"], form["microphones-broken"]) == ("broken", "2")
    answer = officer.post(f"{commune.address}/check", data=form | MENDED)
    assert answer.status_code == 303
    assert "2 hỏng" not in officer.get(commune.address).text


def test_a_number_beside_good_is_refused_at_its_place_and_stays_typed(commune):
    officer = commune.clients["officer"]
    form = the_form(officer.get(f"{commune.address}/check").text)
    answer = officer.post(f"{commune.address}/check", data=form | {"microphones-state": "good"})
    assert answer.status_code == 422
    assert 'id="error-microphones-broken"' in answer.text
    assert the_form(answer.text)["microphones-note"] == "không dây"


def test_the_page_tells_the_checks_so_far_the_latest_first(commune):
    officer = commune.clients["officer"]
    form = the_form(officer.get(f"{commune.address}/check").text)
    officer.post(f"{commune.address}/check", data=form | MENDED)
    told = officer.get(commune.address).text.partition('id="looks"')[2].partition("</section>")[0]
    assert 0 < told.index("Không có gì hỏng") < told.index("2 micro hỏng")


def test_a_technician_checks_but_does_not_say_how_it_is_reached(commune):
    technician = commune.clients["technician"]
    assert technician.get(f"{commune.address}/check").status_code == 200
    assert technician.get(f"{commune.address}/connection").status_code == 403
