"""A leader who is busy: another goes in his place, and his time is free; it is Thursday 26/11/2026, 8:00."""

import pytest

from confsys.conferences import actions, queries
from confsys.conferences.clashes import NeedsWord
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid
from confsys.history.actions import revert
from confsys.journal import entries_since
from confsys.scheduling import queries as scheduling
from confsys.weeks.drafting import draft
from confsys.weeks.rows import monday_of
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.conferences.test_proposing import DAY, EIGHT, HOURS, thursday  # noqa: F401

MONDAY = monday_of(DAY)


class Office:
    """Two conferences at the same time with one leader; the first is approved."""

    def __init__(self) -> None:
        self.body = a_province()
        self.clerk = a_person(role="secretariat", site=self.body)
        self.leader, self.deputy = (a_person(name, role="chair", site=self.body) for name in ("Bà Chủ", "Ông Phó"))
        self.first, self.second = (self.conference(state) for state in ("approved", "draft"))

    def conference(self, state):
        values = {"by": self.clerk, "starts_at": EIGHT, "main_site": a_site(), "chairs": [self.leader]}
        return a_conference(state=state, organiser=self.body, **values)

    def send(self, conference, other, **values):
        actions.edit(self.clerk, conference, substitutes={self.leader.id: other.id} if other else {}, **values)

    def ask_for_second(self):
        actions.take(self.clerk, self.second, TRANSITIONS["submit"])

    def busy(self) -> dict[str, list[str]]:
        subjects = {f"person:{each.id}": each.name for each in (self.leader, self.deputy)}
        found: dict[str, list[str]] = {name: [] for name in subjects.values()}
        for each in scheduling.bookings_of(list(subjects), EIGHT, EIGHT + HOURS):
            found[subjects[each.subject]].append(each.holder)
        return found


@pytest.fixture
def office(app):
    return Office()


def test_who_goes_instead_is_taken_and_the_leader_is_free(office):
    with pytest.raises(NeedsWord):
        office.ask_for_second()
    office.send(office.first, office.deputy)
    office.ask_for_second()
    assert office.busy() == {"Bà Chủ": [office.second.stream], "Ông Phó": [office.first.stream]}

    with pytest.raises(NeedsWord) as refusal:
        office.send(office.second, office.deputy)
    assert [str(each.words).split(" is already")[0] for each in refusal.value.warnings] == ["Ông Phó"]


def test_the_one_who_goes_is_kept_in_the_history_and_taken_back(office):
    office.send(office.first, office.deputy)
    actions.edit(office.clerk, office.first, title="Tên khác", chairs=[office.leader.id])
    assert queries.substitutes_of(office.first) == {office.leader.id: office.deputy.id}
    sent = next(each for each in entries_since(office.first.stream, 0) if each.kind == "conference.edited")
    assert (sent.before["substitutes"], sent.by) == ({}, office.clerk.id)

    revert(office.clerk, sent)
    assert queries.substitutes_of(office.first) == {}
    assert office.busy()["Ông Phó"] == []


def test_nobody_goes_for_whom_nobody_named_or_who_is_named_himself(office):
    for one, other in ((office.deputy, office.leader), (office.leader, office.leader)):
        with pytest.raises(Invalid):
            actions.edit(office.clerk, office.first, substitutes={one.id: other.id})


def test_the_leader_hands_over_and_who_goes_instead_may_do_so_too(office):
    office.send(office.first, office.deputy)
    other, third = (a_person(role="chair", site=office.body) for _turn in range(2))
    actions.hand_over(office.clerk, office.first, leaver=office.leader, successor=other)
    assert queries.substitutes_of(office.first) == {other.id: office.deputy.id}
    actions.hand_over(office.clerk, office.first, leaver=office.deputy, successor=third)
    assert queries.substitutes_of(office.first) == {other.id: third.id}


def test_the_page_names_who_goes_and_the_conference_shows_it(app, office):
    browser = signed_in_client(app, office.clerk)
    browser.set_cookie("lang", "en", domain="localhost")
    page, field = f"/conferences/{office.first.id}", f"goes-{office.leader.id}"
    assert "Ông Phó" in browser.get(f"{page}/substitutes").text
    sent = browser.post(f"{page}/substitutes", data={field: office.deputy.id, "revision": office.first.revision})
    assert sent.status_code == 303
    assert "Ông Phó for Bà Chủ" in browser.get(page).text
    wrong = browser.post(f"{page}/substitutes", data={field: office.leader.id, "revision": office.first.revision})
    assert (wrong.status_code, "cannot go in the place" in wrong.text) == (422, True)


@pytest.mark.parametrize("path", ["/conferences/{id}/papers/agenda", "/planner/day?on={day}", "/planner/week?on={day}"])
def test_lists_and_papers_name_who_goes(app, office, path):
    office.send(office.first, office.deputy)
    browser = signed_in_client(app, office.clerk)

    assert "Ông Phó thay Bà Chủ" in browser.get(path.format(id=office.first.id, day=DAY)).text


def test_the_weekly_calendar_names_who_goes_and_is_that_of_his_office_too(office):
    other = a_site("Sở Y tế", kind="so", parent=office.body)
    deputy = a_person("Giám đốc Sở", role="chair", site=other)
    assert draft(other, MONDAY).rows == []

    office.send(office.first, deputy)

    assert [row.leaders for body in (office.body, other) for row in draft(body, MONDAY).rows] == [
        "Giám đốc Sở thay Bà Chủ"
    ] * 2
