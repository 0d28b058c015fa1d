"""Calendars to download and to follow: the programme, one session, and what a visitor starred."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.calendars.prepared import CalendarFile, Calendars
from backend.calendars.schemas import Entry, FeedAddress, Language
from backend.devices import feeds
from backend.devices.guard import device
from backend.web.body import operation
from backend.web.state import now

_KIND = "text/calendar"
# Short enough for a room that changes, long enough for one fetch by the many who share a calendar's server.
_PUBLIC = "public, max-age=60"
# No cache may answer for it once it is revoked.
_PRIVATE = "private, no-cache"


def _calendars(request: Request) -> Calendars:
    found = request.state.calendars
    assert isinstance(found, Calendars)
    return found


def _answer(request: Request, file: CalendarFile, cache: str) -> Response:
    etag = f'"{hashlib.sha256(file.body).hexdigest()[:20]}"'
    headers = {
        "etag": etag,
        "cache-control": cache,
        "content-disposition": f'inline; filename="{file.name}"',
    }
    known = request.headers.get("if-none-match", "")
    # Compared weakly (RFC 9110, section 13.1.2): what stands between may have packed the answer.
    if etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(file.body, headers=headers, media_type=_KIND)


@operation("The whole programme as a calendar", media_type=_KIND)
async def get_sessions(request: Request, query: Language) -> Response:
    """Return it."""
    return _answer(request, await _calendars(request).whole(query.lang), _PUBLIC)


@operation("One session as a calendar", media_type=_KIND)
async def get_session(request: Request, query: Entry) -> Response:
    """Return it, ringing when the phone that asks would."""
    file = await _calendars(request).one(request.path_params["id"], query.lang, lead=query.lead)
    return _answer(request, file, _PUBLIC)


@operation("The sessions a visitor starred, as a calendar to follow", media_type=_KIND)
async def get_mine(request: Request) -> Response:
    """Return it in the phone's language, ringing when their phone would."""
    found = await feeds.followed(request.path_params["token"])
    return _answer(request, await _calendars(request).starred(found.leads, found.locale), _PRIVATE)


@operation("Make the address of this visitor's own calendar", status=201, security="device")
async def post_calendar(request: Request) -> FeedAddress:
    """Return its path; an address made before no longer leads anywhere."""
    token = await feeds.make(await device(request), now=now(request))
    return FeedAddress(f"{request.scope['root_path']}/calendar/mine/{token}.ics")


@operation("Revoke the address of this visitor's own calendar", security="device")
async def delete_calendar(request: Request) -> None:
    """Revoke it; that there was none is no error."""
    await feeds.revoke(await device(request))


routes = [
    Route("/calendar/sessions.ics", get_sessions, methods=["GET"]),
    Route("/calendar/sessions/{id}.ics", get_session, methods=["GET"]),
    Route("/calendar/mine/{token}.ics", get_mine, methods=["GET"]),
    Route("/device/calendar", post_calendar, methods=["POST"]),
    Route("/device/calendar", delete_calendar, methods=["DELETE"]),
]
