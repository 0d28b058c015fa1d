"""Subscriptions of phones, announcements of organizers."""

from typing import cast

from starlette.requests import Request
from starlette.routing import Route

from backend.accounts.guard import actor, allow
from backend.accounts.rules import Role
from backend.devices.guard import device
from backend.event import queries as event_queries
from backend.push import announce, queries, subscribe
from backend.push.jobs import Jobs
from backend.push.schemas import (
    AnnouncementBody,
    Audience,
    AudienceQuery,
    AudienceSize,
    Created,
    OrganizerAnnouncement,
    SubscriptionBody,
    SubscriptionKept,
)
from backend.web.body import operation
from backend.web.state import now


@operation("Keep this phone's push subscription", security="device")
async def put_subscription(request: Request, body: SubscriptionBody) -> SubscriptionKept:
    """Keep it in place of the former one."""
    return await subscribe.subscribe(
        await device(request),
        body,
        endpoints=request.state.endpoints,
        vapid_keys=request.state.vapid_keys,
        now=now(request),
    )


@operation("Forget this phone's push subscription", security="device")
async def delete_subscription(request: Request) -> None:
    """Forget it."""
    await subscribe.unsubscribe(await device(request))


@allow(Role.ORGANIZER)
@operation("Compose an announcement", status=201, security="person")
async def post_announcement(request: Request, body: AnnouncementBody) -> Created:
    """Keep it, and wake the workers when it is for now."""
    announcement_id = await announce.compose(actor(request), body, now=now(request))
    if body.send_at is None or body.send_at <= now(request):
        await cast("Jobs", request.state.jobs).announcement_due(announcement_id)
    return Created(announcement_id)


@allow(Role.ORGANIZER)
@operation("The newest announcements with their counts", security="person")
async def get_announcements(request: Request) -> list[OrganizerAnnouncement]:
    """Return at most fifty."""
    return await queries.organizer_announcements(await event_queries.zone())


@allow(Role.ORGANIZER)
@operation("An announcement with its counts", security="person")
async def get_announcement(request: Request) -> OrganizerAnnouncement:
    """Return one."""
    return await queries.organizer_announcement(request.path_params["id"], await event_queries.zone())


@allow(Role.ORGANIZER)
@operation("How many phones an audience has", security="person")
async def get_audience(request: Request, query: AudienceQuery) -> AudienceSize:
    """Return the number of subscriptions."""
    topics = [topic for topic in query.topics.split(",") if topic]
    audience = Audience(everyone=True) if query.everyone or not topics else Audience(topics=topics)
    await queries.require_audience(audience)
    return AudienceSize(await queries.audience_size(audience))


routes = [
    Route("/device/subscription", put_subscription, methods=["PUT"]),
    Route("/device/subscription", delete_subscription, methods=["DELETE"]),
    Route("/organizer/announcements", post_announcement, methods=["POST"]),
    Route("/organizer/announcements", get_announcements, methods=["GET"]),
    Route("/organizer/announcements/{id}", get_announcement, methods=["GET"]),
    Route("/organizer/audience", get_audience, methods=["GET"]),
]
