"""Two phones of one visitor meet: the old one under `/device/links`, the new one under `/links`."""

from starlette.requests import Request
from starlette.routing import Route

from backend.core.errors import Unauthenticated
from backend.devices import linking
from backend.devices.guard import bearer, device
from backend.devices.schemas import (
    LinkClaim,
    LinkClaimed,
    LinkConfirm,
    LinkOffer,
    LinkOffered,
    LinkPickUp,
    LinkSeen,
)
from backend.event.queries import zone
from backend.web.body import operation
from backend.web.state import client_address, now

# The largest parcel, and the JSON around it.
_MAX_CONFIRM = 260 * 1024


@operation("Offer another phone to join this one, or to take its place", status=201, security="device")
async def post_links(request: Request, body: LinkOffer) -> LinkOffered:
    """Return the offer's id; a former offer of this phone ends."""
    return await linking.offer(await device(request), body, await zone(), now=now(request))


@operation("How far an offer of this phone has come", security="device")
async def get_link(request: Request) -> LinkSeen:
    """Return it, with what the other phone sent."""
    return await linking.look(await device(request), request.path_params["id"], now=now(request))


@operation("Take an offer of this phone back", security="device")
async def delete_link(request: Request) -> None:
    """End it."""
    await linking.cancel(await device(request), request.path_params["id"])


@operation("Let the phone that claimed an offer in", security="device", max_body=_MAX_CONFIRM)
async def post_confirm(request: Request, body: LinkConfirm) -> None:
    """Keep what the old phone sealed for the new one."""
    caller = await device(request)
    await linking.confirm(caller, request.path_params["id"], body.parcel, now=now(request))


@operation("Claim an offer by its code", status=201)
async def post_claims(request: Request, body: LinkClaim) -> LinkClaimed:
    """Return the other phone's key, and this phone's token to be."""
    request.state.claim_limit.admit(client_address(request), now(request))
    return await linking.claim(body, now=now(request))


@operation("Fetch what the old phone sealed for this one", security="device")
async def get_claimed(request: Request) -> LinkPickUp:
    """Return how far the offer has come, once confirmed with the parcel."""
    token = bearer(request)
    if token is None:
        raise Unauthenticated("This phone has not claimed the offer.")
    return await linking.pick_up(request.path_params["id"], token, now=now(request))


@operation("Say that this phone keeps what it was sent", security="device")
async def post_received(request: Request) -> None:
    """Settle the offer; a move ends the old phone."""
    caller = await device(request)
    await linking.receive(caller, request.path_params["id"], request.state.personal_data)


routes = [
    Route("/device/links", post_links, methods=["POST"]),
    Route("/device/links/{id}", get_link, methods=["GET"]),
    Route("/device/links/{id}", delete_link, methods=["DELETE"]),
    Route("/device/links/{id}/confirm", post_confirm, methods=["POST"]),
    Route("/links/claims", post_claims, methods=["POST"]),
    Route("/links/{id}", get_claimed, methods=["GET"]),
    Route("/links/{id}/received", post_received, methods=["POST"]),
]
