"""/api/v1 and whatever may be sent to it: a sentence at the right field, nothing changed, never a mistake of ours."""

import json
from datetime import timedelta

import pytest

from tests.api import program as right
from tests.api.program import Program, is_a_problem
from tests.shown_form import nothing_changes

ODD = (0, "0", True, 1e9, 1.5, None, [], {}, "\ud800", "\x00", "<b>x</b>")

# call -> field -> what it cannot be; a number counts as text nowhere, and text as a number only if it is digits
TEXT = tuple(value for value in ODD if not isinstance(value, str)) + ("\u00a0\u200b\u200d", "\x00", "x" * 301)
IDS = (*ODD, "x" * 41, "Ông Ba", "", 10**30)
ITEM = {
    "title": (*TEXT, "", "   ", "x" * 10_000),
    "kind": (*ODD, "", "party", "x" * 10_000),
    "minutes": (0, "0", True, 1e9, 1.5, None, [], {}, -1, 601, "601", "mười", "", "1e2", 10**300, "\ud800"),
    "presenter": (0, True, 1e9, [], {}, ["x"], "x" * 201, "x" * 10_000),
    "site": (1, True, 1e9, [], {}, "nowhere", "\ud800", "\x00", "x" * 10_000),
}
PLAN = {
    "title": (*TEXT, "", "x" * 10_000),
    "kind": (*ODD, "GIAO-BAN"),
    "mode": (*ODD, "radio"),
    "reach": (*ODD, "world"),
    "public": (0, 1, "0", "true", "yes", None, [], {}, 1e9),
    "starts_at": (*ODD, "2026-11-26", "2026-11-26T07:30", "2026-W48-4T07:30+07:00", "2026-02-31T07:30+07:00"),
    "ends_at": (*ODD, "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2000-01-01T00:00:00Z", "x" * 10_000),
    "main_site": tuple(value for value in IDS if value != "0") + ("0", "nowhere"),
    "sites": (0, "0", True, 1e9, None, {}, [0], [None], [[]], ["nowhere"], ["\ud800"], ["a", "a"], ["a"] * 501),
    "chairs": (0, "0", True, 1e9, None, {}, [0], [{}], ["nobody"], ["a", "a"], ["\x00"], [f"a{n}" for n in range(21)]),
}
CALLS = {
    "PATCH draft": PLAN,
    "POST live/agenda": ITEM,
    "PATCH live/agenda/ITEM": ITEM,
    "POST live/agenda/ITEM/adjust": {"minutes": (*ODD, 601, -601, "x", 10**300)},
    "POST live/agenda/ITEM/move": {"before": IDS[:-1] + (1,), "after": (None, 0, [], "\ud800")},
    "POST draft/postpone": {"reason": (0, True, 1e9, [], {}, "", " \u200b", "\x00", "x" * 501, "x" * 10_000)},
    "POST calendar-links": {
        "label": (*TEXT, "", "x" * 101),
        "kind": (*ODD, "public"),
        "of": (*IDS, "nobody"),
    },
}
NEEDS = {"POST live/agenda": right.ITEM, "POST calendar-links": {"label": "x"}}


@pytest.mark.parametrize(("call", "field"), [(call, field) for call, fields in CALLS.items() for field in fields])
def test_each_wrong_value_gets_a_sentence_at_its_field_and_changes_nothing(program, call, field):
    method, path = program.address(call)
    for value in CALLS[call][field]:
        if field in ("before", "after") and value == "0":
            continue  # reads like an id: 404, see below
        with nothing_changes(program.app):
            answer = program.call(method, path, NEEDS.get(call, {}) | {field: value})
        assert is_a_problem(answer, 422, field), value


def test_whatever_is_missing_is_named_at_once(program):
    for call, needed in (
        ("POST conferences", ["title", "kind", "starts_at", "ends_at", "main_site", "sites", "chairs"]),
        ("POST live/agenda", ["title", "kind", "minutes"]),
        ("POST live/agenda/ITEM/adjust", ["minutes"]),
        ("POST live/agenda/ITEM/move", ["before"]),
        ("POST draft/cancel", ["reason"]),
        ("POST calendar-links", ["label"]),
    ):
        for body in ({}, b""):
            with nothing_changes(program.app):
                answer = program.call(*program.address(call), body)
            assert is_a_problem(answer)
            assert list(answer.json["errors"]) == needed


def test_what_belongs_to_others_is_refused_like_what_is_not_there(program):
    another = Program(program.app)
    item = f"agenda/{another.items[0]}"
    for path in (another.draft, f"{another.live}/{item}", f"{program.live}/{item}"):
        with nothing_changes(program.app):
            assert is_a_problem(program.call("PATCH", path, {"title": "x"}), 404)
    move = f"{program.live}/agenda/{program.items[0]}/move"
    for other in (program.other_item, another.items[0], "nowhere"):
        with nothing_changes(program.app):
            assert is_a_problem(program.call("POST", move, {"before": other}), 404)
    with nothing_changes(program.app):
        organiser = program.call("POST", "/conferences", program.plan() | {"organiser": program.other_body})
        assert is_a_problem(organiser, 403)
        item = right.ITEM | {"site": program.elsewhere}
        assert is_a_problem(program.call("POST", f"{program.live}/agenda", item), 422, "site")
        assert is_a_problem(program.call("PATCH", program.draft, {"sites": [program.old]}), 422, "sites")
        assert is_a_problem(program.call("PATCH", program.draft, {"main_site": program.old}), 422, "main_site")


def test_an_end_before_the_start_or_weeks_after_it_is_refused(program):
    for length in (timedelta(0), -timedelta(hours=1), timedelta(days=14, seconds=1)):
        end = {"ends_at": (program.start + length).isoformat()}
        with nothing_changes(program.app):
            assert is_a_problem(program.call("POST", "/conferences", program.plan() | end), 422, "ends_at")


# -- the body as a whole ---------------------------------------------------------------------------

CHANGING = ["POST conferences", "PATCH draft", "POST live/agenda", "POST draft/submit", "POST live/agenda/next"]
DEEP = {f"{depth} deep": b'{"title":' + b"[" * depth + b"]" * depth + b"}" for depth in (100, 900, 990, 100_000)}
BROKEN = DEEP | {
    "cut short": b'{"title": "x"',
    "no object": b"[]",
    "null": b"null",
    "a number": b"1e9",
    "text": b'"x"',
    "NaN": b'{"title": NaN}',
    "Infinity": b'{"minutes": -Infinity}',
    "a name twice": b'{"title": "a", "title": "b"}',
    "not UTF-8": b'{"title": "\xff"}',
    "a long number": b'{"minutes": ' + b"9" * 5000 + b"}",
    "a number beyond all": b'{"minutes": 1e999}',
    "single quotes": b"{'title': 'x'}",
    "a comment": b'{"title": "x"} // ok',
    "an unknown name": b'{"unheard_of": 1}',
    "an empty name": b'{"": 1}',
    "half a character as a name": b'{"\\ud800": 1}',
    "a NUL in a name": b'{"\\u0000": 1}',
    "a very long name": b'{"' + b"x" * 10_000 + b'": 1}',
    "a thousand names": json.dumps({str(number): number for number in range(1000)}).encode(),
    "markup as a name": b'{"<script>": 1}',
    "prototype": b'{"__proto__": {}, "constructor": {}}',
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("call", CHANGING)
def test_a_broken_body_is_refused(program, call, what):
    for headers in ({}, {"Idempotency-Key": "once"}):
        with nothing_changes(program.app):
            answer = program.call(*program.address(call), BROKEN[what], **headers)
        assert is_a_problem(answer)
        assert answer.json["errors"]


def test_no_depth_of_nesting_slips_between_reading_and_keeping(program):
    for depth in range(700, 1000):
        body = b'{"title":' + b"[" * depth + b"]" * depth + b"}"
        answer = program.call("PATCH", program.draft, body, **{"Idempotency-Key": "deep"})
        assert is_a_problem(answer), depth


@pytest.mark.parametrize("call", CHANGING)
def test_only_json_of_a_decent_size_is_read(program, call):
    method, path = program.address(call)
    for kind in ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"):
        with nothing_changes(program.app):
            assert is_a_problem(program.call(method, path, b'{"title": "x"}', **{"Content-Type": kind}), 415)
    with nothing_changes(program.app):
        large = b'{"title": "' + b"x" * 1024 * 1024 + b'"}'
        assert is_a_problem(program.call(method, path, large), 413)
        assert is_a_problem(program.call("PUT", path, {}), 405)


def test_json_may_name_its_letters(program):
    kind = {"Content-Type": "application/json; charset=utf-8"}
    answer = program.call("PATCH", program.draft, {"title": "Khác"}, **kind)
    assert (answer.status_code, answer.json["title"]) == (200, "Khác")


def test_text_stays_what_it_is(program):
    for text in ("<script>alert(1)</script>", "🙂 👩‍💻", "'; DROP TABLE x; --", "{{ 7 * 7 }} %(x)s", "a" * 300):
        made = program.call("POST", "/conferences", program.plan() | {"title": text})
        item = {"title": text, "kind": "khac", "minutes": 5, "presenter": text[:200]}
        row = program.call("POST", f"{program.live}/agenda", item)
        assert (made.json["title"], row.json["title"], row.json["presenter"]) == (text, text, text[:200])
    tidy = program.call("PATCH", program.draft, {"title": " Giao\u00a0ban\n\x00tháng\u200b 12\ud800 "})
    assert tidy.json["title"] == "Giao ban tháng 12"
