"""The styleguide: every part there is, for administrators."""

import re

import pytest

from confsys.agenda.models import STATES as ITEM_STATES
from confsys.conferences.transitions import STATES
from confsys.config import ROOT
from tests.build import a_person, signed_in_client
from tests.queries import counted_queries

# Parts that are no component: what every page is framed by.
FRAME = {"icons", "_fonts", "_keys"}


@pytest.fixture
def page(fresh_app):
    with fresh_app.app_context():
        administrator = a_person(role="administrator")
    browser = signed_in_client(fresh_app, administrator)
    browser.set_cookie("lang", "en", domain="localhost")
    with counted_queries(fresh_app) as sent:
        answer = browser.get("/styleguide")
    assert answer.status_code == 200
    answer.sent = sent
    return answer


def test_a_secretariat_is_refused_and_told_why(fresh_app):
    with fresh_app.app_context():
        clerk = a_person(role="secretariat")

    answer = signed_in_client(fresh_app, clerk).get("/styleguide")

    assert answer.status_code == 403
    assert "Chỉ quản trị mở bảng kiểu." in answer.text


def test_it_asks_only_who_looks_and_keeps_nothing(page):
    assert [statement.split()[0] for statement in page.sent] == ["SELECT"] * 3


def test_every_component_is_on_it():
    templates = ROOT / "templates"
    there = {file.stem for file in (templates / "components").glob("*.html")} - FRAME
    guide = "".join(file.read_text() for file in (templates / "styleguide").glob("*.html"))
    used = {name for name in there if f"components/{name}.html" in guide}
    assert there - used == set()


def test_every_state_has_its_tag(page):
    pieces = page.text.partition('id="tags"')[2].partition("</section>")[0]
    assert pieces.count('class="tag ') == 2 * (len(STATES) + len(ITEM_STATES) + 3)


def test_no_id_stands_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) > 100
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
