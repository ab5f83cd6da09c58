"""Who was entitled and what each said, as far as it may be known: for the page, on paper and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from confsys import shown
from confsys.votes import queries
from confsys.votes.models import WAY_NAMES, Ballot, Vote, Voter
from confsys.votes.shown import counts_told, may_be_seen, picture_of
from confsys.words import gettext


@dataclass(frozen=True)
class Row:
    """One voter. `said`: "" where it may not be known; `ballot`: None then, and where there is none."""

    voter: Voter
    said: str
    ballot: Ballot | None

    @property
    def word(self) -> str:
        """Đã bỏ phiếu, and what was said where that may be known."""
        return self.said or (gettext("has voted") if self.voter.has_voted else gettext("has not voted"))


def rows_of(vote: Vote, *, for_office: bool = False) -> list[Row]:
    """In the order of the list, which says nothing of who voted first."""
    tells = may_be_seen(vote, for_office=for_office) and not vote.is_secret
    ballots = queries.ballots_of(vote) if tells else {}
    choices = queries.choices_of(vote) if tells else []
    return [_row(each, ballots.get(each.id), choices) for each in queries.voters_of(vote)]


def lines_of(vote: Vote, rows: Sequence[Row], *, for_office: bool = False) -> list[list[Any]]:
    """A head of what was asked and what came of it, then one line for each voter who may be named."""
    picture = picture_of(vote, for_office=for_office)
    head: list[list[Any]] = [
        [gettext("Question put"), vote.question],
        [gettext("Result of the vote"), _result(picture)],
    ]
    head += [[str(each.words), each.count, each.percent] for each in picture.answers if picture.tells]
    names = [gettext("No."), gettext("Site"), gettext("Delegate"), gettext("Ballot"), gettext("When"), gettext("How")]
    return [*head, [], names, *(_line(number, row) for number, row in enumerate(rows, 1))]


def _row(voter: Voter, ballot: Ballot | None, choices: list[Any]) -> Row:
    return Row(voter, counts_told(ballot.counts, choices, voter.weight) if ballot else "", ballot)


def _line(number: int, row: Row) -> list[Any]:
    when, how = (shown.hms(row.ballot.cast_at), str(WAY_NAMES[row.ballot.way])) if row.ballot else ("", "")
    return [number, row.voter.site, row.voter.name, row.word, when, how]


def _result(picture: Any) -> str:
    return picture.result_words if picture.tells and picture.vote.is_counted else gettext("not told yet")
