"""A deployment on this machine as its organizer meets it: settings, tables, a crowd of phones, requests."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from backend.push.vapid import generate_private_key
from tests.chaos import programs
from tests.chaos.programs import Postgres, Program
from tests.ports import free_port

EMAIL, PASSWORD = "owner@example.org", "correct horse battery staple"
WORKERS: Final = (1, 2)


@dataclass
class Site:
    """`settings` are those of all its processes; it has only what was started of it."""

    folder: Path
    settings: dict[str, str]
    announced: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.settings['PORT']}"

    async def command(self, *words: str, given: str = "") -> None:
        """Run one of our commands to its end."""
        await programs.python(self.folder, self.settings, "backend", *words, given=given)

    async def fill(self, phones: int, services: list[str]) -> None:
        """Make the tables, a crowd of phones at these push services, and an organizer."""
        await self.command("migrate")
        await programs.python(self.folder, self.settings, "tests.chaos.crowd", str(phones), *services)
        await self.command("organizer", "add", EMAIL, "--password-stdin", given=f"{PASSWORD}\n")

    @asynccontextmanager
    async def organizer(self) -> AsyncIterator[httpx.AsyncClient]:
        """Yield a client that is signed in."""
        async with httpx.AsyncClient(
            base_url=self.origin, headers={"origin": self.origin}, trust_env=False, timeout=30
        ) as client:
            answer = await client.post("/api/v1/auth/sign-in", json={"email": EMAIL, "password": PASSWORD})
            assert answer.status_code == 204, answer.text
            yield client

    async def announce(self, organizer: httpx.AsyncClient, title: str, **changes: Any) -> None:
        """Tell everyone something of this title."""
        said = {"id": title, "en": title}
        body = {"title": said, "body": said, "path": "/info", "audience": {"everyone": True}} | changes
        answer = await organizer.post("/api/v1/organizer/announcements", json=body)
        assert answer.status_code == 201, answer.text
        self.announced[title] = answer.json()["id"]

    async def counts(self, organizer: httpx.AsyncClient, title: str) -> Mapping[str, int]:
        """Return the counts of what was announced; raises `httpx.HTTPStatusError`."""
        answer = await organizer.get(f"/api/v1/organizer/announcements/{self.announced[title]}")
        counts: Mapping[str, int] = answer.raise_for_status().json()["counts"]
        return counts

    async def is_finished(self, organizer: httpx.AsyncClient, title: str) -> bool:
        """Whether no delivery of what was announced is on its way any more."""
        counts = await self.counts(organizer, title)
        return counts["audience"] > 0 and counts["pending"] == 0

    def web(self) -> Program:
        return programs.web(self.folder, self.settings)

    def worker(self, number: int) -> Program:
        return programs.worker(self.folder, self.settings, number)


def site(folder: Path, push_services: list[str], **settings: str) -> Site:
    """Return a site on SQLite with the embedded worker."""
    given = {
        "PORT": str(free_port()),
        "DATA_DIR": str(folder),
        "SECRET_KEY": "a secret of this run",
        "VAPID_PRIVATE_KEY": generate_private_key(),
        "VAPID_SUBJECT": "mailto:owner@example.org",
        "PUSH_HOSTS": ",".join(push_services),
        "LOG_FORMAT": "json",
    }
    return Site(folder, given | settings)


@dataclass(frozen=True)
class Shared:
    """What the processes of many machines share."""

    database: Postgres
    broker: Program


@asynccontextmanager
async def shared(site: Site) -> AsyncIterator[Shared]:
    """Yield PostgreSQL and NATS, which the site's processes use from now on."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(programs.postgres(site.folder))
        broker, broker_url = await stack.enter_async_context(programs.nats(site.folder))
        site.settings |= {"DATABASE_URL": database.url, "BROKER_URL": broker_url}
        yield Shared(database, broker)


@asynccontextmanager
async def running(*wanted: Program) -> AsyncIterator[None]:
    """Start programs one after the other, and end them with the block."""
    async with AsyncExitStack() as stack:
        for program in wanted:
            stack.push_async_callback(program.end)
            await program.start()
        yield
