"""Recording: what is accepted reaches the database, and nothing more is begun while it takes no results."""

import asyncio
from datetime import timedelta
from pathlib import Path

from backend.core import sql
from backend.outbox import leasing
from backend.push.models import Delivery
from backend.push.outcomes import Accepted
from backend.push.plan import COLUMNS
from backend.push.record import Batch, Recorder
from tests.apps import settings_for
from tests.factories.announcements import sent
from tests.factories.phones import subscribed
from tests.fakes import NOW, StandingClock


async def claimed() -> Batch:
    """A batch that a worker holds."""
    rows = await leasing.claim(Delivery, "worker", COLUMNS, limit=10, lease=timedelta(minutes=2), now=NOW)
    return Batch({row["id"]: row for row in rows})


async def rename(table: str, name: str) -> None:
    await sql.run(sql.connection(), f"ALTER TABLE {table} RENAME TO {name}")


async def test_nothing_more_is_begun_while_the_database_takes_no_results(db: str, tmp_path: Path) -> None:
    recorder = Recorder("worker", settings_for(db, tmp_path, push_flight=2), StandingClock(NOW))
    await subscribed(3)
    await sent()
    batch, other = await claimed(), Batch({})
    first, second, _ = batch.claimed
    await rename("delivery", "away")

    async with recorder.recording(batch), recorder.recording(other):
        batch.outcomes[first] = Accepted()
        below = await recorder.may_begin(other)
        batch.outcomes[second] = Accepted()
        waiting = [asyncio.create_task(recorder.may_begin(each)) for each in (batch, other)]
        await asyncio.wait(waiting, timeout=0)
        began = [each.done() for each in waiting]
        await rename("away", "delivery")
        later = [await each for each in waiting]

    states = sorted(row.state for row in await Delivery.all())
    assert (below, began, later) == (True, [False, False], [True, True])
    assert states == ["accepted", "accepted", "leased"]
