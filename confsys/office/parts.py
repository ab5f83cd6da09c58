"""What an office can set, in parts; and what holds while nothing is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta, tzinfo
from functools import cached_property
from typing import Any

from confsys.office import public_holidays
from confsys.office.working_days import Hours, WorkingDays

STREAM = "settings"
# Quyết định 45/2018/QĐ-TTg: how many half-days each kind of meeting may last; 0: it sets no limit.
LONGEST = {
    "giao-ban": 1,
    "chuyen-mon": 2,
    "so-ket": 2,
    "tong-ket": 2,
    "chuyen-de": 2,
    "tap-huan": 4,
    "hop-khac": 0,
}


class Settings:
    """What the journal speaks of when a setting changes: there is one for the whole installation."""

    stream = STREAM


SETTINGS = Settings()


def defaults(config: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every part of a fresh installation: what the environment says, and the rules of the State."""
    return {
        "names": dict(config["INSTALLATION"]),
        "bodies": {},
        "hours": {"morning": ["07:00", "11:30"], "afternoon": ["13:30", "17:00"], "weekdays": [0, 1, 2, 3, 4]},
        "rules": {
            "notice_days": 3,
            "approve_within": 2,
            "conclude_within": 5,
            "longest_conclusion": 50,
            "set_up": 60,
            "rehearse": False,
            "province_wide": 2,
            "commune_wide": 3,
            "one_person": config["ONE_PERSON_OFFICE"],
            **{f"longest-{kind}": half_days for kind, half_days in LONGEST.items()},
        },
        "answers": {"due_hour": "10:00", "list_closes": 15, "remind_after": 8, "remind_hour": "14:00"},
        "running": {"warn_at": 2, "danger_at": 30, "tell_turns": False, "tell_moves": 10, "tell_every": 15},
        "days": {},
        "calendars": {"uid_domain": config["UID_DOMAIN"], "week_public": False},
        "logo": {"mark": None},
    }


@dataclass(frozen=True)
class Lines:
    """How a body is named above its letters: the agency it belongs to, and its own name."""

    above: str
    below: str


@dataclass(frozen=True)
class Office:
    """All that is set, as it stood at one version of the stream `settings`."""

    parts: Mapping[str, Mapping[str, Any]]
    version: int = 0
    revisions: Mapping[str, int] = field(default_factory=dict)

    @property
    def agency(self) -> str:
        return self.parts["names"]["agency"]

    @property
    def product(self) -> str:
        return self.parts["names"]["product"]

    @property
    def telephone(self) -> str:
        return self.parts["names"]["telephone"]

    @property
    def logo(self) -> str | None:
        """The name of the picture that stands in the place of the mark."""
        return self.parts["logo"]["mark"]

    @property
    def uid_domain(self) -> str:
        return self.parts["calendars"]["uid_domain"]

    @property
    def notice_days(self) -> int:
        """How many working days before a meeting its invitation and papers go out."""
        return self.parts["rules"]["notice_days"]

    @property
    def approve_within(self) -> int:
        """In how many working days a request is approved or returned."""
        return self.parts["rules"]["approve_within"]

    @property
    def conclude_within(self) -> int:
        """In how many working days after a meeting its conclusions are announced."""
        return self.parts["rules"]["conclude_within"]

    @property
    def longest_conclusion(self) -> int:
        """The minutes a concluding speech may take."""
        return self.parts["rules"]["longest_conclusion"]

    @property
    def set_up(self) -> timedelta:
        """How long a room is set up and the lines are tested before a meeting."""
        return timedelta(minutes=self.parts["rules"]["set_up"])

    @property
    def rehearses(self) -> bool:
        """Whether a conference is rehearsed the afternoon before, unless it says otherwise."""
        return self.parts["rules"].get("rehearse", False)

    @property
    def answers_due(self) -> time:
        """Until when, on the working day before, sites are asked to answer: then there is time to telephone."""
        return time.fromisoformat(self.parts["answers"]["due_hour"])

    @property
    def list_closes(self) -> timedelta:
        """How long before the start the list of delegates is there at the latest."""
        return timedelta(minutes=self.parts["answers"]["list_closes"])

    @property
    def remind_after(self) -> timedelta | None:
        """After how much office time without an answer a site is reminded; None: never."""
        hours = self.parts["answers"]["remind_after"]
        return timedelta(hours=hours) if hours else None

    @property
    def remind_hour(self) -> time | None:
        """When, on the working day before, who is still silent is reminded once more; None: never."""
        hour = self.parts["answers"]["remind_hour"]
        return time.fromisoformat(hour) if hour else None

    @property
    def phases(self) -> tuple[int, int]:
        """How many seconds before its end an item is warned of, and how many before it is time to end."""
        running = self.parts["running"]
        return running["warn_at"] * 60, running["danger_at"]

    @property
    def tells_turns(self) -> tuple[timedelta, timedelta] | None:
        """From which move on a site is written to when its turn moves, and how often at most; None: never."""
        running = self.parts["running"]
        if not running["tell_turns"]:
            return None
        return timedelta(minutes=running["tell_moves"]), timedelta(minutes=running["tell_every"])

    def quota(self, reach: str) -> int | None:
        """How many conferences of this reach a body may hold in a year (Kết luận 226-KL/TW); None: not limited."""
        return self.parts["rules"].get(reach)

    @property
    def is_one_person(self) -> bool:
        """Whether somebody may approve a request of his own."""
        return self.parts["rules"]["one_person"]

    @property
    def week_is_public(self) -> bool:
        """Whether everybody may read what was published of the weekly calendar."""
        return self.parts["calendars"].get("week_public", False)

    def half_days(self, kind: str) -> int | None:
        """How many half-days a meeting of this kind may last; None if it is not limited."""
        return self.parts["rules"].get(f"longest-{kind}") or None

    def lines_of(self, site: Any) -> Lines:
        """The two lines of a body; one that has none set is called by its name."""
        own = self.parts["bodies"].get(site.id)
        return Lines(own["above"], own["below"]) if own else Lines("", site.name)

    def working_days(self, zone: tzinfo) -> WorkingDays:
        hours = self.parts["hours"]
        morning, afternoon = (_span(hours[name]) for name in ("morning", "afternoon"))
        return WorkingDays(zone, frozenset(hours["weekdays"]), (morning, afternoon), self.exception)

    def exception(self, day: date) -> bool | None:
        """What is special about a day: the office's own word comes before the State's."""
        own = self._days.get(day)
        return public_holidays.exception(day) if own is None else own

    @cached_property
    def _days(self) -> dict[date, bool]:
        return {date.fromisoformat(day): each["works"] for day, each in self.parts["days"].items()}


def _span(kept: list[str]) -> Hours:
    return time.fromisoformat(kept[0]), time.fromisoformat(kept[1])
