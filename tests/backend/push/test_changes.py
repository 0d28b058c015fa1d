"""A change of a session is told to those who planned with it, with old and new, as it is published."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.rules import Role
from backend.push.models import Delivery, Message, Told
from backend.push.transport import Reply
from tests.apps import App
from tests.factories.phones import subscribed
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, room, session, speaker, text
from tests.factories.visitors import change, inbox, is_speaker, phone, star
from tests.fakes import NOW

SPEAKERS = [{"speaker": "moderator"}]
ELSEWHERE: dict[str, Any] = {
    "room": "hall-b",
    "start": "2018-11-07T09:30:00+07:00",
    "end": "2018-11-07T10:30:00+07:00",
}


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(
        *programme(), put("rooms", room(id="hall-b", name=text("Hall B"))), put("speakers", speaker())
    )


async def said(kind: str) -> list[tuple[str, str, str]]:
    rows = await Message.filter(kind=kind).order_by("sent_at", "id")
    return [(row.title["en"], row.body["en"], row.body["id"]) for row in rows]


@pytest.mark.parametrize(
    ("before", "after", "title", "body_en", "body_id"),
    [
        (
            {},
            ELSEWHERE,
            "Moved: Opening (en)",
            "Was 09:00–10:00, Hall A (en). Now 09:30–10:30, Hall B (en).",
            "Semula 09.00–10.00, Hall A (id). Kini 09.30–10.30, Hall B (id).",
        ),
        (
            {},
            {"start": "2018-11-08T09:00:00+07:00", "end": "2018-11-08T10:00:00+07:00"},
            "Moved: Opening (en)",
            "Was 09:00–10:00, Wed 7 Nov, Hall A (en). Now 09:00–10:00, Thu 8 Nov, Hall A (en).",
            "Semula 09.00–10.00, Rab 7 Nov, Hall A (id). Kini 09.00–10.00, Kam 8 Nov, Hall A (id).",
        ),
        (
            {},
            {"status": "cancelled"},
            "Cancelled: Opening (en)",
            "It was to be 09:00–10:00, Hall A (en).",
            "Semula 09.00–10.00, Hall A (id).",
        ),
        (
            {"status": "cancelled"},
            {"status": "scheduled"},
            "Back on: Opening (en)",
            "09:00–10:00, Hall A (en).",
            "09.00–10.00, Hall A (id).",
        ),
    ],
)
async def test_those_who_starred_are_told_old_and_new(
    app: App,
    before: dict[str, Any],
    after: dict[str, Any],
    title: str,
    body_en: str,
    body_id: str,
) -> None:
    who, other = await phone(1), await phone(2)
    await star(who)
    await change(push=False, **before)

    await change(**after)

    assert await said("change") == [(title, body_en, body_id)]
    assert [len(await inbox(each)) for each in (who, other)] == [1, 0]
    assert await Delivery.all().count() == 1


async def test_speakers_are_told_as_speakers_and_once_even_if_they_starred(app: App) -> None:
    await change(speakers=SPEAKERS, push=False)
    on_stage, fan = await phone(1), await phone(2)
    await is_speaker(on_stage)
    await star(on_stage)
    await star(fan)

    await change(**ELSEWHERE)

    assert [await inbox(on_stage), await inbox(fan)] == [
        [("speaker", "Sesi Anda · Pindah: Opening (id)")],
        [("change", "Pindah: Opening (id)")],
    ]
    rows = {row.kind: row.path for row in await Message.all()}
    assert rows == {"speaker": "/speaker", "change": "/agenda/opening"}


async def test_a_new_text_tells_nobody(app: App) -> None:
    await star(await phone())

    await change(title=text("Grand opening"))

    assert (await Message.all().count(), await Told.all().count()) == (0, 0)


async def test_what_is_not_to_be_told_is_not(app: App) -> None:
    await star(await phone())

    await change(push=False, **ELSEWHERE)

    assert await Delivery.all().count() == 0


async def test_a_push_of_a_change_brings_the_record_and_moves_the_phone_on(app: App) -> None:
    who = await phone()
    await star(who)
    revision = (await change(**ELSEWHERE)).revision

    await app.deliverer.deliver_due()

    (message,) = app.push.posted
    notice = who.push.read(message.body)["notification"]
    (record,) = notice["data"]["patch"]["upserts"]["sessions"]
    assert (record["id"], record["room"], record["revision"]) == ("opening", "hall-b", revision)
    data = notice["data"]
    assert (data["kind"], data["base"], data["revision"]) == ("change", revision - 1, revision)
    assert (message.headers["urgency"], notice["tag"].split("-")[0]) == ("high", "change")


async def test_a_push_that_does_not_bring_all_of_a_revision_moves_no_phone_on(app: App) -> None:
    who = await phone()
    await star(who)
    moved = session(room="hall-b")
    revision = (await published(put("sessions", moved), put("rooms", room(id="hall-c")))).revision
    await change(room="hall-a")
    # Told of the first move only: the record it brings is of the later revision, which it covers alone.
    both = [put("sessions", session(room="hall-b")), put("rooms", room(id="hall-d"))]
    organizer = await app.signed_in()
    body = {"changes": [{"do": "put", "collection": each.collection, "record": each.record} for each in both]}

    answer = await organizer.post("/api/v1/organizer/programme", json=body | {"tell": ["opening"]})
    await app.deliverer.deliver_due()

    notice = who.push.read(app.push.posted[-1].body)["notification"]
    assert answer.json()["revision"] == revision + 2
    assert [notice["data"][name] for name in ("base", "revision")] == [revision + 2, revision + 2]


async def test_of_two_changes_that_wait_only_the_newest_is_sent(app: App) -> None:
    await star(await phone())
    await change(**ELSEWHERE)

    await change(status="cancelled")

    rows = await Delivery.all().order_by("id")
    assert [row.state for row in rows] == ["recalled", "due"]


async def test_a_change_in_a_workers_hands_is_not_tried_again_after_the_newest(app: App) -> None:
    who = await phone(locale="en")
    await star(who)
    await change(**ELSEWHERE)
    first_fails = iter([Reply(500)])
    app.push.answer = lambda _: next(first_fails, Reply(201))
    app.push.gate.clear()
    sending = asyncio.create_task(app.deliverer.deliver_due())
    await app.push.arrived.wait()

    await change(status="cancelled")
    app.push.gate.set()
    await sending
    app.clock.move(timedelta(minutes=30))
    await app.deliverer.deliver_due()

    titles = [who.push.read(each.body)["notification"]["title"] for each in app.push.posted]
    assert titles == ["Moved: Opening (en)", "Cancelled: Opening (en)"]
    assert [row.state for row in await Delivery.all().order_by("id")] == ["expired", "accepted"]


async def test_a_change_is_told_with_its_publishing_or_not_at_all(app: App) -> None:
    await star(await phone())
    unknown = [put("sessions", session(room="nowhere"))]
    organizer = await app.signed_in()
    body = {"changes": [{"do": "put", "collection": "sessions", "record": each.record} for each in unknown]}

    answer = await organizer.post("/api/v1/organizer/programme", json=body | {"tell": ["opening"]})

    assert problem(answer) == (422, ["sessions/opening.room"])
    assert (await Message.all().count(), await Delivery.all().count()) == (0, 0)


async def test_the_preview_says_what_would_be_pushed_to_how_many(app: App) -> None:
    await change(speakers=SPEAKERS, push=False)
    await published(
        put("sessions", session(id="other", room="hall-b", speakers=SPEAKERS, title=text("Other")))
    )
    on_stage, fan = await phone(1), await phone(2)
    await is_speaker(on_stage)
    await star(fan)
    # Has no subscription, and finds it in the inbox.
    client = await app.phone()
    star_it = {"id": "8a2c1f9e-1111", "at": NOW.isoformat(), "kind": "star", "session": "opening"}
    await client.post("/api/v1/device/actions", json=[star_it])
    organizer = await app.signed_in()
    record = session(room="hall-b", speakers=SPEAKERS)
    body = {"changes": [{"do": "put", "collection": "sessions", "record": record}]}

    answer = await organizer.post("/api/v1/organizer/programme/preview", json=body)

    assert answer.json() == {
        "notices": [
            {
                "session": "opening",
                "kind": "moved",
                "title": {"id": "Pindah: Opening (id)", "en": "Moved: Opening (en)"},
                "body": {
                    "id": "Semula 09.00–10.00, Hall A (id). Kini 09.00–10.00, Hall B (id).",
                    "en": "Was 09:00–10:00, Hall A (en). Now 09:00–10:00, Hall B (en).",
                },
                "phones": 2,
                "visitors": 3,
                "speakers": 1,
            }
        ],
        "clashes": [
            {
                "session": "opening",
                "with": "other",
                "kind": "room",
                "detail": "Both would be in the same room at the same time.",
            }
        ],
    }
    assert await Message.all().count() == 0


async def test_an_outdated_change_is_refused_and_tells_nobody(app: App) -> None:
    await star(await phone())
    organizer = await app.signed_in()
    change_of = {"do": "put", "collection": "sessions", "record": session(room="hall-b"), "base": 0}

    answers = [
        await organizer.post(f"/api/v1/organizer/programme{path}", json={"changes": [change_of], **more})
        for path, more in (("/preview", {}), ("", {"tell": ["opening"]}))
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert await Message.all().count() == 0


@pytest.mark.parametrize("path", ["programme", "programme/preview", "acknowledgements", "speakers"])
async def test_the_programme_is_for_organizers(app: App, path: str) -> None:
    method = "POST" if "programme" in path else "GET"
    stranger = app.visitor(origin=app.settings.origin)
    speaker_client = await app.signed_in(Role.SPEAKER)

    answers = [
        await client.request(method, f"/api/v1/organizer/{path}", json={})
        for client in (stranger, speaker_client)
    ]

    assert [answer.status_code for answer in answers] == [401, 403]


async def test_publishing_wakes_the_workers_only_if_somebody_is_told(app: App) -> None:
    organizer = await app.signed_in()
    change_of = {"do": "put", "collection": "sessions", "record": session(room="hall-b")}
    back = {"do": "put", "collection": "sessions", "record": session(room="hall-a")}

    await organizer.post("/api/v1/organizer/programme", json={"changes": [change_of]})
    quiet = app.jobs.deliveries
    await organizer.post("/api/v1/organizer/programme", json={"changes": [back], "tell": ["opening"]})

    assert (quiet, app.jobs.deliveries) == (0, 1)


async def test_a_phone_that_starred_nothing_costs_no_delivery(app: App) -> None:
    await subscribed(5)

    await change(**ELSEWHERE)

    assert await Delivery.all().count() == 0
