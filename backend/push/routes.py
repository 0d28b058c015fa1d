"""Subscriptions, inboxes and receipts of phones, announcements of organizers."""

from typing import cast

from starlette.requests import Request
from starlette.routing import Route

from backend.accounts.guard import actor, allow
from backend.accounts.rules import Role
from backend.devices.guard import device
from backend.event import queries as event_queries
from backend.push import announce, queries, receipts, subscribe, trial
from backend.push.audience import condition, read_audience, require_audience, size
from backend.push.jobs import Jobs
from backend.push.schemas import (
    Alert,
    AnnouncementBody,
    AudienceQuery,
    AudienceSize,
    Counted,
    Created,
    Inbox,
    InboxQuery,
    OrganizerAnnouncement,
    Receipts,
    SubscriptionBody,
    SubscriptionKept,
    TrialState,
)
from backend.web.body import operation
from backend.web.limits import RateLimit
from backend.web.state import now

_trials = RateLimit(per_minute=6)


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


@operation("This phone's push subscription as it is kept here, for the phone to compare", security="device")
async def get_subscription(request: Request) -> SubscriptionKept:
    """Return it."""
    return await subscribe.kept(await device(request))


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
@operation("An announcement with its counts, by push service and over time", security="person")
async def get_announcement(request: Request) -> OrganizerAnnouncement:
    """Return one."""
    return await queries.organizer_announcement(request.path_params["id"], await event_queries.zone())


@allow(Role.ORGANIZER)
@operation("Edit an announcement that is not sent yet", security="person")
async def put_announcement(request: Request, body: AnnouncementBody) -> OrganizerAnnouncement:
    """Replace it, and wake the workers when it is for now."""
    announcement_id = request.path_params["id"]
    await announce.edit(actor(request), announcement_id, body, now=now(request))
    if body.send_at is None or body.send_at <= now(request):
        await cast("Jobs", request.state.jobs).announcement_due(announcement_id)
    return await queries.organizer_announcement(announcement_id, await event_queries.zone())


@allow(Role.ORGANIZER)
@operation("Recall an announcement, or call it off before it is sent", security="person")
async def post_recall(request: Request) -> OrganizerAnnouncement:
    """Take it back and wake the workers to say so."""
    announcement_id = request.path_params["id"]
    await announce.recall(actor(request), announcement_id, now=now(request))
    await cast("Jobs", request.state.jobs).deliveries_due()
    return await queries.organizer_announcement(announcement_id, await event_queries.zone())


@allow(Role.ORGANIZER)
@operation("How many phones an audience has", security="person")
async def get_audience(request: Request, query: AudienceQuery) -> AudienceSize:
    """Return the numbers of subscriptions and of visitors."""
    chosen = read_audience(query)
    await require_audience(chosen)
    return AudienceSize(*await size(await condition(chosen, now=now(request))))


@allow(Role.ORGANIZER)
@operation("Push services that refuse our key now", security="person")
async def get_alerts(request: Request) -> list[Alert]:
    """Return them, the oldest first."""
    return await queries.alerts()


@operation("What was told to this visitor alone", security="device")
async def get_inbox(request: Request, query: InboxQuery) -> Inbox:
    """Return what came after a place in the stream."""
    caller = await device(request)
    return await queries.inbox(caller.visitor_id, query.since, await event_queries.zone())


@operation("Send a push to this very phone", status=201, security="device")
async def post_trial(request: Request) -> Created:
    """Make it, and wake the workers."""
    caller = await device(request)
    _trials.admit(caller.id, now(request))
    made = await trial.send(caller, now=now(request))
    await cast("Jobs", request.state.jobs).deliveries_due()
    return Created(made)


@operation("How far the push to this phone got", security="device")
async def get_trial(request: Request) -> TrialState:
    """Return its state."""
    return await trial.state(await device(request), request.path_params["id"])


@operation("What phones showed and visitors opened")
async def post_receipts(request: Request, body: Receipts) -> Counted:
    """Count each event of a message once."""
    return Counted(await receipts.count(body, request.state.receipt_tokens, now=now(request)))


routes = [
    Route("/device/subscription", put_subscription, methods=["PUT"]),
    Route("/device/subscription", get_subscription, methods=["GET"]),
    Route("/device/subscription", delete_subscription, methods=["DELETE"]),
    Route("/device/inbox", get_inbox, methods=["GET"]),
    Route("/device/test", post_trial, methods=["POST"]),
    Route("/device/test/{id}", get_trial, methods=["GET"]),
    Route("/receipts", post_receipts, methods=["POST"]),
    Route("/organizer/announcements", post_announcement, methods=["POST"]),
    Route("/organizer/announcements", get_announcements, methods=["GET"]),
    Route("/organizer/announcements/{id}", get_announcement, methods=["GET"]),
    Route("/organizer/announcements/{id}", put_announcement, methods=["PUT"]),
    Route("/organizer/announcements/{id}/recall", post_recall, methods=["POST"]),
    Route("/organizer/audience", get_audience, methods=["GET"]),
    Route("/organizer/alerts", get_alerts, methods=["GET"]),
]
