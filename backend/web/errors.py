"""One table gives each error its status; every error leaves as RFC 9457 problem details."""

from collections.abc import Mapping

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from backend.core import errors

STATUS: dict[type[errors.CompanionError], tuple[int, str]] = {
    errors.Invalid: (422, "What was sent cannot be accepted"),
    errors.Unauthenticated: (401, "Sign in first"),
    errors.Forbidden: (403, "Not allowed"),
    errors.NotFound: (404, "Not found"),
    errors.Conflict: (409, "Conflict"),
    errors.TooLarge: (413, "Too large"),
    errors.Unsupported: (415, "Unsupported media type"),
    errors.TooMany: (429, "Too many requests"),
    errors.Busy: (503, "No room now"),
}

_TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 415: "Unsupported media type"}
_DETAILS = {404: "There is nothing at this address.", 405: "This address does not take that method."}


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem+json response."""
    kind = "about:blank" if not fields else "urn:ips-forum:problem:fields"
    body = msgspec.json.encode(
        {
            "type": kind,
            "title": title,
            "status": status,
            "detail": detail,
            **({"errors": dict(fields)} if fields else {}),
        }
    )
    return Response(body, status, dict(headers or {}), media_type="application/problem+json")


async def companion_error(request: Request, error: Exception) -> Response:
    """Answer an error that a domain raised on purpose."""
    assert isinstance(error, errors.CompanionError)
    status, title = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    headers = {}
    if isinstance(error, errors.TooMany | errors.Busy):
        headers["retry-after"] = str(error.retry_after)
    if isinstance(error, errors.Unauthenticated):
        headers["www-authenticate"] = "Bearer"
    return problem(status, title, error.detail, fields=error.errors, headers=headers)


async def http_error(request: Request, error: Exception) -> Response:
    """Answer what the router itself refuses: unknown paths, wrong methods."""
    assert isinstance(error, HTTPException)
    title = _TITLES.get(error.status_code, "Request refused")
    return problem(
        error.status_code,
        title,
        _DETAILS.get(error.status_code) or error.detail or title,
        headers=error.headers,
    )


async def unexpected_error(request: Request, error: Exception) -> Response:
    """Answer a fault of ours without telling its inside; the log has it under the request's id."""
    return problem(500, "Something went wrong here", "The fault is ours and has been logged. Try again.")
