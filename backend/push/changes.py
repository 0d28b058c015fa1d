"""Changes of sessions, told to those who planned with them: who starred one, and its speakers."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from tortoise.backends.base.client import BaseDBAsyncClient

from backend.accounts.audience import is_speaker
from backend.agenda import queries as agenda
from backend.agenda.rules import SlotMove
from backend.core import journal
from backend.core.ids import keyed_id
from backend.core.text import Text
from backend.devices.audience import starred
from backend.event import queries as event
from backend.push import wording
from backend.push.audience import Condition, any_of, size
from backend.push.models import Message
from backend.push.rules import Kind
from backend.push.schemas import ChangeNotice
from backend.push.tell import made, outdate_changes, recall_beginnings, reword_beginnings, tell

# A change is news until its session is over, and for a while where that is past already.
_SHORTEST = timedelta(hours=1)


@dataclass(frozen=True)
class Retitled:
    """A move of a session with the title it is told under."""

    move: SlotMove
    title: Text


async def tell_changes(
    connection: BaseDBAsyncClient,
    revision: int,
    moves: Sequence[Retitled],
    *,
    push: Container[str],
    now: datetime,
) -> None:
    """Tell of moves inside the transaction that publishes them; `push` names the sessions to tell of.

    Whether or not the move itself is told, reminders of the old time are recalled, and those of a session
    that only changes its place or its end tell the new one.
    """
    if not moves:
        return
    zone, sequence = await event.zone(), await journal.take_sequence(connection)
    rooms = await _rooms([each.move for each in moves], zone)
    for each in moves:
        subject = f"sessions/{each.move.session}"
        await outdate_changes(connection, subject, now=now)
        if each.move.kind == "moved" and each.move.old.start == each.move.new.start:
            say = _beginning(each, rooms, zone)
            public = await reword_beginnings(connection, subject, say, sequence=sequence, now=now)
        else:
            public = await recall_beginnings(connection, subject, sequence=sequence, now=now)
        await _republish(connection, public, revision)
        if each.move.session in push:
            await _tell(connection, sequence, revision, each, rooms, zone, now)


def _beginning(
    told: Retitled, rooms: dict[str, Text], zone: tzinfo
) -> Callable[[Kind, datetime], tuple[Text, Text]]:
    slot = told.move.new
    room = rooms.get(slot.room or "", wording.NOWHERE)
    return lambda kind, at: wording.beginning(kind, told.title, slot.start, room, zone, at=at)


async def _republish(connection: BaseDBAsyncClient, message_ids: list[str], revision: int) -> None:
    if message_ids:
        await Message.filter(id__in=message_ids).using_db(connection).update(revision=revision)
        await journal.record(revision, "announcements", written=message_ids)


async def _tell(
    connection: BaseDBAsyncClient,
    sequence: int,
    revision: int,
    told: Retitled,
    rooms: dict[str, Text],
    zone: tzinfo,
    now: datetime,
) -> None:
    move = told.move
    title, body = wording.change(move.kind, told.title, move.old, move.new, rooms, zone)
    subject, key = f"sessions/{move.session}", f"change:{move.session}:{revision}"
    expires_at = max(move.old.end, move.new.end, now + _SHORTEST)
    parts: tuple[tuple[Kind, Text, Condition, str], ...] = (
        ("speaker", wording.for_speaker(title), _speakers(move), "/speaker"),
        ("change", title, _starred(move.session), f"/agenda/{move.session}"),
    )
    for kind, heading, who, path in parts:
        message = made(
            keyed_id(f"{kind}:{key}"),
            kind,
            (heading, body),
            subject=subject,
            path=path,
            expires_at=expires_at,
            now=now,
        )
        # Told under one key: a speaker who starred their own session hears of it once.
        await tell(connection, sequence, message, who, key=key, now=now)


def _starred(session: str) -> Condition:
    return Condition(*starred([session]))


def _speakers(move: SlotMove) -> Condition:
    return Condition(*is_speaker(sorted(move.speakers))) if move.speakers else Condition("1 = 0")


async def preview(moves: Sequence[Retitled]) -> list[ChangeNotice]:
    """Return what telling of moves would say, and to how many phones, inboxes and speakers."""
    zone = await event.zone()
    rooms = await _rooms([each.move for each in moves], zone)
    notices = []
    for each in moves:
        move = each.move
        title, body = wording.change(move.kind, each.title, move.old, move.new, rooms, zone)
        on_stage, all_told = _speakers(move), _starred(move.session)
        phones, visitors = await size(any_of([on_stage, all_told]))
        _, speakers = await size(on_stage)
        notices.append(ChangeNotice(move.session, move.kind, title, body, phones, visitors, speakers))
    return notices


async def _rooms(moves: Sequence[SlotMove], zone: tzinfo) -> dict[str, Text]:
    ids = {room for move in moves for room in (move.old.room, move.new.room) if room}
    return {room.id: room.name for room in (await agenda.rooms(sorted(ids), zone)).values()}
