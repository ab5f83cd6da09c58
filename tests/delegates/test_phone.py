"""The personal link of a delegate: what it shows, for whom, how it ends, and the hand he raises."""

from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.delegates.actions import renew_delegate_link
from confsys.delegates.links import address_of, holder_of, token_of
from confsys.delegates.queries import everybody_of
from confsys.errors import Gone, NotAllowed, NotFound
from confsys.floor import queries as floor
from confsys.history.telling import tell
from confsys.invitations import answering
from confsys.journal import entries_since, personal_of, plain
from confsys.live import access
from confsys.live.access import LINK, Credential
from confsys.messages import actions as messages
from tests.build import a_delegate
from tests.readiness.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


@pytest.fixture
def somebody(office):
    return a_delegate(office.site())


def path(office, somebody, tail: str = "") -> str:
    return f"/delegate/{token_of(office.site(), somebody)}{tail}"


def take(office, *steps: str) -> None:
    for step in steps:
        conferences.take(office.clerk, office.conference, TRANSITIONS[step])


def test_the_link_stays_the_same_when_the_site_writes_its_list_anew(office, somebody):
    said = {"answer": "accepted", "heads": 2, "word": "", "told_by": "Bà Hoa"}
    names = ({"name": "Ông Tám", "office": "", "speaks": False}, {"name": somebody.name, "office": somebody.office})
    answering.write_down(office.clerk, office.site(), delegates=[{"speaks": False} | each for each in names], **said)
    assert holder_of(token_of(office.site(), somebody)).person.name == somebody.name

    answering.write_down(office.clerk, office.site(), delegates=[{"speaks": False} | names[0]], **said)
    with pytest.raises(Gone, match="no longer on the list"):
        holder_of(token_of(office.site(), somebody))


def test_the_link_stays_the_same_when_his_name_is_put_right_on_the_list(office, somebody):
    old = token_of(office.site(), somebody)
    said = {"answer": "accepted", "heads": 2, "word": "", "told_by": "Bà Hoa"}
    right = {"name": f"{somebody.name}h", "office": somebody.office, "speaks": False}
    answering.write_down(office.clerk, office.site(), delegates=[right], **said)
    assert holder_of(old).person.name == right["name"]
    assert [token_of(office.site(), each) for each in everybody_of(office.site())] == [old]


def test_a_renewed_link_shuts_out_who_holds_the_old_one(office, somebody):
    old, join = path(office, somebody), office.join(0, "/delegate-links")
    assert office.guest.get(old).status_code == 200
    assert address_of(office.site(), somebody) in office.guest.get(join).text
    assert office.guest.post(f"{join}/{somebody.mark}/renew").status_code == 303
    assert office.guest.get(old).status_code == 410
    [new] = everybody_of(office.site())
    assert (new.generation, office.guest.get(path(office, new)).status_code) == (2, 200)
    renew_delegate_link(office.clerk, office.site(), mark=new.mark)
    with pytest.raises(NotFound):
        renew_delegate_link(office.clerk, office.site(1), mark=new.mark)


def test_the_journal_says_whose_link_was_renewed_only_where_it_can_be_erased(office, somebody):
    renew_delegate_link(office.clerk, office.site(), mark=somebody.mark)
    entry = entries_since(office.conference.stream, 0)[-1]
    assert entry.kind == "conference.delegate_link_renewed"
    assert somebody.mark not in str(plain(entry)) and somebody.name not in str(plain(entry))
    assert [(each.label, each.after) for each in tell([entry], {entry.version: personal_of(entry)})[0].lines] == [
        ("Delegate", somebody.name)
    ]


def test_it_ends_a_day_after_the_close(office, somebody):
    take(office, "start", "close")
    token = token_of(office.site(), somebody)
    with time_machine.travel(clock.now() + timedelta(hours=23)):
        assert holder_of(token).person == somebody
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert office.guest.get(f"/delegate/{token}").status_code == 410


def test_nobody_makes_one_up_and_it_opens_nothing_else(office, somebody):
    token = token_of(office.site(), somebody)
    for forged in (f"{token[:-1]}{'0' if token[-1] != '0' else '1'}", token.replace("-1-", "-2-"), "d", "x" * 60):
        assert office.guest.get(f"/delegate/{forged}").status_code == 404
    for tail in ("", "/desk", "/messages", "/delegate-links"):
        assert office.guest.get(f"/join/{token}{tail}").status_code == 404
    assert office.guest.get(f"/delegate/{office.join()[6:]}").status_code == 404

    found = access.holder(Credential(LINK, token))
    assert access.admitted(found, office.id, "delegate")[0].id == office.id
    for view in ("site", "screen", "stage", "operator", "technician", "data"):
        with pytest.raises(NotAllowed):
            access.admitted(found, office.id, view)
    with pytest.raises(NotAllowed):
        access.admitted(access.holder(Credential(LINK, office.join()[6:])), office.id, "delegate")


def test_he_reads_what_all_were_told_and_not_what_his_site_alone_was(office, somebody):
    messages.send(office.clerk, office.conference, text="Mời tắt micro")
    messages.send(office.clerk, office.conference, text="Chỉ điểm cầu này", to=[office.sites[0]])
    page = office.guest.get(path(office, somebody)).text
    assert ("Mời tắt micro" in page, "Chỉ điểm cầu này" in page, somebody.name in page) == (True, False, True)


def test_he_raises_his_hand_for_his_site_and_takes_down_only_his_own(office, somebody):
    take(office, "open", "start")
    asked = office.guest.post(path(office, somebody, "/floor"), data={"kind": "question", "topic": "Hạn nộp báo cáo"})
    assert (asked.status_code, asked.location) == (303, path(office, somebody))
    [turn] = floor.waiting(office.conference)
    assert (turn.speaker, turn.topic, turn.participation_id) == (somebody.name, "Hạn nộp báo cáo", office.site().id)

    other = floor_turn(office)
    page = office.guest.get(path(office, somebody)).text
    assert (turn.id in page.partition('id="queue"')[0], other.id in page.partition('id="queue"')[0]) == (True, False)
    assert office.guest.post(path(office, somebody, f"/floor/{other.id}/withdraw")).status_code == 404
    assert office.guest.post(path(office, somebody, f"/floor/{turn.id}/withdraw")).status_code == 303
    assert [each.id for each in floor.waiting(office.conference)] == [other.id]


def test_the_hand_he_raised_is_his_own_when_his_name_was_put_right(office, somebody):
    take(office, "open", "start")
    token = path(office, somebody)
    office.guest.post(f"{token}/floor", data={"kind": "question", "topic": "Hạn nộp báo cáo"})
    [turn] = floor.waiting(office.conference)
    right = {"name": f"{somebody.name}h", "office": somebody.office, "speaks": False}
    answering.write_down(
        office.clerk, office.site(), answer="accepted", heads=2, word="", told_by="Bà Hoa", delegates=[right]
    )
    assert turn.id in office.guest.get(token).text.partition('id="queue"')[0]
    assert office.guest.post(f"{token}/floor/{turn.id}/withdraw").status_code == 303


def floor_turn(office):
    office.guest.post(office.join(0, "/floor"), data={"kind": "reply", "topic": "Của điểm cầu"})
    return next(each for each in floor.waiting(office.conference) if each.kind == "reply")


def test_the_site_and_the_office_hand_the_links_out_and_nobody_else(office, somebody):
    page = office.at(0, "/delegate-links")
    asked = (office.own, office.browser, office.technicians, office.chairs, office.stranger)
    assert [each.get(page).status_code for each in asked] == [200, 200, 403, 403, 404]
    assert office.guest.get(office.join(1, "/delegate-links")).text.count("/delegate/d") == 0
