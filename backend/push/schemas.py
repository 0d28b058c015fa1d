"""Topics and announcements as phones read them, and what phones and organizers send."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from backend.agenda.schemas import Colour
from backend.core.text import Locale, Moment, Record, Slug, Sourced, Text

Urgency = Literal["normal", "high"]


class Topic(Sourced, kw_only=True):
    """A subject visitors may follow; `default_on` holds for new visitors."""

    name: Text
    description: Text
    default_on: bool = True
    color: Colour | None = None


Chosen = Annotated[list[Slug], msgspec.Meta(min_length=1, max_length=32)]


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whom an announcement is for: everyone, or whom any of the other choices names; then narrowed.

    `sessions` and `tracks` name those who starred one, `language` and `seen_today` narrow.
    """

    everyone: Literal[True] | None = None
    topics: Chosen | None = None
    sessions: Chosen | None = None
    tracks: Chosen | None = None
    speakers: Literal[True] | None = None
    exhibitors: Literal[True] | None = None
    language: Locale | None = None
    seen_today: Literal[True] | None = None

    @property
    def is_public(self) -> bool:
        """Whether every phone may read it: it is to everyone or to topics, and to nobody in particular."""
        personal = (self.sessions, self.tracks, self.speakers, self.exhibitors, self.language)
        return not any(personal) and not self.seen_today


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


class StateCounts(msgspec.Struct):
    """Deliveries in subscriptions: `audience` is the sum of the others."""

    audience: int
    pending: int
    accepted: int
    gone: int
    rejected: int
    expired: int
    recalled: int


class Counts(StateCounts):
    """Deliveries by state, and on how many phones the message was shown and opened."""

    shown: int
    opened: int


class ServiceCounts(StateCounts):
    """Deliveries by one push service, by its short name or its host."""

    service: str


class Minute(msgspec.Struct):
    """What happened within one minute, `at` its beginning."""

    at: datetime
    accepted: int
    shown: int
    opened: int


class OrganizerAnnouncement(msgspec.Struct):
    """An announcement as organizers see it; services and timeline are told of a single one only."""

    id: str
    kind: str
    title: dict[str, str]
    body: dict[str, str]
    path: str
    audience: dict[str, Any]
    urgency: str
    send_at: datetime
    sent_at: datetime | None
    expires_at: datetime | None
    recalled_at: datetime | None
    counts: Counts
    services: list[ServiceCounts]
    timeline: list[Minute]


class AudienceQuery(msgspec.Struct):
    """`audience` as JSON; or `everyone=true`, or `topics` with ids between commas."""

    audience: str = ""
    everyone: bool = False
    topics: str = ""


class AudienceSize(msgspec.Struct):
    """How many subscriptions an audience has, and how many visitors find the message in their inbox."""

    subscriptions: int
    visitors: int


class InboxMessage(msgspec.Struct):
    """A message to one visitor; `subject` names what it is about, such as `sessions/opening`."""

    id: str
    sequence: int
    kind: str
    title: dict[str, str]
    body: dict[str, str]
    path: str
    urgency: str
    subject: str
    sent_at: datetime
    expires_at: datetime
    recalled_at: datetime | None


class Inbox(msgspec.Struct):
    """What was told to a visitor after a place in the stream, and the place to ask from next time."""

    sequence: int
    messages: list[InboxMessage]


class InboxQuery(msgspec.Struct):
    """`since` is the place of the last answer, nought for all."""

    since: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0


class Receipt(msgspec.Struct, forbid_unknown_fields=True):
    """That a phone showed a message, or its visitor opened it; `token` came with the message."""

    token: Annotated[str, msgspec.Meta(max_length=64)]
    event: Literal["shown", "opened"]
    at: Moment


Receipts = Annotated[list[Receipt], msgspec.Meta(max_length=200)]


class Counted(msgspec.Struct):
    """How many receipts were new and true."""

    counted: int


class TrialState(msgspec.Struct):
    """How far a message got that a phone sent to itself."""

    state: str
    status: int | None
    shown: bool


class Alert(msgspec.Struct):
    """That a push service refuses one of our keys, and since when."""

    origin: str
    service: str
    vapid_key: str
    reason: str
    since: datetime


class ChangeNotice(msgspec.Struct):
    """What is pushed of a session's change, and to how many phones, inboxes and linked speakers."""

    session: str
    kind: str
    title: Text
    body: Text
    phones: int
    visitors: int
    speakers: int
