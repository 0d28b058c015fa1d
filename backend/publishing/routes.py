"""The organizer's way to change the programme and speakers' photos, and to see that speakers know of it."""

from typing import cast

from starlette.requests import Request
from starlette.routing import Route

from backend.accounts import queries as accounts
from backend.accounts import sign_in
from backend.accounts.guard import actor, allow
from backend.accounts.rules import Role
from backend.agenda import queries as agenda
from backend.agenda.portrait import MEDIA_TYPES, portrait
from backend.agenda.schemas import SignInAddress, SlotChangeTold, SpeakerAccess
from backend.devices import queries as devices
from backend.publishing.photos import set_photo
from backend.publishing.preview import preview
from backend.publishing.publish import publish
from backend.publishing.schemas import Draft, Preview, PublishBody, Published
from backend.push.jobs import Jobs
from backend.web.body import operation
from backend.web.state import now, settings

_MAX_BODY = 1024 * 1024
_MAX_PHOTO = 8 * 1024 * 1024


@allow(Role.ORGANIZER)
@operation("What publishing changes would push, and clashes", security="person", max_body=_MAX_BODY)
async def post_preview(request: Request, body: Draft) -> Preview:
    """Return it and change nothing."""
    return await preview(body.changes)


@allow(Role.ORGANIZER)
@operation("Publish changes of the programme", security="person", max_body=_MAX_BODY)
async def post_programme(request: Request, body: PublishBody) -> Published:
    """Publish them as one revision, and wake the workers."""
    published = await publish(
        actor(request), body.changes, note=body.note, now=now(request), push=set(body.tell)
    )
    if body.tell:
        await cast("Jobs", request.state.jobs).deliveries_due()
    return published


@allow(Role.ORGANIZER)
@operation("Which changes speakers have acknowledged", security="person")
async def get_acknowledgements(request: Request) -> list[SlotChangeTold]:
    """Return the changes, the newest first."""
    return await agenda.slot_changes()


@allow(Role.ORGANIZER)
@operation("Which speakers can be reached", security="person")
async def get_speakers(request: Request) -> list[SpeakerAccess]:
    """Return every speaker, in the order of their ids."""
    linked, present = await devices.phones_by_speaker(), await accounts.speakers_signed_in(now(request))
    return [
        SpeakerAccess(speaker, linked.get(speaker, 0), speaker in present)
        for speaker in sorted(await agenda.speaker_ids())
    ]


@allow(Role.ORGANIZER)
@operation("Make a one-time sign-in link for a speaker", status=201, security="person")
async def post_speaker_link(request: Request) -> SignInAddress:
    """Return its address; the token stands after the hash, which no server logs."""
    speaker = request.path_params["id"]
    await agenda.require_speaker(speaker)
    token = await sign_in.speaker_link(actor(request), speaker, now=now(request))
    return SignInAddress(f"{settings(request).origin}/speaker#token={token}")


@allow(Role.ORGANIZER)
@operation("Publish a speaker with another photo", security="person", max_body=_MAX_PHOTO, takes=MEDIA_TYPES)
async def put_speaker_photo(request: Request, body: bytes) -> Published:
    """Make a small square of the picture and publish the speaker with it."""
    speaker = request.path_params["id"]
    await agenda.require_speaker(speaker)
    return await set_photo(actor(request), speaker, await portrait(body), now=now(request))


@allow(Role.ORGANIZER)
@operation("Publish a speaker without a photo", security="person")
async def delete_speaker_photo(request: Request) -> Published:
    """Publish it; that there was none is no error."""
    speaker = request.path_params["id"]
    return await set_photo(actor(request), speaker, None, now=now(request))


routes = [
    Route("/organizer/programme/preview", post_preview, methods=["POST"]),
    Route("/organizer/programme", post_programme, methods=["POST"]),
    Route("/organizer/acknowledgements", get_acknowledgements, methods=["GET"]),
    Route("/organizer/speakers", get_speakers, methods=["GET"]),
    Route("/organizer/speakers/{id}/link", post_speaker_link, methods=["POST"]),
    Route("/organizer/speakers/{id}/photo", put_speaker_photo, methods=["PUT"]),
    Route("/organizer/speakers/{id}/photo", delete_speaker_photo, methods=["DELETE"]),
]
