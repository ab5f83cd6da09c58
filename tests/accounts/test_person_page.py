"""Adding and changing people, and whatever may be typed into the forms."""

import pytest
from sqlalchemy import select

from confsys.extensions import db
from confsys.journal import Entry, PersonalValues
from confsys.people.models import Person, RoleHeld
from tests.accounts.office import MARKUP
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

EMPTY = "This must not be empty."
NO_NAME = "2 to 40 letters without marks, digits, dots and hyphens, such as vp.caolanh."
NO_MAIL = "This is not an e-mail address. Type it as vanphong@example.vn."
NO_NUMBER = "This is not a telephone number. Type it as 0277 3851 234."
NO_ROLE, NO_UNIT = "Choose a role.", "Choose one of the units you look after."
HIGH = "Only an administrator gives this role."
WRONG = {
    "name": [
        *[(value, EMPTY) for value in (..., "", " \u00a0\u200b", "\x00\r\n")],
        *[(f"{sign}Trần", f"This begins with “{sign}”, as a formula does.") for sign in "=+-@"],
        ("ế" * 201, "At most 200 characters; this has 201."),
    ],
    "position": [("=HYPERLINK(1)", "This begins with “=”, as a formula does.")],
    "username": [(value, NO_NAME) for value in ("a", "Mãi", "x" * 41, "có cách", ".mai", "a@b", MARKUP, "🙂🙂")],
    "email": [
        *[(value, NO_MAIL) for value in ("mai", "mai@", "@example.vn", "mai@localhost", "mai@example..vn", "a b@c.vn")],
        *[(value, NO_MAIL) for value in ("mái@example.vn", "mai@-x.vn", "=a@example.vn", "a@b.vn,c@d.vn", MARKUP)],
        *[(value, NO_MAIL) for value in ("a..b@example.vn", f"{'a' * 65}@example.vn", "mai@1.2")],
        (f"{'a' * 60}@{'b' * 250}.vn", "At most 254 characters; this has 314."),
    ],
    "telephone": [
        (value, NO_NUMBER) for value in ("12", "số nhà", "0277 x 12", "+", "1" * 16, "٠٩٠٠", "++84900", MARKUP)
    ],
    "role": [
        *[(value, NO_ROLE) for value in (..., "", "king", "OFFICER", MARKUP)],
        *[(value, HIGH) for value in ("administrator", "secretariat", "approver")],
    ],
    "site": [(value, NO_UNIT) for value in (..., "", "\x00", "nowhere", "x" * 10_000, MARKUP, "other")],
    "valid_from": [
        ("someday", "Could not read the day “someday”. Type it as 26/11/2026."),
        ("30/6/2025", "Xã Tân Thạnh does not exist on 30/06/2025."),
    ],
    "valid_to": [
        ("31/2/2027", "There is no such day: “31/2/2027”."),
        ("25/11/2026", "The last day comes before the first."),
    ],
}


@pytest.mark.parametrize("field", WRONG)
def test_each_thing_wrong_gets_its_sentence_at_its_place_and_stays_as_typed(office, field):
    for value, sentence in WRONG[field]:
        sent = office.told(**{field: getattr(office, value, value) if isinstance(value, str) and value else value})
        with nothing_changes(office.app):
            answer = office.browser.post("/people/new", data=sent)

        assert answer.status_code == 422, value
        assert assert_sentence_at(answer.text, field) == sentence, value
        assert "<script>alert" not in answer.text
        stands = ShownForm(answer.text).values
        for name in {*sent} - {field}:
            assert stands[name] == [sent[name]] or sent[name] == "", (value, name)


def test_a_secretariat_adds_somebody_with_a_role_of_its_own(office):
    answer = office.browser.post("/people/new", data=office.told(email=" Mai@Example.VN ", username="Mai.VP"))

    assert answer.status_code == 303
    with office.app.app_context():
        made = db.session.query(Person).filter_by(username="mai.vp").one()
        assert answer.location == f"/people/{made.id}"
        assert (made.name, made.position, made.email) == ("Trần Thị Mai", "Công chức Văn phòng", "mai@example.vn")
        assert made.telephone == "0900000101"
        held = db.session.query(RoleHeld).filter_by(person_id=made.id).one()
        assert (held.role, held.site_id, held.valid_from.isoformat()) == ("officer", office.commune, "2026-11-26")
    shown = office.browser.get(answer.location).text
    assert "Trần Thị Mai" in shown and "0900\u00a0000\u00a0101" in shown and "Has never signed in" in shown


def test_an_administrator_may_leave_the_role_for_later_and_gives_any(office):
    assert office.chief.post("/people/new", data=office.told(role="", site="")).status_code == 303
    high = office.told(username="chanh", email="", role="secretariat", site=office.other)
    assert office.chief.post("/people/new", data=high).status_code == 303


def test_a_user_name_and_an_address_belong_to_one_person(office):
    assert office.browser.post("/people/new", data=office.told()).status_code == 303
    with nothing_changes(office.app):
        again = office.browser.post("/people/new", data=office.told(username="MAI.vp", email="khac@example.vn"))
        same = office.browser.post("/people/new", data=office.told(username="khac", email="MAI@example.vn"))

    assert assert_sentence_at(again.text, "username") == "The name “mai.vp” is already taken."
    assert assert_sentence_at(same.text, "email") == "Somebody else has the address mai@example.vn."


def test_what_is_known_of_a_person_goes_to_the_journal_where_it_can_be_erased(office):
    made = office.browser.post("/people/new", data=office.told()).location.rpartition("/")[2]
    office.browser.post(f"/people/{made}/edit", data=office.told(revision="1", telephone="0900 000 999"))

    with office.app.app_context():
        entries = list(
            db.session.scalars(select(Entry).where(Entry.stream == f"person:{made}").order_by(Entry.version))
        )
        assert [entry.kind for entry in entries] == ["person.added", "person.role_given", "person.edited"]
        kept = " ".join(f"{entry.about} {entry.before} {entry.after}" for entry in entries)
        for personal in ("Mai", "mai", "0900", "Công chức"):
            assert personal not in kept
        edited = db.session.get_one(PersonalValues, (f"person:{made}", 3))
        assert edited.values == {"before": {"telephone": "0900000101"}, "after": {"telephone": "0900000999"}}


def test_a_change_made_on_an_old_page_is_refused_and_stays_as_typed(office):
    path = f"/people/{office.officer}/edit"
    told = office.told(revision="1", name="Nguyễn Thị Ánh Hai")
    assert office.browser.post(path, data=told).status_code == 303
    with nothing_changes(office.app):
        answer = office.browser.post(path, data=told | {"name": "Nguyễn Thị Ánh Ba"})

    assert answer.status_code == 409
    assert "Somebody else changed this person meanwhile" in answer.text
    assert ShownForm(answer.text).values["name"] == ["Nguyễn Thị Ánh Ba"]


def test_the_same_again_changes_nothing(office):
    path = f"/people/{office.officer}/edit"
    office.browser.post(path, data=office.told(revision="1"))
    with nothing_changes(office.app):
        assert office.browser.post(path, data=office.told(revision="2")).status_code == 303


@pytest.mark.parametrize("name", [MARKUP, "🙂 Ông 👩‍💻", "'; DROP TABLE people; --"])
def test_a_name_is_only_ever_text(office, name):
    page = office.browser.post("/people/new", data=office.told(name=name, position=name.strip('"'))).location
    for path in (page, f"{page}/edit", f"{page}/disable", "/people"):
        shown = office.browser.get(path)
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
    assert ShownForm(office.browser.get(f"{page}/edit").text).values["name"] == [name]


def test_people_of_another_office_are_like_nobody(office):
    for path in ("", "/edit", "/disable"):
        answers = [office.browser.get(f"/people/{id}{path}") for id in (office.neighbour, "0000000000000000")]
        assert [answer.status_code for answer in answers] == [404, 404], path
    assert office.chief.get(f"/people/{office.neighbour}").status_code == 200


def test_an_account_that_may_do_more_is_seen_but_not_touched(office):
    """Whoever signs somebody in by a link can do all that person may."""
    for high in (office.leader, office.chief_id, office.clerk_id):
        assert office.browser.get(f"/people/{high}").status_code == 200
        for path in ("edit", "disable"):
            assert office.browser.get(f"/people/{high}/{path}").status_code == 403
        with nothing_changes(office.app):
            for path in ("edit", "disable", "enable", "link"):
                assert office.browser.post(f"/people/{high}/{path}", data=office.told()).status_code == 403
