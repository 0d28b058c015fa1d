"""The programme as a calendar: what a program that follows it needs to notice and to show each change."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.calendars.prepared import Calendars
from backend.core import journal
from tests.apps import App
from tests.backend.calendars.reading import ADDRESS, entries, read, rings, said, written
from tests.factories.problems import problem
from tests.factories.records import (
    delete,
    event,
    programme,
    published,
    put,
    room,
    session,
    speaker,
    text,
    track,
)
from tests.factories.statements import counted
from tests.factories.visitors import change
from tests.fakes import NOW

ALL = f"{ADDRESS}/sessions.ics"
OPENING = f"{ADDRESS}/sessions/opening.ics"


def floor(**changes: Any) -> dict[str, Any]:
    plan = {"type": "FeatureCollection", "features": []}
    base = {"id": "two", "name": text("Level 2"), "short_name": text("2"), "ordinal": 1, "plan": plan}
    return base | changes


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


async def full_programme() -> None:
    """The small programme, and in it a session that tells of everything a session can."""
    await published(
        *programme(),
        put("floors", floor()),
        put("rooms", room(id="hall-b", name=text("Hall B"), floor="two")),
        put("tracks", track()),
        put("speakers", speaker()),
        put("speakers", speaker(id="later", name=text("To be told"), placeholder=True)),
        put(
            "sessions",
            session(
                id="panel",
                room="hall-b",
                track="health",
                title={"id": "", "en": "Care, close; near\r\nyou\x07"},
                speakers=[{"speaker": "moderator"}, {"speaker": "later"}],
                lineup_note=text("Note"),
                start="2018-11-07T13:00:00+07:00",
                end="2018-11-07T14:30:00+07:00",
            ),
        ),
    )


async def test_an_entry_says_what_its_session_says(app: App) -> None:
    await full_programme()

    panel = entries(await app.client.get(ALL, params={"lang": "en"}))["panel"]

    assert {name: written(panel[name]) for name in panel if name != "DESCRIPTION"} == {
        "UID": "panel@forum.example.org",
        "SEQUENCE": "1",
        "DTSTAMP": "20181107T020000Z",
        "LAST-MODIFIED": "20181107T020000Z",
        "DTSTART": "20181107T130000",
        "DTEND": "20181107T143000",
        "SUMMARY": r"Care\, close\; near\nyou",
        "LOCATION": r"Hall B (en)\, Level 2 (en)\, JCC (en)\, Senayan (en)",
        "GEO": "-6.2;106.8",
        "CATEGORIES": "Health (en)",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "URL": "https://forum.example.org/agenda/panel",
    }
    assert str(panel["DESCRIPTION"]).split("\n\n") == [
        "About the opening (en)",
        "Speakers: Moderator (en)",
        "Note (en)",
        "https://forum.example.org/agenda/panel",
    ]
    assert [panel[name].params.get("TZID") for name in ("DTSTART", "DTEND")] == ["Asia/Jakarta"] * 2


async def test_a_calendar_tells_its_name_its_zone_and_when_to_look_again(app: App) -> None:
    await published(*programme())

    calendar = read(await app.client.get(ALL))

    names = ["VERSION", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]
    assert said(calendar, *names) == ["2.0", "PUBLISH", "IPS (id)", "IPS (id)", "PT15M", "PT15M"]
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    (zone,) = calendar.walk("VTIMEZONE")
    assert (str(zone["TZID"]), said(zone.subcomponents[0], "TZOFFSETTO")) == ("Asia/Jakarta", ["+0700"])


async def test_a_zone_with_summer_time_brings_its_shifts(app: App) -> None:
    await published(*programme())
    await published(put("event", event(time_zone="Europe/Berlin")))

    answer = await app.client.get(OPENING)

    (zone,) = read(answer).walk("VTIMEZONE")
    assert {part.name for part in zone.subcomponents} == {"DAYLIGHT", "STANDARD"}
    assert said(entries(answer)["opening"], "DTSTART") == ["20181107T030000"]


async def test_the_headers_suit_a_calendar_program(app: App) -> None:
    await published(*programme())

    whole, one = await app.client.get(ALL), await app.client.get(OPENING)

    names = ("content-type", "cache-control", "content-disposition")
    shared = ("text/calendar; charset=utf-8", "public, max-age=60")
    assert tuple(whole.headers[name] for name in names) == (*shared, 'inline; filename="forum.ics"')
    assert tuple(one.headers[name] for name in names) == (*shared, 'inline; filename="opening.ics"')


async def test_a_move_keeps_the_identity_and_raises_the_sequence(app: App) -> None:
    await published(*programme())
    before = entries(await app.client.get(OPENING))["opening"]

    moved = await change(start="2018-11-07T11:00:00+07:00", end="2018-11-07T12:00:00+07:00", now=later(20))
    after = entries(await app.client.get(OPENING))["opening"]

    names = ["UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART"]
    assert said(before, *names) == [
        "opening@forum.example.org",
        "1",
        *["20181107T020000Z"] * 2,
        "20181107T090000",
    ]
    assert said(after, *names) == [
        "opening@forum.example.org",
        str(moved.revision),
        *["20181107T022000Z"] * 2,
        "20181107T110000",
    ]


async def test_another_name_of_its_room_is_a_change_of_a_session(app: App) -> None:
    await published(*programme())

    renamed = await published(put("rooms", room(name=text("Hall Z"))))
    found = entries(await app.client.get(OPENING))["opening"]

    assert said(found, "SEQUENCE", "LOCATION") == [
        str(renamed.revision),
        r"Hall Z (id)\, JCC (id)\, Senayan (id)",
    ]


async def test_a_cancelled_session_stays_and_says_so(app: App) -> None:
    await published(*programme())
    await change(status="cancelled")

    found = entries(await app.client.get(ALL))["opening"]

    assert said(found, "STATUS", "TRANSP", "SUMMARY") == [
        "CANCELLED",
        "TRANSPARENT",
        "Dibatalkan: Opening (id)",
    ]


async def test_a_deleted_session_is_gone(app: App) -> None:
    await published(*programme(), put("sessions", session(id="closing")))
    await published(delete("sessions", "opening"))

    assert list(entries(await app.client.get(ALL))) == ["closing"]
    assert problem(await app.client.get(OPENING)) == (404, [])


async def test_sessions_come_in_the_order_they_begin(app: App) -> None:
    early = session(id="welcome", start="2018-11-07T08:00:00+07:00", end="2018-11-07T08:00:00+07:00")
    await published(*programme(), put("sessions", early))

    found = entries(await app.client.get(ALL))

    assert list(found) == ["welcome", "opening"]
    # RFC 5545 knows no end at the start: without one the entry is that moment.
    assert said(found["welcome"], "DTSTART", "DTEND") == ["20181107T080000", None]


async def test_one_session_is_a_calendar_of_its_own(app: App) -> None:
    await published(*programme(), put("sessions", session(id="closing")))

    answers = [await app.client.get(OPENING, params={"lang": lang}) for lang in ("id", "en")]

    found = [entries(answer) for answer in answers]
    assert [list(each) for each in found] == [["opening"], ["opening"]]
    assert [str(each["opening"]["SUMMARY"]) for each in found] == ["Opening (id)", "Opening (en)"]


async def test_one_session_rings_when_it_is_asked_to(app: App) -> None:
    await published(*programme())

    answers = [await app.client.get(OPENING, params=asked) for asked in ({}, {"lead": 0}, {"lead": 240})]

    assert [rings(entries(answer)["opening"]) for answer in answers] == [[], ["P0D"], ["-PT4H"]]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)


@pytest.mark.parametrize("lead", ["-1", "241", "1.5", "soon", ""])
async def test_a_lead_no_phone_may_have_is_refused(app: App, lead: str) -> None:
    await published(*programme())

    assert problem(await app.client.get(OPENING, params={"lead": lead})) == (422, ["lead"])


@pytest.mark.parametrize("name", ["nothing", "opening.ics", "a" * 200, "%00", "open%2Fing"])
async def test_what_is_no_session_has_no_calendar(app: App, name: str) -> None:
    await published(*programme())

    assert problem(await app.client.get(f"{ADDRESS}/sessions/{name}.ics")) == (404, [])


async def test_without_an_event_there_is_no_calendar(app: App) -> None:
    answers = [await app.client.get(address) for address in (ALL, OPENING)]

    assert [problem(answer) for answer in answers] == [(404, []), (404, [])]


async def test_a_language_we_do_not_speak_is_refused(app: App) -> None:
    await published(*programme())

    assert problem(await app.client.get(ALL, params={"lang": "fr"})) == (422, ["lang"])


async def test_what_has_not_changed_is_not_sent_again(app: App) -> None:
    await published(*programme())
    tag = (await app.client.get(ALL)).headers["etag"]

    same = [
        await app.client.get(ALL, headers={"if-none-match": known}) for known in (tag, f'"other", W/{tag}')
    ]
    await change(title=text("Grand opening"))
    changed = await app.client.get(ALL, headers={"if-none-match": tag})

    assert [(answer.status_code, answer.content, answer.headers["etag"]) for answer in same] == [
        (304, b"", tag)
    ] * 2
    assert (changed.status_code, changed.headers["etag"] == tag) == (200, False)


async def test_a_new_epoch_is_read_anew(app: App) -> None:
    await published(*programme())
    before = (await app.client.get(ALL)).headers["etag"]

    await journal.renew_epoch()

    assert (await app.client.get(ALL)).headers["etag"] == before


async def test_the_statements_do_not_grow_with_the_programme(db: str) -> None:
    calendars = Calendars("https://forum.example.org")
    await published(*programme())
    with counted() as few:
        await calendars.whole("id")
    await published(*(put("sessions", session(id=f"talk-{n}", room="hall-a")) for n in range(60)))
    with counted() as many:
        await calendars.whole("id")
    with counted() as again:
        await calendars.one("talk-7", "en")

    assert (len(many), len(again)) == (len(few), 1)
