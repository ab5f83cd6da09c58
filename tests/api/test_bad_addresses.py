"""/api/v1 and whatever may stand in an address: queries, marks of pages, ids, tokens."""

import base64
import json

import pytest

from tests.api.program import is_a_problem


def mark(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


MARKS = [
    *("zzz", "%00", "%ED%A0%80", "🙂", "=", "x" * 10_000, mark(None), mark([]), mark([1, 2]), mark(["a"])),
    *(mark(["a", "b", "c"]), mark([{}, "b"]), mark([{"at": 1}, "b"]), mark([{"at": "x"}, "b"]), mark(["a\x00", "b"])),
    *(mark(["\ud800", "b"]), mark(["a", "\udfff"]), mark([True, "b"]), mark([["a"], "b"]), mark([{"at": []}, "b"])),
    *(mark([{"at": "0001-01-01T00:00:00+23:59"}, "b"]), mark([{"at": "9999-12-31T23:59:59-23:59"}, "b"])),
    base64.urlsafe_b64encode(b"[" * 100_000).decode(),
]
OTHERS = {"/sites": mark([{"at": "2026-11-26T00:00:00+00:00"}, "b"]), "/people": mark([{"at": "2026-11-26"}, "b"])}
OTHERS["/conferences"] = mark(["a", "b"])


@pytest.mark.parametrize("path", ["/sites", "/people", "/conferences"])
def test_a_mark_of_no_page_is_refused(program, path):
    for next_mark in (*MARKS, OTHERS[path]):
        assert is_a_problem(program.client.get(f"/api/v1{path}?next={next_mark}", headers=program.headers), 422, "next")


NO_TIMES = ("%00", "x", "2026", "2026-13-01", "0001-01-01T00:00:00%2B23:59", "1e9", "someday")
QUERIES = {
    "/conferences": {
        "from": NO_TIMES,
        "to": NO_TIMES,
        "site": ("%00", "!", "x" * 41, "%ED%A0%80"),
        "limit": ("0", "-1", "501", "1e2", "x", "9" * 5000, "%00"),
        "q": ("%00", "a%00b"),
    },
    "/sites": {"kind": ("%00", "party"), "parent": ("!",), "on": ("x", "31/2/2026", "%00"), "q": ("%00",)},
    "/people": {"role": ("%00", "king"), "limit": ("501",), "q": ("%00",)},
    "LIVE/events": {"since": ("-1", "2147483648", "x", "1.5", "9" * 5000, "%00", "true")},
    "LIVE/news?view=screen": {"view": ("", "door", "%00"), "since": ("-1", "x", "2147483648"), "lang": ("fr", "%00")},
}


@pytest.mark.parametrize("path", QUERIES)
def test_a_query_that_cannot_be_read_is_refused_by_its_name(program, path):
    address = "/api/v1" + path.replace("LIVE", program.live).partition("?")[0]
    usual = {"view": "screen"} if "view" in path else {}
    for name, values in QUERIES[path].items():
        rest = "".join(f"&{other}={value}" for other, value in usual.items() if other != name)
        for value in values:
            answer = program.client.get(f"{address}?{name}={value}{rest}", headers=program.headers)
            assert is_a_problem(answer, 422, name)


@pytest.mark.parametrize("text", ["", "%25", "_", "\\", "'", "🙂", "%ED%A0%80", "x" * 10_000, "\u0300", "<b>"])
def test_any_text_may_be_looked_for(program, text):
    for path in ("/sites", "/people", "/conferences"):
        assert program.client.get(f"/api/v1{path}?q={text}", headers=program.headers).status_code == 200, path


@pytest.mark.parametrize("id", ["%00", "a%00b", "%ED%A0%80", "x" * 5000, "'", "🙂", "1 2"])
def test_an_id_that_cannot_be_is_not_found(program, id):
    paths = [f"GET /conferences/{id}", f"GET /conferences/{id}/live", f"GET /conferences/{id}/events"]
    paths += [f"PATCH /conferences/{id}", f"POST /conferences/{id}/submit", f"POST /conferences/{id}/agenda/next"]
    paths += [f"POST /conferences/{id}/agenda", f"GET /conferences/{id}/news?view=screen"]
    paths += [f"{method} {program.live}/agenda/{id}" for method in ("PATCH", "DELETE")]
    paths += [f"POST {program.live}/agenda/{id}/start", f"POST {program.live}/agenda/{program.items[0]}/{id}"]
    paths += [f"POST {program.live}/{id}", f"DELETE /calendar-links/{id}", f"GET /{id}"]
    for path in paths:
        method, address = path.split(" ", 1)
        answer = program.call(method, address, b"" if method in ("GET", "DELETE") else {})
        assert is_a_problem(answer, 404), path


@pytest.mark.parametrize("secret", ["", "x", "\xff", "x" * 10_000, "' OR 1=1", "a b c"])
def test_a_token_that_is_none_is_refused(program, secret):
    answer = program.client.get("/api/v1/conferences", headers={"Authorization": f"Bearer {secret}"})
    assert is_a_problem(answer, 401)
