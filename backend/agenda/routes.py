"""The speaker's desk: what changed in their slots, and that they know; and the photos of all speakers."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.accounts.guard import actor, allow
from backend.accounts.rules import Role
from backend.agenda import photos, queries, slots
from backend.agenda.schemas import SpeakerSlots
from backend.core.errors import NotFound
from backend.web.body import operation
from backend.web.pwa import FOR_EVER, Packed
from backend.web.state import now


def _speaker(request: Request) -> str:
    found = actor(request).speaker
    if found is None:
        raise NotFound("You are signed in, but as no speaker of this programme.")
    return found


@allow(Role.SPEAKER)
@operation("What changed in my slots", security="person")
async def get_slots(request: Request) -> SpeakerSlots:
    """Return the changes, the newest first."""
    speaker = _speaker(request)
    return SpeakerSlots(speaker, await queries.slot_changes(speaker))


@allow(Role.SPEAKER)
@operation("Acknowledge a change of my slot", security="person")
async def post_acknowledge(request: Request) -> None:
    """Note it."""
    await slots.acknowledge(_speaker(request), request.path_params["id"], now=now(request))


@operation("A speaker's photo, at the address that the sync document names", media_type="image/webp")
async def get_photo(request: Request) -> Response:
    """Return it; nothing else will ever stand at its address."""
    body = await photos.body(request.path_params["id"])
    return Packed(body, "image/webp", cache=FOR_EVER).response(request)


routes = [
    Route("/speaker/slots", get_slots, methods=["GET"]),
    Route("/speaker/changes/{id:int}/acknowledge", post_acknowledge, methods=["POST"]),
]
photo_routes = [Route("/{id}.webp", get_photo, methods=["GET"])]
