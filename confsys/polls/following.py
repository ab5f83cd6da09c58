"""What is planned at the chosen time of a poll is what the poll was for: it leads there from then on."""

from confsys.changes import Event, record
from confsys.polls import queries


def lead_to_conference(event: Event) -> None:
    """Who ended a poll in a slot plans for the same body at that time."""
    conference = event.thing
    if conference.planned_by_id is None:
        return
    poll = queries.waiting_for_conference(conference.planned_by_id, conference.organiser_id, conference.starts_at)
    if poll is not None:
        poll.conference_id = conference.id
        record("poll.planned", poll, by=event.by, conference=conference)
