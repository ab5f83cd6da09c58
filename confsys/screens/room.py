"""The page of a meeting room's computer: a code until it is paired, then what its site is to see. Nobody signs in."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request

from confsys import clock, doors, web
from confsys.conferences.models import Participation
from confsys.errors import Gone, NotFound
from confsys.live import service
from confsys.live.access import SCREEN_COOKIE
from confsys.live.own import Own, own_of
from confsys.live.page import live_page
from confsys.screens import actions, floods, queries
from confsys.screens.choosing import Chosen
from confsys.screens.codes import GOOD_FOR, code_of
from confsys.screens.holder import holder_of
from confsys.screens.models import SCREEN, PairedScreen, Pairing

pages = Blueprint("room", __name__, url_prefix="/screen")
REMEMBERED = 400 * 24 * 3600  # seconds; browsers keep no cookie longer, and each visit begins anew


@dataclass(frozen=True)
class Standing:
    """What a screen is to show now. `mark` differs when its page has to be loaded anew."""

    mark: str
    screen: PairedScreen | None = None
    chosen: Chosen | None = None
    off: str = ""  # why a paired screen shows nothing

    def told(self, now: datetime) -> dict[str, Any]:
        """What lies over the page, for a script."""
        if self.screen is None or self.off:
            return {"mark": self.mark}
        named = self.screen.name if self.screen.is_identified(now) else ""
        left = actions.left_of(self.screen.identify_until, now)
        message = self.screen.message_on(now)
        until = actions.left_of(self.screen.message_until, now)
        return {"mark": self.mark, "name": named, "name_ms": left, "message": message, "message_ms": until}


@pages.get("")
@doors.public
def show():
    secret, now = request.cookies.get(SCREEN_COOKIE, ""), clock.now()
    standing = _standing(secret, now)
    if standing.screen is None:
        return _waiting(secret, now)
    if standing.off or standing.chosen is None or standing.chosen.shown is None:
        return _kept(render_template("screens/room.html", standing=standing, told=standing.told(now), now=now), secret)
    return _kept(_conference(standing, now), secret)


@pages.get("/state")
@doors.public
def state():
    """Whether the page of this screen still is what it should be, and what lies over it."""
    now = clock.now()
    standing = _standing(request.cookies.get(SCREEN_COOKIE, ""), now)
    if standing.screen is not None and not standing.off:
        service.of(current_app).leases.visited(holder_of(request.cookies[SCREEN_COOKIE]).stays)
    return web.unkept(jsonify(standing.told(now)))


@pages.get("/own")
@doors.public
def own():
    """The foot of the page, again: what is its site's alone in the conference that is on."""
    now = clock.now()
    found = _standing(request.cookies.get(SCREEN_COOKIE, ""), now)
    if found.screen is None or found.off or found.chosen is None or found.chosen.shown is None:
        raise NotFound()
    site = queries.participation_in(found.screen, found.chosen.shown.id)
    return web.unkept(render_template("live/_own.html", own=_own(site)) if site else "")


def _own(site: Participation) -> Own:
    """Whoever stands before it presses nothing: a screen is no credential of its site."""
    return own_of(site, "", "/screen/own")


@pages.post("/choose")
@doors.public
def choose():
    """Somebody in the room wants to see another conference of today, or again whichever is on."""
    now = clock.now()
    screen = holder_of(request.cookies.get(SCREEN_COOKIE, "")).screen
    meant = request.form.get("conference", "")
    today = queries.of_sites([screen.site_id], now).get(screen.site_id, [])
    conference = next((each for each in today if each.id == meant), None)
    if meant and conference is None:
        raise NotFound()
    actions.show(None, screen, view=screen.view, conference=conference)
    return redirect("/screen", 303)


@pages.post("/again")
@doors.public
def again():
    """A screen that was taken off asks for a new code."""
    if _standing(request.cookies.get(SCREEN_COOKIE, ""), clock.now()).off:
        return _kept(redirect("/screen", 303), _begin())
    return redirect("/screen", 303)


def _standing(secret: str, now: datetime) -> Standing:
    screen = queries.screen_of(secret)
    if screen is None:
        return Standing(_mark_of(queries.pairing_of(secret), now))
    try:
        holder_of(secret)
    except Gone as gone:
        return Standing(f"off {screen.id}", screen, off=str(gone))
    chosen = queries.chosen_for(screen, now)
    return Standing(_mark(screen, chosen), screen, chosen)


def _mark_of(pairing: Pairing | None, now: datetime) -> str:
    return f"waiting {pairing.made_at.isoformat()}" if pairing is not None and pairing.is_good(now) else "new code"


def _mark(screen: PairedScreen, chosen: Chosen) -> str:
    shown = [chosen.shown.id if chosen.shown else "", screen.view, screen.conference_id or ""]
    listed = [f"{each.id} {each.starts_at} {each.title}" for each in (*chosen.coming, chosen.next) if each]
    said = "|".join([screen.id, screen.name, screen.site.name, str(screen.reloads), *shown, *listed])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _waiting(secret: str, now: datetime) -> Response:
    """A browser that is not paired: the code it shows is renewed when nobody used it."""
    pairing = queries.pairing_of(secret)
    if pairing is None or pairing.claimed_at is not None:
        secret = _begin()
    elif not pairing.is_good(now):
        actions.renew_code(secret)
    made = queries.pairing_of(secret)
    assert made is not None
    code, until = code_of(secret, made.made_at), made.made_at + GOOD_FOR
    standing = Standing(_mark_of(made, now))
    page = render_template("screens/room.html", standing=standing, told={}, code=code, until=until, now=now)
    return _kept(page, secret)


def _begin() -> str:
    floods.count_begun(request.remote_addr or "")
    return actions.wait_for_pairing(request.user_agent.string)


def _conference(standing: Standing, now: datetime) -> str:
    assert standing.screen and standing.chosen and standing.chosen.shown
    conference, view = standing.chosen.shown, standing.screen.view
    site = queries.participation_in(standing.screen, conference.id)
    return render_template(
        f"screens/{view}.html",
        live=live_page(conference, view, is_paired=True),
        conference=conference,
        participation=site,
        own=_own(site) if site and view == SCREEN else None,
        link=None,
        standing=standing,
        told=standing.told(now),
    )


def _kept(page: Any, secret: str) -> Response:
    answer = web.unkept(page)
    is_safe = current_app.config["BASE_URL"].startswith("https:")
    answer.set_cookie(SCREEN_COOKIE, secret, REMEMBERED, path="/", httponly=True, samesite="Lax", secure=is_safe)
    return answer
