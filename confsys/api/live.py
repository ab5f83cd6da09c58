"""/conferences/ID/live and /events: what goes on, whole and since a version."""

from typing import Any

from flask import Response, request

from confsys import clock, forms, journal
from confsys.agenda.queries import schedule_of
from confsys.api import show
from confsys.api.door import calls, json_answer, reads
from confsys.conferences import access
from confsys.conferences.queries import participations_of
from confsys.live.events import role_of, seen_since
from confsys.people.models import Person
from confsys.settings import epoch


@calls.get("/conferences/<conference_id>/live")
@reads
def live(person: Person, conference_id: str) -> Response:
    """The whole state of a conference; the ETag follows its version."""
    conference = access.seen(person, conference_id)
    version, history = journal.version_of(conference.stream), epoch()
    etag = f'"{history}-{version}"'
    if etag in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers={"ETag": etag})
    answer = json_answer(
        {
            "conference": conference.id,
            "version": version,
            "epoch": history,
            "now": show.moment(clock.now()),
            "state": conference.state,
            "agenda": [show.item(row) for row in schedule_of(conference)],
            "floor": [],
            "sites": [show.participation(row) for row in participations_of(conference)],
        }
    )
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@calls.get("/conferences/<conference_id>/events")
@reads
def events(person: Person, conference_id: str) -> dict[str, Any]:
    """Journal entries after a version that the caller may see."""
    conference = access.seen(person, conference_id)
    since = forms.read({"since": forms.whole(0, 2**53)}, request.args, optional={"since": 0})["since"]
    found = seen_since(role_of(person, conference), conference.stream, since)
    return {"events": found, "version": journal.version_of(conference.stream)}
