"""Whatever happens at the server and on the way, a phone that syncs holds what the server holds.

The server, its push payloads and the phone's store are the real ones; only the wire between them is ours, so
that pushes may come late, twice, in any order or in the middle of a sync.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from backend.accounts.rules import SYSTEM
from backend.core import journal
from backend.core.errors import CompanionError
from backend.event.schemas import Page
from backend.publishing import load
from backend.publishing.publish import roll_back
from backend.publishing.schemas import Change
from backend.publishing.seed import COLLECTIONS
from tests.apps import App, open_app, settings_for
from tests.contracts.phone import Phone, open_phone
from tests.databases import Databases
from tests.factories.announcements import sent
from tests.factories.phones import PushPhone, subscribed
from tests.factories.records import delete, event, many_sessions, page, programme, published, put, room
from tests.fakes import NOW

ROOMS = [f"room-{number}" for number in range(3)]
ZONES = ["Asia/Jakarta", "Asia/Makassar"]
PAGES = [f"page-{number}" for number in range(5)]


@dataclass
class World:
    """One server with its database, a phone, and the pushes that have not arrived yet."""

    databases: Databases
    folder: Path
    phone: Phone
    url: str
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    pushed: list[Any] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    app: App | None = None

    @property
    def server(self) -> App:
        assert self.app is not None
        return self.app

    async def start(self) -> None:
        self.app = await self.stack.enter_async_context(open_app(settings_for(self.url, self.folder)))

    async def stop(self) -> None:
        await self.stack.aclose()

    async def publish(self, changes: list[Change]) -> None:
        try:
            await published(*changes)
        except CompanionError:
            # What a draft may not do, such as to delete a room in use, changes nothing.
            return

    async def undo(self, back: int) -> None:
        try:
            await roll_back(SYSTEM, (await journal.state()).revision - back, now=NOW)
        except CompanionError:
            return

    async def announce(self, said: str) -> None:
        await sent(title={"id": said, "en": said})
        await self.server.deliverer.deliver_due()
        for message in self.server.push.posted:
            self.pushed.append(PushPhone().read(message.body)["notification"]["data"])
        self.server.push.posted.clear()

    async def push(self, which: int) -> None:
        if self.pushed:
            await self.phone.push(self.pushed[which % len(self.pushed)])

    async def sync(self, during: list[int]) -> None:
        await self.server.sync.refresh()
        arriving = [self.pushed[which % len(self.pushed)] for which in during if self.pushed]
        await self.phone.sync(self.server.client, arriving)

    async def behind(self) -> None:
        """The phone asks a process that has not noticed the last commits."""
        await self.phone.sync(self.server.client)

    async def backup(self) -> None:
        await self.stop()
        self.backups.append(await self.databases.copy(self.url))
        await self.start()

    async def restore(self, which: int) -> None:
        if self.backups:
            await self.stop()
            self.url = await self.databases.copy(self.backups[which % len(self.backups)])
            await self.start()
            await journal.renew_epoch()

    async def reseed(self, order: int) -> None:
        records = [msgspec.convert(page(id=name, order=order), Page) for name in PAGES[order % 5 :]]
        await load.seed({name: records if name == "pages" else [] for name in COLLECTIONS}, now=NOW)


def steps() -> st.SearchStrategy[list[tuple[str, list[Any]]]]:
    numbers = st.integers(0, 5)
    change = st.one_of(
        st.builds(
            lambda name, size: put("rooms", room(id=name, capacity=size)), st.sampled_from(ROOMS), numbers
        ),
        st.builds(
            lambda name, order, where: put("pages", page(id=name, order=order, room=where)),
            st.sampled_from(PAGES),
            numbers,
            st.sampled_from([None, *ROOMS]),
        ),
        st.builds(lambda zone: put("event", event(time_zone=zone)), st.sampled_from(ZONES)),
        st.just(delete("event", "forum")),
        st.builds(lambda name: delete("rooms", name), st.sampled_from(ROOMS)),
        st.builds(lambda name: delete("pages", name), st.sampled_from(PAGES)),
    )
    step = st.one_of(
        st.tuples(st.just("publish"), st.tuples(st.lists(change, min_size=1, max_size=4))),
        st.tuples(st.just("announce"), st.tuples(st.sampled_from(["Hall A", "Hall B"]))),
        st.tuples(st.just("push"), st.tuples(numbers)),
        st.tuples(st.just("sync"), st.tuples(st.lists(numbers, max_size=2))),
        st.tuples(st.sampled_from(["undo", "restore", "reseed"]), st.tuples(numbers)),
        st.tuples(st.sampled_from(["behind", "backup"]), st.just(())),
    )
    return st.lists(step.map(lambda one: (one[0], list(one[1]))), max_size=14)


@pytest.fixture(scope="module")
async def phone() -> AsyncIterator[Phone]:
    async with open_phone() as opened:
        yield opened


@given(script=steps())
@examples(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_after_a_sync_the_phone_holds_what_the_server_holds(
    databases: Databases, tmp_path: Path, phone: Phone, script: list[tuple[str, list[Any]]]
) -> None:
    await phone.do("reset")
    world = World(databases, tmp_path, phone, await databases.fresh())
    await world.start()
    try:
        await subscribed(1)
        for name, arguments in script:
            await getattr(world, name)(*arguments)
        await world.sync([])
        held = await phone.do("dump")
        whole = (await world.server.client.get("/api/v1/sync")).json()
    finally:
        await world.stop()

    collections = {name: sorted(whole[name], key=lambda one: str(one["id"])) for name in held["collections"]}
    assert held["collections"] == collections
    assert (held["epoch"], held["revision"], held["stale"]) == (whole["epoch"], whole["revision"], False)
    assert sorted(held["collections"]) == sorted(COLLECTIONS)


async def test_a_large_event_comes_as_an_outline_and_then_whole(
    databases: Databases, tmp_path: Path, phone: Phone
) -> None:
    await phone.do("reset")
    world = World(databases, tmp_path, phone, await databases.fresh())
    await world.start()
    try:
        await world.publish([*programme(), *many_sessions(100)])
        await world.server.sync.refresh()
        begun = await phone.sync(world.server.client)
        outline = await phone.do("dump")
        await phone.sync(world.server.client)
        held = await phone.do("dump")
        whole = (await world.server.client.get("/api/v1/sync")).json()
    finally:
        await world.stop()

    empty = [each | {"abstract": {"id": "", "en": ""}} for each in whole["sessions"]]
    assert (outline["collections"]["sessions"], begun["stale"]) == (empty, True)
    assert (held["collections"]["sessions"], held["stale"]) == (whole["sessions"], False)


async def test_a_push_brings_its_announcement_without_a_request(
    databases: Databases, tmp_path: Path, phone: Phone
) -> None:
    await phone.do("reset")
    world = World(databases, tmp_path, phone, await databases.fresh())
    await world.start()
    try:
        await subscribed(1)
        await world.publish([put("pages", page())])
        await world.sync([])
        await world.announce("Hall A")
        await world.push(0)
        held = await phone.do("dump")
        await world.server.sync.refresh()
        whole = (await world.server.client.get("/api/v1/sync")).json()
    finally:
        await world.stop()

    assert (held["revision"], held["collections"]["announcements"]) == (2, whole["announcements"])
