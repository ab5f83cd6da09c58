"""The table in which the office types the hands of every site: what stands in it, what was sent, what was not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from confsys import forms
from confsys.errors import Invalid, Problem, Refused
from confsys.people.models import Person
from confsys.votes import casting, queries
from confsys.votes.casting import Hands
from confsys.votes.forms import MOST_HANDS
from confsys.votes.models import Ballot, Vote, VoteChoice, Voter
from confsys.words import _

CLEARED = _("A count that was sent stays until another one comes. Where nobody raised a hand, type 0.")


@dataclass(frozen=True)
class Row:
    """One site. `typed`: what stands in its fields, by the answer; `seen`: what was written down when it was read."""

    voter: Voter
    ballot: Ballot | None
    typed: Mapping[str, str]
    seen: str
    problem: Any = None


@dataclass(frozen=True)
class Table:
    """`written`: how many sites this press has changed; `refusal`: why nothing was taken at all."""

    choices: Sequence[VoteChoice]
    rows: Sequence[Row]
    written: int = 0
    refusal: Any = None

    @property
    def counted(self) -> int:
        return sum(row.ballot is not None for row in self.rows)

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.problem]


@dataclass(frozen=True)
class Sent:
    """What somebody typed: of each site that he changed, as it came; as values where it can be read; else why not."""

    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    counted: dict[str, Hands] = field(default_factory=dict)
    problems: dict[str, Any] = field(default_factory=dict)


def table_of(vote: Vote) -> Table:
    """As it stands now; three statements."""
    return _table(vote, Sent())


def write_down(person: Person, vote: Vote, form: Mapping[str, str]) -> Table:
    """Take all rows that can be taken. What was typed into the others stands in the table still."""
    sent = _sent(vote, form)
    try:
        refused = casting.count_hands(person, vote, counted=sent.counted) if sent.counted else {}
    except Refused as problem:
        everywhere = dict.fromkeys(sent.typed, problem)
        return _table(vote, Sent(sent.typed, {}, everywhere | sent.problems), refusal=problem)
    problems = sent.problems | {voter: _sentence(problem) for voter, problem in refused.items()}
    left = {voter: typed for voter, typed in sent.typed.items() if voter in problems}
    return _table(vote, Sent(left, {}, problems), written=len(sent.counted) - len(refused))


def _table(vote: Vote, sent: Sent, *, written: int = 0, refusal: Any = None) -> Table:
    choices, ballots = queries.choices_of(vote), queries.ballots_of(vote)
    keys = [each.key for each in choices]
    rows = [_row(each, ballots.get(each.id), keys, sent) for each in queries.voters_of(vote)]
    return Table(choices, rows, written, refusal)


def _row(voter: Voter, ballot: Ballot | None, keys: Sequence[str], sent: Sent) -> Row:
    stands = {key: str(ballot.counts.get(key, 0)) if ballot else "" for key in keys}
    typed = sent.typed.get(voter.id, stands)
    return Row(voter, ballot, typed, _in_line(stands, keys), sent.problems.get(voter.id))


def _sent(vote: Vote, form: Mapping[str, str]) -> Sent:
    """Only the rows in which something else stands than what was there when the page was made."""
    keys, sent = [each.key for each in queries.choices_of(vote)], Sent()
    for voter in queries.voters_of(vote):
        typed = {key: form.get(f"hands-{voter.id}-{key}", "").strip()[:12] for key in keys}
        seen = form.get(f"seen-{voter.id}", "")
        if _in_line(typed, keys) == seen or not any((*typed.values(), seen.strip(","))):
            continue
        sent.typed[voter.id] = typed
        try:
            sent.counted[voter.id] = Hands(_read(typed), _seen(seen, keys))
        except forms.Unreadable as problem:
            sent.problems[voter.id] = problem.args[0]
    return sent


def _read(typed: Mapping[str, str]) -> dict[str, int]:
    """Nothing typed beside something is nobody. Raises Unreadable."""
    if not any(typed.values()):
        raise forms.Unreadable(CLEARED)
    read = forms.whole(0, MOST_HANDS)
    return {key: read(text) if text else 0 for key, text in typed.items()}


def _seen(line: str, keys: Sequence[str]) -> dict[str, int] | None:
    """What the page said stood there; nothing, if it said that, or something that no page says."""
    numbers = line.split(",")
    if len(numbers) != len(keys) or not all(each.isascii() and each.isdigit() and len(each) < 6 for each in numbers):
        return None
    return dict(zip(keys, map(int, numbers), strict=True))


def _in_line(typed: Mapping[str, str], keys: Sequence[str]) -> str:
    return ",".join(typed[key] for key in keys)


def _sentence(problem: Problem) -> Any:
    return next(iter(problem.by_field().values())) if isinstance(problem, Invalid) else problem
