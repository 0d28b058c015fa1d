"""Fakes that implement the program's own protocols."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from backend.push.outcomes import Unreachable
from backend.push.transport import Reply
from backend.wiring import Services

NOW = datetime(2018, 11, 7, 2, 0, tzinfo=UTC)


@dataclass
class StandingClock:
    """A clock that moves only when told."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass
class RecordedJobs:
    """Workers that only remember what they were called for; a background of the application."""

    announcements: list[str] = field(default_factory=list)
    deliveries: int = 0
    is_away: bool = False
    services: Services | None = None

    async def check(self) -> None:
        if self.is_away:
            raise ConnectionError("the broker is away")

    async def announcement_due(self, announcement_id: str) -> None:
        self.announcements.append(announcement_id)

    async def deliveries_due(self) -> None:
        self.deliveries += 1

    @asynccontextmanager
    async def background(self, services: Services) -> AsyncIterator["RecordedJobs"]:
        self.services = services
        yield self


@dataclass(frozen=True)
class Posted:
    """One message as a push service would get it."""

    url: str
    headers: Mapping[str, str]
    body: bytes


def _accepts(_: Posted) -> Reply | Unreachable:
    return Reply(201)


@dataclass
class FakePushService:
    """A `PushTransport` that keeps what it is sent and answers by `answer`, once `gate` is open.

    An origin in `gates` has one of its own.
    """

    answer: Callable[[Posted], Reply | Unreachable] = _accepts
    posted: list[Posted] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | Unreachable:
        message = Posted(url, dict(headers), body)
        self.posted.append(message)
        self.arrived.set()
        await self.gates.get("/".join(url.split("/")[:3]), self.gate).wait()
        return self.answer(message)

    async def wait_posted(self, count: int) -> None:
        """Return once so many messages have come."""
        while len(self.posted) < count:
            self.arrived.clear()
            await self.arrived.wait()

    def urls(self) -> list[str]:
        return sorted(message.url for message in self.posted)
