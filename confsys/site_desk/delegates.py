"""The telephone of a delegate, by his personal link; and the page on which his site or the office hands links out."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import doors, forms, web
from confsys.attendance.access import counted
from confsys.conferences.links import holder_of as site_of
from confsys.conferences.models import Participation
from confsys.delegates.actions import renew_delegate_link
from confsys.delegates.ballots import voted_in
from confsys.delegates.links import DelegateHolder, address_of, holder_of
from confsys.delegates.queries import Somebody, everybody_of
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.floor import access as turns
from confsys.floor import actions, floods
from confsys.floor.cards import Card, card_of
from confsys.floor.forms import KIND, LABELS, SAID
from confsys.floor.models import LINK, Turn
from confsys.forms import Form
from confsys.live.access import DELEGATE
from confsys.live.page import live_page
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("delegates", __name__)
ASKED: dict[str, forms.Read] = KIND | {"topic": SAID["topic"]}
HANDED = "/join/<token>/delegate-links"
OWN = "/conferences/<conference_id>/sites/<site_id>/delegate-links"


@dataclass(frozen=True)
class OwnCard(Card):
    """Of the turns of a site those for which this delegate has asked himself."""

    person: Somebody

    @property
    def own(self) -> list[Turn]:
        return [each for each in super().own if self.person.is_called(each.speaker)]

    @property
    def refused(self) -> list[Turn]:
        return [each for each in super().refused if self.person.is_called(each.speaker)]


# -- his own telephone ----------------------------------------------------------------------------------


@pages.get("/delegate/<token>")
@doors.by_link
def show(token: str):
    return _page(holder_of(token), token)


@pages.post("/delegate/<token>/floor")
@doors.by_link
def ask(token: str):
    """He raises a hand for his site; whoever runs the conference sees who is meant."""
    holder = holder_of(token)
    floods.count(holder.participation.id)

    def work() -> None:
        said = forms.read(ASKED, request.form, optional={"topic": ""})
        actions.ask(None, holder.participation, way=LINK, speaker=holder.person.name, **said)
        web.told(_("The hand is up. Whoever runs the conference sees it."))

    return _done(holder, token, work)


@pages.post("/delegate/<token>/floor/<turn_id>/withdraw")
@doors.by_link
def withdraw(token: str, turn_id: str):
    """Only a hand he raised himself: of the others of his site he knows nothing."""
    holder = holder_of(token)
    turn = turns.turn_of_site(holder.participation, turn_id)
    if not holder.person.is_called(turn.speaker):
        raise NotFound()
    floods.count(holder.participation.id)
    return _done(holder, token, lambda: actions.withdraw(None, turn))


def _done(holder: DelegateHolder, token: str, work: Any):
    try:
        work()
    except (Invalid, Refused) as problem:
        return _page(holder, token, problem)
    return redirect(f"/delegate/{token}", 303)


def _page(holder: DelegateHolder, token: str, problem: Problem | None = None):
    conference, base = holder.conference, f"/delegate/{token}"
    site_card = card_of(holder.participation, base=base, back=base, form=web.as_typed(problem) if problem else Form())
    page = render_template(
        "delegates/phone.html",
        conference=conference,
        participation=holder.participation,
        person=holder.person,
        live=live_page(conference, DELEGATE, link=token),
        speech=OwnCard(**vars(site_card), person=holder.person),
        labels=LABELS,
        voted=voted_in(holder.participation, holder.person),
        refusal=problem if isinstance(problem, Refused) else None,
    )
    return web.unkept(page, problem.status if problem else 200)


# -- handing the links out ------------------------------------------------------------------------------


@pages.get(HANDED)
@doors.by_link
def links_by_link(token: str):
    return _links(_of_link(token), f"/join/{token}", by_link=True)


@pages.post(f"{HANDED}/<mark>/renew")
@doors.by_link
def renew_by_link(token: str, mark: str):
    return _renew(None, _of_link(token), mark, f"/join/{token}")


@pages.get(OWN)
@doors.signed_in
def links(person: Person, conference_id: str, site_id: str):
    return _links(counted(person, conference_id, site_id)[0], _base(conference_id, site_id))


@pages.post(f"{OWN}/<mark>/renew")
@doors.signed_in
def renew(person: Person, conference_id: str, site_id: str, mark: str):
    return _renew(person, counted(person, conference_id, site_id)[0], mark, _base(conference_id, site_id))


def _of_link(token: str) -> Participation:
    holder = site_of(token)
    if holder.participation is None:
        raise NotFound()
    return holder.participation


def _base(conference_id: str, site_id: str) -> str:
    return f"/conferences/{conference_id}/sites/{site_id}"


def _renew(person: Person | None, participation: Participation, mark: str, base: str):
    renew_delegate_link(person, participation, mark=mark)
    web.told(_("The link is a new one; the old one no longer works."))
    return redirect(f"{base}/delegate-links", 303)


def _links(participation: Participation, base: str, *, by_link: bool = False):
    found = [(each, address_of(participation, each)) for each in everybody_of(participation)]
    return web.unkept(
        render_template(
            "delegates/links.html",
            conference=participation.conference,
            participation=participation,
            found=found,
            base=base,
            by_link=by_link,
        )
    )
