"""What measured figures say, and figures nobody can have measured."""

import pytest

from confsys.errors import Invalid
from confsys.readiness.forms import read_measured
from confsys.readiness.verdict import judge
from tests.readiness.office import ALL_WELL


def verdict(**changed):
    found = judge(read_measured(ALL_WELL | changed))
    return found.worth, [each.about for each in found.troubles]


def test_all_well_is_ready():
    assert verdict() == ("ready", [])


@pytest.mark.parametrize(
    ("changed", "worth", "about"),
    [
        ({"clock_offset_ms": "-10800000"}, "usable", "clock"),
        ({"websocket": "no"}, "usable", "websocket"),
        ({"websocket": "no", "polling": "no"}, "unusable", "websocket"),
        ({"delay_ms": "301"}, "usable", "delay"),
        ({"delay_ms": "801"}, "unusable", "delay"),
        ({"delay_ms": ""}, "usable", "delay"),
        ({"loss_percent": "5"}, "usable", "loss"),
        ({"loss_percent": "10.1"}, "unusable", "loss"),
        ({"down_kbps": "1499"}, "usable", "down"),
        ({"up_kbps": "499"}, "unusable", "up"),
        ({"screen_width": "320"}, "usable", "screen"),
        ({"camera": "denied"}, "unusable", "camera"),
        ({"microphone": "failed"}, "unusable", "microphone"),
        ({"speaker": "skipped"}, "usable", "speaker"),
    ],
)
def test_each_trouble_says_what_to_do_and_what_the_machine_is_worth_with_it(changed, worth, about):
    assert verdict(**changed) == (worth, [about])
    [trouble] = judge(read_measured(ALL_WELL | changed)).troubles
    assert str(trouble.sentence) and str(trouble.what_to_do)


def test_the_worst_trouble_stands_first():
    assert verdict(clock_offset_ms="99999999", up_kbps="1") == ("unusable", ["up", "clock"])


def test_what_was_not_sent_was_not_measured():
    assert judge(read_measured({})).worth == "unusable"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        *(("delay_ms", raw) for raw in ("-1", "NaN", "Infinity", "1e99", "nhanh", "9" * 400, "1,5")),
        ("loss_percent", "100.5"),
        ("clock_offset_ms", "9999999999999"),
        ("websocket", "maybe"),
        ("camera", "broken"),
    ],
)
def test_figures_nobody_can_have_measured_are_refused_at_their_name(name, raw):
    with pytest.raises(Invalid) as refusal:
        read_measured(ALL_WELL | {name: raw})
    assert list(refusal.value.errors) == [name]
