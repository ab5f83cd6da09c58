"""Letting in: who shows this credential may hear that view of a conference, or not.

A thousand screens that come back at once are judged together, by the same rules and each by its own credential.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from confsys import words
from confsys.conferences import links
from confsys.errors import Problem
from confsys.journal import version_of
from confsys.live import access
from confsys.live.access import LINK, Credential
from confsys.live.news import stand_of
from confsys.presence.rules import Stay


@dataclass(frozen=True, slots=True)
class Asked:
    credential: Credential
    conference_id: str
    view: str
    language: str  # of the sentence a refusal has


@dataclass(frozen=True, slots=True)
class Admitted:
    """`version`, `epoch`: where the conference stood; `owner`, `owner_version`: the person's own stream, if any."""

    conference_id: str
    role: str
    version: int
    epoch: str
    owner: str | None
    owner_version: int
    stays: tuple[Stay, ...]


def judge(asked: Sequence[Asked]) -> list[Admitted | Exception]:
    """Each on its own, in one snapshot: a right and the version it was judged at belong together."""
    kept = links.known([each.credential.secret for each in asked if each.credential.sort == LINK])
    stands: dict[str, tuple[int, str]] = {}
    answers = [_answer(each, stands) for each in asked]
    kept.clear()  # until here the session would have forgotten what nobody holds
    return answers


def _answer(asked: Asked, stands: dict[str, tuple[int, str]]) -> Admitted | Exception:
    words.speak(asked.language)
    try:
        return _judged(asked, stands)
    except Problem as problem:
        return problem


def _judged(asked: Asked, stands: dict[str, tuple[int, str]]) -> Admitted:
    found = access.holder(asked.credential)
    conference, role = access.admitted(found, asked.conference_id, asked.view)
    stand = stands[conference.id] = stands.get(conference.id) or stand_of(conference.id)
    owner = access.owner_of(found)
    stays = access.stays_of(found, conference, asked.view)
    return Admitted(conference.id, role, *stand, owner, version_of(owner) if owner else 0, stays)
