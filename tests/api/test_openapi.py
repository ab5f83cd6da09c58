"""The description of /api/v1: valid by the standard's own schema, complete, and in the reader's language."""

import re

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

from confsys.api.examples import filled
from confsys.words import LANGUAGES

NO_LANGUAGE = re.compile(r"[^\W\d_]")


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json", headers={"Accept-Language": "en"}).json


def operations(document) -> list[dict]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def schemas(document):
    yield from document["components"]["schemas"].values()
    for operation in operations(document):
        yield from (parameter["schema"] for parameter in operation["parameters"])
        if body := operation.get("requestBody"):
            yield body["content"]["application/json"]["schema"]


def test_it_is_openapi_3_1_by_the_standard_s_own_schema(document):
    assert document["openapi"] == "3.1.0"
    assert [error.message for error in jsonschema_rs.validator_for(OPENAPI_31).iter_errors(document)] == []


def test_every_schema_in_it_is_json_schema(document):
    for schema in schemas(document):
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema)


def test_no_answer_is_merely_an_object(document):
    for operation in operations(document):
        for status, answer in operation["responses"].items():
            if status in ("200", "201"):
                schema = answer["content"]["application/json"]["schema"]
                assert schema.keys() & {"$ref", "anyOf"}, operation["operationId"]
    for name, schema in document["components"]["schemas"].items():
        assert schema["properties"], name


def test_every_call_says_what_it_does_and_every_field_what_it_means(document):
    for operation in operations(document):
        assert operation["summary"] and operation["tags"], operation["operationId"]
        assert all(parameter["description"] for parameter in operation["parameters"])
    for schema in schemas(document):
        assert all(each["description"] for each in schema.get("properties", {}).values())


def test_names_of_calls_are_unique(document):
    names = [operation["operationId"] for operation in operations(document)]
    assert sorted(names) == sorted(set(names))


def test_every_example_is_one_of_its_schema(document):
    for operation in operations(document):
        if body := operation.get("requestBody"):
            content = body["content"]["application/json"]
            assert jsonschema_rs.Draft202012Validator(content["schema"]).is_valid(content["example"]), operation
    components = document["components"]["schemas"]
    for name, schema in components.items():
        example = filled(schema, components, name)
        found = jsonschema_rs.Draft202012Validator(schema | {"components": {"schemas": components}})
        assert [error.message for error in found.iter_errors(example)] == [], (name, example)


def test_it_names_every_address_of_the_api(fresh_app, document):
    paths = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in fresh_app.url_map.iter_rules()}
    ours = {path.removeprefix("/api/v1") for path in paths if path.startswith("/api/v1/")} - {"/openapi.json"}
    assert ours == document["paths"].keys()


EXPECTED = {
    "list_sites": {"200", "401", "422", "429"},
    "read": {"200", "401", "404", "422", "429"},
    "live": {"200", "304", "401", "404", "422", "429"},
    "news": {"200", "401", "403", "404", "410", "422", "429"},
    "plan": {"201", "401", "403", "409", "413", "415", "422", "429", "503"},
    "delete_item": {"204", "401", "403", "404", "409", "413", "415", "422", "429", "503"},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_refusal_a_call_may_answer_is_named(document, name):
    [operation] = [each for each in operations(document) if each["operationId"] == name]
    assert operation["responses"].keys() == EXPECTED[name]


def test_a_step_that_needs_a_reason_says_so(document):
    def needed(step: str) -> list[str]:
        body = document["paths"][f"/conferences/{{conference_id}}/{step}"]["post"]["requestBody"]
        return body["content"]["application/json"]["schema"]["required"]

    assert (needed("postpone"), needed("issue")) == (["reason"], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_reader_s_language(client, language):
    document = client.get("/api/v1/openapi.json", headers={"Accept-Language": language}).json
    said = document["paths"]["/sites"]["get"]["description"]
    assert said.startswith({"vi": "Các điểm cầu có hiệu lực", "en": "Sites that exist on a day"}[language])
