"""What a phone may keep of a site's pages, and that a form it sends again is done once."""

import re
from pathlib import Path

import pytest

from confsys.conferences import actions as conferences
from confsys.invitations import answering
from confsys.journal import entries_since
from confsys.offline.routes import PLAIN, VERSIONED
from tests.invitations.office import Office, typed

STATIC = Path(__file__).resolve().parents[2] / "static"
IMPORT = re.compile(r'^import .*?"(\.[^"]+)";', re.MULTILINE)


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def send(office, key, **values):
    return office.guest.post(office.link(), data=typed(**values), headers={"Idempotency-Key": key})


def answered(office) -> int:
    return [each.kind for each in entries_since(f"conference:{office.id}", 0)].count("participation.answered")


def test_an_answer_sent_again_under_its_command_id_is_one_answer(office):
    first, again = send(office, "a"), send(office, "a")
    assert [(each.status_code, each.text) for each in (first, again)] == [(204, "")] * 2
    assert (answering.told_of(office.site())["heads"], answered(office)) == (12, 1)

    other = send(office, "a", heads="13")
    assert (other.status_code, answering.told_of(office.site())["heads"]) == (422, 12)


def test_another_site_may_use_the_same_command_id(office):
    send(office, "a")
    of_other = office.guest.post(office.link(1), data=typed(heads="5"), headers={"Idempotency-Key": "a"})
    assert (of_other.status_code, answering.told_of(office.site(1))["heads"]) == (204, 5)


def test_a_refusal_is_told_to_the_script_and_not_kept(office):
    assert send(office, "a", heads="").json["errors"] == {"heads": "Say how many will attend: at least 1."}
    assert answering.told_of(office.site()) is None
    assert send(office, "a").status_code == 204
    late = send(office, "b", heads="13", revision=0)
    assert (late.status_code, "answered for this site meanwhile" in late.json["detail"]) == (409, True)


def test_only_pages_of_a_link_that_nobody_signed_in_has_opened_are_kept(office):
    link = office.link().removesuffix("/answer")
    for page in ("desk", "answer", "check-in"):
        assert office.guest.get(f"{link}/{page}").headers.get("X-Confsys-Keep") == "site", page
        assert "X-Confsys-Keep" not in office.own.get(f"{link}/{page}").headers, page
    assert "X-Confsys-Keep" not in office.own.get(office.page()).headers
    assert "X-Confsys-Keep" not in office.guest.get(link).headers
    conferences.revoke_link(office.clerk, office.site())
    assert office.guest.get(f"{link}/desk").status_code == 410


def test_the_worker_is_small_names_every_file_and_holds_no_link(office):
    answer = office.guest.get("/join/worker.js")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert (answer.headers["Service-Worker-Allowed"], answer.headers["Cache-Control"]) == ("/join/", "no-cache")
    assert "Set-Cookie" not in answer.headers
    assert office.guest.get("/join/worker.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "worker-src 'self'" in office.guest.get(office.link()).headers["Content-Security-Policy"]
    assert all(f"/static/{name}" in answer.text for name in (*VERSIONED, *PLAIN))


def test_whatever_a_kept_page_or_its_scripts_ask_for_is_kept_with_it(office):
    link, kept = office.link().removesuffix("/answer"), {*VERSIONED, *PLAIN}
    for page in ("desk", "answer", "check-in"):
        text = office.guest.get(f"{link}/{page}").text
        asked = set(re.findall(r'(?:src|href)="/static/([^"?#]+)', text))
        assert {each for each in asked if "/plex-latin" not in each and "/plex-vietnamese" not in each} <= kept, page
    for name in (each for each in kept if each.endswith(".js") and not each.startswith("vendor/")):
        folder = (STATIC / name).parent
        wanted = {
            str((folder / each).resolve().relative_to(STATIC)) for each in IMPORT.findall((STATIC / name).read_text())
        }
        assert wanted <= kept, name
