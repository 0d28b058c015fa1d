"""Every page's address answers with its own head and text."""

from typing import Any

import pytest

from backend.agenda.queries import speaker as read_speaker
from tests.apps import App
from tests.backend.pages.event import ORIGIN, open_event, seen, venue
from tests.backend.pages.exhibition import exhibition
from tests.factories.announcements import composed, sent
from tests.factories.pictures import picture
from tests.factories.records import day, event, page, put, session, text


@pytest.mark.parametrize(
    ("path", "title", "heading"),
    [
        ("/", "Forum (id)", "Forum (id)"),
        ("/agenda", "Agenda · IPS Forum", "Agenda"),
        ("/map", "Peta · IPS Forum", "Peta"),
        ("/awards", "Penghargaan · IPS Forum", "Penghargaan"),
        ("/announcements", "Pengumuman · IPS Forum", "Pengumuman"),
        ("/info", "Info acara · IPS Forum", "Info acara"),
        ("/me", "Saya · IPS Forum", "Saya"),
        ("/privacy", "Privasi Anda · IPS Forum", "Privasi Anda"),
        ("/speakers/moderator", "Moderator (id) · IPS Forum", "Moderator (id)"),
        ("/booths/a01", "The city (id) · IPS Forum", "The city (id)"),
        ("/booths/a02", "Booth A02 (id) · IPS Forum", "Booth A02 (id)"),
        ("/awards/quick", "Quick (id) · IPS Forum", "Quick (id)"),
    ],
)
async def test_each_page_has_its_title_its_address_and_its_heading(
    site: App, path: str, title: str, heading: str
) -> None:
    await open_event(site, *exhibition())

    found = await seen(site, path)

    assert (found.texts("title"), found.texts("h1")) == ([title], [heading])
    assert found.links("canonical") == [f"{ORIGIN}{path}"] == [found.meta["og:url"]]
    assert found.anchors[-6:] == ["/", "/agenda", "/map", "/awards", "/announcements", "/info"]


async def test_home_is_the_event(site: App) -> None:
    await open_event(site)

    found = await seen(site, "/")

    assert found.meta["description"] == (
        "Summary (id) Rabu 7 November 2018 – Kamis 8 November 2018, JCC (id), Senayan (id)."
    )
    assert found.data == [
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": f"{ORIGIN}/",
            "url": f"{ORIGIN}/",
            "name": "Forum (id)",
            "description": "Summary (id)",
            "startDate": "2018-11-07T08:00:00+07:00",
            "endDate": "2018-11-08T17:00:00+07:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "inLanguage": ["id", "en"],
            "image": f"{ORIGIN}/icons/icon-512.png",
            "location": venue(),
            "organizer": {"@type": "Organization", "name": "Ministry (id)", "url": f"{ORIGIN}/"},
        }
    ]


async def test_the_agenda_links_a_days_sessions_in_the_order_of_their_times_and_the_other_days(
    site: App,
) -> None:
    early = session(id="early", title=text("Early"), start="2018-11-07T08:00:00+07:00")
    late = session(id="late", day="day-2", start="2018-11-08T09:00:00+07:00", end="2018-11-08T10:00:00+07:00")
    second = day(id="day-2", number=2, date="2018-11-08", name=text("Day 2"))
    await open_event(site, put("days", second), put("sessions", early), put("sessions", late))

    first, other, unknown = [await seen(site, f"/agenda{day}") for day in ("", "?day=day-2", "?day=no")]

    assert first.texts("h2") == ["Day 1 (id)"]
    assert first.texts("time") == ["Rabu 7 November 2018", "08.00–10.00 WIB", "09.00–10.00 WIB"]
    assert first.anchors[:3] == ["/agenda/early", "/agenda/opening", "/agenda?day=day-2"]
    assert other.texts("h2") == ["Day 2 (id)"]
    assert other.anchors[:2] == ["/agenda/late", "/agenda?day=day-1"]
    assert unknown.anchors == first.anchors


async def test_a_speaker_is_a_person_with_their_sessions(site: App) -> None:
    await open_event(site)

    found = await seen(site, "/speakers/moderator")

    url, opening = f"{ORIGIN}/speakers/moderator", f"{ORIGIN}/agenda/opening"
    assert found.meta["og:type"] == "profile"
    assert found.data == [
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "@id": url,
            "url": url,
            "name": "Moderator (id)",
            "jobTitle": "Title (id)",
            "description": "Bio (id)",
            "affiliation": {"@type": "Organization", "name": "Ministry (id)"},
            "performerIn": [
                {
                    "@type": "Event",
                    "@id": opening,
                    "url": opening,
                    "name": "Opening (id)",
                    "startDate": "2018-11-07T09:00:00+07:00",
                    "location": venue(name="Hall A (id), "),
                }
            ],
        }
    ]
    assert found.anchors[0] == "/agenda/opening"


async def test_a_speaker_with_a_photo_is_previewed_by_it(site: App) -> None:
    await open_event(site)
    organizer = await site.signed_in()
    jpeg = {"content-type": "image/jpeg"}
    await organizer.put("/api/v1/organizer/speakers/moderator/photo", content=picture(), headers=jpeg)
    await site.sync.refresh()

    shown, session = await seen(site, "/speakers/moderator"), await seen(site, "/agenda/opening")

    photo = (await read_speaker("moderator")).photo
    assert photo is not None
    src = f"{ORIGIN}{photo.src}"
    properties = ("og:image", "og:image:width", "og:image:height", "og:image:alt")
    assert [shown.meta[name] for name in properties] == [src, "320", "320", "Moderator (id)"]
    assert (shown.data[0]["image"], session.data[0]["performer"][0]["image"]) == (src, src)
    assert session.meta["og:image"] == f"{ORIGIN}/icons/icon-512.png"


async def test_a_place_kept_for_a_speaker_is_no_person_and_not_indexed(site: App) -> None:
    await open_event(site)

    found = await seen(site, "/speakers/nobody")

    assert (found.data, found.meta["robots"]) == ([], "noindex")


async def test_a_booth_is_who_stands_there(site: App) -> None:
    await open_event(site, *exhibition())

    taken, free = await seen(site, "/booths/a01"), await seen(site, "/booths/a02")

    def place(name: str) -> dict[str, Any]:
        return {"@type": "Place", "name": name, "containedInPlace": venue()}

    url = f"{ORIGIN}/booths/a0"
    context = {"@context": "https://schema.org"}
    assert taken.data == [
        {
            **context,
            "@type": "Organization",
            "@id": f"{url}1",
            "url": f"{url}1",
            "name": "The city (id)",
            "description": "Its services (id)",
            "location": place("Booth A01 (id)"),
        }
    ]
    assert free.data == [{**context, **place("Booth A02 (id)"), "@id": f"{url}2", "url": f"{url}2"}]
    assert taken.meta["description"] == "Booth A01 (id), Ground (id). Its services (id)"
    assert (taken.texts("h3"), taken.anchors[0]) == (["A permit (id)"], "/awards/quick")


async def test_what_is_shown_together_is_linked(site: App) -> None:
    await open_event(site, *exhibition())

    found = {path: (await seen(site, path)).anchors[:-6] for path in ("/map", "/awards", "/awards/quick")}

    assert found == {
        "/map": ["/booths/a01", "/booths/a02"],
        "/awards": ["/agenda/opening", "/awards/quick"],
        "/awards/quick": ["/booths/a01"],
    }


async def test_information_can_be_read_and_linked_to(site: App) -> None:
    await open_event(site, put("pages", page(body={"id": "Satu\n\nDua", "en": ""})))

    found = await seen(site, "/info")

    assert [each.get("id") for each in found.all("section")] == ["wifi", None, None]
    assert found.texts("h2") == ["Wi-Fi (id)", "Waktu salat, Rabu 7 November 2018", "Tempat"]
    assert found.texts("p")[:2] == ["Satu", "Dua"]
    assert (found.texts("dt"), found.texts("time")) == (["Dhuhr"], ["11.40"])


async def test_announcements_appear_once_sent_and_only_to_all(site: App) -> None:
    public = await sent()
    held, personal = await composed(), await sent(audience={"speakers": True})
    await open_event(site)

    found = await seen(site, f"/announcements/{public}")
    hidden = [(await site.client.get(f"/announcements/{each}")).status_code for each in (held, personal)]

    assert (found.texts("h1"), found.meta["description"]) == (["Hall A is full (id)"], "Come to Hall B (id)")
    assert (await seen(site, "/announcements")).anchors[0] == f"/announcements/{public}"
    assert hidden == [404, 404]


async def test_a_recalled_announcement_says_only_that(site: App) -> None:
    recalled = await sent()
    organizer = await site.signed_in()
    await organizer.post(f"/api/v1/organizer/announcements/{recalled}/recall")
    await open_event(site)

    answer = await site.client.get(f"/announcements/{recalled}")
    found = await seen(site, f"/announcements/{recalled}")

    assert (found.texts("h1"), found.meta["robots"]) == (["Pengumuman"], "noindex")
    assert ("Hall" in answer.text, (await seen(site, "/announcements")).anchors[0]) == (False, "/")


async def test_the_events_own_language_is_the_one_for_who_asks_for_none(site: App) -> None:
    await open_event(site, put("event", event(default_language="en")))

    assert (await seen(site, "/")).all("html") == [{"lang": "en"}]
