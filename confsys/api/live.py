"""/conferences/ID/live, /events and /news: what goes on, whole and since a version."""

from typing import Any

from flask import Response, request

from confsys import clock, forms, journal
from confsys.agenda.queries import schedule_of
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.door import Call, calls, json_answer, reads
from confsys.api.shapes_of_live import Live
from confsys.api.show_floor import turns_now
from confsys.api.votes import seen_by
from confsys.conferences import access
from confsys.conferences.queries import participations_of
from confsys.floor.access import may_hear
from confsys.floor.queries import standing_of
from confsys.live.events import role_of, seen_since
from confsys.live.forms import ASKED
from confsys.people.models import Person
from confsys.settings import epoch
from confsys.votes.queries import secret_turnout
from confsys.words import _

SINCE = {"since": forms.whole(0, journal.MOST_VERSION)}
NEWS = Call(
    _("What a screen lacks that shows a version, as the socket gives it; also with X-Confsys-Link instead of a token."),
    gives.Parts | gives.Entries,
    query=ASKED,
    may_refuse=(403, 410),
)


@calls.get("/conferences/<conference_id>/live")
@reads(
    _("The whole state of a conference: agenda, floor, votes and sites. With If-None-Match it costs nothing."),
    gives=Live,
)
def live(person: Person, conference_id: str) -> Response:
    conference = access.seen(person, conference_id)
    version, history = journal.version_of(conference.stream), epoch()
    turnout = secret_turnout(conference)  # who votes in secret moves no version
    etag = f'"{history}-{version}"' if turnout is None else f'"{history}-{version}-{turnout}"'
    if etag in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers={"ETag": etag})
    body: Live = {
        "conference": conference.id,
        "version": version,
        "epoch": history,
        "now": show.moment(clock.now()),
        "state": conference.state,
        "agenda": [show.item(row) for row in schedule_of(conference)],
        "floor": turns_now(standing_of(conference)) if may_hear(person, conference) else [],
        "votes": seen_by(person, conference),
        "sites": [show.participation(row) for row in participations_of(conference)],
    }
    answer = json_answer(body)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@calls.get("/conferences/<conference_id>/events")
@reads(_("Journal entries after a version that the caller may see."), SINCE, gives=gives.Events)
def events(person: Person, asked: dict[str, Any], conference_id: str) -> dict[str, Any]:
    conference = access.seen(person, conference_id)
    found = seen_since(role_of(person, conference), conference.stream, asked.get("since", 0))
    return {"events": found, "version": journal.version_of(conference.stream)}
