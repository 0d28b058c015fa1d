"""Answers that a caller asks for anew by their entity tag (RFC 9110, sections 8.8.3 and 13.1.2)."""

import hashlib
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from backend.web.body import OPERATIONS, Handler


def tagged(endpoint: Handler) -> Handler:
    """Give an endpoint's answers a strong entity tag, and answer 304 to whoever names it."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        response = await endpoint(request)
        etag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
        headers = {"etag": etag, "cache-control": "no-cache"}
        if _names(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        response.headers.update(headers)
        return response

    OPERATIONS[answered] = OPERATIONS[endpoint]
    return answered


def _names(known: str, etag: str) -> bool:
    """Tell whether an `If-None-Match` names the tag; proxies that compress make it a weak one."""
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return etag in tags or "*" in tags
