"""Typed operations: a route's body, query and answer are what its signature says.

`@operation(...)` reads the body into the struct that annotates the handler's `body` parameter, the query
into that of `query`, calls the handler and replies with what it returns; OpenAPI is built from the same
annotations. A route that takes files gets their bytes.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from backend.core.errors import Invalid, NotFound, TooLarge, Unsupported
from backend.core.shape import holds_nul, refusal
from backend.web.json import reply

MAX_BODY = 64 * 1024

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Operation:
    """What OpenAPI tells about a handler; `security` names a scheme of `web.openapi`, `media_type` what a
    `Response` of its own holds, `takes` the media types of a body that is a file, `events` what the data of
    each server-sent event is."""

    summary: str
    body: Any
    query: Any
    returns: Any
    status: int
    security: str | None
    media_type: str | None = None
    takes: Sequence[str] = ()
    events: Mapping[str, Any] = field(default_factory=dict)


OPERATIONS: dict[Handler, Operation] = {}


def operation(
    summary: str,
    *,
    status: int = 200,
    security: str | None = None,
    max_body: int = MAX_BODY,
    media_type: str | None = None,
    takes: Sequence[str] = (),
    events: Mapping[str, Any] | None = None,
) -> Callable[[Callable[..., Awaitable[Any]]], Handler]:
    """Make a Starlette endpoint of a typed handler.

    The handler may raise any `CompanionError`. A body that is not JSON of the wanted shape raises
    `Invalid`, one above `max_body` bytes `TooLarge`, before the handler runs. With `takes` the body is a
    file of one of these media types and given as it is; any other raises `Unsupported`.
    """

    def decorate(handler: Callable[..., Awaitable[Any]]) -> Handler:
        hints = get_type_hints(handler, include_extras=True)
        names = inspect.signature(handler).parameters
        body_type = hints["body"] if "body" in names and not takes else None
        query_type = hints["query"] if "query" in names else None
        decoder = msgspec.json.Decoder(body_type) if body_type is not None else None

        async def endpoint(request: Request) -> Response:
            given: dict[str, Any] = {}
            if any(
                "\0" in str(value)
                for value in (*request.path_params.values(), *request.query_params.values())
            ):
                raise NotFound("There is nothing at this address.")
            if takes:
                given["body"] = await _read_file(request, takes, max_body)
            if decoder is not None:
                given["body"] = _decode(decoder, await read_body(request, max_body))
            if query_type is not None:
                given["query"] = _convert(dict(request.query_params), query_type)
            value = await handler(request, **given)
            return value if isinstance(value, Response) else reply(value, status)

        endpoint.__name__ = handler.__name__
        endpoint.__doc__ = handler.__doc__
        OPERATIONS[endpoint] = Operation(
            summary,
            body_type,
            query_type,
            hints.get("return"),
            status,
            security,
            media_type,
            takes,
            events or {},
        )
        return endpoint

    return decorate


async def read_body(request: Request, limit: int) -> bytes:
    """Return the request's body; raise `TooLarge` as soon as it exceeds `limit` bytes."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise TooLarge(f"The body may have at most {limit} bytes.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise TooLarge(f"The body may have at most {limit} bytes.")
    return bytes(body)


async def _read_file(request: Request, kinds: Sequence[str], limit: int) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise Unsupported(f"The body must be one of {', '.join(kinds)}.")
    return await read_body(request, limit)


def _decode(decoder: msgspec.json.Decoder[Any], raw: bytes) -> Any:
    if holds_nul(raw):
        raise Invalid("A text holds the character NUL.", {"": "no text may hold U+0000"})
    try:
        return decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise refusal(error) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid("The body is not valid JSON.", {"": str(error)}) from error


def _convert(values: dict[str, str], wanted: Any) -> Any:
    try:
        return msgspec.convert(values, wanted, strict=False)
    except msgspec.ValidationError as error:
        raise refusal(error) from error
