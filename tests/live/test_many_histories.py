"""What befalls the database and the program under three processes: a role ends, an older backup comes back, and one
of them knows more than the pages people have open."""

import secrets
import urllib.parse
import urllib.request
from contextlib import closing
from datetime import timedelta

import pysqlite3.dbapi2 as sqlite
import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine

from confsys import clock
from confsys.changes import record, transaction
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import sessions
from confsys.people.models import RoleHeld
from confsys.settings import Setting
from tests.build import a_person
from tests.e2e.hall import DIFFERENCES
from tests.live.house import fetched
from tests.live.many import Many, are_fresh, follow
from tests.live.test_many_lines import opened
from tests.stores import OnPostgresql

# -- a role ends -----------------------------------------------------------------------------------


def test_a_role_that_ends_at_one_process_cuts_the_lines_at_the_others(many):
    link = many.at(many.servers[1])
    cookie, _session = many.house.cookie()
    office = [many.line_to(server, auth=None, cookie=cookie) for server in many.servers]
    lists = [many.line_to(server, auth=None, cookie=cookie) for server in many.servers]
    assert all(screen.join(many.house.id, "operator")["ok"] for screen in office)
    assert all(screen.call("follow", {"lang": "vi", "since": 0})["ok"] for screen in lists)

    _end_role(many, many.servers[0])

    for screen in [*office[1:], *lists[1:], office[0], lists[0]]:
        assert screen.is_cut(2)
        assert ("gone", "role-changed") in _reasons(screen) or ("gone", "not-allowed") in _reasons(screen)
    again = many.line_to(many.servers[2], auth=None, cookie=cookie)
    assert not again.join(many.house.id, "operator")["ok"]
    assert link.wait_for("head", 4)


def _reasons(screen) -> list[tuple[str, str]]:
    return [(name, body.get("reason")) for name, body in screen.heard]


def _end_role(many: Many, server) -> None:
    """An administrator ends the clerk's role on the page of this process."""
    path, form, cookie = server.in_app(_role_to_end, many.house.clerk_id)
    headers = {"Cookie": cookie, "Origin": server.line.url}
    request = urllib.request.Request(server.url + path, urllib.parse.urlencode(form).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200
    assert server.in_app(_is_over, many.house.clerk_id)


def _role_to_end(clerk_id: str) -> tuple[str, dict[str, str], str]:
    held = db.session.query(RoleHeld).filter_by(person_id=clerk_id).one()
    administrator = a_person(role="administrator")
    cookie = f"{sessions.COOKIE}={sessions.sign_in(administrator, administrator, device='test')}"
    yesterday = clock.today() - timedelta(days=1)
    return f"/people/{clerk_id}/roles/{held.id}/end", {"last_day": f"{yesterday:%d/%m/%Y}"}, cookie


def _is_over(clerk_id: str) -> bool:
    db.session.expire_all()
    return all(each.is_over(clock.today()) for each in db.session.query(RoleHeld).filter_by(person_id=clerk_id))


# -- an older backup -------------------------------------------------------------------------------


def test_an_older_backup_gives_everybody_everything_and_goes_on_from_there(many):
    screens = many.screens()
    away = many.at(many.servers[1])
    old = fetched(many.house)["version"]  # a screen that has just come may add to it before the backup is made
    backup = many.servers[0].in_app(Backup)
    version = many.burst()
    follow([*screens, away], version)
    away.close()

    many.servers[0].in_app(backup.restore)

    for screen in screens:
        news = screen.wait_for("news", 2)
        assert (news["since"], news["version"] < version, news["epoch"] != screen.epoch) == (0, True, True)
        assert news["version"] >= old
        assert screen.show(news)
    are_fresh(many, screens)
    screens.append(many.back(away, many.servers[1]))
    follow(screens, many.burst())
    are_fresh(many, screens)


class Backup:
    """The database as it is now, to be put back under running processes."""

    def __init__(self) -> None:
        self.is_sqlite = db.engine.dialect.name == "sqlite"
        if self.is_sqlite:
            self.there, self.file = db.engine.url.database, f"{db.engine.url.database}.backup"
            _copy(self.there, self.file)
        else:
            self.rows = OnPostgresql(db.engine, first=1000).put_aside()

    def restore(self) -> None:
        """With another epoch, as whoever restores a backup gives it."""
        epoch = Setting.__table__.update().where(Setting.name == "epoch").values(value={"value": secrets.token_hex(8)})
        db.session.remove()
        if self.is_sqlite:
            with create_engine(f"sqlite:///{self.file}", module=sqlite).begin() as connection:
                connection.execute(epoch)
            _copy(self.file, self.there)
            return
        with db.engine.begin() as connection:
            connection.exec_driver_sql(self.rows)
            connection.execute(epoch)


def _copy(source: str, target: str) -> None:
    with closing(sqlite.connect(source)) as here, closing(sqlite.connect(target)) as there:
        here.backup(there)


# -- what a page does not know ---------------------------------------------------------------------


def test_what_happened_that_a_program_does_not_know_takes_nobody_out_of_step(many):
    """A newer process wrote it; the older ones pass the version on, to lists as well."""
    screens = many.screens()
    cookie, _session = many.house.cookie()
    lists = [many.line_to(server, auth=None, cookie=cookie) for server in many.servers]
    for each in lists:
        assert each.call("follow", {"lang": "vi", "since": int(clock.now().timestamp() * 1000)})["ok"]
    data = many.line_to(many.servers[1], auth={"token": many.token})
    data.follow(data.join(many.house.id, "data", since=1)["version"])

    app = many.servers[0].app
    app.extensions["reactions"]["conference.weathered"] = []
    many.servers[0].in_app(_weather, many.house.id)

    version = fetched(many.house)["version"]
    follow([*screens, data], version)
    assert all(each.wait_for("changed") is not None for each in lists)
    follow([*screens, data], many.burst())
    are_fresh(many, screens)
    for path in ("/", f"/conferences/{many.house.id}/history", f"/conferences/{many.house.id}/course"):
        request = urllib.request.Request(many.servers[1].url + path, headers={"Cookie": cookie})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 200


def _weather(conference_id: str) -> None:
    conference = db.session.get_one(Conference, conference_id)
    with transaction([conference]):
        record("conference.weathered", conference, by=None, after={"wind": 7})


@pytest.mark.browser
def test_an_old_page_leaves_alone_what_it_does_not_know_and_loads_itself_anew(many, browser):
    server = many.servers[1]
    page, complaints = opened(many, browser, server), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.evaluate("window.isOld = true")
    _ask(server, "/stub/newer")
    try:
        many.take("recess", many.servers[0])
        expect(page.locator("#title")).to_contain_text("(recess)")
        assert (page.evaluate("window.isOld"), complaints) == (True, [])

        server.line.drop()
        expect(page.locator("body")).to_have_attribute("data-build", "newer", timeout=15_000)
        expect(page.locator("body")).to_have_attribute("data-line", "ok")
        assert page.evaluate(DIFFERENCES) == []
    finally:
        _ask(server, "/stub/older")


def _ask(server, path: str) -> None:
    with urllib.request.urlopen(server.url + path, timeout=5) as answer:
        assert answer.status == 200
