"""/api/v1 and whatever else there may be: bodies and queries nobody thought of are never a mistake of ours."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.api.program import ITEM, is_a_problem

NAMES = [
    "title",
    "kind",
    "mode",
    "reach",
    "public",
    "starts_at",
    "ends_at",
    "main_site",
    "sites",
    "chairs",
    "organiser",
    "minutes",
    "presenter",
    "site",
]
NEARLY = st.sampled_from(
    ["giao-ban", "khac", "truc-tuyen", "none", "2026-12-01T07:30:00+07:00", "2026-12-01T09:30:00+07:00", 5, True, None]
)
NASTY = st.sampled_from(["\ud800", "\x00", "\u200d", "", "9" * 5000, "<b>", "__proto__"])
LETTERS = NASTY | st.text(st.characters(exclude_categories=()), max_size=40)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | LETTERS | NEARLY
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4))
BODIES = st.dictionaries(st.sampled_from(NAMES) | LETTERS, VALUES, max_size=8) | VALUES
QUICK = settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("call", ["POST conferences", "PATCH draft", "POST live/agenda"])
def test_no_json_at_all_is_a_mistake_of_ours(program, call):
    method, path = program.address(call)
    whole = {"POST conferences": program.plan(), "POST live/agenda": ITEM}.get(call, {})

    @QUICK
    @given(BODIES, st.booleans())
    def sent(body, is_nearly_right):
        if is_nearly_right and isinstance(body, dict):
            body = whole | {name: value for name, value in body.items() if name in NAMES}
        answer = program.call(method, path, body)
        assert answer.status_code in (200, 201) or is_a_problem(answer)

    sent()


@pytest.mark.parametrize("path", ["/conferences", "/sites", "/people"])
def test_no_query_at_all_is_a_mistake_of_ours(program, path):
    names = st.sampled_from(["q", "from", "to", "site", "next", "limit", "kind", "parent", "on", "role"])

    @QUICK
    @given(st.dictionaries(names, st.text(st.characters(codec="utf-8"), max_size=30), max_size=4))
    def asked(query):
        address = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        answer = program.client.get(f"/api/v1{path}?{address}", headers=program.headers)
        assert answer.status_code == 200 or is_a_problem(answer)

    asked()
