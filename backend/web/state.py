"""What the lifespan hands to every request, by name and type."""

from collections.abc import Sequence
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_address

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
    if _is_in(peer, settings(request).trusted_networks):
        forwarded = request.headers.get("x-forwarded-for", "")
        # The last hop was written by the trusted proxy itself; earlier ones may be invented.
        return forwarded.rsplit(",", 1)[-1].strip() or peer
    return peer


def _is_in(peer: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in networks)
