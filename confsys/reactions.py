"""ONE table: every event there is -> what follows from it, in the same transaction.

A reaction is given the Event and may write more rows, record more, or raise Refused: a veto.
"""

from collections.abc import Callable

from confsys.agenda import following as agenda
from confsys.attendance import codes
from confsys.changes import Event
from confsys.conferences.asking import end_proposal
from confsys.conferences.calendar import revise_calendar, revise_whatever_changed, revise_where_renamed
from confsys.conferences.occupying import occupy
from confsys.delegates.following import keep_links
from confsys.floor import following as floor
from confsys.history.editions import keep_edition
from confsys.invitations.inviting import invite
from confsys.invitations.reminding import hold_back
from confsys.letters.following import tell
from confsys.polls.following import lead_to_conference
from confsys.stage import following as stage
from confsys.votes import following as votes
from confsys.weeks import occupying as weeks

Reaction = Callable[[Event], None]
MOVED = [occupy, revise_calendar, agenda.move_fixed]
ENDED = [floor.end_all, agenda.finish_current]

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
    "conference.rescheduled": [*MOVED, agenda.follow_sites, keep_edition, end_proposal, invite, tell],
    "conference.sites_changed": [occupy, revise_calendar, agenda.follow_sites, keep_edition, invite, codes.draw, tell],
    "conference.submitted": [occupy, tell],
    "conference.withdrawn": [occupy, end_proposal, tell],
    "conference.refused": [occupy, end_proposal, tell],
    "conference.approved": [occupy, revise_calendar, end_proposal, tell],
    "conference.time_proposed": [tell],
    "conference.proposal_accepted": [*MOVED, end_proposal, tell],
    "conference.proposal_declined": [tell],
    "conference.issued": [revise_calendar, keep_edition, invite, codes.draw, tell],
    "conference.opened": [],
    "conference.started": [],
    "conference.recessed": [agenda.pause_current, floor.pause_current],
    "conference.resumed": [floor.resume_current, stage.end_break],  # and the item, if it stands still for no turn
    "conference.closed": [occupy, *ENDED, votes.close_open],
    "conference.reopened": [occupy],
    "conference.postponed": [occupy, revise_calendar, end_proposal, tell, hold_back],
    "conference.cancelled": [occupy, revise_calendar, *ENDED, votes.break_off, end_proposal, tell, hold_back],
    "conference.restored": [occupy, revise_calendar, tell],
    "conference.archived": [],
    "conference.set_back": [votes.refuse_while_open, occupy, revise_calendar, end_proposal, tell],
    "conference.entered_from_the_past": [],
    "conference.link_renewed": [codes.draw_anew],
    "conference.link_revoked": [],
    "conference.delegate_link_renewed": [],
    "conference.stage_link_renewed": [],
    # letters
    "letter.sent": [],
    "letter.died": [],
    "letter.lapsed": [],
    "letter.withdrawn": [],
    "letter.resent": [],
    # invitations
    "conference.reminded": [],
    "participation.answered": [hold_back, keep_links],
    "participation.stand_in_named": [],
    "participation.stand_in_consented": [],
    "participation.stand_in_refused": [],
    # attendance
    "conference.quorum_set": [],
    "participation.checked_in": [],
    "participation.head_counted": [],
    "participation.marked": [],
    "participation.delegates_noted": [keep_links],
    # votes
    "vote.written": [],
    "vote.changed": [],
    "vote.opened": [],
    "vote.cast": [],
    "vote.recast": [],
    "vote.closed": [],
    "vote.reopened": [],
    "vote.published": [],
    "vote.cancelled": [],
    # readiness
    "readiness.tested": [],
    "readiness.checked": [],
    "readiness.signed_off": [],
    "readiness.reopened": [],
    "incident.opened": [],
    "incident.taken": [],
    "incident.noted": [],
    "incident.solved": [],
    "incident.reopened": [],
    # messages
    "message.sent": [],
    "message.written": [],
    "message.read": [],
    "message.delivered": [],
    "message.seen": [],
    "message.answered": [],
    "message.withdrawn": [],
    "message.released": [],
    "message.taken_down": [],
    # lost links
    "site.link_asked": [],
    "site.link_sent": [],
    "site.link_told": [],
    "site.link_refused": [],
    # what the hall sees
    "stage.shown": [],
    # screens of meeting rooms
    "screen.paired": [],
    "screen.named": [],
    "screen.identified": [],
    "screen.told": [],
    "screen.shown": [],
    "screen.reloaded": [],
    "screen.revoked": [],
    # who is connected
    "participation.connected": [],
    "participation.lost": [],
    "participation.noted": [],
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
    "agenda.warnings_set": [],
    "agenda.item_called": [],
    "agenda.item_started": [floor.item_began],
    "agenda.item_paused": [],
    "agenda.item_resumed": [floor.item_goes_on],
    "agenda.item_finished": [],
    "agenda.item_skipped": [],
    "agenda.item_reopened": [],
    "agenda.item_adjusted": [],
    "agenda.forecast_announced": [revise_whatever_changed],
    "agenda.sites_lost": [],
    "agenda.sites_given_back": [],
    "agenda.item_set_back": [floor.item_went_back],
    "agenda.entered_from_the_past": [],
    # the floor
    "floor.turn_asked": [],
    "floor.turn_withdrawn": [],
    "floor.turn_called": [],
    "floor.turn_started": [],
    "floor.turn_paused": [],
    "floor.turn_resumed": [],
    "floor.turn_finished": [],
    "floor.turn_refused": [],
    "floor.turn_put_last": [],
    "floor.turn_moved": [],
    "floor.turn_taken_up": [],
    "floor.turn_set_back": [],
    "floor.turn_interrupted": [],
    "floor.turn_given_back": [],
    "floor.turn_ended": [],
    "floor.turn_restored": [],
    "floor.list_closed": [],
    "floor.list_opened": [],
    "floor.minutes_set": [],
    "floor.time_given": [],
}
