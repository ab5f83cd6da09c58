"""From what a receiver knew to what is so now: which letter tells it, and when there is nothing to tell."""

from datetime import UTC, datetime, timedelta

import pytest

from confsys.conferences.transitions import STATES
from confsys.letters.knowing import APPROVER, ASKER, NAMED, OF_SITE, Known, letter_between

EIGHT = datetime(2026, 12, 8, 1, tzinfo=UTC)
LATER = {"starts_at": EIGHT + timedelta(hours=6), "ends_at": EIGHT + timedelta(hours=8)}
OFFER = (LATER["starts_at"], LATER["ends_at"])


def known(state: str, *receives: str, **values) -> Known:
    times = {"starts_at": EIGHT, "ends_at": EIGHT + timedelta(hours=2)}
    return Known(**{"state": state, "place": "Phòng họp A", **times, **values, "receives": frozenset(receives)})


@pytest.mark.parametrize(
    ("receives", "knew", "knows", "letter"),
    [
        (ASKER, {"state": "requested"}, {"state": "approved"}, "approved"),
        (ASKER, {"state": "requested"}, {"state": "draft", "is_refused": True}, "refused"),
        (ASKER, {"state": "requested"}, {"state": "draft"}, "withdrawn"),
        (ASKER, {"state": "approved"}, {"state": "requested"}, "set_back"),
        (ASKER, {"state": "requested"}, {"state": "requested", "offer": OFFER}, "time_proposed"),
        (ASKER, {"state": "cancelled", "had_come_to": "issued"}, {"state": "draft"}, "restored"),
        (NAMED, {"state": "requested"}, {"state": "approved"}, "approved"),
        (NAMED, {"state": "approved"}, {"state": "requested"}, "set_back"),
        (NAMED, {"state": "draft"}, {"state": "requested"}, None),
        (NAMED, {"state": "approved"}, {"state": "issued"}, "issued"),
        (NAMED, {"state": "approved"}, {"state": "approved", **LATER}, "moved"),
        (OF_SITE, {"state": "requested"}, {"state": "approved"}, None),
        (OF_SITE, {"state": "approved"}, {"state": "approved", **LATER}, None),
        (OF_SITE, {"state": "approved"}, {"state": "issued"}, "issued"),
        (OF_SITE, {"state": "issued"}, {"state": "open", "place": "Phòng họp B"}, "moved"),
        (OF_SITE, {"state": "issued"}, {"state": "postponed", "had_come_to": "issued"}, "postponed"),
        (OF_SITE, {"state": "approved"}, {"state": "cancelled", "had_come_to": "approved"}, None),
        (OF_SITE, {"state": "postponed", "had_come_to": "issued"}, {"state": "issued"}, "restored"),
        (OF_SITE, {"state": "postponed", "had_come_to": "issued"}, {"state": "draft"}, None),
        (
            OF_SITE,
            {"state": "postponed", "had_come_to": "issued"},
            {"state": "cancelled", "had_come_to": "issued"},
            "cancelled",
        ),
        (APPROVER, {"state": "draft"}, {"state": "requested"}, "submitted"),
        (APPROVER, {"state": "requested"}, {"state": "draft"}, "withdrawn"),
        (APPROVER, {"state": "requested"}, {"state": "draft", "is_refused": True}, None),
        (APPROVER, {"state": "requested"}, {"state": "approved"}, None),
        (APPROVER, {"state": "requested"}, {"state": "cancelled", "had_come_to": "requested"}, "cancelled"),
        (APPROVER, {"state": "requested", "offer": OFFER}, {"state": "approved", **LATER}, "proposal_accepted"),
        (APPROVER, {"state": "requested", "offer": OFFER}, {"state": "approved"}, None),
        (
            APPROVER,
            {"state": "requested", "offer": OFFER},
            {"state": "requested", "offer": OFFER, "is_declined": True},
            "proposal_declined",
        ),
        (APPROVER, {"state": "approved"}, {"state": "approved", **LATER}, None),
    ],
)
def test_what_is_told(receives, knew, knows, letter):
    assert letter_between(known(**knew).to(receives), known(**knows).to(receives)) == letter


def test_who_comes_is_invited_and_who_goes_is_told():
    assert letter_between(known("issued"), known("issued", OF_SITE)) == "issued"
    assert letter_between(known("approved"), known("approved", NAMED)) == "approved"
    assert letter_between(known("issued", OF_SITE), known("issued")) == "left"
    assert letter_between(known("issued", NAMED, OF_SITE), known("issued", OF_SITE)) is None
    assert letter_between(known("draft", NAMED), known("draft")) is None


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("receives", [ASKER, NAMED, OF_SITE, APPROVER])
def test_where_nothing_changed_nothing_is_told(state, receives):
    stands = known(state, receives, had_come_to="issued" if state in ("postponed", "cancelled") else None)
    assert letter_between(stands, stands) is None


def test_what_a_row_keeps_is_read_as_it_was():
    stands = known("requested", ASKER, NAMED, offer=OFFER, is_declined=True)
    assert Known.read(stands.plain()) == stands
