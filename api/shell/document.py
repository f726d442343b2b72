"""What the OpenAPI document says beside what the operations say themselves."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

TAGS = [
    {
        "name": "board",
        "description": "The state of the day: who is due, seen and late, what is open, "
        "how far the carers are, and what the next fortnight lacks.",
    },
    {
        "name": "plans",
        "description": "Plans from the wish for one to being published and superseded: "
        "made in the background, compared, changed by hand, printed.",
    },
    {
        "name": "events",
        "description": "The day that goes wrong: each report is answered by a "
        "proposal, and nothing changes until a person accepts it.",
    },
    {
        "name": "visits",
        "description": "What came of visits, one by one or a whole sheet at a time, "
        "and what has to be followed up.",
    },
    {
        "name": "cases",
        "description": "Seniors of whom something is not known, until a named person "
        "writes the end.",
    },
    {
        "name": "people",
        "description": "Seniors, carers, who works when, and the community's policy: "
        "the contract's tables.",
    },
    {
        "name": "audit",
        "description": "Who did what to which record, when.",
    },
    {
        "name": "demo",
        "description": "An invented community to try everything with.",
    },
    {
        "name": "system",
        "description": "Whether the service lives and is ready, in numbers, and who is "
        "calling.",
    },
]
"""Every tag, in the order in which a coordinator meets them."""

METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return every operation of a document, with its path and method."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield path, method, operation


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with what operations do not say of themselves.

    Bodies may be too large, and examples have their nulls, which go missing on the way.
    """
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        if "example" in schema:
            schema["example"] = _with_nulls(schemas, schema, schema["example"])
    for _, _, operation in operations(document):
        if "requestBody" in operation:
            operation["responses"][str(_TOO_LARGE.value)] = {
                "description": _TOO_LARGE.phrase,
                "content": {"application/json": {"schema": _ENVELOPE}},
            }
        for answer in operation["responses"].values():
            for content in answer.get("content", {}).values():
                if content.keys() >= {"example", "schema"}:
                    content["example"] = _with_nulls(
                        schemas, content["schema"], content["example"]
                    )
    return document


_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
_ENVELOPE = {"$ref": "#/components/schemas/ErrorEnvelope"}


def _with_nulls(
    schemas: dict[str, Any], schema: dict[str, Any], example: Any
) -> dict[str, Any] | Any:
    """Return an example in which every required property stands, null if need be."""
    name = schema.get("$ref", "").rpartition("/")[2]
    schema = schemas[name] if name else schema
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            example = _with_nulls(schemas, one, example)
    if isinstance(example, list):
        return [_with_nulls(schemas, schema.get("items", {}), one) for one in example]
    if not isinstance(example, dict):
        return example
    known = schema.get("properties", {})
    others = schema.get("additionalProperties")
    rest = others if isinstance(others, dict) else {}
    filled = {
        key: _with_nulls(schemas, known.get(key, rest), value)
        for key, value in example.items()
    }
    return {key: filled.get(key) for key in (*schema.get("required", ()), *filled)}
