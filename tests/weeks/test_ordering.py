"""Lines that begin together stand in the order the office gives them."""

from datetime import time

import pytest

from confsys.changes import just_made
from confsys.errors import Refused
from confsys.history.actions import revert
from confsys.weeks import actions
from confsys.weeks.drafting import draft
from tests.build import a_conference, local_time
from tests.weeks.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def titles(office):
    return [row.title for row in draft(office.body, office.monday).rows]


def moved(office, key, way):
    return office.browser.post(office.address("/week/move"), data={"key": key, "way": way}).status_code


def test_a_line_changes_places_with_one_that_begins_with_it(office):
    _one, two = office.enter("Một"), office.enter("Hai")
    values = {"title": "Hội nghị", "organiser": office.body, "by": office.writer, "sites": []}
    meeting = a_conference(state="approved", starts_at=local_time(office.on(0), 8), **values)
    assert titles(office) == ["Hội nghị", "Một", "Hai"]

    assert moved(office, f"entry:{two.id}", "up") == 303
    assert titles(office) == ["Hội nghị", "Hai", "Một"]
    assert moved(office, meeting.stream, "down") == 303
    assert titles(office) == ["Hai", "Hội nghị", "Một"]


def test_a_line_does_not_pass_one_of_another_hour(office):
    first, _second, later = office.enter("Một"), office.enter("Hai"), office.enter("Sau", at=time(9))

    assert moved(office, f"entry:{first.id}", "up") == 409
    assert moved(office, f"entry:{later.id}", "up") == 409
    assert moved(office, f"entry:{first.id}", "sideways") == 422
    assert moved(office, "entry:khong-co", "up") == 404
    assert titles(office) == ["Một", "Hai", "Sau"]
    page = office.browser.get(office.address("/week/edit")).text
    assert [page.count(f"One place {way}: ") for way in ("up", "down")] == [1, 1]


def test_an_order_is_taken_back(office):
    _one, two = office.enter("Một"), office.enter("Hai")
    assert moved(office, f"entry:{two.id}", "up") == 303
    assert titles(office) == ["Hai", "Một"]

    entry = just_made()
    revert(office.writer, entry)

    assert titles(office) == ["Một", "Hai"]


def test_an_order_of_other_lines_than_stand_there_is_refused(office):
    one, two = office.enter("Một"), office.enter("Hai")
    order = [f"entry:{two.id}", f"entry:{one.id}"]
    office.enter("Ba")

    with pytest.raises(Refused, match="Somebody else changed these lines"):
        actions.arrange(office.writer, body=office.body, monday=office.monday, order=order)


def test_the_order_is_published(office):
    _one, two = office.enter("Một"), office.enter("Hai")
    office.publish()
    assert moved(office, f"entry:{two.id}", "up") == 303

    edition = office.publish(expect=1)

    assert [row["title"] for row in edition.rows["rows"]] == ["Hai", "Một"]
