"""A process notices what is committed, here or elsewhere: by NOTIFY on PostgreSQL, by asking SQLite."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from backend.core import journal
from backend.core.watch import following
from tests.factories.records import page, published, put

PATIENCE = 20.0

COMMIT = """
import asyncio, sys
from backend.core import journal
from backend.core.database import database
from backend.wiring import MODELS

async def run():
    async with database(sys.argv[1], MODELS), getattr(journal, sys.argv[2])():
        pass

asyncio.run(run())
"""


@dataclass
class Looks:
    """Two refreshes that note what stood in the database; the first fails while it is broken."""

    seen: list[tuple[str, int, int]] = field(default_factory=list)
    is_broken: bool = False
    broke: asyncio.Event = field(default_factory=asyncio.Event)
    looked: asyncio.Event = field(default_factory=asyncio.Event)

    async def first(self) -> None:
        if self.is_broken:
            self.broke.set()
            raise ConnectionError("away")
        await self._note("first")

    async def second(self) -> None:
        await self._note("second")

    async def _note(self, name: str) -> None:
        self.seen.append((name, (await journal.state()).revision, await journal.sequence()))
        self.looked.set()

    async def reaches(self, revision: int, sequence: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while ("second", revision, sequence) not in self.seen:
                self.looked.clear()
                await self.looked.wait()


@asynccontextmanager
async def watched(url: str, *, every: float = 0.05) -> AsyncIterator[Looks]:
    looks = Looks()
    async with following([looks.first, looks.second], url, every=every):
        yield looks


async def test_all_look_once_before_anything_is_served(db: str) -> None:
    async with watched(db) as looks:
        assert looks.seen == [("first", 0, 0), ("second", 0, 0)]


async def test_they_look_one_after_the_other_at_what_this_process_commits(db: str) -> None:
    async with watched(db, every=PATIENCE) as looks:
        await published(put("pages", page()))
        await looks.reaches(1, 0)
        async with journal.next_sequence():
            pass
        await looks.reaches(1, 1)

    names = [name for name, _, _ in looks.seen]
    assert names == ["first", "second"] * (len(names) // 2)


@pytest.mark.parametrize(
    ("stream", "revision", "sequence"), [("next_revision", 1, 0), ("next_sequence", 0, 1)]
)
async def test_they_look_at_what_another_process_commits(
    db: str, stream: str, revision: int, sequence: int
) -> None:
    async with watched(db) as looks:
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", COMMIT, db, stream)
        assert await other.wait() == 0

        await looks.reaches(revision, sequence)


async def test_one_that_fails_keeps_those_behind_it_back_and_is_tried_again(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with watched(db) as looks:
        looks.is_broken = True
        await published(put("pages", page()))
        async with asyncio.timeout(PATIENCE):
            await looks.broke.wait()
        assert {revision for _, revision, _ in looks.seen} == {0}

        looks.is_broken = False
        await looks.reaches(1, 0)

    assert "cannot follow the database" in capsys.readouterr().out


async def test_nobody_looks_after_the_end(db: str) -> None:
    async with watched(db) as looks:
        pass
    before = list(looks.seen)

    await published(put("pages", page()))

    assert looks.seen == before
