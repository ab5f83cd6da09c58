"""A vote as it is shown: which figures may be seen, and what they are called. It reads its own rows and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from confsys.attendance.models import SHARE_NAMES
from confsys.attendance.roll import Quorum
from confsys.conferences.models import Conference
from confsys.votes import queries
from confsys.votes.models import (
    ABSTAIN,
    CANCELLED,
    CAST,
    DELEGATES,
    DRAFTED,
    HANDS,
    NO,
    PUBLISHED,
    SUMMONED,
    YES,
    Vote,
    VoteChoice,
)
from confsys.votes.opening import kept
from confsys.votes.tally import Tally, tally
from confsys.words import gettext, language

LOOKS = {YES: ("ok", "circle-check"), NO: ("bad", "circle-x"), ABSTAIN: ("mute", "circle-minus")}


@dataclass(frozen=True)
class Answer:
    """One answer in a picture. `count` and `share` are None while nobody may see them."""

    key: str
    words: Any
    look: str
    sign: str
    count: int | None
    share: float | None
    carries: bool

    @property
    def percent(self) -> str:
        return percent(self.share or 0.0)

    @property
    def roughly(self) -> str:
        return percent(round(self.share or 0.0))


@dataclass(frozen=True)
class Picture:
    """`voted` of `voters` have; of secret votes that are open no news tells it, so it stands at None.

    `entitled`: the ballots those have together.
    """

    vote: Vote
    answers: list[Answer]
    tally: Tally
    tells: bool
    turnout: int
    voters: int
    entitled: int

    @property
    def voted(self) -> int | None:
        """None of a secret vote that is open: that is in no news, so a page asks."""
        return None if self.vote.is_secret and self.vote.is_open else self.turnout

    @property
    def cast(self) -> int | None:
        """Ballots: by hands as many as were raised."""
        return self.tally.cast if self.tells and self.vote.kind == HANDS else self.voted

    @property
    def quorum(self) -> Quorum | None:
        return kept(self.vote.opened_with)

    @property
    def at_close(self) -> Quorum | None:
        return kept(self.vote.closed_with)

    @property
    def length(self) -> timedelta | None:
        """For how long ballots are taken; None if until somebody closes it."""
        begun, ends = self.vote.opened_at, self.vote.closes_at
        return ends - begun if begun and ends else None

    @property
    def size(self) -> str:
        """Long questions step down, so that a wall never breaks."""
        letters = len(self.vote.question)
        return "short" if letters <= 50 else "longest" if letters <= 100 else "huge"

    @property
    def base_words(self) -> str:
        """Tính trên 96 điểm cầu có mặt lúc mở phiếu."""
        return _base(self.vote, self.tally.base)

    @property
    def line_words(self) -> str:
        """Vạch đứng: quá nửa, 49 phiếu."""
        said = {"majority": SHARE_NAMES[self.vote.majority], "needed": self.tally.needed}
        return gettext("The line: %(majority)s, %(needed)s ballots.", **said)

    @property
    def result_words(self) -> str:
        """Thông qua: 61 trên 96 điểm cầu có mặt, 63,5 %, cần 49."""
        return _result(self)


def picture_of(vote: Vote, *, for_office: bool = False) -> Picture:
    """Three statements. Hands are seen as they are counted; what else, by the office once counted, by all once told."""
    return _picture(vote, queries.choices_of(vote), queries.progress_of(vote), for_office)


def pictures_of(conference: Conference, votes: Sequence[Vote], *, for_office: bool = False) -> list[Picture]:
    """The same of many votes of a conference, in three statements however many they are."""
    choices, progress = queries.choices_by_vote(conference), queries.progress_by_vote(conference)
    return [_picture(each, choices[each.id], progress.get(each.id, (0, 0, 0)), for_office) for each in votes]


def _picture(vote: Vote, choices: list[VoteChoice], progress: tuple[int, int, int], for_office: bool) -> Picture:
    counts, (turnout, voters, entitled) = queries.counts_of(vote, choices), progress
    tells = may_be_seen(vote, for_office=for_office)
    found = tally(
        counts if tells else dict.fromkeys(counts, 0),
        majority=vote.majority,
        base=vote.base,
        present=entitled,
        summoned=vote.summoned,
    )
    answers = [_answer(each, found, tells) for each in choices]
    return Picture(vote, answers, found, tells, turnout, voters, entitled)


def may_be_seen(vote: Vote, *, for_office: bool = False) -> bool:
    """Whether there are figures for whoever looks."""
    if vote.kind == HANDS:
        return vote.state not in (DRAFTED, CANCELLED)
    return vote.state == PUBLISHED or for_office and vote.is_counted


def percent(share: float) -> str:
    """63,5 % in Vietnamese, 63.5 % in English; whole ones without a comma."""
    text = f"{share:g}"
    return f"{text.replace('.', ',') if language() == 'vi' else text}\u00a0%"


def counts_told(answers: Mapping[str, int], choices: list[VoteChoice], weight: int = 1) -> str:
    """Tán thành 12, Không tán thành 1; of one ballot alone: Tán thành."""
    found = [(each.words, answers[each.key]) for each in choices if each.key in answers]
    return ", ".join(f"{words} {number}" if weight > 1 else str(words) for words, number in found)


def _answer(choice: VoteChoice, found: Tally, tells: bool) -> Answer:
    line = found.of(choice.key)
    look, sign = LOOKS.get(choice.key, ("act", "circle-dot"))
    count, share = (line.count, line.share) if tells else (None, None)
    return Answer(choice.key, choice.words, look, sign, count, share, tells and line.carries)


def _base(vote: Vote, number: int) -> str:
    if vote.base == CAST:
        return gettext("Counted on %(n)s ballots cast.", n=number)
    if vote.base == SUMMONED and vote.unit == DELEGATES:
        return gettext("Counted on all %(n)s delegates summoned.", n=number)
    if vote.base == SUMMONED:
        return gettext("Counted on all %(n)s sites summoned.", n=number)
    if vote.unit == DELEGATES:
        return gettext("Counted on %(n)s delegates present when the vote opened.", n=number)
    return gettext("Counted on %(n)s sites present when the vote opened.", n=number)


def _of(vote: Vote) -> str:
    if vote.base == CAST:
        return gettext("ballots cast")
    if vote.base == SUMMONED:
        return gettext("delegates summoned") if vote.unit == DELEGATES else gettext("sites summoned")
    return gettext("delegates present") if vote.unit == DELEGATES else gettext("sites present")


def _result(picture: Picture) -> str:
    carried, vote = picture.tally.carried, picture.vote
    most = max(picture.answers, key=lambda each: each.count or 0)
    shown = next((each for each in picture.answers if each.key == YES), most)
    line = picture.tally.of(carried.key if carried else shown.key)
    figures = {"count": line.count, "base": picture.tally.base, "of": _of(vote), "share": percent(line.share)}
    told = gettext("%(count)s of %(base)s %(of)s, %(share)s", **figures)
    said = {"told": told, "needed": picture.tally.needed}
    if carried and shown.key == YES:
        return gettext("Carried: %(told)s; %(needed)s were needed.", **said)
    if carried:
        name = next(each.words for each in picture.answers if each.key == carried.key)
        return gettext("“%(name)s” is chosen: %(told)s; %(needed)s were needed.", name=name, **said)
    if shown.key != YES:
        return gettext("None has the majority: at most %(told)s; %(needed)s were needed.", **said)
    return gettext("Not carried: %(told)s; %(needed)s were needed.", **said)
