"""What sessions tell by themselves: reminders, speakers' slots, the ceremony, as they stand then."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from backend.accounts.rules import SYSTEM
from backend.devices.rules import Lead
from backend.push import announce, queries, sessions
from backend.push.models import Delivery, Message
from tests.apps import App
from tests.factories.records import day, programme, published, put, room, speaker, text
from tests.factories.visitors import Phone, change, inbox, is_speaker, phone, star, unstar
from tests.fakes import NOW

MINUTE = timedelta(minutes=1)
START = datetime.fromisoformat("2018-11-07T12:00:00+07:00").astimezone(UTC)
ENDS = "2018-11-07T13:00:00+07:00"


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(
        *programme(),
        put("rooms", room(id="hall-b", name=text("Hall B"))),
        put("speakers", speaker()),
        put("days", day(id="day-2", date="2018-11-08", number=2)),
    )
    await change(start=START.isoformat(), end=ENDS, push=False)


async def told(who: Phone) -> list[str]:
    return [kind for kind, _ in await inbox(who)]


async def look(*moments: datetime) -> list[bool]:
    return [await sessions.tell_due(moment) for moment in moments]


async def test_a_reminder_comes_at_the_lead_that_each_phone_chose(app: App) -> None:
    usual, early, own, none = [
        await phone(1, reminder_minutes=15),
        await phone(2, reminder_minutes=60),
        await phone(3, reminder_minutes=15),
        await phone(4, reminder_minutes=None),
    ]
    for who in (usual, early, none):
        await star(who)
    await star(own, lead=Lead(True, 30))

    seen = []
    for minutes in (61, 60, 31, 30, 16, 15):
        await sessions.tell_due(START - minutes * MINUTE)
        seen.append([len(await told(who)) for who in (usual, early, own, none)])

    assert seen == [[0, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [1, 1, 1, 0]]


async def test_no_reminder_comes_twice_however_often_one_looks(app: App) -> None:
    who = await phone()
    await star(who)

    did = await look(*[START - 15 * MINUTE] * 3)

    assert (did, await told(who), await Delivery.all().count()) == ([True, False, False], ["reminder"], 1)


async def test_a_reminder_says_time_and_place_in_the_phones_language(app: App) -> None:
    who = await phone(locale="en")
    await star(who)
    await sessions.tell_due(START - 15 * MINUTE)
    app.clock.now = START - 15 * MINUTE

    await app.deliverer.deliver_due()

    (message,) = app.push.posted
    notice = who.push.read(message.body)["notification"]
    assert (notice["title"], notice["body"], notice["navigate"]) == (
        "Opening (en)",
        "Starts at 12:00 in Hall A (en).",
        "https://forum.example.org/agenda/opening",
    )
    assert [(each["action"], each["title"]) for each in notice["actions"]] == [
        ("open", "Open"),
        ("remind:opening", "Remind me in 10 minutes"),
    ]
    assert notice["data"]["kind"] == "reminder"
    assert (message.headers["urgency"], message.headers["ttl"]) == ("high", str(17 * 60))


async def test_a_session_that_moves_after_its_reminder_reminds_anew(app: App) -> None:
    who = await phone()
    await star(who)
    await sessions.tell_due(START - 15 * MINUTE)
    later = START + timedelta(hours=2)
    await change(start=later.isoformat(), end=(later + MINUTE).isoformat(), now=START - 14 * MINUTE)

    did = await look(START - 10 * MINUTE, START, later - 16 * MINUTE, later - 15 * MINUTE)

    assert (did, await told(who)) == ([False, False, False, True], ["reminder", "change", "reminder"])


async def test_a_cancelled_session_says_so_and_reminds_nobody(app: App) -> None:
    who = await phone()
    await star(who)
    await change(status="cancelled")

    await look(START - 15 * MINUTE, START)

    assert await inbox(who) == [("change", "Dibatalkan: Opening (id)")]


async def test_a_star_taken_back_reminds_nobody(app: App) -> None:
    who = await phone()
    await star(who)
    await unstar(who, at=NOW + MINUTE)

    assert await look(START - 15 * MINUTE) == [False]


async def test_who_stars_late_is_reminded_at_once_and_after_the_start_nobody_is(app: App) -> None:
    late, too_late = await phone(1), await phone(2)
    await star(late)
    await sessions.tell_due(START - 3 * MINUTE)
    await star(too_late)

    await look(START + 2 * MINUTE)

    assert [await told(late), await told(too_late)] == [["reminder"], []]


async def test_a_reminder_at_the_start_itself_still_comes(app: App) -> None:
    who = await phone(reminder_minutes=0)
    await star(who)

    assert await look(START - MINUTE, START) == [False, True]


async def test_reminders_that_wait_for_the_old_time_are_recalled_by_a_move(app: App) -> None:
    who = await phone()
    await star(who)
    await sessions.tell_due(START - 15 * MINUTE)
    known = (await queries.inbox(who.visitor_id, 0, UTC)).sequence

    later = START + timedelta(hours=2)
    await change(start=later.isoformat(), end=(later + MINUTE).isoformat(), push=False)

    reminder = await Message.get(kind="reminder")
    assert [row.state for row in await Delivery.filter(message_id=reminder.id)] == ["recalled"]
    assert reminder.recalled_at == NOW
    # The phone that asks for what is new in its inbox learns of the recall.
    (entry,) = (await queries.inbox(who.visitor_id, known, UTC)).messages
    assert (entry.id, entry.recalled_at) == (reminder.id, NOW)


async def test_a_reminder_that_waits_tells_the_new_room_of_a_session_that_keeps_its_time(app: App) -> None:
    who = await phone(locale="en")
    await star(who)
    await sessions.tell_due(START - 15 * MINUTE)
    known = (await queries.inbox(who.visitor_id, 0, UTC)).sequence

    await change(room="hall-b", push=False)
    app.clock.now = START - 15 * MINUTE
    await app.deliverer.deliver_due()

    (posted,) = app.push.posted
    assert who.push.read(posted.body)["notification"]["body"] == "Starts at 12:00 in Hall B (en)."
    # The phone that asks for what is new in its inbox learns of the other room.
    (entry,) = (await queries.inbox(who.visitor_id, known, UTC)).messages
    assert (entry.body["id"], entry.recalled_at) == ("Mulai pukul 12.00 di Hall B (id).", None)
    assert await look(START - 14 * MINUTE) == [False]


async def test_a_session_that_ends_later_keeps_its_reminder(app: App) -> None:
    who = await phone()
    await star(who)
    await sessions.tell_due(START - 15 * MINUTE)
    known = (await queries.inbox(who.visitor_id, 0, UTC)).sequence

    await change(end=(START + timedelta(hours=2)).isoformat(), push=False)

    assert [row.state for row in await Delivery.all()] == ["due"]
    assert (await queries.inbox(who.visitor_id, known, UTC)).messages == []


async def test_a_single_reminder_comes_ten_minutes_after_it_was_asked_for(app: App) -> None:
    client = await app.phone()
    action = {
        "id": "8a2c1f9e-0000-4000-8000-000000000001",
        "at": NOW.isoformat(),
        "kind": "remind",
        "session": "opening",
        "minutes": 10,
    }
    await client.post("/api/v1/device/actions", json=[action])

    did = await look(NOW + 9 * MINUTE, NOW + 10 * MINUTE, NOW + 20 * MINUTE)

    messages = (await client.get("/api/v1/device/inbox")).json()["messages"]
    assert (did, [each["kind"] for each in messages]) == ([False, True, False], ["reminder"])


async def test_speakers_are_told_a_day_before_and_half_an_hour_and_ten_minutes_before(app: App) -> None:
    await change(speakers=[{"speaker": "moderator"}], push=False)
    on_stage, other = await phone(1), await phone(2)
    await is_speaker(on_stage)
    starts = [START - timedelta(days=1), START - 30 * MINUTE, START - 10 * MINUTE]

    did = await look(starts[0] - MINUTE, *[moment for start in starts for moment in (start, start + MINUTE)])

    assert did == [False, True, False, True, False, True, False]
    assert await inbox(on_stage) == [("slot", "Giliran Anda: Opening (id)")] * 3
    assert await inbox(other) == []
    bodies = [row.body["en"] for row in await Message.filter(kind="slot").order_by("expires_at")]
    assert bodies == [
        "Tomorrow, at 12:00 in Hall A (en).",
        "In 30 minutes, at 12:00 in Hall A (en).",
        "In 10 minutes, at 12:00 in Hall A (en).",
    ]


async def slots() -> list[str]:
    """What speakers were told of how long it is, in the order of telling."""
    return [row.body["en"] for row in await Message.filter(kind="slot").order_by("sent_at")]


@pytest.mark.parametrize("hours", [1, 3, 11])
async def test_who_is_linked_on_the_day_itself_is_not_told_tomorrow(app: App, hours: int) -> None:
    await change(speakers=[{"speaker": "moderator"}], push=False)
    await is_speaker(await phone())

    did = await look(START - timedelta(hours=hours), START - 30 * MINUTE)

    assert (did, await slots()) == ([False, True], ["In 30 minutes, at 12:00 in Hall A (en)."])


async def test_the_word_of_tomorrow_ends_with_the_day_before_at_the_venue(app: App) -> None:
    await change(speakers=[{"speaker": "moderator"}], push=False)
    await is_speaker(await phone())
    midnight = START - timedelta(hours=12)

    did = await look(midnight - MINUTE, midnight)

    assert (did, await slots()) == ([True, False], ["Tomorrow, at 12:00 in Hall A (en)."])
    assert (await Message.get(kind="slot")).expires_at == midnight


@pytest.mark.parametrize(("left", "said"), [(12, "In 12 minutes"), (4, "In 4 minutes"), (1, "In 1 minute")])
async def test_a_slot_that_moves_nearer_says_how_long_it_is_now(app: App, left: int, said: str) -> None:
    later = START + timedelta(hours=3)
    speakers = [{"speaker": "moderator"}]
    await change(speakers=speakers, start=later.isoformat(), end=(later + MINUTE).isoformat(), push=False)
    await is_speaker(await phone())
    before = START - left * MINUTE
    await change(start=START.isoformat(), end=ENDS, now=before, push=False)

    await sessions.tell_due(before)

    assert await slots() == [f"{said}, at 12:00 in Hall A (en)."]


async def test_who_is_linked_after_the_others_is_told_how_long_it_is_then(app: App) -> None:
    await change(speakers=[{"speaker": "moderator"}], push=False)
    first, second = await phone(1), await phone(2)
    await is_speaker(first)
    await sessions.tell_due(START - 30 * MINUTE)
    await is_speaker(second)

    await look(START - 17 * MINUTE, START + MINUTE)

    assert await slots() == [
        f"{soon}, at 12:00 in Hall A (en)." for soon in ("In 30 minutes", "In 17 minutes", "Now")
    ]


async def ceremony(who: Sequence[Phone]) -> None:
    lists = [{"id": "top-40", "name": text("Top 40"), "session": "opening", "size": 40}]
    await published(put("awards", {"id": "awards", "lists": lists}))


async def test_the_ceremony_counts_down_for_all_who_follow_it(app: App) -> None:
    follower, other = await phone(1), await phone(2, topics_chosen=True)
    await ceremony([follower, other])
    marks = [START - 30 * MINUTE, START - 10 * MINUTE, START]

    did = await look(*[moment for mark in marks for moment in (mark - MINUTE, mark, mark + MINUTE)])

    assert did == [False, True, False] * 3
    rows = await Message.filter(kind="ceremony").order_by("sent_at")
    assert [row.title["en"] for row in rows] == [
        "In 30 minutes: Opening (en)",
        "In 10 minutes: Opening (en)",
        "Starting now: Opening (en)",
    ]
    assert [(row.path, row.audience) for row in rows] == [("/awards", {"topics": ["ceremony"]})] * 3
    assert await Delivery.all().count() == 3
    await app.sync.refresh()
    announced = (await app.client.get("/api/v1/sync")).json()["announcements"]
    assert sorted(each["id"] for each in announced) == sorted(row.id for row in rows)


async def test_a_countdown_seen_late_says_how_long_it_is_then(app: App) -> None:
    await ceremony([await phone()])

    await look(START - 12 * MINUTE, START - 4 * MINUTE)

    rows = await Message.filter(kind="ceremony").order_by("sent_at")
    assert [row.title["en"] for row in rows] == ["In 12 minutes: Opening (en)", "In 4 minutes: Opening (en)"]


async def test_what_waits_of_slot_and_countdown_tells_the_new_room_as_long_before_as_it_was(app: App) -> None:
    await change(speakers=[{"speaker": "moderator"}], push=False)
    who = await phone()
    await is_speaker(who)
    await ceremony([who])
    await sessions.tell_due(START - 29 * MINUTE)
    await app.sync.refresh()
    before = app.sync.revision

    await change(room="hall-b", now=START - 20 * MINUTE, push=False)

    told = {row.kind: (row.body["en"], row.recalled_at) for row in await Message.all()}
    assert told == {
        "slot": ("In 29 minutes, at 12:00 in Hall B (en).", None),
        "ceremony": ("At 12:00 in Hall B (en). Follow it here.", None),
    }
    assert [row.state for row in await Delivery.all()] == ["due", "due"]
    await app.sync.refresh()
    delta = (await app.client.get(f"/api/v1/sync?since={before}")).json()
    assert [each["body"]["en"] for each in delta["upserts"]["announcements"]] == [told["ceremony"][0]]


async def test_the_countdown_follows_the_ceremonys_moves(app: App) -> None:
    await ceremony([await phone()])
    await sessions.tell_due(START - 30 * MINUTE)
    later = START + timedelta(hours=2)
    await change(start=later.isoformat(), end=(later + MINUTE).isoformat(), now=START - 29 * MINUTE)

    did = await look(START - 10 * MINUTE, later - 30 * MINUTE)

    first, second = await Message.filter(kind="ceremony").order_by("sent_at")
    assert (did, first.recalled_at, second.recalled_at) == ([False, True], START - 29 * MINUTE, None)
    assert [row.state for row in await Delivery.filter(message_id=first.id)] == ["recalled"]


async def test_a_session_restored_to_its_time_tells_again_what_its_cancellation_recalled(app: App) -> None:
    await change(speakers=[{"speaker": "moderator"}], push=False)
    who = await phone()
    await is_speaker(who)
    await star(who)
    await ceremony([who])
    await sessions.tell_due(START - 10 * MINUTE)
    await change(status="cancelled", now=START - 9 * MINUTE, push=False)
    await change(status="scheduled", now=START - 8 * MINUTE, push=False)

    did = await look(START - 8 * MINUTE, START - 7 * MINUTE)

    waiting = await Delivery.filter(state="due").prefetch_related("message")
    assert did == [True, False]
    assert sorted(row.message.kind for row in waiting) == ["ceremony", "reminder", "slot"]
    kinds = [kind for kind, _ in await inbox(who)]
    assert sorted(kinds) == ["reminder", "reminder", "slot", "slot"]


async def test_a_countdown_that_an_organizer_recalled_stays_recalled(app: App) -> None:
    await ceremony([await phone()])
    await sessions.tell_due(START - 10 * MINUTE)
    (countdown,) = await Message.filter(kind="ceremony")
    await announce.recall(SYSTEM, countdown.id, now=START - 9 * MINUTE)

    assert await look(START - 8 * MINUTE) == [False]
