"""Reading messages: as the document holds them, as inboxes do, as organizers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

import msgspec
from tortoise.queryset import QuerySet

from backend.core import journal, sql
from backend.core.errors import NotFound
from backend.core.text import LONGEST_ID, Locale
from backend.devices.audience import LEAD_MINUTES
from backend.outbox import leasing
from backend.push.models import Delivery, KeyAlarm, Message, Told, Topic
from backend.push.report import receipts, services, state_counts, timeline
from backend.push.rules import payload_kind, service_of
from backend.push.schemas import Alert, Counts, Inbox, InboxMessage, OrganizerAnnouncement
from backend.push.schemas import Announcement as Announced


class AnnouncementRecords:
    """The sync document's collection of announcements: those that have been sent."""

    name = "announcements"

    async def load(self, zone: tzinfo, ids: Sequence[str] | None = None) -> list[Announced]:
        """Return all sent announcements, or those of `ids`, with times in `zone`."""
        rows = Message.filter(revision__isnull=False, sent_at__isnull=False)
        if ids is not None:
            rows = rows.filter(id__in=list(ids))
        return [announced(row, zone) for row in await rows.order_by("id")]


def announced(row: Message, zone: tzinfo) -> Announced:
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
            "expires_at": row.expires_at.astimezone(zone),
            "recalled_at": row.recalled_at.astimezone(zone) if row.recalled_at else None,
            "basis": row.basis,
        },
        Announced,
    )


async def topic_ids() -> set[str]:
    """Return the ids of the topics there are."""
    return {str(topic) for topic in await Topic.all().values_list("id", flat=True)}


@dataclass(frozen=True)
class Occasion:
    """Something that a session may have to say now: its key, and by what its hearers are found."""

    key: str
    session: str
    seconds_left: int = 0
    speaker: str = ""


# SQLite takes at most 500 selects in a compound one.
_AT_ONCE = 100


async def sessions_to_remind_of(occasions: Sequence[Occasion]) -> list[str]:
    """Return the sessions whose start is near enough for somebody who starred one and was not told yet."""
    return await _sessions_due(
        occasions,
        f"""
        JOIN star st ON st.session = soon.session AND st.starred JOIN visitor v ON v.id = st.visitor_id
        WHERE {LEAD_MINUTES} * 60 >= soon.seconds_left
        """,
    )


async def slots_to_remind_of(occasions: Sequence[Occasion]) -> list[str]:
    """Return the sessions of which a speaker with a linked phone was not told yet."""
    return await _sessions_due(
        occasions,
        """
        JOIN person p ON p.speaker = soon.speaker JOIN device d ON d.person_id = p.id
        JOIN visitor v ON v.id = d.visitor_id WHERE 1 = 1
        """,
    )


async def _sessions_due(occasions: Sequence[Occasion], hearers: str) -> list[str]:
    due: dict[str, None] = {}
    for begin in range(0, len(occasions), _AT_ONCE):
        some = occasions[begin : begin + _AT_ONCE]
        names, values = sql.any_of(
            "soon", [part for each in some for part in (each.session, each.key, each.speaker)]
        )
        given = iter(names.split(", "))
        terms = [
            f"SELECT CAST({next(given)} AS VARCHAR(96)) AS session, CAST({next(given)} AS VARCHAR(160)) AS"
            f" occasion, CAST({next(given)} AS VARCHAR(96)) AS speaker, {each.seconds_left} AS seconds_left"
            for each in some
        ]
        rows = await sql.rows(
            sql.connection(),
            f"""
            SELECT DISTINCT soon.session FROM ({" UNION ALL ".join(terms)}) soon {hearers}
            AND NOT EXISTS (
                SELECT 1 FROM told WHERE told.visitor_id = v.id AND told.key = soon.occasion
            )
            """,
            **values,
        )
        due |= {str(row["session"]): None for row in rows}
    return list(due)


async def inbox(visitor_id: str, since: int, zone: tzinfo, *, limit: int | None = 500) -> Inbox:
    """Return what was told to a visitor alone after the place `since`, the oldest first, at most `limit`."""
    newest = await journal.sequence()
    told = Told.filter(visitor_id=visitor_id, sequence__gt=since).order_by("sequence", "id")
    rows = await (told if limit is None else told.limit(limit)).prefetch_related("message")
    # A full page ends within a place perhaps: the next one begins there again.
    place = rows[-1].sequence - 1 if len(rows) == limit else newest
    return Inbox(max(since, place), [_inbox_message(row, zone) for row in rows])


def _inbox_message(row: Told, zone: tzinfo) -> InboxMessage:
    message = row.message
    return InboxMessage(
        id=message.id,
        sequence=row.sequence,
        kind=payload_kind(message.kind),
        title=message.title,
        body=message.body,
        path=message.path,
        urgency=message.urgency,
        subject=message.subject,
        sent_at=(message.sent_at or message.send_at).astimezone(zone),
        expires_at=message.expires_at.astimezone(zone),
        recalled_at=message.recalled_at.astimezone(zone) if message.recalled_at else None,
    )


async def organizer_announcement(announcement_id: str, zone: tzinfo) -> OrganizerAnnouncement:
    """Return an announcement with its counts, by service and over time; raises `NotFound`."""
    is_possible = len(announcement_id) <= LONGEST_ID
    row = await _announcements().filter(id=announcement_id).first() if is_possible else None
    if row is None:
        raise NotFound("There is no such announcement.")
    (told,) = await _told([row], zone)
    told.services = await services(row.id)
    told.timeline = await timeline(row.id, zone)
    return told


async def organizer_announcements(zone: tzinfo, *, limit: int = 50) -> list[OrganizerAnnouncement]:
    """Return the newest announcements with their counts."""
    return await _told(await _announcements().order_by("-send_at", "-created_at").limit(limit), zone)


def _announcements() -> QuerySet[Message]:
    return Message.filter(kind__in=["announcement", "ceremony"])


async def due_announcements(now: datetime) -> list[str]:
    """Return the ids of announcements whose time has come and that are not sent yet."""
    ids = (
        await Message.filter(sent_at__isnull=True, recalled_at__isnull=True, send_at__lte=now)
        .order_by("send_at")
        .values_list("id", flat=True)
    )
    return [str(found) for found in ids]


async def spreading() -> list[str]:
    """Return the ids of public messages of which deliveries are still to be made."""
    ids = await Message.filter(spread_after__isnull=False).order_by("sent_at").values_list("id", flat=True)
    return [str(found) for found in ids]


async def _told(rows: Sequence[Message], zone: tzinfo) -> list[OrganizerAnnouncement]:
    ids = [row.id for row in rows]
    counts = await leasing.counts(Delivery, "message_id", ids)
    shown, opened = await receipts(ids)
    return [
        OrganizerAnnouncement(
            id=row.id,
            kind=row.kind,
            title=row.title,
            body=row.body,
            path=row.path,
            audience=row.audience or {},
            urgency=row.urgency,
            send_at=row.send_at.astimezone(zone),
            sent_at=row.sent_at.astimezone(zone) if row.sent_at else None,
            expires_at=row.expires_at.astimezone(zone),
            recalled_at=row.recalled_at.astimezone(zone) if row.recalled_at else None,
            counts=Counts(
                **msgspec.structs.asdict(state_counts(counts[row.id])),
                shown=shown.get(row.id, 0),
                opened=opened.get(row.id, 0),
            ),
            services=[],
            timeline=[],
        )
        for row in rows
    ]


async def alerts() -> list[Alert]:
    """Return which push services refuse one of our keys now."""
    return [
        Alert(
            origin=row.origin,
            service=service_of(urlsplit(row.origin).hostname or row.origin),
            vapid_key=row.vapid_key,
            reason=row.reason,
            since=row.since,
        )
        for row in await KeyAlarm.all().order_by("since", "id")
    ]


def locale_of(value: str) -> Locale:
    """Return a stored language as the type it is."""
    return "en" if value == "en" else "id"
