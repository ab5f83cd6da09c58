"""Leaders as somebody types them."""

import pytest

from confsys.extensions import db
from confsys.people import actions as people
from confsys.sites.models import Site
from confsys.weeks.drafting import draft, leader_ids
from confsys.weeks.models import WeekEntry
from tests.build import a_person
from tests.weeks.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def entered(office, typed, **more):
    sent = {"title": "Khảo sát", "day": f"{office.on(0):%d/%m/%Y}", "at": "9h", "leaders": typed, **more}
    answer = office.browser.post(office.address("/week/edit"), data=sent)
    assert answer.status_code == 303
    (entry,) = draft(office.body, office.monday).entries.values()
    return entry


@pytest.mark.parametrize(
    ("typed", "named", "rest"),
    [
        ("CT", ["chairman"], ""),
        ("ct; các PCT", ["chairman"], "các PCT"),
        ("Pho chu tich, CT", ["deputy", "chairman"], ""),
        ("Sở Y tế", [], "Sở Y tế"),
        ("CT, CT", ["chairman"], ""),
    ],
)
def test_who_is_known_by_what_was_typed_is_named(office, typed, named, rest):
    entry = entered(office, typed)
    assert leader_ids(entry) == [getattr(office, each) for each in named]
    assert entry.leaders == rest


def test_a_short_name_that_two_have_names_neither(office):
    other = a_person("Phó Chủ tịch khác", role="chair", site=office.body)
    people.edit(None, other, short_name="PCT")
    entry = entered(office, "PCT")
    assert (leader_ids(entry), entry.leaders) == ([], "PCT")


def test_who_is_ticked_comes_before_who_is_typed(office):
    entry: WeekEntry = entered(office, "CT", people=[office.deputy])
    assert leader_ids(entry) == [office.deputy, office.chairman]


def test_somebody_of_an_office_below_is_known_by_his_whole_name(office):
    from_below = a_person("Chủ tịch xã Bình Thạnh", role="chair", site=db.session.get_one(Site, office.commune))
    a_person("Chủ tịch tỉnh Khác", role="chair")
    entry = entered(office, "Chủ tịch xã Bình Thạnh, Chủ tịch tỉnh Khác")
    assert (leader_ids(entry), entry.leaders) == ([from_below.id], "Chủ tịch tỉnh Khác")
