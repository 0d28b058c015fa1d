"""The journal: revisions become visible in their order, and private entries never move them."""

import asyncio

import pytest

from backend.core import journal
from backend.core.errors import Invalid
from tests.factories.records import page, published, put
from tests.fakes import NOW


async def test_a_database_starts_its_journal_once(db: str) -> None:
    found = await asyncio.gather(*(journal.state() for _ in range(5)))

    assert (len(set(found)), found[0].revision) == (1, 0)


async def test_whoever_sees_a_revision_sees_all_before_it(db: str) -> None:
    async def publish_and_look(number: int) -> list[int]:
        await published(put("pages", page(id=f"page-{number}")))
        return [entry.revision for entry in await journal.entries_after(0)]

    seen = await asyncio.gather(*(publish_and_look(number) for number in range(12)))

    assert [found for found in seen if found != list(range(1, len(found) + 1))] == []
    assert max(map(len, seen)) == 12


async def test_a_transaction_that_fails_gives_its_revision_to_the_next(db: str) -> None:
    with pytest.raises(Invalid):
        await published(put("pages", page(room="nobody-knows")))

    assert (await published(put("pages", page()))).revision == 1
    assert [entry.record_id for entry in await journal.entries_after(0)] == ["wifi"]


async def test_listeners_hear_of_what_is_committed_and_of_nothing_else(db: str) -> None:
    heard: list[str] = []
    end = journal.listen(lambda: heard.append("told"))
    try:
        await published(put("pages", page()))
        await published(put("pages", page()))
        await journal.renew_epoch()
        async with journal.next_sequence():
            assert heard == ["told", "told"]
        with pytest.raises(LookupError):
            await _fail()
    finally:
        end()
    await published(put("pages", page(id="other")))

    assert heard == ["told", "told", "told"]


async def _fail() -> None:
    async with journal.next_sequence():
        raise LookupError


async def test_a_private_entry_moves_the_sequence_and_not_the_revision(db: str) -> None:
    await published(put("pages", page()))
    before = await journal.state()

    async with journal.next_sequence() as (_, sequence):
        await journal.note(sequence, "queue", "booth-12", {"length": 4}, at=NOW)

    assert await journal.state() == before


async def test_a_new_epoch_keeps_the_revision(db: str) -> None:
    await published(put("pages", page()))
    before = await journal.state()

    await journal.renew_epoch()

    after = await journal.state()
    assert (after.revision, after.epoch == before.epoch) == (before.revision, False)
