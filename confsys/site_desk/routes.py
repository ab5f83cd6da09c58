"""The page of a site on a phone, by its link or its account."""

from flask import Blueprint, render_template

from confsys import doors, web
from confsys.attendance import cards
from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.errors import NotFound
from confsys.floor.cards import card_of as speech_of
from confsys.invitations import queries as answers
from confsys.invitations import rules
from confsys.invitations.access import answered
from confsys.invitations.models import ANSWER_NAMES
from confsys.live.page import live_page
from confsys.messages.cards import card_of as messages_of
from confsys.people.models import Person
from confsys.readiness.models import VERDICT_NAMES
from confsys.readiness.queries import latest_test_of
from confsys.readiness.rules import TESTED
from confsys.readiness.shown import card_of
from confsys.sites.knowing import contacts_of, equipment_of
from confsys.votes import cards as votes

pages = Blueprint("site_desk", __name__)


@pages.get("/join/<token>/desk")
@doors.by_link
def by_link(token: str):
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return _page(holder.participation, f"/join/{token}", link=token)


@pages.get("/conferences/<conference_id>/sites/<site_id>/desk")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    """The same for the officer of the site, and for the organiser's office that helps it."""
    participation, is_office = answered(person, conference_id, site_id)
    return _page(participation, f"/conferences/{conference_id}/sites/{site_id}", by_office=is_office)


def _page(participation: Participation, base: str, *, link: str | None = None, by_office: bool = False):
    """`base`: under which address this reader does what the cards offer."""
    conference = participation.conference
    return web.unkept(
        render_template(
            "site_desk/desk.html",
            conference=conference,
            participation=participation,
            base=base,
            by_link=link is not None,
            live=live_page(conference, "site", link=link),
            given=answers.answer_of(participation),
            answer_names=ANSWER_NAMES,
            is_asked=conference.state in rules.ASKED and not participation.is_main,
            attendance=cards.card_of(participation, base=base, back=f"{base}/desk"),
            speech=speech_of(participation, base=base, back=f"{base}/desk", by_office=by_office),
            reports=card_of(participation),
            told=messages_of(participation, base),
            back="desk",
            voting=votes.card_of(participation, base),
            test=latest_test_of(participation),
            verdict_names=VERDICT_NAMES,
            takes_tests=conference.state in TESTED,
            dial_in=equipment_of(conference.main_site),
            called=contacts_of(conference.main_site),
        )
    )
