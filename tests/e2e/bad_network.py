"""The Wi-Fi of a full hall between a phone and the server: slow to answer, narrow, and losing packets.

TCP hides a loss from both ends and shows it as a pause in which all that follows waits, so that is what a
proxy can do to a stream: no packet is lost here, but each end sees what it would see.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

SEGMENT: Final = 1400
QUEUED: Final = 256
# Seconds: the least time after which a sender repeats a segment (Linux; RFC 6298 says 1), and a first SYN.
REPEATED: Final = 0.2
SYN_REPEATED: Final = 1.0

# When each arrives, in the loop's time; an empty one is the end.
Segments = asyncio.Queue[tuple[float, bytes]]


@dataclass
class BadNetwork:
    """A way to `server`'s port; seconds there and back, share of segments lost, bytes a second each way."""

    server: int
    port: int = 0
    round_trip: float = 0.15
    loss: float = 0.05
    rate: int = 100_000
    lost: int = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(20181107))
    _is_cut: bool = False
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Let nothing through, as out of reach of every access point."""
        self._is_cut = True
        for writer in list(self._open):
            writer.transport.abort()

    def mend(self) -> None:
        self._is_cut = False

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection both ways until either end is done with it."""
        await asyncio.sleep(self.round_trip + (SYN_REPEATED if self._is_lost() else 0))
        if self._is_cut:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.server)
        self._open |= {writer, back}
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._pass_on(reader, back))
                ways.create_task(self._pass_on(there, writer))
        finally:
            self._open -= {writer, back}
            writer.transport.abort()
            back.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way: Segments = asyncio.Queue(QUEUED)
        arriving = asyncio.create_task(self._arrive(under_way, writer))
        loop = asyncio.get_running_loop()
        sent = loop.time()
        with suppress(ConnectionError):
            while data := await reader.read(SEGMENT):
                sent = max(sent, loop.time()) + len(data) / self.rate
                await under_way.put((sent + self.round_trip / 2, data))
        await under_way.put((sent + self.round_trip / 2, b""))
        await arriving

    async def _arrive(self, under_way: Segments, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        due, data = await under_way.get()
        while data:
            if self._is_lost():
                due = max(due, loop.time()) + max(REPEATED, 2 * self.round_trip)
            await asyncio.sleep(due - loop.time())
            with suppress(ConnectionError):
                writer.write(data)
                await writer.drain()
            later, data = await under_way.get()
            due = max(due, later)
        with suppress(OSError):
            writer.write_eof()

    def _is_lost(self) -> bool:
        is_lost = self._chance.random() < self.loss
        self.lost += is_lost
        return is_lost


@asynccontextmanager
async def bad_network(server: int) -> AsyncIterator[BadNetwork]:
    """Yield a bad way to the server on this machine's port."""
    network = BadNetwork(server)
    listener = await asyncio.start_server(network.carry, "127.0.0.1", 0)
    network.port = listener.sockets[0].getsockname()[1]
    try:
        yield network
    finally:
        listener.close()
        network.cut()
