"""Topics and announcements as phones read them, and what phones and organizers send."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from backend.agenda.schemas import Colour
from backend.core.text import Moment, Record, Slug, Sourced, Text

Urgency = Literal["normal", "high"]


class Topic(Sourced, kw_only=True):
    """A subject visitors may follow; `default_on` holds for new visitors."""

    name: Text
    description: Text
    default_on: bool = True
    color: Colour | None = None


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whom an announcement is for: `{"everyone": true}` or `{"topics": [...]}`."""

    everyone: Literal[True] | None = None
    topics: Annotated[list[Slug], msgspec.Meta(min_length=1, max_length=32)] | None = None


class Announcement(Record, kw_only=True):
    """An announcement that has been sent to everyone or to topics."""

    title: Text
    body: Text
    path: str
    audience: Audience
    urgency: Urgency = "normal"
    sent_at: Moment
    expires_at: Moment | None = None
    recalled_at: Moment | None = None
    basis: Literal["sample"] | None = None


class SubscriptionKeys(msgspec.Struct, forbid_unknown_fields=True):
    """A subscription's keys as base64url (Push API, section 8.1)."""

    p256dh: Annotated[str, msgspec.Meta(max_length=128)]
    auth: Annotated[str, msgspec.Meta(max_length=64)]


class SubscriptionBody(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser's `PushSubscription.toJSON()` gives, and the VAPID key it subscribed with."""

    endpoint: Annotated[str, msgspec.Meta(max_length=2048)]
    keys: SubscriptionKeys
    vapid_public_key: Annotated[str, msgspec.Meta(max_length=96)] | None = None
    expiration_time: float | None = msgspec.field(default=None, name="expirationTime")


class SubscriptionKept(msgspec.Struct):
    """The subscription that the server holds for a device, as far as the phone needs it to compare."""

    endpoint: str
    vapid_public_key: str


class AnnouncementBody(msgspec.Struct, forbid_unknown_fields=True):
    """What an organizer composes; `send_at` null sends at once, `expires_at` null lasts a day."""

    title: Text
    body: Text
    audience: Audience
    path: Annotated[str, msgspec.Meta(max_length=256)] = "/announcements"
    urgency: Urgency = "normal"
    send_at: Moment | None = None
    expires_at: Moment | None = None


class Created(msgspec.Struct):
    """The id of what was made."""

    id: str


class Counts(msgspec.Struct):
    """Deliveries in subscriptions: `audience` is the sum of the others."""

    audience: int
    pending: int
    accepted: int
    gone: int
    rejected: int
    expired: int
    recalled: int


class OrganizerAnnouncement(msgspec.Struct):
    """An announcement as organizers see it."""

    id: str
    title: dict[str, str]
    body: dict[str, str]
    path: str
    audience: dict[str, Any]
    urgency: str
    send_at: datetime
    sent_at: datetime | None
    expires_at: datetime | None
    counts: Counts


class AudienceQuery(msgspec.Struct):
    """`everyone=true`, or `topics` with ids between commas."""

    everyone: bool = False
    topics: str = ""


class AudienceSize(msgspec.Struct):
    """How many subscriptions an audience has."""

    subscriptions: int
