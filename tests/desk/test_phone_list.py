"""The directory to print: whom to call at each site this person works with, by groups or by kinds."""

import re

import pytest

from confsys.sites import contacting, grouping
from tests.build import a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


class Office:
    """A province with two communes, one of them in a group, and what others see of it."""

    def __init__(self, app, more: int = 0):
        with app.app_context():
            body = a_province()
            east, west = a_site("Xã Đông", parent=body), a_site("Xã Tây", parent=body)
            contacting.add_contact(None, east, name="Bà Một", telephone="0900000101")
            contacting.add_contact(None, east, name="Ông Hai", telephone="02773851234")
            others = [a_site(parent=body).id for _turn in range(more)]
            group_set = grouping.add_set(None, body, name="Bộ cụm")
            grouping.add_group(None, group_set, name="Cụm Sáng", sites=[east.id, *others])
            people = {"clerk": a_person(role="secretariat", site=body), "officer": a_person(role="officer", site=west)}
            people["elsewhere"] = a_person(role="secretariat", site=a_province())
            self.clients = {name: signed_in_client(app, person) for name, person in people.items()}

    def paper(self, who: str, address: str = "/sites/print") -> str:
        """The words on the paper, in a line."""
        article = self.clients[who].get(address).text.partition("<article")[2].partition("</article")[0]
        return " ".join(re.sub(r"<[^>]*>", " ", article).replace("\xa0", " ").split())


@pytest.fixture
def office(fresh_app):
    return Office(fresh_app)


def test_groups_come_first_and_what_is_in_none_last(office):
    paper = office.paper("clerk")
    order = ["Cụm Sáng (1)", "Xã Đông", "Bà Một", "0900 000 101", "Ông Hai", "0277 3851 234", "Chưa vào cụm", "Xã Tây"]
    assert sorted(order, key=paper.index) == order


def test_it_can_stand_by_kinds(office):
    paper = office.paper("clerk", "/sites/print?by=kind")
    assert "Cụm Sáng" not in paper and paper.index("Tỉnh (1)") < paper.index("Xã (2)")


def test_an_officer_gets_the_own_site_and_those_above(office):
    paper = office.paper("officer")
    assert "Xã Tây" in paper and "Tỉnh Thử Nghiệm" in paper
    assert "Xã Đông" not in paper and "0900" not in paper


def test_another_office_gets_nothing_of_it(office):
    assert "Xã Đông" not in office.paper("elsewhere")


@pytest.mark.parametrize("more", [0, 40])
def test_it_costs_the_same_for_few_and_for_many(fresh_app, more):
    clerk = Office(fresh_app, more).clients["clerk"]
    clerk.get("/sites/print")
    with counted_queries(fresh_app) as sent:
        assert clerk.get("/sites/print").status_code == 200
    assert len(sent) == 8
