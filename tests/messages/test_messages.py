"""What becomes of a message: shown, seen and answered at each site, whatever is said twice or late."""

from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.history.actions import revert
from confsys.journal import entries_since, personal_of
from confsys.messages import actions, queries
from confsys.messages.queries import RollUp
from tests.queries import counted_queries
from tests.readiness.office import Office

WORDS = "Đề nghị chuẩn bị bản chiếu"


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def sent(office, *numbers: int, **more):
    to = [office.sites[each] for each in numbers] or None
    return actions.send(office.clerk, office.conference, text=WORDS, to=to, **more)


def states(message) -> list[str]:
    return [each.state for each in queries.recipients_of(message)]


def journal(office, kind: str):
    return [each for each in entries_since(f"conference:{office.id}", 0) if each.kind == kind]


def test_all_means_every_site_but_the_one_that_presides(office):
    message = sent(office)
    assert [each.participation.site_id for each in queries.recipients_of(message)] == [
        office.sites[each] for each in (2, 1, 0)
    ]
    assert (message.is_to_all, states(message)) == (True, ["waiting"] * 3)


def test_the_journal_names_the_sites_and_keeps_the_words_apart(office):
    message = sent(office, 0)
    [entry] = journal(office, "message.sent")
    assert entry.about == {"conference": office.id, "message": message.id, "sites": [office.sites[0]]}
    assert entry.after == {"recipients": 1, "urgent": False}
    assert personal_of(entry)["after"] == {"text": WORDS}


def test_a_page_acknowledges_again_and_late_and_only_the_first_time_counts(office):
    with time_machine.travel(office.starts_at, tick=False) as at:
        message, first = sent(office, 0, 1), clock.now()
        other = sent(office, 1)
        shown = (message.id, other.id, "nothing like this")
        assert actions.acknowledge(None, office.site(), messages=shown) == 1
        at.shift(timedelta(minutes=1))
        assert actions.acknowledge(None, office.site(), messages=shown) == 0
        actions.see(None, message, office.site(), way="link")
        assert actions.acknowledge(None, office.site(), messages=shown) == 0
    recipient = queries.recipient_of(message.id, office.site())
    assert (recipient.delivered_at, recipient.state) == (first, "seen")
    assert states(other) == ["waiting"]
    [entry] = journal(office, "message.delivered")
    assert entry.about["messages"] == [message.id]
    assert not {"site", "sites", "participation"} & entry.about.keys()


def test_who_presses_before_the_page_could_say_so_was_shown_it(office):
    message = sent(office, 0)
    assert actions.see(None, message, office.site(), way="link")
    assert not actions.see(None, message, office.site(), way="account")
    recipient = queries.recipient_of(message.id, office.site())
    assert recipient.delivered_at == recipient.seen_at
    assert recipient.seen_way == "link"
    assert len(journal(office, "message.seen")) == 1


def test_a_site_answers_once(office):
    message = sent(office, 0)
    assert actions.answer(None, message, office.site(), text="Đã rõ", way="link")
    assert not actions.answer(None, message, office.site(), text="Đã rõ", way="link")
    assert states(message) == ["answered"]
    with pytest.raises(Refused, match="answered already: “Đã rõ”"):
        actions.answer(None, message, office.site(), text="Chưa được", way="account")
    with pytest.raises(Refused, match="did not go to that site"):
        actions.answer(None, message, office.site(1), text="Đã rõ", way="link")


def test_it_is_withdrawn_while_nobody_has_seen_it_and_then_nothing_is_heard_of_it(office):
    message = sent(office)
    actions.acknowledge(None, office.site(), messages=[message.id])
    revert(office.clerk, journal(office, "message.sent")[0])
    assert (message.is_withdrawn, queries.told_to(office.site())) == (True, [])
    assert actions.acknowledge(None, office.site(1), messages=[message.id]) == 0
    with pytest.raises(Refused, match="withdrawn this message"):
        actions.see(None, message, office.site(1), way="link")

    read = sent(office)
    actions.see(None, read, office.site(2), way="link")
    with pytest.raises(Refused, match="has seen this message already"):
        actions.withdraw(office.clerk, read)


def test_the_hall_is_shown_one_message_and_only_what_was_released(office):
    first = sent(office, on_stage=True)
    second = sent(office)
    assert queries.released_in(office.conference) is first
    assert actions.release(office.clerk, second)
    assert (queries.released_in(office.conference), first.is_on_stage) == (second, False)
    revert(office.clerk, just_made())
    assert queries.released_in(office.conference) is first
    assert actions.take_down(office.clerk, first)
    assert not actions.take_down(office.clerk, first)


def test_a_withdrawn_message_leaves_the_hall_and_does_not_come_back(office):
    message = sent(office, on_stage=True)
    actions.withdraw(office.clerk, message)
    assert queries.released_in(office.conference) is None
    with pytest.raises(Refused, match="withdrawn"):
        actions.release(office.clerk, message)


def test_what_a_site_writes_waits_until_the_office_reads_or_answers_it(office):
    with time_machine.travel(office.starts_at, tick=False) as at:
        written = [actions.write(None, office.site(0), text="Mất tiếng micro số 3", way="link")]
        for number in (1, 2):
            at.shift(timedelta(seconds=1))
            written.append(actions.write(None, office.site(number), text="Gọi lại", way="link", urgent=number == 2))
    waiting = queries.waiting_in(office.conference)
    assert [each.message.id for each in waiting] == [written[each].id for each in (2, 0, 1)]

    answered = actions.answer_site(office.technician, written[0], text="Đang đổi micro")
    assert actions.read(office.clerk, written[1])
    assert not actions.read(office.technician, written[1])

    assert [each.message.id for each in queries.waiting_in(office.conference)] == [written[2].id]
    [mine] = queries.said_by(office.site(0))
    assert [each.text for each in mine.answers] == ["Đang đổi micro"]
    assert [each.message.id for each in queries.told_to(office.site(0))] == [answered.id]
    assert queries.told_to(office.site(1)) == []
    with pytest.raises(Refused, match="Only what a site wrote"):
        actions.answer_site(office.clerk, answered, text="x")


def test_a_site_finds_the_unseen_and_urgent_first(office):
    with time_machine.travel(office.starts_at, tick=False) as at:
        made = []
        for urgent in (True, False, True, False):
            made.append(sent(office, 0, urgent=urgent))
            at.shift(timedelta(seconds=1))
    actions.see(None, made[2], office.site(), way="link")
    order = [made.index(each.message) for each in queries.told_to(office.site())]
    assert order == [0, 3, 1, 2]


def test_nothing_is_said_in_what_is_over_and_to_nobody(office):
    with pytest.raises(Invalid, match="at least one site"):
        actions.send(office.clerk, office.conference, text=WORDS, to=[])
    with pytest.raises(Invalid, match="does not take part: elsewhere"):
        actions.send(office.clerk, office.conference, text=WORDS, to=["elsewhere"])
    for step in ("start", "close"):
        conferences.take(office.clerk, office.conference, TRANSITIONS[step])
    with pytest.raises(Refused, match="is over"):
        sent(office)
    with pytest.raises(Refused, match="is over"):
        actions.write(None, office.site(), text="x", way="link")


def test_a_message_to_many_costs_as_much_as_one_to_a_single_site(office):
    conference, clerk = office.conference, office.clerk
    to = [office.sites[0]]
    with counted_queries(office.app) as single:
        actions.send(clerk, conference, text=WORDS, to=to)
    with counted_queries(office.app) as many:
        message = actions.send(clerk, conference, text=WORDS)
    assert (len(single), len(many)) == (9, 9)
    actions.see(None, message, office.site(), way="link")
    with counted_queries(office.app) as sent_to_read:
        [latest, *_rest] = queries.told_in(conference)
    assert latest.roll_up == RollUp(sent=3, delivered=1, seen=1, answered=0)
    assert len(sent_to_read) == 4
