"""The outbox: a message has one holder at a time, and only its holder says what became of it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.outbox import leasing
from backend.outbox.leasing import Again, Finished, Result
from backend.outbox.rules import State, retry_delay
from backend.push.models import Delivery
from tests.factories.announcements import sent
from tests.factories.phones import subscribed
from tests.fakes import NOW

LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)


async def claim(worker: str, limit: int = 100, at: timedelta = timedelta()) -> list[int]:
    rows = await leasing.claim(Delivery, worker, ("id",), limit=limit, lease=LEASE, now=NOW + at)
    return [row["id"] for row in rows]


async def states() -> list[dict[str, Any]]:
    return await Delivery.all().order_by("id").values("state", "attempts", "status", "lease_by")


@pytest.fixture
async def ids(db: str) -> list[int]:
    """The ids of ten due deliveries."""
    await subscribed(10)
    await sent()
    return [row["id"] for row in await Delivery.all().order_by("id").values("id")]


async def test_claimers_at_the_same_time_share_the_messages_without_overlap(ids: list[int]) -> None:
    claimed = await asyncio.gather(*(claim(f"worker-{number}", limit=3) for number in range(5)))

    assert sorted(found for batch in claimed for found in batch) == ids
    assert await claim("late") == []


async def test_a_lease_holds_until_it_lapses(ids: list[int]) -> None:
    await claim("first")

    assert await claim("second", at=LEASE - SECOND) == []
    assert sorted(await claim("second", at=LEASE)) == ids
    assert {row["lease_by"] for row in await states()} == {"second"}


async def test_a_result_counts_only_from_the_holder(ids: list[int]) -> None:
    await claim("slow")
    await claim("quick", at=LEASE)

    late: dict[int, Result] = {ids[0]: Finished(State.REJECTED, 400), ids[1]: Again(NOW + LEASE)}
    await leasing.record(Delivery, "slow", late, now=NOW + LEASE)
    assert {(row["state"], row["attempts"], row["status"]) for row in await states()} == {("leased", 2, None)}

    await leasing.record(Delivery, "quick", {ids[0]: Finished(State.ACCEPTED)}, now=NOW + LEASE)
    assert [row["state"] for row in await states()] == ["accepted"] + ["leased"] * 9


async def test_what_has_ended_is_never_claimed_nor_changed_again(ids: list[int]) -> None:
    await claim("first")
    await leasing.record(Delivery, "first", dict.fromkeys(ids, Finished(State.ACCEPTED)), now=NOW)

    await leasing.record(Delivery, "first", dict.fromkeys(ids, Finished(State.REJECTED, 400)), now=NOW)

    assert await claim("second", at=timedelta(days=2)) == []
    assert await leasing.expire(Delivery, now=NOW + timedelta(days=2)) == 0
    assert {row["state"] for row in await states()} == {"accepted"}


async def test_what_is_to_be_tried_again_waits_for_its_time(ids: list[int]) -> None:
    await claim("first")
    results = dict.fromkeys(ids[:5], Again(NOW + 10 * SECOND)) | dict.fromkeys(
        ids[5:], Again(NOW + 5 * SECOND, attempted=False)
    )
    await leasing.record(Delivery, "first", results, now=NOW)

    assert [row["attempts"] for row in await states()] == [1] * 5 + [0] * 5
    assert await leasing.next_due(Delivery) == NOW + 5 * SECOND
    assert await claim("second", at=4 * SECOND) == []
    assert sorted(await claim("second", at=5 * SECOND)) == ids[5:]
    assert sorted(await claim("second", at=10 * SECOND)) == ids[:5]


async def test_the_longest_due_goes_first(ids: list[int]) -> None:
    await Delivery.filter(id=ids[7]).update(due_at=NOW - SECOND)

    assert await claim("first", limit=1) == [ids[7]]


async def test_the_next_look_is_for_what_waits_and_for_leases_that_lapse(ids: list[int]) -> None:
    assert await leasing.next_due(Delivery) == NOW
    await claim("first")
    assert await leasing.next_due(Delivery) == NOW + LEASE
    await leasing.record(Delivery, "first", dict.fromkeys(ids, Finished(State.ACCEPTED)), now=NOW)
    assert await leasing.next_due(Delivery) is None


async def test_what_waited_too_long_expires_unless_somebody_holds_it(ids: list[int]) -> None:
    await claim("first", limit=4)

    assert await leasing.expire(Delivery, now=NOW + timedelta(days=1) - SECOND) == 0
    assert await leasing.expire(Delivery, now=NOW + timedelta(days=1)) == 6
    assert sorted(row["state"] for row in await states()) == ["expired"] * 6 + ["leased"] * 4


async def test_the_counts_are_those_of_each_announcement(ids: list[int]) -> None:
    first = str((await Delivery.all().first().values("message_id") or {})["message_id"])
    second = await sent()
    await claim("first", limit=3)

    counts = await leasing.counts(Delivery, "message_id", [first, second, "none"])

    assert counts == {
        first: {State.DUE: 7, State.LEASED: 3},
        second: {State.DUE: 10},
        "none": {},
    }


@pytest.mark.parametrize(
    ("attempts", "jitter", "seconds"),
    [(1, 1, 5), (1, 0, 2.5), (2, 1, 10), (5, 1, 80), (9, 1, 900), (10_000, 1, 900), (0, 1, 5)],
)
def test_each_failure_doubles_the_wait_up_to_a_limit(attempts: int, jitter: float, seconds: float) -> None:
    delay = retry_delay(attempts, first=5 * SECOND, longest=900 * SECOND, jitter=jitter)

    assert delay == timedelta(seconds=seconds)
