"""`GET /api/v1/sync`: whole, unchanged, or what changed, in the encoding the phone takes."""

import asyncio
import gzip
import json
from typing import Any

import brotli
import httpx
import pytest
import zstandard

from backend.core import journal
from backend.sync.app import SyncApp
from backend.sync.document import LONG_TEXTS
from backend.sync.source import SOURCES
from tests.apps import App
from tests.factories.announcements import sent
from tests.factories.problems import problem
from tests.factories.records import (
    delete,
    event,
    many_sessions,
    page,
    programme,
    published,
    put,
    put_pages,
    session,
    speaker,
    text,
)

SYNC = "/api/v1/sync"


async def get(app: App, query: str = "", **headers: str) -> Any:
    await app.sync.refresh()
    answer = await app.client.get(SYNC + query, headers=headers)
    assert answer.status_code == 200
    return answer.json()


async def raw(app: App, accepted: str, query: str = "") -> tuple[httpx.Headers, bytes]:
    request = app.client.build_request("GET", SYNC + query, headers={"accept-encoding": accepted})
    answer = await app.client.send(request, stream=True)
    return answer.headers, b"".join([chunk async for chunk in answer.aiter_raw()])


async def test_the_document_holds_every_collection_in_order(app: App) -> None:
    await published(*programme())

    whole = await get(app)

    head = ["epoch", "schema", "min_app", "revision", "vapid_public_key"]
    assert list(whole) == head + [source.name for source in SOURCES]
    assert [whole["schema"], whole["revision"], len(whole["vapid_public_key"])] == [1, 1, 87]
    assert {name: len(whole[name]) for name in list(whole)[5:] if whole[name]} == {
        "event": 1,
        "days": 1,
        "rooms": 1,
        "sessions": 1,
        "topics": 2,
    }


async def test_times_are_on_the_venues_clock_and_follow_its_zone(app: App) -> None:
    await published(*programme())
    first = (await get(app))["sessions"][0]["start"]

    await published(put("event", event(time_zone="Asia/Makassar")))
    second = (await get(app))["sessions"][0]["start"]

    assert (first, second) == ("2018-11-07T09:00:00+07:00", "2018-11-07T10:00:00+08:00")


async def test_each_encoding_holds_the_same_document(app: App) -> None:
    await published(*programme())
    await app.sync.refresh()
    unpack = {
        "br": brotli.decompress,
        "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
        "gzip": gzip.decompress,
        "identity": bytes,
    }

    found = {encoding: await raw(app, encoding) for encoding in unpack}

    whole = json.loads(found["identity"][1])
    assert whole["revision"] == 1
    assert [json.loads(unpack[encoding](body)) for encoding, (_, body) in found.items()] == [whole] * 4
    assert [headers.get("content-encoding") for headers, _ in found.values()] == ["br", "zstd", "gzip", None]
    tags = [headers["etag"] for headers, _ in found.values()]
    assert tags == [f'"{whole["epoch"]}.1.{encoding}"' for encoding in found]
    assert {headers["vary"] for headers, _ in found.values()} == {"accept-encoding"}


async def test_a_phone_that_has_nothing_is_given_a_light_event_whole(app: App) -> None:
    await published(*programme())
    await app.sync.refresh()

    whole, start = await app.client.get(SYNC), await app.client.get(f"{SYNC}/start")

    assert (start.content, start.headers["etag"]) == (whole.content, whole.headers["etag"])


async def test_a_phone_that_has_nothing_is_given_a_large_events_outline(app: App) -> None:
    await published(*programme(), put("speakers", speaker()), *many_sessions(100))
    await app.sync.refresh()

    whole, start = await app.client.get(SYNC), await app.client.get(f"{SYNC}/start")
    again = await app.client.get(f"{SYNC}/start", headers={"if-none-match": start.headers["etag"]})

    expected, empty = whole.json(), {"id": "", "en": ""}
    for collection, field in LONG_TEXTS.items():
        expected[collection] = [record | {field: empty} for record in expected[collection]]
    assert start.json() == expected | {"outline": True}
    assert len(start.content) < len(whole.content) / 4
    assert (again.status_code, start.headers["etag"] == whole.headers["etag"]) == (304, False)


async def test_the_start_is_no_delta(app: App) -> None:
    await published(*programme())

    assert (await get(app, "/start?since=1")) == (await get(app))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd;q=0.5", "zstd"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("", None),
        ("identity, br;q=nonsense", None),
    ],
)
async def test_the_smallest_encoding_that_is_taken_is_sent(
    app: App, accepted: str, encoding: str | None
) -> None:
    assert (await raw(app, accepted))[0].get("content-encoding") == encoding


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other",{}', "*"])
@pytest.mark.parametrize("query", ["", "?since=1"])
async def test_what_the_phone_has_is_not_sent_again(app: App, form: str, query: str) -> None:
    await published(*programme())
    await put_pages(3)
    await app.sync.refresh()
    tag = (await app.client.get(SYNC + query)).headers["etag"]

    again = await app.client.get(SYNC + query, headers={"if-none-match": form.format(tag)})
    await put_pages(1, "Changed")
    await app.sync.refresh()
    changed = await app.client.get(SYNC + query, headers={"if-none-match": tag})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert changed.status_code == 200


async def test_head_tells_what_get_would_without_the_body(app: App) -> None:
    await published(*programme())
    await app.sync.refresh()

    head, whole = await app.client.head(SYNC), await app.client.get(SYNC)

    assert (head.status_code, head.content, head.headers) == (200, b"", whole.headers)


async def test_a_delta_holds_whole_records_and_what_is_gone(app: App) -> None:
    await published(*programme(), *(put("pages", page(id=f"p-{n}")) for n in range(5)))
    await published(put("sessions", session(title=text("Moved"))), delete("pages", "p-0"))
    await published(put("pages", page(id="p-1", order=7)))

    delta = await get(app, "?since=1")
    later = await get(app, "?since=2")
    none = await get(app, "?since=3")
    whole = await get(app)

    head = {name: whole[name] for name in ("epoch", "schema", "min_app", "revision", "vapid_public_key")}
    moved, ordered = whole["sessions"][0], next(one for one in whole["pages"] if one["id"] == "p-1")
    assert delta == head | {
        "upserts": {"sessions": [moved], "pages": [ordered]},
        "deleted": {"pages": ["p-0"]},
    }
    assert later == head | {"upserts": {"pages": [ordered]}, "deleted": {}}
    assert none == head | {"upserts": {}, "deleted": {}}


async def test_a_record_that_went_and_came_back_is_an_upsert(app: App) -> None:
    await published(*programme(), put("pages", page()))
    await published(delete("pages", "wifi"))
    await published(put("pages", page(order=2)))

    delta = await get(app, "?since=1")

    assert ([one["revision"] for one in delta["upserts"]["pages"]], delta["deleted"]) == ([3], {})


async def test_a_delta_above_half_of_the_document_is_the_document(app: App) -> None:
    await put_pages(10)
    await put_pages(6, "Changed")

    answer = await get(app, "?since=1")

    assert (answer["full"], len(answer["pages"]), "upserts" in answer) == (True, 10, False)


@pytest.mark.parametrize(
    "query", ["?since=1&epoch=other", "?since=1&schema=2", "?since=999", "?since=0&epoch=other&schema=x"]
)
async def test_what_no_delta_can_mend_is_replaced_whole(app: App, query: str) -> None:
    await published(*programme())
    await published(put("pages", page()))

    answer, whole = await get(app, query), await get(app)

    assert answer == whole | {"full": True}


async def test_without_an_epoch_only_the_revision_is_judged(app: App) -> None:
    await published(*programme())

    answer = await get(app, "?since=1")

    assert (answer["upserts"], answer["deleted"]) == ({}, {})


@pytest.mark.parametrize(
    "query",
    ["?since=", "?since=-1", "?since=1.5", "?since=one", "?since=\u0661", "?since=" + "9" * 16, "?x=1"],
)
async def test_a_revision_that_is_none_is_a_problem(app: App, query: str) -> None:
    assert problem(await app.client.get(SYNC + query)) == (422, ["since"])


async def test_a_process_that_is_behind_looks_before_it_answers(app: App) -> None:
    await published(*programme())
    await app.sync.refresh()
    behind = SyncApp(app.services.vapid_keys[0])
    await behind.refresh()
    await published(put("pages", page()))
    await app.sync.refresh()

    async with client_of(behind) as client:
        old = (await client.get(SYNC)).json()["revision"]
        asked = (await client.get(f"{SYNC}?since=2")).json()
        new = (await client.get(SYNC)).json()["revision"]

    assert (old, asked["revision"], asked["upserts"], new) == (1, 2, {}, 2)


async def test_a_process_that_does_not_know_a_new_epoch_looks_before_it_answers(app: App) -> None:
    await published(*programme())
    behind = SyncApp(app.services.vapid_keys[0])
    await behind.refresh()
    await journal.renew_epoch()
    epoch = (await journal.state()).epoch

    async with client_of(behind) as client:
        answer = (await client.get(f"{SYNC}?since=1&epoch={epoch}")).json()

    assert (answer["epoch"], "full" in answer) == (epoch, False)


async def test_two_processes_send_the_same_bytes_under_the_same_tag(app: App) -> None:
    await published(*programme(), *(put("pages", page(id=name)) for name in ("b", "a_b", "a-b", "B", "c")))
    await app.sync.refresh()
    await published(put("pages", page(id="a-b", order=1)), delete("pages", "c"))
    await published(put("pages", page(id="d")), delete("pages", "B"))
    await app.sync.refresh()
    fresh = SyncApp(app.services.vapid_keys[0])
    await fresh.refresh()

    async with client_of(fresh) as client:
        for query in ("", "?since=1", "?since=2", "?since=0&epoch=x"):
            ours, theirs = await app.client.get(SYNC + query), await client.get(SYNC + query)
            assert (ours.headers, ours.content) == (theirs.headers, theirs.content)


def client_of(sync: SyncApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(sync), base_url="https://forum.example.org")


async def test_announcements_are_public_once_sent(app: App) -> None:
    await published(*programme())
    announcement_id = await sent(audience={"topics": ["ceremony"]})

    (record,) = (await get(app))["announcements"]

    assert {name: record[name] for name in ("id", "revision", "audience", "sent_at", "expires_at")} == {
        "id": announcement_id,
        "revision": 2,
        "audience": {"topics": ["ceremony"]},
        "sent_at": "2018-11-07T09:00:00+07:00",
        "expires_at": "2018-11-08T09:00:00+07:00",
    }


async def test_callers_that_wait_for_the_same_look_share_it(app: App) -> None:
    await published(*programme())

    await asyncio.gather(*(app.sync.refresh() for _ in range(50)))

    assert app.sync.revision == 1
