"""Who calls: the cookie of a signed-in person, their roles, and that a write comes from our own pages."""

from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from backend.accounts import queries
from backend.accounts.rules import Actor, Role
from backend.core.errors import Forbidden, Unauthenticated
from backend.settings import Settings
from backend.web.body import OPERATIONS, Handler
from backend.web.state import now, settings

_READS = {"GET", "HEAD", "OPTIONS"}
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def cookie_name(given: Settings) -> str:
    """Return the session cookie's name; on https the prefix binds it to the host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-session" if given.origin.startswith("https:") else "session"


def own_origins(given: Settings) -> frozenset[str]:
    """Return the origins of our own pages; without a public URL, every name of this machine's loopback."""
    if given.public_url:
        return frozenset({given.origin})
    return frozenset({given.origin, *(f"http://{host}:{given.port}" for host in _LOOPBACK)})


def require_own_origin(request: Request) -> None:
    """Raise `Forbidden` unless the `Origin` header is one of our own pages' (RFC 6454, section 7)."""
    if request.headers.get("origin") not in own_origins(settings(request)):
        raise Forbidden("This call must come from the site's own pages.")


async def signed_in(request: Request) -> Actor:
    """Return who is signed in; raises `Unauthenticated`, and `Forbidden` for a write from elsewhere."""
    if request.method not in _READS:
        require_own_origin(request)
    token = request.cookies.get(cookie_name(settings(request)))
    actor = await queries.actor_of_cookie(token, now(request)) if token else None
    if actor is None:
        raise Unauthenticated("Sign in to do this.")
    return actor


def allow(role: Role) -> Callable[[Handler], Handler]:
    """Let an endpoint run only for signed-in people with `role`; it finds them by `actor(request)`.

    Asked before the body is read: strangers learn nothing from how their body is judged.
    """

    def decorate(endpoint: Handler) -> Handler:
        @wraps(endpoint)
        async def guarded(request: Request) -> Response:
            found = await signed_in(request)
            if not found.may(role):
                raise Forbidden("Your roles do not allow this.")
            request.state.actor = found
            return await endpoint(request)

        OPERATIONS[guarded] = OPERATIONS[endpoint]
        return guarded

    return decorate


def actor(request: Request) -> Actor:
    """Return the person that `allow` let in."""
    found = request.state.actor
    assert isinstance(found, Actor)
    return found
