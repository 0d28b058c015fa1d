"""When messages are made ready and leave: in bursts on a worker's loop, a few at a time on a shared one."""

import asyncio
from collections.abc import Callable

from backend.push.turns import IN_A_ROW, MOST_OF_A_BURST, Bursts, Shared, Turns


async def _lane(turns: Turns, number: int, seen: list[str]) -> None:
    await turns.take(_making(number, seen))
    seen.append(f"left {number}")


def _making(number: int, seen: list[str]) -> Callable[[], None]:
    return lambda: seen.append(f"made {number}")


async def test_what_is_made_ready_in_one_turn_leaves_together() -> None:
    turns, seen = Bursts(), list[str]()
    await asyncio.gather(*(_lane(turns, number, seen) for number in range(5)))
    assert seen[:5] == [f"made {number}" for number in range(5)]
    assert sorted(seen[5:]) == [f"left {number}" for number in range(5)]


async def test_a_burst_has_a_limit_and_the_rest_follows() -> None:
    turns, seen = Bursts(), list[str]()
    await asyncio.gather(*(_lane(turns, number, seen) for number in range(2 * MOST_OF_A_BURST + 1)))
    waiting = 0
    for event in seen:
        waiting += 1 if event.startswith("made") else -1
        assert waiting <= MOST_OF_A_BURST
    assert len(seen) == 2 * (2 * MOST_OF_A_BURST + 1)


async def test_a_lane_that_is_cancelled_neither_holds_its_burst_nor_takes_it_along() -> None:
    for cancelled in (0, 1):
        turns, seen = Bursts(), list[str]()
        lanes = [asyncio.create_task(_lane(turns, number, seen)) for number in range(3)]
        # All have made their message and none has left: the first gathers, the others wait for it.
        await asyncio.sleep(0)
        assert seen == ["made 0", "made 1", "made 2"]
        lanes[cancelled].cancel()
        ended = await asyncio.gather(*lanes, return_exceptions=True)
        assert [type(end) for end in ended].count(asyncio.CancelledError) == 1
        assert seen[3:] == [f"left {number}" for number in range(3) if number != cancelled]
        # The next burst has all its places.
        await asyncio.gather(*(_lane(turns, number, seen) for number in range(MOST_OF_A_BURST)))


async def test_a_message_that_cannot_be_made_gives_its_place_back() -> None:
    turns = Bursts()

    def fail() -> None:
        raise ValueError

    ended = await asyncio.gather(
        *(turns.take(fail) for _ in range(MOST_OF_A_BURST + 1)), return_exceptions=True
    )
    assert {type(end) for end in ended} == {ValueError}
    await _lane(turns, 1, [])


async def test_others_on_a_shared_loop_have_a_turn_between_every_few() -> None:
    turns, seen = Shared(), list[str]()

    async def request() -> None:
        while seen.count("made") < 4 * IN_A_ROW:
            seen.append("answered")
            await asyncio.sleep(0)

    async def lane() -> None:
        await turns.take(lambda: seen.append("made"))

    await asyncio.gather(request(), *(lane() for _ in range(4 * IN_A_ROW)))
    in_a_row = longest = 0
    for event in seen:
        in_a_row = in_a_row + 1 if event == "made" else 0
        longest = max(longest, in_a_row)
    assert longest <= IN_A_ROW
