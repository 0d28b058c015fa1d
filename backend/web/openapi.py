"""OpenAPI 3.1 of every typed operation, from the annotations that also check the traffic."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from backend.web.body import OPERATIONS, Operation

_REF = "#/components/schemas/{name}"
_PARAMETER = re.compile(r"\{(\w+)")

SECURITY_SCHEMES = {
    "device": {"type": "http", "scheme": "bearer", "description": "The token of POST /api/v1/devices."},
    "person": {"type": "apiKey", "in": "cookie", "name": "session", "description": "Set by sign-in."},
    "metrics": {"type": "http", "scheme": "bearer", "description": "COMPANION_METRICS_TOKEN."},
}


def document(routes: Iterable[BaseRoute], *, extra: Iterable[Any] = ()) -> dict[str, Any]:
    """Return the OpenAPI document of `routes`; `extra` types are described though no operation has them."""
    told = list(_operations(routes))
    types = [kind for _, _, operation in told for kind in _types(operation)] + list(extra)
    _, components = msgspec.json.schema_components(types, ref_template=_REF)
    problem = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    paths: dict[str, Any] = {}
    for path, method, operation in told:
        paths.setdefault(path, {})[method] = _operation(path, operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "IPS Forum companion", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": {**components, "Problem": problem},
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def _operations(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[tuple[str, str, Operation]]:
    for route in routes:
        if isinstance(route, Mount):
            yield from _operations(route.routes, prefix + route.path)
        elif isinstance(route, Route) and route.endpoint in OPERATIONS:
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield prefix + route.path_format, method.lower(), OPERATIONS[route.endpoint]


def _types(operation: Operation) -> list[Any]:
    wanted = [operation.body, operation.query, operation.returns, *operation.events.values()]
    return [kind for kind in wanted if kind not in (None, type(None)) and not _is_response(kind)]


def _is_response(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Response)


def _operation(path: str, operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "summary": operation.summary,
        "responses": {
            _status(operation): _answer(operation),
            "default": {
                "description": "Problem details (RFC 9457)",
                "content": {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}},
            },
        },
    }
    if operation.media_type and not operation.events:
        told["responses"]["304"] = {"description": "What the entity tag names is still so"}
    names = _PARAMETER.findall(path)
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
    ]
    if operation.query is not None:
        parameters += _query_parameters(operation.query)
    if parameters:
        told["parameters"] = parameters
    if operation.body is not None:
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _schema(operation.body)}},
        }
    if operation.takes:
        told["requestBody"] = {"required": True, "content": {kind: {} for kind in operation.takes}}
    if operation.security:
        told["security"] = [{operation.security: []}]
    return told


def _status(operation: Operation) -> str:
    empty = operation.returns in (None, type(None)) and operation.status == 200
    return "204" if empty else str(operation.status)


def _answer(operation: Operation) -> dict[str, Any]:
    if operation.media_type:
        content: dict[str, Any] = {operation.media_type: {"schema": {"type": "string"}}}
        if operation.events:
            # OpenAPI 3.1 has no word of its own for what the data of an event is.
            told = {name: _schema(kind) for name, kind in operation.events.items()}
            content[operation.media_type]["x-events"] = told
        return {"description": operation.summary, "content": content}
    if operation.returns in (None, type(None)) or _is_response(operation.returns):
        return {"description": operation.summary}
    content = {"application/json": {"schema": _schema(operation.returns)}}
    return {"description": operation.summary, "content": content}


def _query_parameters(kind: Any) -> list[dict[str, Any]]:
    return [
        {"name": item.encode_name, "in": "query", "required": item.required, "schema": _schema(item.type)}
        for item in msgspec.structs.fields(kind)
    ]


def _schema(kind: Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REF)
    return schema
