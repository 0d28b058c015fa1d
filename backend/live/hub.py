"""What every listener of this process is told: ready frames, made once, whoever and however many listen."""

import asyncio
import random
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Final

import msgspec
from prometheus_client import Gauge

from backend.core.clock import Clock
from backend.core.errors import Busy
from backend.core.journal import State
from backend.live.schemas import Place, PlacesTold, Revision
from backend.participation import queries
from backend.participation.rules import PlacesHeld

STREAMS = Gauge("companion_live_streams", "Streams of live events that are open")

# Half of the requests that the server takes at once: the others find room whoever listens.
MOST_STREAMS: Final = 4_000
RETRY_AFTER: Final = 30
HEARTBEAT: Final = 30.0
LIFETIME: Final = 30 * 60.0
_KEPT: Final = 64

_RETRY = b"retry: 5000\n\n"
_COMMENT = b":\n\n"


class Hub:
    """Turns what changed into frames of server-sent events (WHATWG HTML, section 9.2) and hands them on.

    `standing` tells what the sync document answers with. `heartbeat` is the seconds of silence after which a
    comment is sent, `lifetime` about how many a stream lasts. Whoever is more than `kept` frames behind is
    told the whole again.
    """

    def __init__(
        self,
        standing: Callable[[], State],
        clock: Clock,
        *,
        heartbeat: float = HEARTBEAT,
        lifetime: float = LIFETIME,
        most: int = MOST_STREAMS,
        kept: int = _KEPT,
    ) -> None:
        self._standing = standing
        self._clock = clock
        self._heartbeat = heartbeat
        self._lifetime = lifetime
        self._most = most
        self._state: State | None = None
        self._held: dict[str, PlacesHeld] = {}
        self._whole = b""
        self._frames: deque[bytes] = deque(maxlen=kept)
        self._made = 0
        self._changed = asyncio.Event()
        self._closed = asyncio.Event()
        self.listeners = 0

    async def refresh(self) -> None:
        """Look into the database once and tell what differs from what was told."""
        held = await queries.places(self._clock())
        self._tell(self._standing(), held)

    @asynccontextmanager
    async def open(self, *, every: float) -> AsyncIterator[None]:
        """Hold the hub open; each `every` seconds sessions that have ended lose their state."""
        ending = asyncio.create_task(self._drop_ended(every))
        try:
            yield
        finally:
            self.close()
            await ending

    async def _drop_ended(self, every: float) -> None:
        # No commit tells of an end.
        while not await _is_set(self._closed, within=every):
            if self._state is not None:
                self._tell(self._state, list(self._held.values()))

    def _tell(self, state: State, held: Sequence[PlacesHeld]) -> None:
        now = self._clock()
        known, self._held = self._held, {each.session: each for each in held if now < each.until}
        frames = b""
        if state != self._state:
            self._state = state
            frames += _frame("revision", Revision(state.epoch, state.revision))
        changed = _changes(known, self._held, now)
        if changed:
            frames += _frame("places", PlacesTold(whole=False, sessions=changed))
        if not frames:
            return
        whole = PlacesTold(whole=True, sessions=_changes({}, self._held, now))
        self._whole = _frame("revision", Revision(state.epoch, state.revision)) + _frame("places", whole)
        self._frames.append(frames)
        self._made += 1
        self._wake()

    def close(self) -> None:
        """End every stream, and each that is opened from now on after its first words."""
        self._closed.set()
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def listen(self) -> AsyncGenerator[bytes, None]:
        """Return one listener's stream, pieces of some frames each; raises `Busy` beyond the most."""
        if self.listeners >= self._most:
            raise Busy("As many are listening as this server takes; ask again later.", RETRY_AFTER)
        return self._stream()

    async def _stream(self) -> AsyncGenerator[bytes, None]:
        self.listeners += 1
        STREAMS.inc()
        try:
            seen = self._made
            yield _RETRY + self._whole
            ends = _now() + self._lifetime * random.uniform(0.8, 1.2)  # noqa: S311
            while not self._closed.is_set() and (left := ends - _now()) > 0:
                if seen == self._made:
                    if not await _is_set(self._changed, within=min(self._heartbeat, left)):
                        yield _COMMENT
                    continue
                missed, seen = self._made - seen, self._made
                yield self._whole if missed > len(self._frames) else b"".join(list(self._frames)[-missed:])
        finally:
            self.listeners -= 1
            STREAMS.dec()


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _is_set(event: asyncio.Event, *, within: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await event.wait()
    return event.is_set()


def _changes(known: dict[str, PlacesHeld], held: dict[str, PlacesHeld], now: datetime) -> list[Place]:
    """Return what leads from `known` to `held`, by session; what no longer holds ends at `now`."""
    ended = {
        session: Place(session, None, now.astimezone(before.at.tzinfo))
        for session, before in known.items()
        if session not in held
    }
    said = {
        session: Place(session, each.state.value, each.at)
        for session, each in held.items()
        if (before := known.get(session)) is None or (before.state, before.at) != (each.state, each.at)
    }
    return [place for _, place in sorted((ended | said).items())]


def _frame(event: str, data: msgspec.Struct) -> bytes:
    return b"event: " + event.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
