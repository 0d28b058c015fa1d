"""What became of a message: by state, by push service, over time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit

import msgspec

from backend.core import sql
from backend.outbox.rules import State
from backend.push.rules import service_of
from backend.push.schemas import Minute, ServiceCounts, StateCounts


def state_counts(found: Mapping[State, int]) -> StateCounts:
    """Return deliveries by state as organizers read them."""
    return StateCounts(
        audience=sum(found.values()),
        pending=found.get(State.DUE, 0) + found.get(State.LEASED, 0),
        accepted=found.get(State.ACCEPTED, 0),
        gone=found.get(State.GONE, 0),
        rejected=found.get(State.REJECTED, 0),
        expired=found.get(State.EXPIRED, 0),
        recalled=found.get(State.RECALLED, 0),
    )


async def receipts(message_ids: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return on how many phones messages were shown, and on how many opened, by their ids."""
    if not message_ids:
        return {}, {}
    names, values = sql.any_of("message", message_ids)
    rows = await sql.rows(
        sql.connection(),
        f"""
        SELECT message_id, COUNT(shown_at) AS shown, COUNT(opened_at) AS opened
        FROM delivery WHERE message_id IN ({names}) GROUP BY message_id
        """,
        **values,
    )
    return (
        {str(row["message_id"]): int(row["shown"]) for row in rows},
        {str(row["message_id"]): int(row["opened"]) for row in rows},
    )


async def services(message_id: str) -> list[ServiceCounts]:
    """Return a message's deliveries by push service, in the order of their names."""
    rows = await sql.rows(
        sql.connection(),
        """
        SELECT origin, state, COUNT(*) AS n FROM delivery
        WHERE message_id = :message GROUP BY origin, state
        """,
        message=message_id,
    )
    found: defaultdict[str, defaultdict[State, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        service = service_of(urlsplit(str(row["origin"])).hostname or str(row["origin"]))
        found[service][State(row["state"])] += int(row["n"])
    return [
        ServiceCounts(**msgspec.structs.asdict(state_counts(counts)), service=service)
        for service, counts in sorted(found.items())
    ]


async def timeline(message_id: str, zone: tzinfo) -> list[Minute]:
    """Return per minute in which something happened how many phones took, showed and opened a message."""
    connection = sql.connection()
    minute = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"
    if connection.capabilities.dialect != "postgres":
        minute = "substr({}, 1, 16)"
    minutes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, column, condition in (
        ("accepted", "finished_at", "state = 'accepted'"),
        ("shown", "shown_at", "shown_at IS NOT NULL"),
        ("opened", "opened_at", "opened_at IS NOT NULL"),
    ):
        rows = await sql.rows(
            connection,
            f"""
            SELECT {minute.format(column)} AS minute, COUNT(*) AS n
            FROM delivery WHERE message_id = :message AND {condition} GROUP BY 1
            """,
            message=message_id,
        )
        for row in rows:
            minutes[str(row["minute"])][name] = int(row["n"])
    return [
        Minute(
            at=datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(zone),
            accepted=counts.get("accepted", 0),
            shown=counts.get("shown", 0),
            opened=counts.get("opened", 0),
        )
        for at, counts in sorted(minutes.items())
    ]
