"""Take the pictures of these docs again from the running product: `make pictures`, or with the names of some.

A server of its own holds the demo province, and its clock says nine in the morning whatever the hour is, so that
the first conference of the day is about to start.
"""

import io
import sys
import tempfile
from pathlib import Path

from flask_migrate import upgrade
from PIL import Image
from playwright.sync_api import sync_playwright

from confsys import demo
from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import queries as persons
from docs.scenes import SCENES, Scene
from tests.e2e.hall import CHROMIUM, Chair
from tests.server import ByCommand

PICTURES = Path(__file__).resolve().parent / "pictures"
COLOURS = 128


def main(wanted: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = ByCommand(Path(folder), f"sqlite:///{folder}/confsys.db")
        server.in_app(upgrade)
        server.in_app(demo.load)
        server.start()
        try:
            take(server.url, server.in_app(addresses), wanted)
        finally:
            server.stop()


def take(url: str, ids: dict[str, str], wanted: set[str]) -> None:
    """All scenes in order, for one may leave what the next shows; kept is what is wanted."""
    chairs: dict[str, Chair] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for scene in SCENES:
            if scene.who not in chairs:
                chairs[scene.who] = Chair(browser, url)
                if scene.who:
                    chairs[scene.who].sign_in(scene.who)
            picture = photograph(chairs[scene.who], scene, ids)
            if not wanted or scene.name in wanted:
                (PICTURES / f"{scene.name}.png").write_bytes(light(picture))
        browser.close()


def photograph(chair: Chair, scene: Scene, ids: dict[str, str]) -> bytes:
    page = chair.open()
    page.set_viewport_size({"width": scene.width, "height": scene.height})
    page.goto(chair.url + scene.path.format(**ids))
    scene.prepare(page)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(600)  # fonts, and news on their way
    picture = page.screenshot()
    page.close()
    return picture


def light(picture: bytes) -> bytes:
    """The same with few colours, as small as a picture of a page can be."""
    out = io.BytesIO()
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def addresses() -> dict[str, str]:
    """What the addresses of the scenes are about."""
    soon = conference(title="Giao ban chuyển đổi số")
    ids = {state: conference(state=state).id for state in ("draft", "requested", "approved")}
    return ids | {
        "soon": soon.id,
        "told": conference(title="Sơ kết chính quyền địa phương hai cấp").id,
        "past": conference(title="Giao ban công tác tháng 11").id,
        "join": links.join_token(queries.participations_of(soon)[5]),
        "stage": links.stage_token(soon),
        "officer": persons.by_username("caolanh").id,
        "ward": queries.participations_of(soon)[1].site_id,
    }


def conference(**values) -> Conference:
    return db.session.query(Conference).filter_by(**values).order_by(Conference.starts_at).first()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
