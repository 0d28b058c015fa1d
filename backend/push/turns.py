"""When the lanes of a sender make their messages ready, and when they give the event loop away."""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

# Where the loop is shared, so many messages are encrypted before others have a turn, at most a millisecond:
# else all lanes that were answered at once do it in a row. One by one would cost a fifth of the throughput.
IN_A_ROW: Final = 4
# More at once would all be answered at once, and the processor had nothing to do until then.
MOST_OF_A_BURST: Final = 32

Prepared = TypeVar("Prepared")


class Turns(Protocol):
    """Decides when a message is made ready and when it may leave."""

    async def take(self, prepare: Callable[[], Prepared]) -> Prepared:
        """Return what `prepare` made, once it may be posted."""
        ...


class Shared:
    """On a web server's loop: requests are answered between every few messages."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._in_a_row = 0

    async def take(self, prepare: Callable[[], Prepared]) -> Prepared:
        async with self._turn:
            prepared = prepare()
            self._in_a_row += 1
            if self._in_a_row >= IN_A_ROW:
                self._in_a_row = 0
                await asyncio.sleep(0)
        return prepared


class Bursts:
    """On a worker's own loop: what is made ready within a turn of it is posted at once.

    The transport's thread is then woken once for all of them, which saves a tenth of a message's CPU.
    """

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(MOST_OF_A_BURST)
        self._gathering: asyncio.Event | None = None

    async def take(self, prepare: Callable[[], Prepared]) -> Prepared:
        async with self._places:
            prepared = prepare()
            if self._gathering is None:
                await self._gather()
            else:
                await self._gathering.wait()
        return prepared

    async def _gather(self) -> None:
        leaves = self._gathering = asyncio.Event()
        try:
            await asyncio.sleep(0)
        finally:
            # Also when this lane is cancelled: the others may belong to another batch.
            self._gathering = None
            leaves.set()
