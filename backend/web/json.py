"""Replies as JSON."""

from typing import Any

import msgspec
from starlette.responses import Response

_encoder = msgspec.json.Encoder()


def reply(value: Any = None, status: int = 200, *, headers: dict[str, str] | None = None) -> Response:
    """Return `value` as JSON that no cache keeps, or an empty answer for `None`."""
    kept = {"cache-control": "no-store", **(headers or {})}
    if value is None:
        return Response(status_code=204 if status == 200 else status, headers=kept)
    return Response(_encoder.encode(value), status, kept, media_type="application/json")
