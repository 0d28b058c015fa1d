"""The hub: whole first, then changes; nobody who is slow, leaves or stays long costs the others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.rules import SYSTEM
from backend.core.errors import Busy
from backend.core.journal import State
from backend.live.hub import STREAMS, Hub
from backend.participation.places import say
from backend.participation.rules import PlacesState
from tests.backend.live.listening import COMMENT, PATIENCE, Block, blocks, piece, places
from tests.factories.records import delete, programme, published, put, room, session, text
from tests.factories.statements import counted
from tests.factories.visitors import change
from tests.fakes import NOW, StandingClock

FREE, FILLING, FULL = PlacesState.FREE, PlacesState.FILLING, PlacesState.FULL


class Told:
    """A hub on an open database, whose document stands wherever the test says."""

    def __init__(self, **pace: Any) -> None:
        self.state = State("epoch-1", 1)
        self.clock = StandingClock(NOW)
        self.hub = Hub(lambda: self.state, self.clock, **pace)

    async def say(self, state: PlacesState | None, name: str = "opening") -> None:
        await say(SYSTEM, name, state, now=self.clock())
        await self.hub.refresh()


@pytest.fixture(autouse=True)
async def event(db: str) -> None:
    await published(
        *programme(),
        put("rooms", room(id="hall-b", name=text("Hall B"))),
        put("sessions", session(id="talk", room="hall-b")),
    )


@pytest.fixture
async def told() -> AsyncIterator[Told]:
    opened = Told()
    await opened.hub.refresh()
    async with opened.hub.open(every=0.01):
        yield opened


def streams() -> float:
    (metric,) = STREAMS.collect()
    return metric.samples[0].value


async def test_the_whole_comes_first_and_then_only_what_changes(told: Told) -> None:
    await told.say(FULL)
    async with aclosing(told.hub.listen()) as stream:
        first = await piece(stream)
        await told.say(FREE, "talk")
        second = await piece(stream)
        told.state = State("epoch-1", 2)
        await told.hub.refresh()
        third = await piece(stream)

    at = "2018-11-07T09:00:00+07:00"
    assert first == [
        ("retry", 5000),
        ("revision", {"epoch": "epoch-1", "revision": 1}),
        ("places", {"whole": True, "sessions": [{"session": "opening", "state": "full", "at": at}]}),
    ]
    assert second == [
        ("places", {"whole": False, "sessions": [{"session": "talk", "state": "free", "at": at}]})
    ]
    assert third == [("revision", {"epoch": "epoch-1", "revision": 2})]


async def test_the_bytes_are_those_that_phones_read(told: Told) -> None:
    await told.say(FULL)

    async with aclosing(told.hub.listen()) as stream:
        first = await anext(stream)

    assert first == (
        b"retry: 5000\n\n"
        b'event: revision\ndata: {"epoch":"epoch-1","revision":1}\n\n'
        b'event: places\ndata: {"whole":true,"sessions":[{"session":"opening","state":"full",'
        b'"at":"2018-11-07T09:00:00+07:00"}]}\n\n'
    )


async def test_a_look_that_finds_nothing_new_says_nothing(told: Told) -> None:
    await told.say(FULL)
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)
        await told.hub.refresh()
        await told.say(FULL)
        await told.say(None)

        assert places(await piece(stream)) == [(False, {"opening": None})]


async def test_a_look_costs_the_same_for_one_session_and_for_many(told: Told) -> None:
    await published(*(put("sessions", session(id=f"s{number}")) for number in range(20)))

    async def cost(*names: str) -> int:
        for name in names:
            await say(SYSTEM, name, FREE, now=NOW)
        with counted() as statements:
            await told.hub.refresh()
        return len(statements)

    assert await cost("opening") == await cost(*(f"s{number}" for number in range(20)))


async def test_a_new_epoch_is_a_new_revision(told: Told) -> None:
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)
        told.state = State("epoch-2", 1)
        await told.hub.refresh()

        assert await piece(stream) == [("revision", {"epoch": "epoch-2", "revision": 1})]


@pytest.mark.parametrize(
    "changes",
    [
        {"room": "hall-b"},
        {"start": "2018-11-07T09:30:00+07:00"},
        {"status": "cancelled"},
        {"end": "2018-11-07T09:00:00+07:00", "start": "2018-11-07T08:00:00+07:00"},
    ],
)
async def test_a_session_that_is_not_held_there_and_then_loses_its_state(
    told: Told, changes: dict[str, Any]
) -> None:
    await told.say(FULL)
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)
        await change(**changes)
        await told.hub.refresh()

        assert places(await piece(stream)) == [(False, {"opening": None})]
    async with aclosing(told.hub.listen()) as stream:
        assert places(await piece(stream)) == [(True, {})]


async def test_a_session_that_is_removed_loses_its_state(told: Told) -> None:
    await told.say(FULL)
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)
        await published(delete("sessions", "opening"))
        await told.hub.refresh()

        assert places(await piece(stream)) == [(False, {"opening": None})]


async def test_a_session_loses_its_state_when_it_ends_though_nothing_is_committed(told: Told) -> None:
    await told.say(FULL)
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)
        told.clock.move(timedelta(hours=1))

        ended = {"session": "opening", "state": None, "at": "2018-11-07T10:00:00+07:00"}
        assert await piece(stream) == [("places", {"whole": False, "sessions": [ended]})]


async def test_silence_is_filled_with_comments() -> None:
    told = Told(heartbeat=0.01)
    await told.hub.refresh()
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)

        assert [await piece(stream) for _ in range(3)] == [[COMMENT]] * 3


async def test_who_was_slow_gets_what_was_missed_at_once_and_beyond_the_ring_the_whole() -> None:
    told = Told(kept=2)
    await told.hub.refresh()
    async with aclosing(told.hub.listen()) as slow, aclosing(told.hub.listen()) as slower:
        await piece(slow)
        await piece(slower)
        await told.say(FREE)
        await told.say(FILLING, "talk")
        missed = await piece(slow)
        await told.say(FULL)
        overtaken = await piece(slower)

        assert places(missed) == [(False, {"opening": "free"}), (False, {"talk": "filling"})]
        assert [name for name, _ in overtaken] == ["revision", "places"]
        assert places(overtaken) == [(True, {"opening": "full", "talk": "filling"})]
        # From there on both are told the same.
        assert places(await piece(slow)) == [(False, {"opening": "full"})]
        await told.say(None)
        assert await piece(slow) == await piece(slower)


async def test_frames_are_made_once_for_all(told: Told) -> None:
    async with aclosing(told.hub.listen()) as one, aclosing(told.hub.listen()) as other:
        await piece(one)
        await piece(other)
        waiting = [asyncio.create_task(anext(stream)) for stream in (one, other)]
        await told.say(FREE)

        heard = [await each for each in waiting]

    assert heard[0] == heard[1]


async def test_who_leaves_while_waiting_is_gone_at_once(told: Told) -> None:
    before = streams()
    stream = told.hub.listen()
    await piece(stream)
    waiting = asyncio.create_task(anext(stream))
    await asyncio.sleep(0)
    assert (told.hub.listeners, streams()) == (1, before + 1)

    waiting.cancel()
    await asyncio.wait({waiting})

    assert (told.hub.listeners, streams(), waiting.cancelled()) == (0, before, True)


async def test_no_more_are_admitted_than_there_is_room_for() -> None:
    told = Told(most=1)
    await told.hub.refresh()
    async with aclosing(told.hub.listen()) as stream:
        await piece(stream)
        with pytest.raises(Busy) as refused:
            told.hub.listen()

    assert refused.value.retry_after == 30
    async with aclosing(told.hub.listen()) as stream:
        assert (await piece(stream))[0] == ("retry", 5000)


async def rest(stream: AsyncIterator[bytes]) -> list[bytes]:
    async with asyncio.timeout(PATIENCE):
        return [each async for each in stream]


async def test_a_stream_ends_after_its_lifetime() -> None:
    told = Told(lifetime=0.01)
    await told.hub.refresh()

    pieces = [blocks(each.decode()) for each in await rest(told.hub.listen())]

    assert (pieces[0][0], pieces[1:]) in ((("retry", 5000), []), (("retry", 5000), [[COMMENT]]))


async def test_a_closed_hub_ends_every_stream_and_those_to_come() -> None:
    told = Told()
    await told.hub.refresh()
    async with told.hub.open(every=PATIENCE):
        streams = [told.hub.listen() for _ in range(3)]
        first: list[list[Block]] = [await piece(stream) for stream in streams]
        waiting = [asyncio.create_task(rest(stream)) for stream in streams]
        told.hub.close()

        assert [await each for each in waiting] == [[]] * 3
    assert len(await rest(told.hub.listen())) == 1
    assert first[0] == first[2]
    assert told.hub.listeners == 0
