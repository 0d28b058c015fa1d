"""What publishing a set of changes would come to, before anybody is told."""

from collections.abc import Sequence

from backend.agenda.schemas import Session
from backend.publishing.moves import clashes, moves_of
from backend.publishing.publish import read_parts
from backend.publishing.schemas import Change, Preview
from backend.push import changes as push_changes


async def preview(changes: Sequence[Change]) -> Preview:
    """Return what would be pushed to how many, and what would clash; raises as `publish` does."""
    parts = await read_parts(changes)
    moves = moves_of(parts)
    moved = {each.move.session for each in moves}
    puts = parts["sessions"].puts.values() if "sessions" in parts else ()
    sessions = [each for each in puts if isinstance(each, Session) and each.id in moved]
    return Preview(await push_changes.preview(moves), await clashes(sessions))
