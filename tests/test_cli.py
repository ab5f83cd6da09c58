"""The commands of an administrator: what they print, what they change, and how they refuse."""

import os
import subprocess
import sys
import unicodedata
from datetime import date

import pytest

from confsys import clock
from confsys.config import ROOT
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import queries as persons
from confsys.people.models import ROLES, ApiToken, Person, RoleHeld, SignInLink
from confsys.sites import lists
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site
from tests.server import a_server
from tests.sites.office import REAL, a_list, everything, real_file

ORIGIN = {"Origin": "http://localhost"}
PROVINCE = "Tỉnh Thử,tinh,,,10,,,,"


@pytest.fixture
def run(app, monkeypatch):
    """Give a command as an administrator would, on a system that speaks English."""
    monkeypatch.setitem(app.config, "LOCALE", "en")
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


def done(answer) -> str:
    """What a command that succeeded printed."""
    assert (answer.exit_code, answer.stderr) == (0, "")
    return answer.stdout.removesuffix("\n")


def refused(answer) -> str:
    """The sentence a command refused with; nothing is printed where a script would read an answer."""
    assert answer.exit_code == 2
    assert isinstance(answer.exception, SystemExit)
    assert answer.stdout == ""
    return answer.stderr.removesuffix("\n")


def saved(folder, data: bytes):
    file = folder / "list.csv"
    file.write_bytes(data)
    return file


# -- sites ---------------------------------------------------------------------------------------------


def test_a_list_is_imported_and_a_second_time_changes_nothing(run, tmp_path):
    file = saved(tmp_path, real_file(REAL[1]))
    assert done(run("sites", "import", file)) == "115 added, 0 changed, 0 as before."
    assert done(run("sites", "import", file)) == "0 added, 0 changed, 115 as before."


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("options", "number"), [([], 115), (["--on", "2015-03-03"], 175), (["--on", "2025-06-30"], 175)]
)
def test_what_was_exported_is_imported_without_a_change(run, tmp_path, options, number, form):
    for name in REAL:
        done(run("sites", "import", ROOT / "data" / name))
    before, file = everything(), tmp_path / f"exported.{form}"

    assert done(run("sites", "export", file, *options)) == f"{number} sites written."
    assert len(lists.read(file.read_bytes())) == number
    assert done(run("sites", "import", file)) == f"0 added, 0 changed, {number} as before."
    assert everything() == before


def test_one_site_is_counted_as_one(run, tmp_path):
    a_site()
    assert done(run("sites", "export", tmp_path / "exported.csv")) == "1 site written."


def test_a_directory_without_sites_is_exported_as_a_head(run, tmp_path):
    assert done(run("sites", "export", tmp_path / "exported.csv")) == "0 sites written."
    assert (tmp_path / "exported.csv").read_bytes() == a_list()


def test_a_broken_list_is_refused_with_every_place_and_nothing_is_kept(run, tmp_path):
    file = saved(tmp_path, a_list(PROVINCE, "Làng Một,lang,,,20,,,,", ",xa,,,30,,,,"))
    assert refused(run("sites", "import", file)) == (
        "line 3, column kind: There is no kind of site “lang”.\nline 4, column name: The name is missing."
    )
    assert db.session.query(Site).count() == 0


def test_a_refusal_is_said_in_the_language_of_the_installation(run, app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "LOCALE", "vi")
    file = saved(tmp_path, a_list("Làng Một,lang,,,20,,,,"))
    assert refused(run("sites", "import", file)) == "dòng 2, cột kind: Không có loại đơn vị “lang”."


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["sites", "import", "nowhere.csv"], "'nowhere.csv' does not exist"),
        (["sites", "import", "."], "'.' is a directory"),
        (["sites", "import"], "Missing argument 'FILE'"),
        (["sites", "export", "no/such/folder/x.csv"], "No such file or directory"),
        (["sites", "export", "."], "Is a directory"),
        (["sites", "export", "x.csv", "--on", "03/03/2015"], "'03/03/2015' does not match the format"),
        (["people", "add", "Ai Đó"], "Missing option '--role'"),
        (["people", "add", "Ai Đó", "--role", "king"], "'king' is not one of"),
        (["tokens", "issue", "Ai Đó"], "Missing option '--label'"),
        (["tokens", "issue", "Ai Đó", "--label", "x", "--scope", "write"], "'write' is not one of"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused_with_a_sentence(run, tmp_path, monkeypatch, command, said):
    monkeypatch.chdir(tmp_path)
    answer = run(*command)
    assert answer.exit_code != 0
    assert isinstance(answer.exception, SystemExit)
    assert said in answer.stderr
    assert list(tmp_path.iterdir()) == []


# -- people --------------------------------------------------------------------------------------------


def test_a_new_person_signs_in_once_by_the_link_printed(run, client):
    a_province()
    link = done(run("people", "add", "Quản trị  viên", "--role", "administrator"))
    path = link.removeprefix("http://localhost")

    assert path.startswith("/sign-in/link/")
    assert client.post(path, headers=ORIGIN).status_code == 303
    assert "Quản trị viên" in client.get("/account").text
    assert client.post(path, headers=ORIGIN).status_code == 410


@pytest.mark.parametrize("role", ROLES)
def test_the_role_is_held_for_the_province_if_no_site_is_named(run, role):
    province = a_province()
    done(run("people", "add", "Ai Đó", "--role", role))
    held = db.session.query(RoleHeld).one()
    assert (held.person.name, held.role, held.site_id) == ("Ai Đó", role, province.id)


@pytest.mark.parametrize("meant", ["code", "id", "name"])
def test_a_site_is_named_by_code_id_or_exact_name(run, meant):
    a_province()
    site = a_site("Phường Cao Lãnh", gso_code="29869")
    place = {"code": "29869", "id": site.id, "name": unicodedata.normalize("NFD", site.name)}[meant]
    done(run("people", "add", "Ai Đó", "--role", "officer", "--site", place))
    assert db.session.query(RoleHeld).one().site_id == site.id


@pytest.mark.parametrize(
    ("name", "place", "sentence"),
    [
        ("Ai Đó", "Xã Lạ", "Which site is meant by “Xã Lạ”? Give its gso code."),
        ("Ai Đó", "Xã Đôi", "Which site is meant by “Xã Đôi”? Give its gso code."),
        ("Ai Đó", "Huyện Cũ", "Which site is meant by “Huyện Cũ”? Give its gso code."),
        (" \u200b ", "", "The name is missing."),
    ],
)
def test_a_person_who_cannot_be_added_leaves_nothing(run, name, place, sentence):
    for site in (a_province(), a_site("Xã Đôi"), a_site("Xã Đôi")):
        assert site.exists_on(clock.today())
    a_site("Huyện Cũ", valid_from=None, valid_to=date(2025, 6, 30))
    assert refused(run("people", "add", name, "--role", "officer", "--site", place)) == sentence
    assert (db.session.query(Person).count(), db.session.query(SignInLink).count()) == (0, 0)


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("Quản Trị", "2 to 40 letters without marks, digits, dots and hyphens, such as vp.caolanh."),
        ("QUANTRI", "The name “quantri” is already taken."),
    ],
)
def test_the_name_to_sign_in_with_may_be_given_at_once(run, username, sentence):
    a_province()
    person = ("people", "add", "Ai Đó", "--role", "administrator", "--username")
    done(run(*person, "Quantri"))
    assert db.session.query(Person).one().username == "quantri"

    assert refused(run(*person, username)) == sentence
    assert db.session.query(Person).count() == 1


def test_without_any_province_the_directory_comes_first(run):
    sentence = "There is no province yet. Bring in the directory first: flask --app wsgi sites import FILE"
    assert refused(run("people", "add", "Ai Đó", "--role", "administrator")) == sentence


# -- tokens --------------------------------------------------------------------------------------------


def test_a_token_is_all_that_is_printed_and_it_works(run, client):
    person = a_person("Văn phòng", role="secretariat")
    token = done(run("tokens", "issue", person.username, "--label", "bảng  điện tử"))
    headers = {"Authorization": f"Bearer {token}"}

    assert len(token) == 32 and token.isalnum()
    assert client.get("/api/v1/conferences", headers=headers).status_code == 200
    assert client.get("/api/v1/conferences", headers={"Authorization": f"Bearer {token}x"}).status_code == 401
    stored = db.session.query(ApiToken).one()
    assert (stored.person_id, stored.label, stored.scope) == (person.id, "bảng điện tử", "all")


@pytest.mark.parametrize(("scope", "status"), [("all", 200), ("read", 403)])
def test_a_token_may_what_its_scope_says(run, client, scope, status):
    province = a_province()
    person = a_person(role="secretariat", site=province)
    address = f"/api/v1/conferences/{a_conference(organiser=province, by=person).id}"
    token = done(run("tokens", "issue", person.username, "--label", "x", "--scope", scope))
    headers = {"Authorization": f"Bearer {token}"}

    assert client.get(address, headers=headers).status_code == 200
    assert client.post(f"{address}/submit", json={}, headers=headers).status_code == status


def test_somebody_is_named_by_a_full_name_however_its_letters_are_written(run):
    a_person("Nguyễn Thị Bưởi")
    done(run("tokens", "issue", unicodedata.normalize("NFD", "Nguyễn Thị Bưởi"), "--label", "x"))
    assert db.session.query(ApiToken).one().person_id == persons.meant("Nguyễn Thị Bưởi").id


@pytest.mark.parametrize(
    ("name", "label", "sentence"),
    [
        ("Không Ai", "x", "There is nobody called “Không Ai”, or more than one."),
        ("Hai Người", "x", "There is nobody called “Hai Người”, or more than one."),
        ("Đã Nghỉ", "x", "There is nobody called “Đã Nghỉ”, or more than one."),
        ("", "x", "There is nobody called “”, or more than one."),
        ("Một Người", " ", "Say what the token is for."),
    ],
)
def test_a_token_that_cannot_be_issued_is_refused(run, name, label, sentence):
    for each in ("Một Người", "Hai Người", "Hai Người"):
        a_person(each)
    people.disable(None, a_person("Đã Nghỉ"))
    assert refused(run("tokens", "issue", name, "--label", label)) == sentence
    assert db.session.query(ApiToken).count() == 0


# -- the demo province, and commands as a shell runs them ------------------------------------------------


def test_the_demo_province_is_loaded_once(run):
    assert done(run("demo", "load")) == "The demo province is ready."
    assert done(run("demo", "load")) == "The demo province is there already."


@pytest.fixture(scope="module")
def shell(tmp_path_factory, worlds):
    """Run a command in a process of its own, in an empty folder, on an empty database or on another one."""
    server = a_server(tmp_path_factory.mktemp("shell"), worlds)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CONFSYS_")}

    def run(*words, **changed):
        settings = server.settings | {"LOCALE": "en"} | changed
        env = inherited | {f"CONFSYS_{name}": value for name, value in settings.items()}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=30, check=False)

    return run


def test_a_shell_sees_a_sentence_and_a_status(shell, tmp_path):
    ended = shell("sites", "import", saved(tmp_path, a_list("Làng Một,lang,,,20,,,,")))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "line 2, column kind: There is no kind of site “lang”.\n"


def test_a_database_that_was_never_set_up_is_told_in_a_sentence(shell, tmp_path):
    ended = shell("sites", "export", tmp_path / "x.csv", DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == ("The database cannot be used: no such table: sites. Has “db upgrade” been run?\n")
    assert not (tmp_path / "x.csv").exists()
