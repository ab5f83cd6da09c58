"""The page form of a conference: what people type into it, and what it becomes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import clock, forms, shown
from confsys.conferences import judging, offered, proposals, taking_part
from confsys.conferences.forms import MOST_SITES, MOST_UNITS, NOT_EQUIPPED, NOT_OUTSIDE, OUTSIDE, reasons_typed
from confsys.conferences.judging import Judged
from confsys.conferences.models import KINDS, MODES, REACHES, Conference, Participation
from confsys.office.queries import calendar, current
from confsys.people.models import Person

TEXTS = (
    *("title", "kind", "mode", "reach", "day", "start", "end", "last_day"),
    *("main_site", "organiser", "room", "revision"),
    *OUTSIDE,
)
TIME = {"day": forms.day, "start": forms.hour, "end": forms.end_hour, "last_day": forms.optional_day}
FIELDS = {
    "title": forms.text(300),
    "kind": forms.choice(KINDS),
    "mode": forms.choice(MODES),
    "reach": forms.choice(REACHES),
    "public": forms.yes_or_no,
    **TIME,
    "main_site": forms.identifier,
    "organiser": forms.identifier,
    "sites": forms.identifiers(MOST_SITES),
    "chairs": forms.identifiers(20),
    "room": forms.optional_identifier,
    "units": forms.identifiers(MOST_UNITS),
    **OUTSIDE,
}
CHOSEN = ("sites", "chairs", "units")  # by boxes
BEGUN = ("title", "start", "end", "main_site", "room")  # what an address may fill in as it is
MOMENT = timedelta(microseconds=1)
# Where the actions' own names stand on the page.
PLACES = {"starts_at": "start", "ends_at": "end"}


def typed(sent: MultiDict, errors: Mapping[str, Any] | None = None) -> forms.Form:
    """Everything as it was typed, what was understood, and a sentence for each place that was not."""
    values: dict[str, Any] = {name: sent.get(name, "")[:10_000] for name in TEXTS}
    values |= {
        "public": sent.get("public"),
        "rehearse": sent.get("rehearse"),
        **{name: set(sent.getlist(name)) for name in CHOSEN},
    }
    placed = {PLACES.get(name, name): sentence for name, sentence in (errors or {}).items()}
    return forms.Form(values=values, errors=placed, parsed=understood(values))


def understood(values: Mapping[str, Any]) -> dict[str, str]:
    """What was read from the day and the hours, in words; what could not be read is left out."""
    parsed = {}
    readers = {
        "day": lambda typed: _day_words(forms.day(typed)),
        "start": lambda typed: _hour(forms.hour(typed)),
        "end": lambda typed: _hour(forms.end_hour(typed)),
        "last_day": lambda typed: _day_words(forms.day(typed)),
    }
    for name, reader in readers.items():
        try:
            parsed[name] = reader(values.get(name, ""))
        except forms.Unreadable:
            continue
    return parsed


def read(sent: MultiDict) -> dict[str, Any]:
    """The values for the actions. Raises Invalid with the page's own names."""
    raw = {name: sent[name] for name in FIELDS if name in sent}
    raw |= {name: sent.getlist(name) for name in CHOSEN}
    values = forms.read(FIELDS, raw, optional={"last_day": None, **NOT_OUTSIDE, **NOT_EQUIPPED})
    starts_at, ends_at = forms.span(*(values.pop(name) for name in TIME))
    rehearse = {"rehearse": forms.yes_or_no(sent.get("rehearse"))} if "asks_rehearse" in sent else {}
    return values | {"starts_at": starts_at, "ends_at": ends_at} | rehearse


def untouched(values: dict[str, Any], conference: Conference) -> dict[str, Any]:
    """The form shows minutes: a time that was not touched keeps the seconds that a program gave it."""
    times = {name: getattr(conference, name) for name in ("starts_at", "ends_at")}
    return values | {name: at for name, at in times.items() if at.replace(second=0) == values[name]}


def read_time(sent: MultiDict) -> tuple[datetime, datetime]:
    """When it is to be, of a page that asks for nothing else. Raises Invalid with the page's own names."""
    return forms.span(*forms.read(TIME, sent, optional={"last_day": None}).values())


def judged(person: Person, sent: MultiDict, conference: Conference | None = None) -> Judged:
    """What stands against what was typed; what is said against it, or was before. Raises Invalid."""
    whole = MultiDict(sent)
    whole["title"] = sent.get("title") or "?"  # it says nothing about the time
    values = read(whole)
    organiser = conference.organiser if conference else offered.own_body(person, values["organiser"])
    taking_part.refuse_unknown(values, organiser, conference)
    if conference is None:
        return judging.judged(proposals.of_values(values, organiser), person)
    return judging.of_saved(conference, person, reasons_typed(sent), untouched(values, conference))


def used(sent: MultiDict) -> MultiDict:
    """What was typed; another time that was pressed stands in the place of the one typed."""
    other = MultiDict(sent)
    times = sent.get("use", "").split(" ")
    if len(times) in (3, 4):
        for name, typed_there in zip(TIME, [*times, ""][:4], strict=True):
            other.setlist(name, [typed_there])
    return other


def revision(sent: MultiDict) -> int:
    """The revision of the conference the person saw when he opened the form."""
    return forms.read({"revision": forms.whole(1, 10**9)}, sent)["revision"]


def day_of(sent: Mapping[str, Any]) -> date:
    """The day typed, or the next working day while it cannot be read: the list of sites depends on it."""
    try:
        return forms.day(sent.get("day"))
    except forms.Unreadable:
        return next_working_day()


def next_working_day() -> date:
    return calendar().add_working_days(clock.today(), 1)


def blank(organiser_id: str, day: date | None = None) -> forms.Form:
    """A new conference on a morning: the next on which the office works, unless a day is named."""
    values = {
        "day": shown.day(day or next_working_day()),
        "start": "8h00",
        "end": "11h00",
        "kind": "giao-ban",
        "mode": "truc-tuyen",
        "reach": "none",
        "rehearse": current().rehearses,
        "organiser": organiser_id,
        "main_site": organiser_id,
        **{name: set() for name in CHOSEN},
    }
    return forms.Form(values=values, parsed=understood(values))


def begun(form: forms.Form, args: MultiDict) -> forms.Form:
    """A new conference with what an address fills in of it: ids stand apart by commas."""
    form.values |= {name: args[name][:300] for name in BEGUN if args.get(name)}
    if args.get("day"):
        form.values["day"] = shown.day(day_of(args))
    form.values |= {name: set(args[name].split(",")) for name in ("sites", "chairs") if args.get(name)}
    if args.get("organiser"):
        form.values |= dict.fromkeys(("organiser", "main_site"), args["organiser"][:40])
    form.parsed = understood(form.values)
    return form


def filled(
    conference: Conference, participations: list[Participation], chairs: list[str], units: list[str]
) -> forms.Form:
    """The form of a conference as it stands."""
    values = {
        name: getattr(conference, name) for name in ("title", "kind", "mode", "reach", "public", "revision", *OUTSIDE)
    }
    values |= {
        **time_typed(conference.starts_at, conference.ends_at),
        "main_site": conference.main_site_id,
        "organiser": conference.organiser_id,
        "sites": {each.site_id for each in participations if not each.is_main},
        "chairs": set(chairs),
        "room": conference.room_id,
        "units": set(units),
    }
    return forms.Form(values=values, parsed=understood(values))


def time_typed(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    """A time as a person would type it."""
    hours = {"start": _typed_hour(starts_at), "end": _typed_hour(ends_at)}
    return {"day": shown.day(starts_at), **hours, "last_day": _last_day(starts_at, ends_at)}


def _last_day(starts_at: datetime, ends_at: datetime) -> str:
    """Nothing for a conference of one day, though it may end at the midnight after."""
    first, last = (clock.local(each).date() for each in (starts_at, ends_at - MOMENT))
    return shown.day(last) if last != first else ""


def _typed_hour(instant: datetime) -> str:
    return clock.local(instant).strftime("%-Hh%M")


def _day_words(day: date) -> str:
    return f"{shown.weekday(day)}, {shown.day(day)}"


def _hour(hour) -> str:
    return hour.strftime("%H:%M")
