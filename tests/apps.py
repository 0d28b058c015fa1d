"""The whole application in this process: its lifespan held open, its traffic through an ASGI client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.accounts import sign_in
from backend.accounts.rules import Role
from backend.app import Background, Companion
from backend.push.deliver import Deliverer
from backend.settings import Settings
from backend.sync.app import SyncApp
from backend.wiring import Services
from tests.fakes import NOW, FakePushService, RecordedJobs, StandingClock

# Derived from small numbers, so that no test run waits for randomness.
VAPID_PRIVATE_KEY = "A" * 42 + "M"
PUSH_ORIGIN = "https://updates.push.services.mozilla.com"
_addresses = (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in count(1))


@dataclass(repr=False)
class App:
    """A running application with the parts tests look at; its `repr` would drown what a failure tells."""

    companion: Companion
    asgi: ASGIApp
    settings: Settings
    clock: StandingClock
    push: FakePushService
    jobs: RecordedJobs
    client: httpx.AsyncClient
    services: Services
    _clients: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def deliverer(self) -> Deliverer:
        return self.services.deliverer

    @property
    def sync(self) -> SyncApp:
        assert self.companion.sync is not None
        return self.companion.sync

    def visitor(self, address: str | None = None, **headers: str) -> httpx.AsyncClient:
        """A client with an address and a cookie jar of its own."""
        transport = httpx.ASGITransport(
            self.asgi, raise_app_exceptions=False, client=(address or next(_addresses), 40_000)
        )
        made = httpx.AsyncClient(transport=transport, base_url=self.settings.origin, headers=headers)
        self._clients.append(made)
        return made

    async def phone(self) -> httpx.AsyncClient:
        """A client that has introduced itself as a phone and carries its token."""
        client = self.visitor()
        token = (await client.post("/api/v1/devices")).json()["token"]
        client.headers["authorization"] = f"Bearer {token}"
        return client

    async def signed_in(self, role: Role = Role.ORGANIZER, email: str = "") -> httpx.AsyncClient:
        """A client on our own pages that is signed in with a role."""
        client = self.visitor(origin=self.settings.origin)
        person = await sign_in.add_person(
            email or f"{role.value}@forum.example.org", role, password=None, now=self.clock()
        )
        token = await sign_in.make_link(person, now=self.clock())
        answer = await client.post("/api/v1/auth/link", json={"token": token})
        assert answer.status_code == 204, answer.text
        return client

    async def close_clients(self) -> None:
        for client in self._clients:
            await client.aclose()


def settings_for(url: str, folder: Path, **changes: Any) -> Settings:
    """Return settings for a database, with keys at hand."""
    given: dict[str, Any] = {
        "database_url": url,
        "data_dir": str(folder),
        "public_url": "https://forum.example.org",
        "secret_key": "secret",
        "vapid_private_key": VAPID_PRIVATE_KEY,
        "vapid_subject": "mailto:push@forum.example.org",
    }
    return Settings(**(given | changes))


@asynccontextmanager
async def open_app(
    settings: Settings, *, background: Background | None = None, clock: StandingClock | None = None
) -> AsyncIterator[App]:
    """Yield the application while its lifespan lasts; without a background its jobs are only recorded."""
    standing, push, jobs = clock or StandingClock(NOW), FakePushService(), RecordedJobs()
    seen: list[Services] = []

    @asynccontextmanager
    async def spied(services: Services) -> AsyncIterator[Any]:
        seen.append(services)
        async with (background or jobs.background)(services) as running:
            yield running

    companion = Companion(settings, spied, pwa=settings.data_path / "pwa", clock=standing, transport=push)
    async with lifespan(companion) as asgi:
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(asgi, raise_app_exceptions=False), base_url=settings.origin
        )
        async with client:
            app = App(companion, asgi, settings, standing, push, jobs, client, seen[0])
            yield app
            await app.close_clients()


@asynccontextmanager
async def lifespan(app: ASGIApp) -> AsyncIterator[ASGIApp]:
    """Run an application's lifespan as servers do, and yield it with the state handed to each request."""
    state: dict[str, Any] = {}
    incoming: asyncio.Queue[Message] = asyncio.Queue()
    outgoing: asyncio.Queue[Message] = asyncio.Queue()

    async def run() -> None:
        await app({"type": "lifespan", "state": state}, incoming.get, outgoing.put)

    task = asyncio.create_task(run())

    async def step(kind: str) -> None:
        await incoming.put({"type": f"lifespan.{kind}"})
        answer = asyncio.create_task(outgoing.get())
        await asyncio.wait({answer, task}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            await task
            raise RuntimeError(f"the application ended at {kind}")
        if answer.result()["type"] != f"lifespan.{kind}.complete":
            await task
            raise RuntimeError(answer.result().get("message", kind))

    async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": dict(state)}, receive, send)

    await step("startup")
    try:
        yield with_state
    finally:
        await step("shutdown")
        await task
