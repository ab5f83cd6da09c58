"""Taking back what was done with people: the days of their roles, and what is known of them."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.changes import just_made
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from tests.build import a_person, a_province
from tests.history.journal import last_entry


def test_a_role_given_by_mistake_is_not_held_today(app):
    province = a_province()
    person = a_person()
    held = people.give_role(None, person, role="chair", site_id=province.id)
    entry = just_made()
    revert(None, entry)
    assert held.valid_to == clock.today() - timedelta(days=1)
    with pytest.raises(Refused, match="already ended"):
        revert(None, entry)


def test_a_role_ended_by_mistake_goes_on(app):
    person = a_person(role="chair")
    held = db.session.query(RoleHeld).one()
    people.end_role(None, person, held=held, last_day=clock.today())
    revert(None, just_made())
    assert last_entry(person).kind == "person.role_given"


def test_a_role_that_never_began_comes_back_with_its_days(app):
    person = a_person()
    days = {"valid_from": date(2030, 1, 1), "valid_to": date(2030, 6, 30)}
    held = people.give_role(None, person, role="chair", site_id=a_province().id, **days)
    people.end_role(None, person, held=held, last_day=clock.today())
    assert db.session.query(RoleHeld).all() == []

    revert(None, just_made())

    back = db.session.query(RoleHeld).one()
    assert (back.role, back.valid_from, back.valid_to) == ("chair", days["valid_from"], days["valid_to"])


def test_a_role_that_was_prolonged_ends_again_when_it_did(app):
    person, province = a_person(), a_province()
    give = {"role": "chair", "site_id": province.id, "valid_from": date(2026, 1, 1)}
    held = people.give_role(None, person, **give, valid_to=date(2026, 12, 31))
    people.give_role(None, person, **give, valid_to=date(2027, 12, 31))

    revert(None, just_made())

    assert held.valid_to == date(2026, 12, 31)


def test_what_was_told_of_a_person_comes_back_unless_it_changed_since(app):
    person = a_person("Nguyễn Thị Ánh")
    people.edit(None, person, name="Nguyễn Thị Ánh Hai", telephone="0900000101")
    entry = last_entry(person)

    revert(None, just_made())
    assert (person.name, person.telephone) == ("Nguyễn Thị Ánh", None)

    people.edit(None, person, telephone="0900000102")
    with pytest.raises(Refused, match="changed again since"):
        revert(None, entry)
