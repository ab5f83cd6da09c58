"""A real database for every test: a copied SQLite file, or a PostgreSQL database whose rows are put back.

CONFSYS_TEST_DATABASE=postgresql runs the same tests on PostgreSQL.
"""

import contextvars
import gc
import os
from fnmatch import fnmatch
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask_migrate import upgrade

from confsys import words
from confsys.app import create_app
from confsys.people import sessions
from tests import compiled, postgres
from tests.e2e.hall import a_browser
from tests.kept import Worlds, nothing
from tests.server import live_server  # noqa: F401  (a fixture)

ON_POSTGRESQL = os.environ.get("CONFSYS_TEST_DATABASE") == "postgresql"


# How long an example takes is the machine's business: speed is measured, never tested.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_report_header():
    return f"database: {'PostgreSQL' if ON_POSTGRESQL else 'SQLite'}"


def pytest_collection_modifyitems(config, items):
    """What no database decides has run on SQLite already; the long campaigns leave nothing out."""
    if not ON_POSTGRESQL or not config.option.markexpr:
        return
    again = [item for item in items if _depends_on_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again


def pytest_collection_finish():
    """Tests, modules and mappings stay: no collection need look at them again, as in deploy/gunicorn.py."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


# What pages say, what is refused, how often is asked, and how it looks in a browser, but for one journey through it
# all. That every address works on PostgreSQL, for each role it is for, tests/matrix sees.
SAME_ON_BOTH = (
    *("*/test_*page.py", "*/test_*pages.py", "*/test_*queries.py", "*/test_cost.py", "*/test_announced.py"),
    *("tests/api/test_any_*.py", "tests/api/test_bad_*.py", "tests/api/test_refusals.py"),
    *("tests/test_demo.py", "tests/test_start.py", "tests/calendars/test_log.py"),
)
JOURNEY = "test_a_conference_from_plan_to_close_on_five_screens"


def _depends_on_the_database(item) -> bool:
    file = item.nodeid.partition("::")[0]
    of_a_kind = any(fnmatch(file, each) for each in SAME_ON_BOTH) or item.get_closest_marker("same_on_both")
    is_the_same = of_a_kind or (item.get_closest_marker("browser") and item.name != JOURNEY)
    return "whole_app" in item.fixturenames and not is_the_same


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """The instance folder of this test worker."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def whole_app(home, worker_id, tmp_path_factory):
    """One app per test worker, on a migrated and empty database."""
    own = tmp_path_factory.getbasetemp()
    compiled.once_for_all((own if worker_id == "master" else own.parent) / "templates")
    url = postgres.database(f"confsys_{worker_id}") if ON_POSTGRESQL else f"sqlite:///{home / 'confsys.db'}"
    app = create_app({"INSTANCE": str(home), "DATABASE_URL": url, "TESTING": True, "BASE_URL": "http://localhost"})
    with app.app_context():
        upgrade()
    return app


@pytest.fixture(scope="session")
def worlds(whole_app, home):
    """What was built once, for fixtures that serve a whole module."""
    words.speak("en")
    return Worlds(whole_app, home)


@pytest.fixture(scope="session", autouse=True)
def product_passwords():
    """Passwords cost next to nothing in the tests' own process. Given is what the product computes with."""
    product = {"_hasher": sessions._hasher, "_nobody": sessions._nobody}
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "_hasher", quick)
        patch.setattr(sessions, "_nobody", quick.hash("nobody has this password"))
        yield product


@pytest.fixture
def kept(worlds):
    """`kept(Office, state="draft")`: the world that builder makes, built once per worker and put back for each test."""
    words.speak("en")
    yield worlds
    worlds.let_go()


@pytest.fixture
def fresh_app(kept):
    """The app with an empty database, or with the world the test asked for, and no open context."""
    if not kept.is_standing:
        kept(nothing)
    return kept.app


@pytest.fixture
def app(fresh_app):
    """The app with an empty database, in a context of its own."""
    with fresh_app.app_context():
        yield fresh_app


@pytest.fixture
def client(fresh_app):
    """A browser without a cookie. Requests run outside the test's own app context."""
    return fresh_app.test_client()


@pytest.fixture(scope="session")
def chromium():
    """One per test worker: to start it takes as long as many a test."""
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def browser(chromium):
    """What a file opens in the browser is closed after it: an open page would ask for its server forever."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item, nextitem):
    """What a test leaves in context variables ends with it."""
    token = words._language.set("en")
    yield
    words._language.reset(token)


def in_fresh_context(function, *args):
    """Run as another request would: with context variables of its own."""
    return contextvars.Context().run(function, *args)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """What a machine cannot run is skipped and says what to install; in CI a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("CI") == "true" and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
