"""Computers of meeting rooms in the demo province: paired, and off until somebody opens /screen and pairs another."""

from confsys import clock
from confsys.screens import actions, queries
from confsys.screens.codes import code_of
from confsys.sites.queries import by_gso_code

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
# code of the unit, name of the room
ROOMS = (("29869", "Phòng họp trực tuyến"), ("29905", "Hội trường phường"), ("82", "Phòng họp số 1"))


def enter() -> None:
    for code, name in ROOMS:
        site = by_gso_code(code, clock.today())
        secret = actions.wait_for_pairing(CHROME)
        waiting = queries.pairing_of(secret)
        if site is not None and waiting is not None:
            actions.pair(None, site, code=code_of(secret, waiting.made_at), name=name)
