"""/conferences/ID/messages: what the office says to its sites; …/sites/SITE/messages: what a site says."""

from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show_messages as show
from confsys.api.answers import SITE
from confsys.api.conferences import BASE
from confsys.api.door import calls, changes_things, reads
from confsys.api.shapes_of_messages import Message, MessageGroup, MessageReceived, SiteMessages, WholeMessage
from confsys.conferences import access as conferences
from confsys.messages import access, actions, queries
from confsys.messages.audiences import choice_of, meant_by
from confsys.messages.forms import ANSWER, SENT
from confsys.messages.models import LONGEST
from confsys.people.models import Person
from confsys.readiness.access import cared, reported, watched
from confsys.readiness.models import ACCOUNT, OFFICE
from confsys.words import _

ONE, AT_SITE = f"{BASE}/messages/<message_id>", f"{SITE}/messages/<message_id>"
WRITTEN: dict[str, forms.Read] = {"text": forms.text(LONGEST), "urgent": forms.flag}


@calls.post(f"{BASE}/messages")
@changes_things(
    _("Say something to all sites but the main one, to some of them, or to a group."), SENT, ("to", "text"), status=201
)
def send_message(person: Person, body: dict[str, Any], conference_id: str) -> WholeMessage:
    conference = conferences.managed(person, conference_id)
    said = forms.read(SENT, body, optional={"urgent": False, "on_stage": False})
    whom = meant_by(conference, said.pop("to"))
    return show.whole_message(actions.send(person, conference, to=whom.sites, audience=whom.audience, **said))


@calls.get(f"{BASE}/messages/groups")
@reads(
    _("Groups of sites to which something can be said at once: districts, saved groups, kinds; as the page has them.")
)
def list_message_groups(person: Person, conference_id: str) -> gives.Page[MessageGroup]:
    found = choice_of(conferences.managed(person, conference_id)).branches
    return {
        "items": [{"to": each.value, "name": str(each.name), "sites": list(each.sites)} for each in found],
        "next": None,
    }


@calls.get(f"{BASE}/messages")
@reads(_("Every message of a conference, of the office and of its sites, the latest first."))
def list_messages(person: Person, conference_id: str) -> gives.Page[Message]:
    found = queries.told_in(watched(person, conference_id))
    return {"items": [show.message(each.message, each.roll_up) for each in found], "next": None}


@calls.get(ONE)
@reads(_("One message, and how it stands at each site it went to."))
def read_message(person: Person, conference_id: str, message_id: str) -> WholeMessage:
    return show.whole_message(access.message_in(watched(person, conference_id), message_id))


@calls.post(f"{ONE}/withdraw")
@changes_things(_("Nobody is shown it any more; refused once somebody has seen it."))
def withdraw_message(person: Person, body: dict[str, Any], conference_id: str, message_id: str) -> WholeMessage:
    message = access.message_in(conferences.managed(person, conference_id), message_id)
    actions.withdraw(person, message)
    return show.whole_message(message)


@calls.post(f"{ONE}/release")
@changes_things(_("The hall is shown it, in the place of what it was shown before."))
def release_message(person: Person, body: dict[str, Any], conference_id: str, message_id: str) -> WholeMessage:
    message = access.message_in(conferences.managed(person, conference_id), message_id)
    actions.release(person, message)
    return show.whole_message(message)


@calls.post(f"{ONE}/take-down")
@changes_things(_("The hall is no longer shown it."))
def take_down_message(person: Person, body: dict[str, Any], conference_id: str, message_id: str) -> WholeMessage:
    message = access.message_in(conferences.managed(person, conference_id), message_id)
    actions.take_down(person, message)
    return show.whole_message(message)


@calls.post(f"{ONE}/read")
@changes_things(_("Somebody of the office has read what a site wrote."))
def mark_message_read(person: Person, body: dict[str, Any], conference_id: str, message_id: str) -> WholeMessage:
    message = access.message_in(cared(person, conference_id), message_id)
    actions.read(person, message)
    return show.whole_message(message)


@calls.post(f"{ONE}/reply")
@changes_things(_("Answer what a site wrote; the answer goes to that site alone."), WRITTEN, ("text",), status=201)
def reply_to_message(person: Person, body: dict[str, Any], conference_id: str, message_id: str) -> WholeMessage:
    message = access.message_in(cared(person, conference_id), message_id)
    return show.whole_message(actions.answer_site(person, message, **_written(body)))


@calls.post(f"{SITE}/messages")
@changes_things(_("A site says something to the office and its technicians."), WRITTEN, ("text",), status=201)
def write_message(person: Person, body: dict[str, Any], conference_id: str, site_id: str) -> WholeMessage:
    participation, is_office = reported(person, conference_id, site_id)
    said = _written(body)
    return show.whole_message(actions.write(person, participation, way=OFFICE if is_office else ACCOUNT, **said))


@calls.get(f"{SITE}/messages")
@reads(_("What one site was told, unseen and urgent first, and what it wrote."))
def list_site_messages(person: Person, conference_id: str, site_id: str) -> SiteMessages:
    participation, _is_office = reported(person, conference_id, site_id)
    written = [show.message(each.message, each.roll_up) for each in queries.said_by(participation)]
    return {"received": [show.received(each) for each in queries.told_to(participation)], "written": written}


@calls.post(f"{AT_SITE}/seen")
@changes_things(_("Somebody at the site has seen it."))
def see_message(
    person: Person, body: dict[str, Any], conference_id: str, site_id: str, message_id: str
) -> MessageReceived:
    participation, is_office = reported(person, conference_id, site_id)
    message = access.received(participation, message_id)
    actions.see(person, message, participation, way=OFFICE if is_office else ACCOUNT)
    return show.received_by(message, participation)


@calls.post(f"{AT_SITE}/answer")
@changes_things(_("The site answers it, once; that also says that it was seen."), ANSWER, ("text",))
def answer_message(
    person: Person, body: dict[str, Any], conference_id: str, site_id: str, message_id: str
) -> MessageReceived:
    participation, is_office = reported(person, conference_id, site_id)
    message = access.received(participation, message_id)
    said = forms.read(ANSWER, body)
    actions.answer(person, message, participation, way=OFFICE if is_office else ACCOUNT, **said)
    return show.received_by(message, participation)


def _written(body: dict[str, Any]) -> dict[str, Any]:
    return forms.read(WRITTEN, body, optional={"urgent": False})
