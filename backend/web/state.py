"""What the lifespan hands to every request, by name and type."""

from datetime import datetime

from starlette.requests import Request

from backend.settings import Settings


def settings(request: Request) -> Settings:
    """Return the settings the process started with."""
    found = request.state.settings
    assert isinstance(found, Settings)
    return found


def now(request: Request) -> datetime:
    """Return the present moment: the edge where requests read the clock."""
    moment = request.state.clock()
    assert isinstance(moment, datetime)
    return moment


def client_address(request: Request) -> str:
    """Return the address a limit counts by: the peer's, or what a trusted proxy says of it."""
    peer = request.client.host if request.client else "unknown"
    trusted = {part.strip() for part in settings(request).trusted_proxies.split(",")}
    if peer in trusted:
        forwarded = request.headers.get("x-forwarded-for", "")
        # The last hop was written by the trusted proxy itself; earlier ones may be invented.
        return forwarded.rsplit(",", 1)[-1].strip() or peer
    return peer
