"""How the sites of a conference have answered, and what its office does about the silent ones: remind, telephone."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, listing, web
from confsys.conferences import by_site
from confsys.conferences.access import is_chair, managed, participation_of_site
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Problem, Refused
from confsys.invitations import access, named, queries, reminding, roll_up, rules, standing_in
from confsys.invitations.forms import TOLD_BY, WORD
from confsys.invitations.models import ANSWER_NAMES, CONSENT_NAMES
from confsys.invitations.reminders import is_quiet
from confsys.invitations.timing import closes_at, due_at, due_for
from confsys.letters import foreseen
from confsys.people.models import Person
from confsys.sites.names import KIND_NAMES
from confsys.words import _, n_

DECIDED = {"consents": forms.choice(("yes", "no")), "word": forms.text(WORD, needed=False)}
pages = Blueprint("roll_up", __name__, url_prefix="/conferences")


@pages.get("/<conference_id>/answers")
@doors.signed_in
def index(person: Person, conference_id: str):
    """Who comes, who does not, who is silent, by branch; those that need a hand first."""
    return _index(person, access.rolled_up(person, conference_id))


def _index(person: Person, conference: Conference, problem: Problem | None = None, of_site: str = "") -> str:
    asked = listing.asked(request.args, "q", "state")
    rows = queries.rows_of(conference)
    state = asked["state"] if asked["state"] in ANSWER_NAMES else ""
    closes, now = closes_at(conference.starts_at), clock.now()
    stand_ins = queries.stand_ins_of(conference)
    return render_template(
        "invitations/index.html",
        conference=conference,
        asked=asked | {"state": state},
        counts=roll_up.counted(rows),
        branches=roll_up.by_branch(rows, {kind: str(name) for kind, name in KIND_NAMES.items()}),
        rows=by_site.narrowed(rows, state, asked["q"]),
        answer_names=ANSWER_NAMES,
        due=due_at(conference.starts_at),
        due_for=due_for,
        closes=closes,
        now=now,
        may_write=access.may_write_down(person, conference),
        stand_ins=stand_ins,
        consent_names=CONSENT_NAMES,
        is_chair=bool(stand_ins) and is_chair(person, conference),
        form=web.as_typed(problem if isinstance(problem, Invalid) else None),
        of_site=of_site,
        refusal=problem if isinstance(problem, Refused) else None,
        may_remind=rules.takes_answers(conference.state, closes, now),
    )


@pages.post("/<conference_id>/sites/<site_id>/consent")
@doors.signed_in
def consent(person: Person, conference_id: str, site_id: str):
    """The chair lets somebody come in the place of a leader, or not; the office writes down what he said."""
    participation, is_chair = access.decided(person, conference_id, site_id)
    try:
        said = forms.read(DECIDED if is_chair else DECIDED | TOLD_BY, request.form, optional={"word": ""})
        standing_in.decide(person, participation, **said | {"consents": said["consents"] == "yes"})
    except (Invalid, Refused) as problem:
        return _index(person, participation.conference, problem, site_id), problem.status
    web.told(_("The site sees what the chair says."))
    return redirect(url_for("roll_up.index", conference_id=conference_id), 303)


@pages.get("/<conference_id>/remind")
@doors.signed_in
def ask_remind(person: Person, conference_id: str):
    """Who is silent, whom a letter reaches, and what it says."""
    return _remind_page(person, managed(person, conference_id))


@pages.post("/<conference_id>/remind")
@doors.signed_in
def remind(person: Person, conference_id: str):
    conference = managed(person, conference_id)
    try:
        number = reminding.remind(person, conference)
    except Refused as refusal:
        if web.is_for_a_program():
            raise
        return _remind_page(person, conference, refusal), refusal.status
    web.told(
        n_(
            "A reminder to %(num)s site leaves in 10 seconds.",
            "Reminders to %(num)s sites leave in 10 seconds.",
            number,
        )
    )
    return redirect(url_for("roll_up.index", conference_id=conference.id), 303)


@pages.get("/<conference_id>/answers/telephone")
@doors.signed_in
def telephone(person: Person, conference_id: str):
    """The silent sites to be called one after another, and the same on paper."""
    conference = access.rolled_up(person, conference_id)
    return render_template(
        "invitations/telephone.html",
        conference=conference,
        rows=queries.to_call(conference),
        closes=closes_at(conference.starts_at),
        now=clock.now(),
        may_write=access.may_write_down(person, conference),
    )


@pages.get("/<conference_id>/answers/delegates.csv")
@doors.signed_in
def delegates(person: Person, conference_id: str):
    """Whom the sites have named, for the secretariat."""
    conference = managed(person, conference_id)
    return web.handed_over(named.as_csv(queries.rows_of(conference)), f"{conference.code}-delegates.csv")


@pages.get("/<conference_id>/sites/<site_id>/letter")
@doors.signed_in
def letter(person: Person, conference_id: str, site_id: str):
    """What this site is told by its invitation; the link in it only for who may hand it out."""
    conference = access.rolled_up(person, conference_id)
    found = participation_of_site(conference, site_id)
    return render_template("invitations/letter.html", conference=conference, letter=foreseen.invitation(person, found))


def _remind_page(person: Person, conference: Conference, refusal: Refused | None = None) -> str:
    now, closes = clock.now(), closes_at(conference.starts_at)
    silent = queries.silent(conference)
    reached = reminding.reached_at([each.participation.site_id for each in silent])
    chosen = [each for each in silent if each.participation.site_id in reached and not is_quiet(each, now)]
    values: Any = reminding.values_of(chosen[0], now) if chosen else {}
    return render_template(
        "invitations/remind.html",
        conference=conference,
        silent=silent,
        chosen=chosen,
        unreached=[each for each in silent if each.participation.site_id not in reached],
        just_reminded=[each for each in silent if is_quiet(each, now)],
        letter=foreseen.of_site(person, "invitations/reminder", chosen[0].participation, **values) if chosen else None,
        takes_answers=rules.takes_answers(conference.state, closes, now),
        refusal=refusal,
    )
