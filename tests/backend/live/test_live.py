"""`GET /api/v1/live`: what open screens hear of what is published and said, wherever that was done."""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import validator_for

from backend.accounts.rules import Role
from backend.app import describe
from backend.live.hub import MOST_STREAMS
from backend.web.headers import SECURITY_HEADERS
from backend.web.middleware import DURATION
from tests.apps import App, open_app, settings_for
from tests.backend.live.listening import ADDRESS, PATIENCE, listening, places
from tests.factories.problems import problem
from tests.factories.records import page, programme, published, put

SAY = """
import asyncio, sys
from backend.accounts.rules import SYSTEM
from backend.core.database import database
from backend.participation.places import say
from backend.participation.rules import PlacesState
from backend.wiring import MODELS
from tests.fakes import NOW

async def run():
    async with database(sys.argv[1], MODELS):
        await say(SYSTEM, "opening", PlacesState.FULL, now=NOW)

asyncio.run(run())
"""


async def say(app: App, state: str | None) -> None:
    crew = await app.signed_in(Role.CREW)
    answer = await crew.put("/api/v1/organizer/sessions/opening/places", json={"state": state})
    assert answer.status_code == 200, answer.text


async def test_what_the_crew_says_is_heard_and_moves_no_revision(app: App) -> None:
    await published(*programme())
    async with listening(app) as (ear, _):
        # Two words that come while one look is under way are told as one.
        for count, state in enumerate(("filling", "full", None), start=2):
            await say(app, state)
            await ear.hears_of_places(count)
        all_heard = ear.heard()

    assert places(all_heard) == [
        (True, {}),
        (False, {"opening": "filling"}),
        (False, {"opening": "full"}),
        (False, {"opening": None}),
    ]
    assert {data["revision"] for name, data in all_heard if name == "revision"} <= {0, 1}
    assert (await app.client.get("/api/v1/sync")).json()["revision"] == 1


async def test_a_revision_is_told_once_the_document_answers_with_it(app: App) -> None:
    async with listening(app) as (ear, _):
        for number in range(1, 6):
            await published(put("pages", page(id=f"page-{number}")))
            async with asyncio.timeout(PATIENCE):
                while ("revision", number) not in [
                    (name, data["revision"]) for name, data in ear.heard() if name == "revision"
                ]:
                    await ear.hears(len(ear.heard()) + 1)
            assert app.sync.revision == number


async def test_what_another_process_says_is_heard(url: str, tmp_path: Path) -> None:
    async with open_app(settings_for(url, tmp_path, tick_seconds=0.05)) as app:
        await published(*programme())
        async with listening(app) as (ear, _):
            other = await asyncio.create_subprocess_exec(sys.executable, "-c", SAY, url)
            assert await other.wait() == 0

            assert (await ear.hears_of_places(2))[-1] == (False, {"opening": "full"})


async def test_the_answer_is_a_stream_that_nothing_keeps_or_holds_back(app: App) -> None:
    async with listening(app) as (ear, _):
        await ear.hears(1)

    wanted = {name.decode(): value.decode() for name, value in SECURITY_HEADERS} | {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
    }
    assert ear.start["status"] == 200
    assert {name: value for name, value in ear.headers.items() if name != "x-request-id"} == wanted


async def test_asked_for_its_head_alone_it_ends(app: App) -> None:
    answer = await app.client.head(ADDRESS)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream")


async def test_who_leaves_ends_their_request_and_no_other(app: App) -> None:
    assert app.companion.hub is not None
    async with listening(app) as (staying, _):
        await staying.hears(3)
        async with listening(app) as (ear, request):
            await ear.hears(3)
            assert app.companion.hub.listeners == 2
            ear.leave()
            async with asyncio.timeout(PATIENCE):
                await request
            assert (app.companion.hub.listeners, ear.is_over) == (1, False)
        await published(*programme())
        assert (await staying.hears(4))[-1][1]["revision"] == 1


async def test_the_streams_end_with_the_application(url: str, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        async with open_app(settings_for(url, tmp_path)) as app:
            ear, request = await stack.enter_async_context(listening(app))
            await ear.hears(3)
        async with asyncio.timeout(PATIENCE):
            await request

    assert ear.is_over


async def test_beyond_its_room_a_server_refuses_and_says_when_to_come_again(app: App) -> None:
    assert app.companion.hub is not None
    app.companion.hub.listeners = MOST_STREAMS

    answer = await app.client.get(ADDRESS)

    assert problem(answer) == (503, [])
    assert answer.headers["retry-after"] == "30"


def _observed() -> float:
    (metric,) = DURATION.collect()
    return next(sample.value for sample in metric.samples if sample.name.endswith("_count"))


async def test_a_stream_is_no_slow_request(app: App) -> None:
    await app.client.get("/healthz")
    before = _observed()

    async with listening(app) as (ear, _):
        await ear.hears(1)

    assert _observed() == before


async def test_the_open_streams_are_counted(app: App) -> None:
    async def counted() -> str:
        text = (await app.visitor("127.0.0.1").get("/metrics")).text
        return next(line for line in text.splitlines() if line.startswith("companion_live_streams"))

    before = await counted()
    async with listening(app) as (ear, _):
        await ear.hears(1)
        during = await counted()

    assert (before, during, await counted()) == (
        "companion_live_streams 0.0",
        "companion_live_streams 1.0",
        "companion_live_streams 0.0",
    )


async def test_what_is_told_has_the_shapes_described(app: App) -> None:
    await published(*programme())
    document = describe()
    answer = document["paths"][ADDRESS]["get"]["responses"]["200"]["content"]["text/event-stream"]
    assert set(answer["x-events"]) == {"revision", "places"}

    async with listening(app) as (ear, _):
        await say(app, "full")
        await ear.hears_of_places(2)
        await say(app, None)
        await ear.hears_of_places(3)
        heard = [(name, data) for name, data in ear.heard() if name in answer["x-events"]]

    assert [_errors(document, answer["x-events"][name], data) for name, data in heard] == [[]] * len(heard)
    assert len(places(heard)) == 3


def _errors(document: dict[str, Any], schema: dict[str, Any], data: Any) -> list[str]:
    validator = validator_for(schema | {"components": document["components"]})
    return [error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_nothing_can_be_sent_there(app: App, method: str) -> None:
    assert problem(await app.client.request(method, ADDRESS)) == (405, [])
