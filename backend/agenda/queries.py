"""Reading the programme's sessions, as far as other domains ask."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from backend.agenda.collections import ROOMS, SESSIONS, SPEAKERS, TRACKS
from backend.agenda.models import Session as SessionRow
from backend.agenda.models import SlotChange, Speaker
from backend.agenda.rules import Upcoming
from backend.agenda.schemas import Room, Session, SlotChangeTold
from backend.agenda.schemas import Speaker as SpeakerRecord
from backend.core.errors import NotFound
from backend.core.sql import in_utc
from backend.core.text import LONGEST_ID


async def require_session(session_id: str) -> None:
    """Raise `NotFound` unless the session is in the programme."""
    if len(session_id) > LONGEST_ID or not await SessionRow.exists(id=session_id):
        raise NotFound("There is no such session.")


async def require_speaker(speaker_id: str) -> None:
    """Raise `NotFound` unless the speaker is in the programme."""
    if len(speaker_id) > LONGEST_ID or not await Speaker.exists(id=speaker_id):
        raise NotFound("There is no such speaker.")


async def speaker(speaker_id: str) -> SpeakerRecord:
    """Return a speaker; raises `NotFound` for who is not in the programme."""
    found = await SPEAKERS.load(UTC, [speaker_id]) if len(speaker_id) <= LONGEST_ID else []
    if not found:
        raise NotFound("There is no such speaker.")
    return found[0]


async def session_ids() -> set[str]:
    """Return the ids of all sessions."""
    return await SESSIONS.ids()


async def track_ids() -> set[str]:
    """Return the ids of all tracks."""
    return await TRACKS.ids()


async def speaker_ids() -> set[str]:
    """Return the ids of all speakers."""
    return await SPEAKERS.ids()


async def starting(after: datetime, until: datetime) -> list[Upcoming]:
    """Return the scheduled sessions that start within the span, in order."""
    rows = await SessionRow.filter(
        start__gt=in_utc(after), start__lte=in_utc(until), status="scheduled"
    ).order_by("start", "id")
    return [
        Upcoming(row.id, row.start, frozenset(str(part["speaker"]) for part in row.speakers)) for row in rows
    ]


async def sessions(ids: Sequence[str], zone: tzinfo) -> dict[str, Session]:
    """Return sessions by their ids, with times in `zone`; unknown ones are left out."""
    return {record.id: record for record in await SESSIONS.load(zone, ids)}


async def rooms(ids: Sequence[str], zone: tzinfo) -> dict[str, Room]:
    """Return rooms by their ids; unknown ones are left out."""
    return {record.id: record for record in await ROOMS.load(zone, ids)}


async def sessions_of_tracks(tracks: Sequence[str]) -> list[str]:
    """Return the ids of the sessions of some tracks."""
    found = await SessionRow.filter(track__in=list(tracks)).order_by("id").values_list("id", flat=True)
    return [str(each) for each in found]


async def sessions_of_speaker(speaker: str) -> list[str]:
    """Return the ids of the sessions that a speaker takes part in."""
    rows = await SessionRow.all().order_by("id").only("id", "speakers")
    return [row.id for row in rows if any(part["speaker"] == speaker for part in row.speakers)]


async def overlapping(start: datetime, end: datetime, zone: tzinfo) -> list[Session]:
    """Return the scheduled sessions that run at some moment of the span."""
    ids = (
        await SessionRow.filter(start__lt=in_utc(end), end__gt=in_utc(start), status="scheduled")
        .order_by("id")
        .values_list("id", flat=True)
    )
    return await SESSIONS.load(zone, [str(each) for each in ids])


async def slot_changes(speaker: str | None = None, *, limit: int = 200) -> list[SlotChangeTold]:
    """Return the newest changes of slots, of all speakers or of one."""
    rows = SlotChange.all() if speaker is None else SlotChange.filter(speaker=speaker)
    return [
        SlotChangeTold(
            id=row.id,
            session=row.session,
            speaker=row.speaker,
            made_at=row.made_at,
            old=row.old,
            new=row.new,
            acknowledged_at=row.acknowledged_at,
        )
        for row in await rows.order_by("-id").limit(limit)
    ]
