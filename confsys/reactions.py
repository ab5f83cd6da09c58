"""ONE table: every event there is -> what follows from it, in the same transaction.

A reaction is given the Event and may write more rows, record more, or raise Refused: a veto.
"""

from collections.abc import Callable

from confsys.agenda import following as agenda
from confsys.changes import Event
from confsys.conferences.asking import end_proposal
from confsys.conferences.calendar import revise_calendar, revise_where_renamed
from confsys.conferences.occupying import occupy
from confsys.history.editions import keep_edition
from confsys.letters.following import tell
from confsys.polls.following import lead_to_conference
from confsys.weeks import occupying as weeks

Reaction = Callable[[Event], None]
MOVED = [occupy, revise_calendar, agenda.move_fixed]

REACTIONS: dict[str, list[Reaction]] = {
    # persons
    "person.added": [],
    "person.edited": [],
    "person.role_given": [],
    "person.role_ended": [],
    "person.handed_over": [],
    "person.disabled": [],
    "person.enabled": [],
    "person.language_chosen": [],
    "person.password_changed": [],
    "person.signed_in": [],
    "person.signed_out": [],
    "person.signed_out_elsewhere": [],
    "person.link_made": [],
    "person.token_issued": [],
    "person.token_revoked": [],
    "person.calendar_link_made": [],
    "person.calendar_link_revoked": [],
    # what the office sets
    "settings.changed": [],
    # the directory
    "site.added": [],
    "site.changed": [revise_where_renamed],
    "site.reorganised": [],
    "site.equipment_checked": [],
    "site.connection_changed": [],
    "site.group_set_added": [],
    "site.group_set_changed": [],
    "site.group_set_removed": [],
    "site.group_added": [],
    "site.group_changed": [],
    "site.group_removed": [],
    "site.contact_added": [],
    "site.contact_changed": [],
    "site.contact_removed": [],
    "site.contact_moved": [],
    # what can be booked
    "resource.added": [],
    "resource.changed": [],
    "resource.retired": [],
    "resource.brought_back": [],
    "absence.entered": [],
    "absence.dropped": [],
    # conferences
    "conference.planned": [lead_to_conference],
    "conference.handed_over": [occupy, revise_calendar],
    "conference.edited": [occupy, revise_calendar, tell],
    "conference.rescheduled": [*MOVED, agenda.follow_sites, keep_edition, end_proposal, tell],
    "conference.sites_changed": [occupy, revise_calendar, agenda.follow_sites, keep_edition, tell],
    "conference.submitted": [occupy, tell],
    "conference.withdrawn": [occupy, end_proposal, tell],
    "conference.refused": [occupy, end_proposal, tell],
    "conference.approved": [occupy, revise_calendar, end_proposal, tell],
    "conference.time_proposed": [tell],
    "conference.proposal_accepted": [*MOVED, end_proposal, tell],
    "conference.proposal_declined": [tell],
    "conference.issued": [revise_calendar, keep_edition, tell],
    "conference.opened": [],
    "conference.started": [],
    "conference.recessed": [agenda.pause_current],
    "conference.resumed": [agenda.resume_current],
    "conference.closed": [occupy, agenda.finish_current],
    "conference.reopened": [occupy],
    "conference.postponed": [occupy, revise_calendar, end_proposal, tell],
    "conference.cancelled": [occupy, revise_calendar, agenda.finish_current, end_proposal, tell],
    "conference.restored": [occupy, revise_calendar, tell],
    "conference.archived": [],
    "conference.set_back": [occupy, revise_calendar, end_proposal, tell],
    "conference.entered_from_the_past": [],
    "conference.link_renewed": [],
    "conference.link_revoked": [],
    "conference.stage_link_renewed": [],
    # letters
    "letter.sent": [],
    "letter.died": [],
    "letter.lapsed": [],
    "letter.withdrawn": [],
    "letter.resent": [],
    # invitations
    "participation.answered": [],
    # weekly calendars
    "week.entry_added": [weeks.occupy],
    "week.entry_changed": [weeks.occupy],
    "week.entry_removed": [weeks.release],
    "week.entry_noted": [],
    "week.entry_cancelled": [weeks.release],
    "week.entry_restored": [weeks.occupy],
    "week.lines_ordered": [],
    "week.published": [],
    "week.papers_made": [],
    # polls of guests
    "poll.opened": [],
    "poll.changed": [],
    "poll.answered": [],
    "poll.answer_changed": [],
    "poll.answer_struck": [],
    "poll.answer_put_back": [],
    "poll.closed": [],
    "poll.reopened": [],
    "poll.decided": [],
    "poll.planned": [],
    "poll.link_renewed": [],
    "poll.link_revoked": [],
    "poll.names_erased": [],
    # agendas
    "agenda.item_added": [agenda.count_edition, keep_edition],
    "agenda.written": [agenda.count_edition, keep_edition],
    "agenda.item_edited": [agenda.count_edition, keep_edition],
    "agenda.item_deleted": [agenda.count_edition, keep_edition],
    "agenda.item_moved": [agenda.count_edition, keep_edition],
    "agenda.item_called": [],
    "agenda.item_started": [],
    "agenda.item_paused": [],
    "agenda.item_resumed": [],
    "agenda.item_finished": [],
    "agenda.item_skipped": [],
    "agenda.item_reopened": [],
    "agenda.item_adjusted": [],
    "agenda.sites_lost": [],
    "agenda.sites_given_back": [],
    "agenda.item_set_back": [],
    "agenda.entered_from_the_past": [],
}
