"""Who answers for a site: one responsible, deputies in order, for those who work with the site, and erasable."""

import pytest
from sqlalchemy import select

from confsys.errors import Invalid
from confsys.extensions import db
from confsys.history import actions as history
from confsys.journal import Entry
from confsys.people import actions as people
from confsys.shown import telephone
from confsys.sites import contact_forms, contacting, knowing
from tests.build import a_person, a_province, a_site, signed_in_client
from tests.shown_form import assert_sentence_at


def latest(site) -> Entry:
    query = select(Entry).where(Entry.stream == site.stream).order_by(Entry.version.desc())
    return db.session.scalars(query).first()


def called(site) -> list[str]:
    return [each.called for each in knowing.contacts_of(site)]


def a_list(site, *names: str):
    return [contacting.add_contact(None, site, name=name, telephone="0900000101") for name in names]


def test_the_first_is_responsible_and_the_others_stand_in_their_order(app):
    site = a_site()
    a_list(site, "Một", "Hai", "Ba")
    assert called(site) == ["Một", "Hai", "Ba"]
    assert [each.rank for each in knowing.contacts_of(site)] == [1, 2, 3]


def test_a_deputy_becomes_responsible_and_it_is_taken_back(app):
    site = a_site()
    _first, _second, third = a_list(site, "Một", "Hai", "Ba")
    contacting.move_contact(None, third, rank=1)
    assert called(site) == ["Ba", "Một", "Hai"]
    history.revert(a_person(), latest(site))
    assert called(site) == ["Một", "Hai", "Ba"]


def test_who_was_taken_off_comes_back_at_the_same_place(app):
    site = a_site()
    first, *_others = a_list(site, "Một", "Hai", "Ba")
    contacting.remove_contact(None, first)
    assert called(site) == ["Hai", "Ba"]
    history.revert(a_person(), latest(site))
    assert called(site) == ["Một", "Hai", "Ba"]
    assert knowing.contacts_of(site)[0].number == "0900000101"


def test_a_change_is_taken_back(app):
    site = a_site()
    (contact,) = a_list(site, "Một")
    contacting.change_contact(None, contact, person_id=None, name="Một", telephone="02773851234")
    history.revert(a_person(), latest(site))
    assert knowing.contacts_of(site)[0].number == "0900000101"


def test_what_the_account_says_stands_where_nothing_is_written(app):
    site = a_site()
    officer = a_person("Công chức Văn phòng", role="officer", site=site)
    people.edit(None, officer, telephone="0900000101")
    contacting.add_contact(None, site, person_id=officer.id, telephone="0900000202")
    (contact,) = knowing.contacts_of(site)
    assert (contact.called, contact.number) == ("Công chức Văn phòng", "0900000202")


def test_the_journal_holds_no_number_and_no_name(app):
    site = a_site()
    (contact,) = a_list(site, "Bà Nguyễn Thị Thử")
    contacting.change_contact(None, contact, person_id=None, name="Bà Nguyễn Thị Thử", telephone="0987654321")
    contacting.remove_contact(None, contact)
    entries = list(db.session.scalars(select(Entry).where(Entry.stream == site.stream, Entry.kind.contains("contact"))))
    told = [str((entry.about, entry.before, entry.after)) for entry in entries]
    assert [entry.personal_hash is not None for entry in entries] == [True] * 3
    assert not any("Nguyễn" in each or "0987" in each or "0900" in each for each in told)


SENT = {"revision": "0", "account": "", "name": "A", "position": "", "email": ""}
NUMBERS = {
    "0277 3 851 234": "02773851234",
    "(0277) 3851234": "02773851234",
    "0277.3851.234": "02773851234",
    "+84 900 000 101": "+84900000101",
    "0900-000-101": "0900000101",
    "113": "113",
}


@pytest.mark.parametrize(("typed", "number"), NUMBERS.items())
def test_a_number_is_read_as_people_type_it(app, typed, number):
    assert contact_forms.told(SENT | {"telephone": typed}, [])["telephone"] == number


@pytest.mark.parametrize("typed", ["không có", "0900 000 101 / 0900 000 102", "12", "09x0000101", "=0900000101"])
def test_what_is_no_number_is_refused(app, typed):
    with pytest.raises(Invalid) as refused:
        contact_forms.told(SENT | {"telephone": typed}, [])
    assert list(refused.value.errors) == ["telephone"]


GROUPED = {
    "0900000101": "0900 000 101",
    "02773851234": "0277 3851 234",
    "+84900000101": "+84 900 000 101",
    "113": "113",
}


@pytest.mark.parametrize(("number", "shown"), [*GROUPED.items(), ("+842773851234", "+84 277 3851 234"), (None, "")])
def test_a_number_is_shown_in_groups(number, shown):
    assert telephone(number).replace("\xa0", " ") == shown


class Commune:
    """A commune with two persons to call, and those who may come to its page."""

    def __init__(self, app):
        with app.app_context():
            self.body = a_province()
            site, neighbour = a_site("Xã Tân Thạnh", parent=self.body), a_site("Xã Bên", parent=self.body)
            people = {role: a_person(role=role, site=self.body) for role in ("secretariat", "technician", "chair")}
            people |= {role: a_person(role=role, site=site) for role in ("officer", "delegate")}
            people |= {"neighbour": a_person(role="officer", site=neighbour)}
            people |= {"elsewhere": a_person(role="secretariat", site=a_province())}
            self.contacts = [each.id for each in a_list(site, "Ông Một", "Bà Hai")]
            contacting.add_contact(None, self.body, name="Trực ban tỉnh", telephone="0277999999")
            self.clients = {name: signed_in_client(app, person) for name, person in people.items()}
            self.address, self.above = f"/sites/{site.id}", f"/sites/{self.body.id}"

    def who_sees(self, words: str, address: str) -> set[str]:
        pages = {name: client.get(address).text.replace("\xa0", " ") for name, client in self.clients.items()}
        return {name for name, page in pages.items() if words in page}


@pytest.fixture
def commune(fresh_app):
    return Commune(fresh_app)


def test_numbers_are_for_whoever_works_with_the_site(commune):
    mine = {"secretariat", "technician", "chair", "officer"}
    assert commune.who_sees("0900 000 101", commune.address) == mine
    assert commune.who_sees("tel:0900000101", "/sites?q=tan+thanh") == mine
    assert commune.who_sees("Ông Một", "/sites?view=cards&kind=xa") == mine


def test_whoever_works_below_can_call_the_office_above(commune):
    assert commune.who_sees("tel:0277999999", commune.above) == {
        *("secretariat", "technician", "chair", "officer", "neighbour")
    }


def test_the_one_number_is_the_button_of_the_page(commune):
    page = commune.clients["officer"].get(commune.address).text.replace("\xa0", " ")
    button = page.partition('class="button primary large" href="tel:0900000101"')[2]
    assert "0900 000 101" in button[:200]
    assert page.index("Ông Một") < page.index("Bà Hai")


def test_a_site_without_anybody_offers_the_key_that_adds_one(commune):
    page = commune.clients["secretariat"].get("/sites?q=xa+ben").text
    assert 'class="call is-empty" href="/sites/' in page and "Chưa có người phụ trách" in page
    assert "is-empty" not in commune.clients["technician"].get("/sites?q=xa+ben").text


def test_those_to_be_called_are_counted_and_listed(commune):
    page = commune.clients["secretariat"].get("/sites?state=call").text.replace("\xa0", " ")
    assert 'aria-current="true">Cần gọi <span class="num">1<' in page
    assert "Xã Bên" in page and "Xã Tân Thạnh" not in page
    assert "Cần gọi" not in commune.clients["delegate"].get("/sites").text


def test_a_wrong_number_is_told_at_its_place_and_stays_typed(commune):
    officer = commune.clients["officer"]
    answer = officer.post(f"{commune.address}/contacts/new", data=SENT | {"telephone": "không có"})
    assert answer.status_code == 422
    assert_sentence_at(answer.text, "telephone")
    assert 'value="không có"' in answer.text


def test_an_account_of_another_unit_is_refused(commune, fresh_app):
    with fresh_app.app_context():
        stranger = a_person(role="officer", site=a_site()).id
    sent = SENT | {"telephone": "", "account": stranger}
    answer = commune.clients["officer"].post(f"{commune.address}/contacts/new", data=sent)
    assert answer.status_code == 422
    assert_sentence_at(answer.text, "account")


def test_somebody_is_moved_up_and_taken_off_with_a_press(commune, fresh_app):
    officer = commune.clients["officer"]
    assert officer.post(f"{commune.address}/contacts/{commune.contacts[1]}/first").status_code == 303
    page = officer.get(commune.address).text
    assert page.index("Bà Hai") < page.index("Ông Một")
    assert officer.post(f"{commune.address}/contacts/{commune.contacts[1]}/remove").status_code == 303
    assert "<b>Ông Một</b>" in officer.get(commune.address).text


def test_a_contact_of_another_unit_is_not_there(commune):
    answer = commune.clients["secretariat"].get(f"{commune.above}/contacts/{commune.contacts[0]}")
    assert answer.status_code == 409
