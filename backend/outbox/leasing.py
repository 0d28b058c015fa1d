"""Claiming due messages, recording what came of them, and letting go: no channel is known here.

A claim commits before anything is sent, and a result counts only while its claimer holds the lease, so a
worker that was thought dead cannot undo what its successor did.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise.functions import Count
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.outbox.models import OutboxRow
from backend.outbox.rules import State


@dataclass(frozen=True, slots=True)
class Finished:
    """A message's end; `status` is the channel's own number for it."""

    state: State
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """To be tried again at `due_at`; `attempted` is false when nothing was sent."""

    due_at: datetime
    attempted: bool = True


Result = Finished | Again


async def claim(
    model: type[OutboxRow],
    worker: str,
    columns: Sequence[str],
    *,
    limit: int,
    lease: timedelta,
    now: datetime,
    only: str = "1 = 1",
    **values: Any,
) -> list[dict[str, Any]]:
    """Lease up to `limit` due messages, the longest due first, and return their `columns`.

    So are as many again whose lease has lapsed: asked for apart, either answer comes in the order of an
    index, and nobody sorts a whole audience for one batch. Two claimers never get the same message. `only`
    is a condition in SQL that narrows which, with `values` for its parameters beside `:now`.
    """
    async with in_transaction() as connection:
        skip = "FOR UPDATE SKIP LOCKED" if connection.capabilities.dialect == "postgres" else ""
        return await sql.rows(
            connection,
            f"""
            UPDATE {model._meta.db_table}
            SET state = 'leased', lease_by = :worker, lease_until = :until, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM (
                    SELECT id FROM {model._meta.db_table}
                    WHERE state = 'due' AND due_at <= :now AND {only}
                    ORDER BY due_at LIMIT {int(limit)} {skip}
                ) waiting
                UNION ALL
                SELECT id FROM (
                    SELECT id FROM {model._meta.db_table}
                    WHERE state = 'leased' AND lease_until <= :now AND {only}
                    ORDER BY lease_until LIMIT {int(limit)} {skip}
                ) lapsed
            )
            RETURNING {", ".join(columns)}
            """,
            worker=worker,
            until=now + lease,
            now=now,
            **values,
        )


async def record(
    model: type[OutboxRow], worker: str, results: Mapping[int, Result], *, now: datetime
) -> None:
    """Write results of messages that `worker` still holds, in one transaction."""
    finished: dict[Finished, list[int]] = defaultdict(list)
    again: dict[Again, list[int]] = defaultdict(list)
    for message_id, result in results.items():
        if isinstance(result, Finished):
            finished[result].append(message_id)
        else:
            again[result].append(message_id)
    async with in_transaction() as connection:
        table = model.filter(lease_by=worker, state=State.LEASED.value).using_db(connection)
        for end, ids in finished.items():
            await table.filter(id__in=ids).update(
                state=end.state.value, status=end.status, finished_at=now, lease_by=None, lease_until=None
            )
        for repeat, ids in again.items():
            await sql.run(
                connection,
                f"""
                UPDATE {model._meta.db_table}
                SET state = 'due', due_at = :due_at, lease_by = NULL, lease_until = NULL,
                    attempts = attempts - {0 if repeat.attempted else 1}
                WHERE lease_by = :worker AND state = 'leased' AND id IN ({",".join(map(str, ids))})
                """,
                due_at=repeat.due_at,
                worker=worker,
            )


async def next_due(model: type[OutboxRow]) -> datetime | None:
    """Return when the next waiting message is due, or nothing when none waits.

    Live leases are left out: offering them again would drown a worker in duplicates.
    """
    row = await model.filter(state=State.DUE.value).order_by("due_at").first().values("due_at")
    lapsed = (
        await model.filter(state=State.LEASED.value).order_by("lease_until").first().values("lease_until")
    )
    times = [found for found in (row and row["due_at"], lapsed and lapsed["lease_until"]) if found]
    return min(times) if times else None


async def expire(model: type[OutboxRow], *, now: datetime) -> int:
    """End messages whose time is over and that nobody holds; return how many."""
    return await model.filter(state=State.DUE.value, expires_at__lte=now).update(
        state=State.EXPIRED.value, finished_at=now
    )


async def counts(
    model: type[OutboxRow], group: str, wanted: Sequence[str]
) -> Mapping[str, Mapping[State, int]]:
    """Return how many messages stand in each state, for every `wanted` value of the column `group`."""
    rows = (
        await model.filter(**{f"{group}__in": list(wanted)})
        .annotate(n=Count("id"))
        .group_by(group, "state")
        .values(group, "state", "n")
    )
    found: dict[str, dict[State, int]] = {value: {} for value in wanted}
    for row in rows:
        found[row[group]][State(row["state"])] = int(row["n"])
    return found
