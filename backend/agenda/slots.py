"""What happened to speakers' slots, and that they know of it."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from backend.agenda.models import SlotChange
from backend.agenda.rules import SlotMove
from backend.core.errors import NotFound


async def note_changes(moves: Iterable[SlotMove], revision: int, *, now: datetime) -> None:
    """Write that slots changed, for each of their speakers, inside the caller's transaction.

    A later change of the same slot takes the place of one not acknowledged, and keeps what it was before:
    a speaker acknowledges the whole way from what they knew to what holds, and nothing when all is as it was.
    """
    for move in moves:
        for speaker in sorted(move.speakers):
            known = await SlotChange.filter(
                speaker=speaker, session=move.session, acknowledged_at__isnull=True
            ).first()
            old, new = known.old if known else msgspec.to_builtins(move.old), msgspec.to_builtins(move.new)
            if known is not None:
                await SlotChange.filter(id=known.id).delete()
            if old != new:
                await SlotChange.create(
                    session=move.session, speaker=speaker, revision=revision, old=old, new=new, made_at=now
                )


async def acknowledge(speaker: str, change_id: int, *, now: datetime) -> None:
    """Note that a speaker knows of a change; raises `NotFound` for one that is not theirs."""
    if change_id >= 2**63 or not await SlotChange.exists(id=change_id, speaker=speaker):
        raise NotFound("There is no such change.")
    await SlotChange.filter(id=change_id, acknowledged_at__isnull=True).update(acknowledged_at=now)
