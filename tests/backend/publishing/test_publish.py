"""Publishing: one revision for a whole set of changes, what undoes it beside it, or nothing at all."""

from typing import Any

import msgspec
import pytest

from backend.accounts.rules import SYSTEM
from backend.core import journal
from backend.core.errors import Invalid
from backend.publishing.catalogue import PROGRAMME, UTC_ZONE
from backend.publishing.publish import Outdated, publish, roll_back
from backend.publishing.schemas import Change, Delete, Put
from tests.factories.contents import row_counts
from tests.factories.records import (
    day,
    delete,
    page,
    programme,
    published,
    put,
    put_pages,
    room,
    session,
    speaker,
    text,
)
from tests.factories.statements import counted
from tests.fakes import NOW


async def contents() -> dict[str, list[dict[str, Any]]]:
    """Return the programme's records without their revisions."""
    found = {}
    for name, collection in PROGRAMME.items():
        records = [msgspec.to_builtins(record) for record in await collection.load(UTC_ZONE)]
        found[name] = [{**record, "revision": 0} for record in records]
    return {name: records for name, records in found.items() if records}


async def standing() -> tuple[dict[str, list[dict[str, Any]]], dict[str, int], journal.State]:
    return await contents(), await row_counts(), await journal.state()


async def test_a_set_of_changes_is_one_revision(db: str) -> None:
    done = await published(*programme())

    entries = await journal.entries_after(0)

    assert (done.revision, (await journal.state()).revision) == (1, 1)
    assert sorted((entry.collection, entry.record_id) for entry in entries) == [
        ("days", "day-1"),
        ("event", "forum"),
        ("rooms", "hall-a"),
        ("sessions", "opening"),
        ("topics", "ceremony"),
        ("topics", "press"),
    ]
    assert {(entry.revision, entry.deleted) for entry in entries} == {(1, False)}


async def test_only_what_differs_is_written(db: str) -> None:
    await published(*programme())

    done = await published(put("rooms", room()), put("rooms", room(id="hall-b")), delete("pages", "wifi"))

    assert (done.revision, done.written, done.deleted) == (2, {"rooms": ["hall-b"]}, {})


async def test_changes_that_change_nothing_do_not_move_the_revision(db: str) -> None:
    await published(*programme())
    before = await standing()

    done = await published(*programme(), delete("pages", "nobody-knows"))

    assert (done.revision, done.written, done.deleted) == (1, {}, {})
    assert await standing() == before


async def test_rolling_back_brings_back_what_was_as_a_new_revision(db: str) -> None:
    await published(*programme(), put("pages", page()))
    before = await contents()
    await published(
        put("sessions", session(title=text("Opening, moved"), room=None)),
        put("speakers", speaker()),
        delete("pages", "wifi"),
        delete("rooms", "hall-a"),
    )
    changed = await contents()

    undone = await roll_back(SYSTEM, 2, now=NOW)
    assert (undone.revision, await contents()) == (3, before)
    redone = await roll_back(SYSTEM, 3, now=NOW)
    assert (redone.revision, await contents()) == (4, changed)


async def test_an_older_revision_is_undone_and_later_ones_stay(db: str) -> None:
    await published(*programme())
    await published(put("pages", page()))
    await published(put("rooms", room(id="hall-b")))

    await roll_back(SYSTEM, 2, now=NOW)

    assert [(name, len(records)) for name, records in (await contents()).items()] == [
        ("event", 1),
        ("days", 1),
        ("rooms", 2),
        ("sessions", 1),
        ("topics", 2),
    ]


async def test_undoing_what_is_still_in_use_is_refused(db: str) -> None:
    await published(*programme())
    await published(put("rooms", room(id="hall-b")))
    await published(put("sessions", session(room="hall-b")))
    before = await standing()

    with pytest.raises(Invalid) as refused:
        await roll_back(SYSTEM, 2, now=NOW)

    assert list(refused.value.errors) == ["sessions/opening"]
    assert await standing() == before


async def test_only_publications_can_be_rolled_back(db: str) -> None:
    await published(*programme())

    with pytest.raises(Invalid):
        await roll_back(SYSTEM, 7, now=NOW)

    assert (await journal.state()).revision == 1


@pytest.mark.parametrize(
    "change",
    [
        put("rooms", room(capacity=1), base=1),
        put("rooms", room(capacity=1), base=3),
        put("rooms", room(capacity=1), base=None),
        put("rooms", room(id="hall-z"), base=2),
        Delete("rooms", "hall-a", base=1),
        Delete("rooms", "hall-z", base=2),
    ],
)
async def test_a_change_made_on_another_revision_of_its_record_is_outdated(db: str, change: Change) -> None:
    await published(*programme())
    await published(put("rooms", room(capacity=200)))
    before = await standing()

    with pytest.raises(Outdated):
        await published(put("pages", page()), change)

    assert await standing() == before


async def test_a_change_made_on_the_records_own_revision_is_applied(db: str) -> None:
    await published(*programme(), put("pages", page()))
    await published(put("rooms", room(capacity=200)))

    done = await published(
        put("rooms", room(capacity=250), base=2),
        put("rooms", room(id="hall-b"), base=None),
        Delete("pages", "wifi", base=1),
    )

    assert (done.written, done.deleted) == (
        {
            "rooms": ["hall-a", "hall-b"],
        },
        {"pages": ["wifi"]},
    )


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ([put("sessions", session(room="hall-z"))], ["sessions/opening.room"]),
        (
            [put("sessions", session(speakers=[{"speaker": "nobody"}]))],
            ["sessions/opening.speakers.speaker"],
        ),
        ([delete("rooms", "hall-a")], ["sessions/opening"]),
        ([delete("days", "day-1")], ["sessions/opening"]),
        ([put("nothing", room())], ["[0].collection"]),
        ([put("rooms", room()), delete("rooms", "hall-a")], ["[1]"]),
        ([put("rooms", room(nobody="knows"))], ["[0].record"]),
        ([put("rooms", room(id="hall a"))], ["[0].record.id"]),
        ([put("rooms", room(id="hall-a\n"))], ["[0].record.id"]),
        ([put("rooms", room(capacity="many"))], ["[0].record.capacity"]),
        ([put("rooms", room(capacity=2**31))], ["capacity"]),
        ([put("rooms", room(kind="x" * 33))], [""]),
        ([put("rooms", room(name={"id": "a\0b", "en": ""}))], ["[0].record"]),
        ([put("days", day(end="2018-11-07T07:00:00+07:00"))], ["end"]),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_applied(
    db: str, changes: list[Change], fields: list[str]
) -> None:
    await published(*programme())
    before = await standing()

    # The sound change beside it must not be kept either, whichever comes first.
    for sound in ([put("pages", page()), *changes], [*changes, put("pages", page())]):
        with pytest.raises(Invalid):
            await published(*sound)
        assert await standing() == before

    with pytest.raises(Invalid) as refused:
        await published(*changes)
    assert list(refused.value.errors) == fields


async def test_a_record_and_what_it_names_may_come_and_go_together(db: str) -> None:
    await published(*programme())

    await published(delete("rooms", "hall-a"), delete("sessions", "opening"))
    done = await published(put("sessions", session(room="hall-b")), put("rooms", room(id="hall-b")))

    assert done.written == {"sessions": ["opening"], "rooms": ["hall-b"]}


async def test_the_cost_in_statements_does_not_grow_with_the_records(db: str) -> None:
    await published(*programme())
    with counted() as one:
        await put_pages(1)
    with counted() as many:
        await put_pages(300, said="Other page")

    assert len(many) == len(one)


async def test_the_actor_and_the_note_stand_with_the_publication(db: str) -> None:
    changes: list[Change] = [Put("pages", page())]
    await publish(SYSTEM, changes, note="the password", now=NOW)

    assert (await row_counts())["Publication"] == 1
