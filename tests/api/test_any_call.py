"""Calls made up from the description: every check of schemathesis holds, and nothing is a mistake of ours."""

import pytest

from tests.api import any_call
from tests.api.program import Program

MADE = {
    "allow_header_conformance",
    "content_type_conformance",
    "ensure_resource_availability",
    "ignored_auth",
    "missing_required_header",
    "negative_data_rejection",
    "not_a_server_error",
    "object_level_authorization",
    "positive_data_acceptance",
    "response_headers_conformance",
    "response_schema_conformance",
    "status_code_conformance",
    "unsupported_method",
    "use_after_free",
}
OF_APPROVERS = {f"POST /conferences/{{conference_id}}/{step}" for step in ("approve", "refuse", "propose")}


@pytest.mark.timeout(600)  # a thousand calls, on however busy a machine
@pytest.mark.parametrize("examples", [1, pytest.param(60, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_no_call_at_all_breaks_what_the_description_promises(live_server, examples):
    made = any_call.run(Program(live_server.app), live_server.url, examples=examples)

    assert [f"{name}: {told}" for name, found in made.failures.items() for told in found] == []
    assert made.checks == MADE
    assert max(status for answers in made.answers.values() for status in answers) < 500
    assert made.answers.keys() - made.done() == OF_APPROVERS  # a secretariat approves nothing
    assert "Traceback" not in live_server.log.read_text()
