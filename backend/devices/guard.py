"""Which phone calls: the bearer token of `POST /api/v1/devices`. Cookies are not looked at."""

from starlette.requests import Request

from backend.core.errors import Unauthenticated
from backend.devices import commands, queries
from backend.devices.rules import KnownDevice
from backend.web.state import now


def bearer(request: Request) -> str | None:
    """Return the bearer token that the caller shows (RFC 6750, section 2.1)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None


async def device(request: Request) -> KnownDevice:
    """Return the calling device; raises `Unauthenticated` (RFC 6750, section 3.1)."""
    token = bearer(request)
    found = await queries.device_of_token(token) if token else None
    if found is None:
        raise Unauthenticated("This phone is not known here; introduce it first.")
    await commands.note_seen(found, now=now(request))
    return found
