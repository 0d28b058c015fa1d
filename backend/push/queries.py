"""Reading announcements, their audiences and their counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import msgspec
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.core.errors import Invalid, NotFound
from backend.core.text import LONGEST_ID, Locale
from backend.devices.audience import follows
from backend.outbox import leasing
from backend.outbox.rules import State
from backend.push.models import Announcement, Delivery, Topic
from backend.push.schemas import Announcement as Announced
from backend.push.schemas import Audience, Counts, OrganizerAnnouncement

# The columns of `subscription` that a fan-out copies, joined with whose it is.
AUDIENCE_FROM = (
    "FROM subscription s JOIN device d ON d.id = s.device_id JOIN visitor v ON v.id = d.visitor_id"
)


class AnnouncementRecords:
    """The sync document's collection of announcements: those that have been sent."""

    name = "announcements"

    async def load(self, zone: tzinfo, ids: Sequence[str] | None = None) -> list[Announced]:
        """Return all sent announcements, or those of `ids`, with times in `zone`."""
        rows = Announcement.filter(sent_at__isnull=False)
        if ids is not None:
            rows = rows.filter(id__in=list(ids))
        return [announced(row, zone) for row in await rows.order_by("id")]


def announced(row: Announcement, zone: tzinfo) -> Announced:
    """Return a sent announcement as phones read it."""
    assert row.sent_at is not None
    assert row.revision is not None
    return msgspec.convert(
        {
            "id": row.id,
            "revision": row.revision,
            "title": row.title,
            "body": row.body,
            "path": row.path,
            "audience": row.audience,
            "urgency": row.urgency,
            "sent_at": row.sent_at.astimezone(zone),
            "expires_at": row.expires_at.astimezone(zone) if row.expires_at else None,
            "recalled_at": row.recalled_at.astimezone(zone) if row.recalled_at else None,
            "basis": row.basis,
        },
        Announced,
    )


async def topic_ids() -> set[str]:
    """Return the ids of the topics there are."""
    return {str(topic) for topic in await Topic.all().values_list("id", flat=True)}


async def audience_condition(audience: Audience) -> tuple[str, dict[str, str]]:
    """Return the condition of an audience on `AUDIENCE_FROM`, and its parameters."""
    if audience.topics is None:
        return "1 = 1", {}
    any_default = await Topic.filter(id__in=audience.topics, default_on=True).exists()
    return follows(audience.topics, any_default=any_default)


async def require_audience(audience: Audience) -> None:
    """Raise `Invalid` for an audience that names unknown topics."""
    unknown = sorted(set(audience.topics or []) - await topic_ids())
    if unknown:
        raise Invalid("There is no such topic.", {"audience.topics": f"unknown: {', '.join(unknown[:5])}"})


async def audience_size(audience: Audience) -> int:
    """Return how many subscriptions an audience has now."""
    condition, values = await audience_condition(audience)
    async with in_transaction() as connection:
        found = await sql.rows(
            connection,
            f"SELECT COUNT(*) AS n {AUDIENCE_FROM} WHERE {condition}",
            **values,
        )
    return int(found[0]["n"])


def _counts(found: Mapping[State, int]) -> Counts:
    pending = found.get(State.DUE, 0) + found.get(State.LEASED, 0)
    return Counts(
        audience=sum(found.values()),
        pending=pending,
        accepted=found.get(State.ACCEPTED, 0),
        gone=found.get(State.GONE, 0),
        rejected=found.get(State.REJECTED, 0),
        expired=found.get(State.EXPIRED, 0),
        recalled=found.get(State.RECALLED, 0),
    )


async def organizer_announcement(announcement_id: str, zone: tzinfo) -> OrganizerAnnouncement:
    """Return an announcement with its counts; raises `NotFound`."""
    is_possible = len(announcement_id) <= LONGEST_ID
    row = await Announcement.get_or_none(id=announcement_id) if is_possible else None
    if row is None:
        raise NotFound("There is no such announcement.")
    return (await _told([row], zone))[0]


async def organizer_announcements(zone: tzinfo, *, limit: int = 50) -> list[OrganizerAnnouncement]:
    """Return the newest announcements with their counts."""
    rows = await Announcement.all().order_by("-send_at", "-created_at").limit(limit)
    return await _told(rows, zone)


async def due_announcements(now: datetime) -> list[str]:
    """Return the ids of announcements whose time has come and that are not sent yet."""
    ids = (
        await Announcement.filter(sent_at__isnull=True, send_at__lte=now)
        .order_by("send_at")
        .values_list("id", flat=True)
    )
    return [str(found) for found in ids]


async def _told(rows: Sequence[Announcement], zone: tzinfo) -> list[OrganizerAnnouncement]:
    counts = await leasing.counts(Delivery, "announcement_id", [row.id for row in rows])
    return [
        OrganizerAnnouncement(
            id=row.id,
            title=row.title,
            body=row.body,
            path=row.path,
            audience=row.audience,
            urgency=row.urgency,
            send_at=row.send_at.astimezone(zone),
            sent_at=row.sent_at.astimezone(zone) if row.sent_at else None,
            expires_at=row.expires_at.astimezone(zone) if row.expires_at else None,
            counts=_counts(counts[row.id]),
        )
        for row in rows
    ]


def locale_of(value: str) -> Locale:
    """Return a stored language as the type it is."""
    return "en" if value == "en" else "id"
