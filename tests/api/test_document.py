"""The OpenAPI document is complete: nothing is left for a reader to guess."""

import re

import jsonschema_rs
import pytest

from api.app import make_app
from api.settings import Settings
from api.shell.document import operations

OPEN = {"get_health", "get_readiness"}
"""Operations that need no token."""

EVERY = {"400", "401", "403", "422", "429", "503"}
"""What an operation that needs a token may answer, whatever it does."""


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """Return the document of a service."""
    file = tmp_path_factory.mktemp("document") / "qixiu.db"
    return make_app(Settings(database=str(file))).openapi()


def resolved(document, schema):
    """Return the schema that a reference names."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else schema


def examples(document, content):
    """Return the examples of a body: its own, or those of its model."""
    if "example" in content:
        return [content["example"]]
    if "examples" in content:
        return [one["value"] for one in content["examples"].values()]
    schema = resolved(document, content["schema"])
    return [schema["example"]] if "example" in schema else schema.get("examples", [])


def bodies(document):
    """Return every body that is asked for or answered well, with its operation."""
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        for content in operation.get("requestBody", {}).get("content", {}).items():
            yield f"{where} request", *content
        for status, answer in operation["responses"].items():
            if status.startswith("2"):
                for content in answer.get("content", {}).items():
                    yield f"{where} {status}", *content


def test_every_operation_says_what_it_is(document):
    """It has a summary, a description, one known tag, and an id of its own."""
    tags = {tag["name"] for tag in document["tags"]}
    ids = [one["operationId"] for _, _, one in operations(document)]
    assert len(ids) == len(set(ids))
    for path, _, operation in operations(document):
        assert operation["summary"], path
        assert not operation["summary"].endswith("."), path
        assert len(operation["description"]) > 20, path
        assert re.fullmatch("[a-z]+(_[a-z]+)+", operation["operationId"]), path
        [tag] = operation["tags"]
        assert tag in tags, path


def test_every_tag_is_described_and_used(document):
    """No group is empty, none without a word on it."""
    used = {tag for _, _, one in operations(document) for tag in one["tags"]}
    assert used == {tag["name"] for tag in document["tags"]}
    assert all(len(tag["description"]) > 20 for tag in document["tags"])


def test_operation_ids_stay_as_they_are(document):
    """Programs are made from these names; a change here breaks them."""
    assert {
        "get_board",
        "create_plan",
        "get_plan",
        "publish_plan",
        "report_event",
        "accept_event",
        "record_visits",
        "list_cases",
        "close_case",
        "get_senior",
        "put_senior",
        "get_timeline",
        "list_audit_entries",
        "load_demo",
    } <= {one["operationId"] for _, _, one in operations(document)}


def test_every_error_is_documented_in_the_one_form(document):
    """Whoever needs a token may meet the common errors; ids in paths may be unknown."""
    for path, _, operation in operations(document):
        answers = operation["responses"]
        if operation["operationId"] not in OPEN:
            assert answers.keys() >= EVERY, path
            assert operation["security"], path
        if "requestBody" in operation:
            assert "413" in answers, path
        for status, answer in answers.items():
            if status >= "400":
                [content] = answer["content"].values()
                reference = content["schema"]["$ref"]
                assert reference.endswith("/ErrorEnvelope"), f"{path} {status}"


def test_every_body_has_an_example_that_fits(document):
    """Each request and each good answer shows one, and its model takes it."""
    for where, kind, content in bodies(document):
        if kind == "application/pdf":
            continue
        shown = examples(document, content)
        assert shown, f"{where} has no example"
        if kind != "application/json":
            continue
        schema = content["schema"] | {"components": document["components"]}
        for one in shown:
            assert jsonschema_rs.is_valid(schema, one), f"{where}: {one}"


def test_long_lists_are_paged_in_one_way(document):
    """Who takes a limit takes a cursor, and answers items and what comes next."""
    for path, _, operation in operations(document):
        names = {one["name"] for one in operation.get("parameters", ())}
        assert not names & {"page", "offset", "cursor", "per_page"}, path
        if names & {"limit", "after"}:
            content = operation["responses"]["200"]["content"]["application/json"]
            schema = resolved(document, content["schema"])
            assert {"limit", "after"} <= names, path
            assert {"items", "next"} <= schema["properties"].keys(), path


def test_query_strings_carry_no_personal_data(document):
    """No operation asks for a name, telephone number or free text in its address."""
    for path, _, operation in operations(document):
        for one in operation.get("parameters", ()):
            if one["in"] in ("query", "path"):
                assert not re.search("name|phone|note|search|q$", one["name"]), path
