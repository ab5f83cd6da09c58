"""The same news over HTTP, for networks that let no WebSocket through."""

from flask import Blueprint, Response, current_app, g, request

from confsys import doors, forms
from confsys.errors import NotSignedIn
from confsys.live import access, service
from confsys.live.access import LINK, PAIRED, SCREEN_COOKIE, Credential
from confsys.live.forms import ASKED
from confsys.live.hub import Audience

pages = Blueprint("live", __name__)


@pages.get("/api/v1/conferences/<conference_id>/news")
@doors.public  # a cookie, a bearer token or the header X-Confsys-Link decides, as it does for a socket
def news(conference_id: str) -> Response:
    """Everything a screen lacks that shows `since` of `epoch`; the same body as the event `news`."""
    said = {name: value for name, value in request.args.items() if value}  # nothing at all counts as not said
    asked = forms.read(ASKED, said, optional={"lang": current_app.config["LOCALE"], "since": 0, "epoch": ""})
    found = _holder()
    conference, role = access.admitted(found, conference_id, asked["view"])
    service.of(current_app).leases.visited(access.stays_of(found, conference, asked["view"]))
    audience = Audience(asked["view"], role, asked["lang"])
    made = service.of(current_app).newsroom.latest(conference.id, audience, asked["since"], asked["epoch"])
    return Response(made.body, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _holder() -> access.Holder:
    """A screen says that it is one: a browser in which somebody is signed in may be one besides."""
    if link := request.headers.get("X-Confsys-Link"):
        return access.holder(Credential(LINK, link))
    if request.headers.get("X-Confsys-As") == PAIRED:
        return access.holder(Credential(PAIRED, request.cookies.get(SCREEN_COOKIE, "")))
    if g.person is None:
        raise NotSignedIn()
    return g.person
