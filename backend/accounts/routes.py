"""Sign-in, sign-out, who am I."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.accounts import sign_in
from backend.accounts.guard import cookie_name, require_own_origin, signed_in
from backend.accounts.rules import SESSION_LASTS, normal_email
from backend.accounts.schemas import LinkBody, Me, SignInBody
from backend.settings import Settings
from backend.web.body import operation
from backend.web.limits import RateLimit
from backend.web.state import client_address, now, settings

_by_address = RateLimit(per_minute=60)
_by_email = RateLimit(per_minute=10)


@operation("Sign in with a password", status=204)
async def post_sign_in(request: Request, body: SignInBody) -> Response:
    """Set the session cookie."""
    require_own_origin(request)
    _by_address.admit(client_address(request), now(request))
    _by_email.admit(normal_email(body.email), now(request))
    token = await sign_in.sign_in(body.email, body.password, now=now(request))
    return _with_cookie(settings(request), token)


@operation("Sign in with a one-time link", status=204)
async def post_link(request: Request, body: LinkBody) -> Response:
    """Set the session cookie and use the link up."""
    require_own_origin(request)
    _by_address.admit(client_address(request), now(request))
    token = await sign_in.follow_link(body.token, now=now(request))
    return _with_cookie(settings(request), token)


@operation("Sign out", status=204, security="person")
async def post_sign_out(request: Request) -> Response:
    """End the sign-in and clear the cookie."""
    require_own_origin(request)
    name = cookie_name(settings(request))
    if token := request.cookies.get(name):
        await sign_in.sign_out(token)
    response = Response(status_code=204)
    response.delete_cookie(name, secure=name.startswith("__Host-"), httponly=True, samesite="lax")
    return response


@operation("Who is signed in", security="person")
async def get_me(request: Request) -> Me:
    """Tell the signed-in person's address and roles."""
    actor = await signed_in(request)
    return Me(actor.email, sorted(actor.roles), actor.speaker)


def _with_cookie(given: Settings, token: str) -> Response:
    response = Response(status_code=204, headers={"cache-control": "no-store"})
    name = cookie_name(given)
    response.set_cookie(
        name,
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        secure=name.startswith("__Host-"),
        httponly=True,
        samesite="lax",
    )
    return response


routes = [
    Route("/auth/sign-in", post_sign_in, methods=["POST"]),
    Route("/auth/link", post_link, methods=["POST"]),
    Route("/auth/sign-out", post_sign_out, methods=["POST"]),
    Route("/auth/me", get_me),
]
