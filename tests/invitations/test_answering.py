"""What a site answers, who may answer for it, and until when."""

from datetime import timedelta

import pytest
import time_machine

from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.history.actions import revert
from confsys.invitations import answering
from confsys.invitations.queries import last_heads, silent_counts
from confsys.journal import entries_since, personal_of
from tests.build import a_conference
from tests.invitations.office import Office, said

ONE = {"name": "Nguyễn Văn Một", "office": "Chủ tịch UBND", "speaks": True}
TWO = {"name": "Trần Thị Hai", "office": "", "speaks": False}


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def answer(office, number=0, **values):
    return answering.answer(None, office.site(number), way="link", **said(**values))


def test_a_site_says_how_many_come_and_who(office):
    assert answer(office, heads=1, delegates=[ONE, TWO])

    told = answering.told_of(office.site())
    assert (told["answer"], told["heads"], told["delegates"]) == ("accepted", 2, [ONE, TWO])  # never fewer than named
    assert silent_counts([office.id]) == {office.id: 2}


def test_pressed_twice_it_is_one_answer(office):
    assert answer(office, revision=0)
    assert not answer(office, revision=0)
    kinds = [each.kind for each in entries_since(f"conference:{office.id}", 0)]
    assert kinds.count("participation.answered") == 1


def test_a_link_on_two_telephones_does_not_overwrite_unseen(office):
    answer(office, heads=12, revision=0)
    with pytest.raises(Refused, match="answered for this site meanwhile"):
        answer(office, heads=5, revision=0)
    assert answer(office, heads=5, revision=1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"heads": 0}, "heads"),
        ({"answer": "declined"}, "word"),
        ({"answer": "tentative", "word": ""}, "word"),
        ({"delegates": [ONE, {**ONE, "name": "nguyen van mot"}]}, "delegates"),
        ({"delegates": [{**TWO, "name": f"Người {n}"} for n in range(201)]}, "delegates"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_field(office, values, field):
    with pytest.raises(Invalid) as refusal:
        answer(office, **values)
    assert list(refusal.value.errors) == [field]
    assert answering.told_of(office.site()) is None


def test_who_does_not_come_brings_nobody_and_keeps_the_names(office):
    answer(office, delegates=[ONE])
    answer(office, answer="declined", word="bão", delegates=[ONE])
    told = answering.told_of(office.site())
    assert (told["heads"], told["word"], told["delegates"]) == (0, "bão", [ONE])


def test_the_list_closes_a_quarter_of_an_hour_before_and_the_office_still_writes_down(office):
    with time_machine.travel(office.starts_at - timedelta(minutes=15), tick=False):
        with pytest.raises(Refused, match="The list is closed"):
            answer(office)
        assert answering.write_down(office.clerk, office.site(), told_by="Chánh Văn phòng", **said(heads=3))
    told = answering.told_of(office.site())
    assert (told["way"], told["told_by"], told["heads"]) == ("telephone", "Chánh Văn phòng", 3)


@pytest.mark.parametrize("step", ["postpone", "cancel"])
def test_nobody_answers_what_does_not_take_place(office, step):
    conferences.take(office.clerk, office.conference, TRANSITIONS[step], reason="bão")
    with pytest.raises(Refused, match="does not take place"):
        answer(office)


def test_names_and_reasons_stay_out_of_the_journal(office):
    answer(office, delegates=[ONE], word="đến trễ 5 phút")
    entry = entries_since(f"conference:{office.id}", 0)[-1]
    assert (entry.before, entry.after) == ({}, {"answer": "accepted", "heads": 12, "way": "link"})
    assert personal_of(entry)["after"] == {"word": "đến trễ 5 phút", "told_by": "", "delegates": [ONE]}


def test_an_answer_is_taken_back_whole(office):
    answer(office, delegates=[ONE], heads=4)
    before = answering.told_of(office.site())
    answering.write_down(office.clerk, office.site(), told_by="Ông Ba", **said(answer="declined", heads=0, word="bão"))
    revert(office.clerk, just_made())
    assert answering.told_of(office.site()) == before

    answer(office, number=1)
    revert(office.clerk, just_made())
    assert answering.told_of(office.site(1)) is None


def test_what_was_changed_again_is_not_taken_back(office):
    answer(office, heads=4)
    first = just_made()
    answer(office, heads=5)
    with pytest.raises(Refused, match="changed again since"):
        revert(office.clerk, first)


def test_a_site_that_leaves_takes_its_answer_along(office):
    answer(office, delegates=[ONE])
    conferences.edit(office.clerk, office.conference, sites=office.sites[1:])
    assert silent_counts([office.id]) == {office.id: 2}


def test_the_next_conference_begins_with_how_many_came_last_time(office):
    answer(office, heads=17)
    later = a_conference(
        state="issued",
        organiser=office.conference.organiser,
        by=office.clerk,
        sites=[office.site().site],
        starts_at=office.starts_at + timedelta(days=7),
    )
    of_site = {each.site_id: each for each in participations_of(later)}[office.sites[0]]
    assert last_heads(of_site) == 17
