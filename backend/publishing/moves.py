"""Which sessions a set of changes moves, cancels or brings back, and with what they would clash."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from backend.agenda import queries as agenda
from backend.agenda.rules import Slot, SlotMove
from backend.agenda.schemas import Session
from backend.core.text import Record
from backend.publishing.catalogue import UTC_ZONE
from backend.publishing.schemas import Clash
from backend.push.changes import Retitled


class Part(Protocol):
    """What a set of changes does to one collection, and what was there before."""

    @property
    def puts(self) -> Mapping[str, Record]:
        """The records that are written, by their ids."""

    @property
    def before(self) -> Mapping[str, Record]:
        """The records as they were, by their ids."""

    @property
    def deletes(self) -> Mapping[str, object]:
        """What is deleted, by its id."""


def moves_of(parts: Mapping[str, Part]) -> list[Retitled]:
    """Return the moves of sessions that changes make, with the titles they are told under.

    A new session is no move; one that is deleted counts as cancelled.
    """
    part = parts.get("sessions")
    if part is None:
        return []
    found = []
    for session_id, old in part.before.items():
        new = part.puts.get(session_id)
        if isinstance(old, Session) and (isinstance(new, Session) or session_id in part.deletes):
            move = _move(old, new if isinstance(new, Session) else None)
            if move.old != move.new:
                found.append(Retitled(move, new.title if isinstance(new, Session) else old.title))
    return found


def _move(old: Session, new: Session | None) -> SlotMove:
    speakers = {part.speaker for session in (old, new) if session for part in session.speakers}
    gone = Slot(old.start, old.end, old.room, "cancelled")
    return SlotMove(old.id, _slot(old), _slot(new) if new else gone, frozenset(speakers))


def _slot(session: Session) -> Slot:
    # Compared in one zone: the same moment written with another offset is no move.
    start, end = session.start.astimezone(UTC_ZONE), session.end.astimezone(UTC_ZONE)
    return Slot(start, end, session.room, session.status)


async def clashes(moves: Sequence[Session]) -> list[Clash]:
    """Return what else holds a session's room or needs its speakers at the same time, were it as given."""
    found = []
    planned = {session.id: session for session in moves}
    for session in moves:
        if session.status == "cancelled":
            continue
        others = await agenda.overlapping(session.start, session.end, UTC_ZONE)
        # What is moved in the same go counts where it is going.
        beside = [each for each in others if each.id not in planned]
        beside += [each for each in moves if each.id != session.id and _meet(session, each)]
        found += [clash for other in beside if (clash := _clash(session, other))]
    return found


def _meet(one: Session, other: Session) -> bool:
    return other.status != "cancelled" and one.start < other.end and other.start < one.end


def _clash(session: Session, other: Session) -> Clash | None:
    if session.room is not None and session.room == other.room:
        return Clash(session.id, other.id, "room", "Both would be in the same room at the same time.")
    shared = {part.speaker for part in session.speakers} & {part.speaker for part in other.speakers}
    if shared:
        return Clash(session.id, other.id, "speaker", f"Both need {', '.join(sorted(shared))}.")
    return None
