"""What sessions tell by themselves: reminders, slots of speakers, ceremonies, computed as time goes by.

All is read from the programme at the moment of looking, so that a session that moves needs no rescheduling.
An occasion is named by session and start: who was told of it is not told again unless that was recalled, and
a session that moves after its reminder reminds anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from backend.accounts.audience import is_speaker
from backend.agenda import queries as agenda
from backend.agenda.rules import Upcoming
from backend.agenda.schemas import Session
from backend.awards import queries as awards
from backend.core import journal
from backend.core.ids import keyed_id
from backend.core.text import Text
from backend.devices import queries as devices
from backend.devices import stars
from backend.devices.audience import LEAD_MINUTES
from backend.event import queries as event
from backend.push import announce, queries, wording
from backend.push.audience import Condition
from backend.push.models import Message, Topic
from backend.push.queries import Occasion
from backend.push.rules import Kind
from backend.push.tell import made, tell

# The longest lead that a phone can choose.
_LONGEST_LEAD = timedelta(minutes=240)
# A reminder at the start itself still reaches who chose it.
_GRACE = timedelta(minutes=2)
_DAY = timedelta(days=1)
_SLOT_MARKS = (_DAY, timedelta(minutes=30), timedelta(minutes=10))
_CEREMONY_MARKS = (timedelta(minutes=30), timedelta(minutes=10), timedelta(0))
CEREMONY_TOPIC = "ceremony"


async def tell_due(now: datetime) -> bool:
    """Tell all that sessions have to say at `now`; return whether there was anything."""
    zone = await event.zone()
    soon = await agenda.starting(now - _GRACE, now + max(_LONGEST_LEAD, _DAY))
    told = [
        await _remind_starred(soon, zone, now),
        await _remind_again(zone, now),
        await _remind_speakers(soon, zone, now),
        await _count_down(soon, zone, now),
    ]
    return any(told)


@dataclass(frozen=True)
class _Scene:
    """A session with the name of its room, as far as a text needs it."""

    session: Session
    room: Text

    @property
    def subject(self) -> str:
        return f"sessions/{self.session.id}"

    @property
    def path(self) -> str:
        return f"/agenda/{self.session.id}"

    def says(self, kind: Kind, zone: tzinfo, now: datetime) -> tuple[Text, Text]:
        """Return title and body of what is said of the session's start."""
        return wording.beginning(kind, self.session.title, self.session.start, self.room, zone, at=now)


async def _scenes(ids: Sequence[str], zone: tzinfo) -> list[_Scene]:
    sessions = await agenda.sessions(ids, zone)
    rooms = await agenda.rooms([each.room for each in sessions.values() if each.room], zone)
    return [
        _Scene(each, rooms[each.room].name if each.room in rooms else wording.NOWHERE)
        for each in sessions.values()
        if each.status == "scheduled"
    ]


def occasion(what: str, session_id: str, start: datetime) -> str:
    """Return the key of an occasion, at most 160 characters."""
    return f"{what}:{session_id}:{int(start.timestamp())}"


async def _remind_starred(soon: Sequence[Upcoming], zone: tzinfo, now: datetime) -> bool:
    candidates = [
        Occasion(occasion("reminder", each.id, each.start), each.id, _seconds(each.start - now))
        for each in soon
        if each.start <= now + _LONGEST_LEAD
    ]
    due = await queries.sessions_to_remind_of(candidates)
    for scene in await _scenes(due, zone):
        session = scene.session
        message = made(
            keyed_id(f"{occasion('reminder', session.id, session.start)}:{session.revision}"),
            "reminder",
            scene.says("reminder", zone, now),
            subject=scene.subject,
            path=scene.path,
            expires_at=session.start + _GRACE,
            now=now,
        )
        async with journal.next_sequence() as (connection, sequence):
            await tell(
                connection,
                sequence,
                message,
                _lead_reached(session.id, session.start, now),
                key=occasion("reminder", session.id, session.start),
                now=now,
            )
    return bool(due)


def _lead_reached(session_id: str, start: datetime, now: datetime) -> Condition:
    return Condition(
        f"""EXISTS (SELECT 1 FROM star st WHERE st.visitor_id = v.id AND st.session = :session AND st.starred
        AND {LEAD_MINUTES} * 60 >= {_seconds(start - now)})""",
        {"session": session_id},
    )


def _seconds(left: timedelta) -> int:
    return max(0, int(left.total_seconds()))


async def _remind_again(zone: tzinfo, now: datetime) -> bool:
    """Remind those who asked to be reminded once more."""
    waiting = await devices.due_snoozes(now)
    scenes = {scene.session.id: scene for scene in await _scenes([each.session for each in waiting], zone)}
    for snooze in waiting:
        scene = scenes.get(snooze.session)
        async with journal.next_sequence() as (connection, sequence):
            # Taken away first: of two workers one does it.
            if not await stars.take_snooze(connection, snooze.id):
                continue
            if scene is None or scene.session.end <= now:
                continue
            session = scene.session
            message = made(
                keyed_id(f"again:{snooze.id}:{session.id}"),
                "reminder",
                scene.says("reminder", zone, now),
                subject=scene.subject,
                path=scene.path,
                expires_at=max(session.start, now + _GRACE),
                now=now,
            )
            who = Condition("v.id = :visitor", {"visitor": snooze.visitor_id})
            await tell(connection, sequence, message, who, key=f"again:{snooze.id}", now=now)
    return bool(waiting)


async def _remind_speakers(soon: Sequence[Upcoming], zone: tzinfo, now: datetime) -> bool:
    linked = set(await devices.phones_by_speaker())
    marked = {each.id: _slot_mark(each.start, zone, now) for each in soon if each.speakers & linked}
    candidates = [
        Occasion(occasion(f"slot-{_seconds(found[0])}", each.id, each.start), each.id, speaker=speaker)
        for each in soon
        if (found := marked.get(each.id))
        for speaker in sorted(each.speakers & linked)
    ]
    due = await queries.slots_to_remind_of(candidates)
    for scene in await _scenes(due, zone):
        session, found = scene.session, marked[scene.session.id]
        assert found is not None
        mark, until = found
        key = occasion(f"slot-{_seconds(mark)}", session.id, session.start)
        message = made(
            # Who is linked later is told how long it is then.
            keyed_id(f"{key}:{session.revision}:{_seconds(session.start - now)}"),
            "slot",
            scene.says("slot", zone, now),
            subject=scene.subject,
            path="/speaker",
            expires_at=until,
            now=now,
        )
        who = Condition(*is_speaker(sorted({part.speaker for part in session.speakers})))
        async with journal.next_sequence() as (connection, sequence):
            await tell(connection, sequence, message, who, key=key, now=now)
    return bool(due)


def _slot_mark(start: datetime, zone: tzinfo, now: datetime) -> tuple[timedelta, datetime] | None:
    """Return a slot's mark as `_mark` does; that of the day before ends with that day at the venue."""
    found = _mark(_SLOT_MARKS, start, now)
    if found is None or found[0] < _DAY:
        return found
    midnight = start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return (_DAY, min(found[1], midnight)) if now < midnight else None


def _mark(marks: Sequence[timedelta], start: datetime, now: datetime) -> tuple[timedelta, datetime] | None:
    """Return the mark that has passed last and when the next takes its place, nothing before the first.

    What a mark says is void when the next one comes, or two minutes after the start.
    """
    ends = [start - mark for mark in marks[1:]] + [start + _GRACE]
    for mark, end in zip(marks, ends, strict=True):
        if start - mark <= now < end:
            return mark, end
    return None


async def _count_down(soon: Sequence[Upcoming], zone: tzinfo, now: datetime) -> bool:
    """Announce a ceremony to all who follow the topic, as often as there are marks."""
    ceremonies = set(await awards.ceremony_sessions())
    near = [
        (each, found)
        for each in soon
        if each.id in ceremonies and (found := _mark(_CEREMONY_MARKS, each.start, now)) is not None
    ]
    if not near or not await Topic.exists(id=CEREMONY_TOPIC):
        return False
    is_any = False
    for each, (mark, until) in near:
        key = occasion(f"ceremony-{_seconds(mark)}", each.id, each.start)
        message_id = keyed_id(f"{key}:{await _times_outdated(each.id)}")
        if not await Message.exists(id=message_id, sent_at__isnull=False):
            is_any = await _announce_ceremony(message_id, each.id, mark, until, zone, now) or is_any
    return is_any


async def _times_outdated(session_id: str) -> int:
    """Return how many countdowns its moves and cancellations recalled; what people recall stays so."""
    about = Message.filter(kind="ceremony", subject=f"sessions/{session_id}", recalled_at__isnull=False)
    recalled = [f"announcements/{found}" for found in await about.values_list("id", flat=True)]
    return len(recalled) - await Message.filter(kind="recall", subject__in=recalled).count()


async def _announce_ceremony(
    message_id: str, session_id: str, mark: timedelta, until: datetime, zone: tzinfo, now: datetime
) -> bool:
    for scene in await _scenes([session_id], zone):
        kind: Kind = "ceremony"
        message = made(
            message_id,
            kind,
            scene.says(kind, zone, now),
            subject=scene.subject,
            path="/awards",
            expires_at=until if mark else max(until, scene.session.end),
            now=now,
        )
        message.sent_at = None
        message.audience = {"topics": [CEREMONY_TOPIC]}
        await Message.bulk_create([message], ignore_conflicts=True)
        return await announce.fan_out(message_id, now=now)
    return False
