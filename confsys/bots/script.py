"""Who does what in a conference, and when: minutes from its start, before the doors open they are negative.

Pure: the same agenda, sites and chance give the same script.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

OFFICE, CHAIR = "office", "chair"
DOORS_OPEN, TOLD_AT = -12.0, -0.5
TROUBLES = ("picture", "sound", "line")
TOPICS = (
    "Đề nghị bổ sung đường truyền dự phòng",
    "Kinh nghiệm trả kết quả tại nhà",
    "Vướng khi ký số ở ấp xa",
    "Đề nghị tập huấn lại cho cán bộ mới",
    "Phản ánh của người dân về phần mềm",
)
MUTE = "Đề nghị các điểm cầu tắt micro khi chưa được mời."
NO_SOUND = "Không nghe tiếng hội trường, đề nghị kỹ thuật gọi lại."
QUESTION = "Thông qua kế hoạch chuyển đổi số năm tới"


@dataclass(frozen=True)
class Item:
    """What the script needs of an item of the agenda."""

    kind: str
    minutes: int
    site: str | None = None


@dataclass(frozen=True, order=True)
class Act:
    """At that minute `who` (the office, the chair, or a site by its id) does `what`."""

    at: float
    number: int
    who: str = field(compare=False)
    what: str = field(compare=False)
    values: dict[str, Any] = field(compare=False, default_factory=dict)


Told = tuple[float, str, str, dict[str, Any]]


def script(items: Sequence[Item], sites: Sequence[str], chance: Random) -> list[Act]:
    """Everything in order, from the opening of the doors to the close."""
    told = [*_doors(), *_arrivals(sites, chance)]
    early = [who for at, who, what, _values in told if what == "screen" and at < TOLD_AT]
    told += _read(early, chance)
    there = [who for _at, who, what, _values in told if what == "check_in"]
    told += _agenda(items, there, chance)
    end = max(at for at, *_rest in told)
    told += [*_lost_lines(there, end, chance), *_incidents(there, end, chance), (end + 1, OFFICE, "close", {})]
    return sorted(Act(at, number, who, what, values) for number, (at, who, what, values) in enumerate(told))


def _doors() -> Iterator[Told]:
    yield DOORS_OPEN, OFFICE, "open", {}
    yield TOLD_AT, OFFICE, "tell", {"text": MUTE}
    yield 0.0, OFFICE, "start", {}


def _read(sites: Sequence[str], chance: Random) -> Iterator[Told]:
    """Most say that they have seen what they were told; one writes back."""
    for site in sites:
        if chance.random() < 0.7:
            yield TOLD_AT + chance.uniform(0.1, 3), site, "has_read", {}
    for site in sites[:1]:
        yield 4.0, site, "write", {"text": NO_SOUND}


def _arrivals(sites: Sequence[str], chance: Random) -> Iterator[Told]:
    """Most come before the start, some late; one in twenty stays away."""
    for site in sites:
        luck = chance.random()
        if luck < 0.05:
            continue
        comes = chance.uniform(2, 15) if luck < 0.13 else chance.uniform(DOORS_OPEN + 0.5, -0.5)
        yield comes, site, "screen", {}
        yield comes + chance.uniform(0.2, 1.5), site, "check_in", {"heads": chance.randint(2, 30)}


def _agenda(items: Sequence[Item], sites: Sequence[str], chance: Random) -> Iterator[Told]:
    """Each item begins when the one before ends; some run over and are given more time."""
    at, has_voted = 0.5, False
    for item in items:
        yield at, OFFICE, "next", {}
        length = item.minutes * chance.uniform(0.75, 1.15)
        if item.kind == "thao-luan":
            yield from _discussion(at, length, sites, chance)
        if item.kind == "bieu-quyet" or (item.kind == "ket-luan" and not has_voted):
            has_voted = True
            yield from _vote(at + 0.3, sites, chance)
        if length > item.minutes:
            yield at + item.minutes - 0.5, OFFICE, "adjust", {"minutes": 2}
        at += max(length, 2.0 if item.kind in ("bieu-quyet", "ket-luan") else 0.3)
    yield at, OFFICE, "finish", {}


def _discussion(at: float, length: float, sites: Sequence[str], chance: Random) -> Iterator[Told]:
    """Hands go up in the first half; the chair calls them one after the other; one is taken down again."""
    asking = chance.sample(list(sites), min(len(sites), 8))
    for place, site in enumerate(asking):
        kind = "urgent" if place == 5 else chance.choice(("request", "request", "question"))
        raised = at + length * 0.4 * chance.random()
        yield raised, site, "ask", {"kind": kind, "topic": chance.choice(TOPICS)}
        if place == len(asking) - 1:
            yield raised + length * 0.1, site, "withdraw", {}
    turns = max(1, min(len(asking) - 1, int(length // 3)))
    each = length * 0.8 / turns
    for turn in range(turns):
        yield at + length * 0.15 + turn * each, CHAIR, "speak", {}
    yield at + length * 0.97, CHAIR, "hush", {}


def _vote(at: float, sites: Sequence[str], chance: Random) -> Iterator[Told]:
    yield at, OFFICE, "put_vote", {"question": QUESTION, "kind": "named", "minutes": 2}
    for site in sites:
        choice = chance.choices(("yes", "no", "abstain"), (80, 12, 8))[0]
        if chance.random() < 0.95:
            yield at + 0.1 + chance.uniform(0, 1.0), site, "ballot", {"choice": choice}
    yield at + 1.4, OFFICE, "close_vote", {}
    yield at + 1.5, OFFICE, "publish_vote", {}


def _lost_lines(sites: Sequence[str], end: float, chance: Random) -> Iterator[Told]:
    """One site in ten loses its line for some minutes."""
    for site in chance.sample(list(sites), len(sites) // 10):
        drops = chance.uniform(1, max(2.0, end - 6))
        yield drops, site, "drop", {}
        yield drops + chance.uniform(1, 4), site, "screen", {}


def _incidents(sites: Sequence[str], end: float, chance: Random) -> Iterator[Told]:
    """One in twenty reports what does not work; somebody takes it, then it works again."""
    for site in chance.sample(list(sites), -(-len(sites) // 20)):
        begins = chance.uniform(-4, max(1.0, end - 9))
        yield begins, site, "report", {"kind": chance.choice(TROUBLES)}
        yield begins + chance.uniform(0.5, 1.5), OFFICE, "take_care", {"site": site}
        yield begins + chance.uniform(3, 6), site, "solved", {}
