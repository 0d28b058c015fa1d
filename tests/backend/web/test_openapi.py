"""The API describes itself, and what it describes holds for whatever is sent to it."""

from typing import Any, Final

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from jsonschema_rs import validator_for
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.app import describe
from tests.apps import App
from tests.factories.records import programme, published

DOCUMENT: Final = describe()
OPERATIONS: Final = [
    found.ok()
    for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    if isinstance(found, Ok)
]
# An answer without an end cannot be waited for; tests/backend/live reads it.
ENDING: Final = [operation for operation in OPERATIONS if operation.path != "/api/v1/live"]
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


async def test_the_document_is_served_as_it_is_printed(app: App) -> None:
    assert (await app.client.get("/api/openapi.json")).json() == DOCUMENT


def test_every_schema_in_the_document_is_sound() -> None:
    definitions = {"components": DOCUMENT["components"]}

    for name in DOCUMENT["components"]["schemas"]:
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": f"#/components/schemas/{name}",
        }
        assert not validator_for(schema | definitions).is_valid("a text is none of them")


def test_every_operation_says_what_it_is_for_and_how_it_refuses() -> None:
    told = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]

    assert DOCUMENT["openapi"] == "3.1.0"
    assert len(told) == len(OPERATIONS) == 58
    assert all(operation["summary"] and "default" in operation["responses"] for operation in told)


async def test_the_sync_answers_have_the_shapes_described(app: App) -> None:
    await published(*programme())
    await app.sync.refresh()

    whole = (await app.client.get("/api/v1/sync")).json()
    delta = (await app.client.get("/api/v1/sync?since=1")).json()

    for name, answer in (("Snapshot", whole), ("Delta", delta)):
        schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
        errors = [
            f"{error.instance_path}: {error.message}" for error in validator_for(schema).iter_errors(answer)
        ]
        assert errors == []


@st.composite
def cases(draw: st.DrawFn) -> "schemathesis.Case[Any]":
    """A call of some operation, sound or not."""
    operation = draw(st.sampled_from(ENDING))
    mode = draw(st.sampled_from(list(schemathesis.GenerationMode)))
    case: schemathesis.Case[Any] = draw(operation.as_strategy(generation_mode=mode))
    return case


@given(case=cases())
@examples(
    max_examples=200,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
async def test_no_call_breaks_the_server_or_the_document(app: App, case: "schemathesis.Case[Any]") -> None:
    phone, organizer = await app.phone(), await app.signed_in()
    request = _request(case)
    request.headers["origin"] = app.settings.origin
    request.headers.setdefault("authorization", phone.headers["authorization"])

    answer = await organizer.send(request)

    case.validate_response(answer, checks=CHECKS)


def _request(case: "schemathesis.Case[Any]") -> httpx.Request:
    kwargs: dict[str, Any] = case.as_transport_kwargs(base_url="https://forum.example.org")
    wanted = {"method", "url", "headers", "files", "data", "params", "auth", "cookies", "json"}
    sent = requests.Request(**{key: value for key, value in kwargs.items() if key in wanted}).prepare()
    body = sent.body.encode() if isinstance(sent.body, str) else sent.body
    assert body is None or isinstance(body, bytes)
    headers = {
        name: value.decode() if isinstance(value, bytes) else value
        for name, value in sent.headers.items()
        if name.lower() not in ("cookie", "host")
    }
    return httpx.Request(sent.method or "GET", sent.url or "", headers=headers, content=body)
