"""A session's address says in its head what it is, and can be read without the app."""

import pytest

from tests.apps import App
from tests.backend.pages.event import ORIGIN, full_session, open_event, seen, venue
from tests.factories.records import delete, published, put

OPENING = f"{ORIGIN}/agenda/opening"
WHEN = "Rabu 7 November 2018, 09.00–10.00 WIB"


async def test_the_head_tells_a_preview_what_the_session_is(site: App) -> None:
    await open_event(site)

    page = await seen(site, "/agenda/opening")

    described = f"{WHEN}, Hall A (id). About the opening (id)"
    assert page.texts("title") == ["Opening (id) · IPS Forum"]
    assert page.all("html") == [{"lang": "id"}]
    assert page.links("canonical") == [OPENING]
    assert {key: value for key, value in page.meta.items() if key[:3] in ("des", "og:", "twi", "rob")} == {
        "description": described,
        "og:site_name": "IPS Forum",
        "og:type": "article",
        "og:title": "Opening (id)",
        "og:description": described,
        "og:url": OPENING,
        "og:locale": "id_ID",
        "og:locale:alternate": "en_GB",
        "og:image": f"{ORIGIN}/icons/icon-512.png",
        "og:image:width": "512",
        "og:image:height": "512",
        "og:image:alt": "IPS Forum",
        "twitter:card": "summary",
    }


async def test_the_session_is_an_event_within_the_event(site: App) -> None:
    await open_event(site)

    page = await seen(site, "/agenda/opening")

    assert page.data == [
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": OPENING,
            "url": OPENING,
            "name": "Opening (id)",
            "description": "About the opening (id)",
            "startDate": "2018-11-07T09:00:00+07:00",
            "endDate": "2018-11-07T10:00:00+07:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "inLanguage": ["id"],
            "image": f"{ORIGIN}/icons/icon-512.png",
            "location": venue(name="Hall A (id), "),
            "organizer": {"@type": "Organization", "name": "Ministry (id)", "url": f"{ORIGIN}/"},
            "performer": [
                {
                    "@type": "Person",
                    "@id": f"{ORIGIN}/speakers/moderator",
                    "url": f"{ORIGIN}/speakers/moderator",
                    "name": "Moderator (id)",
                    "jobTitle": "Title (id)",
                }
            ],
            "maximumAttendeeCapacity": 300,
            "superEvent": {
                "@type": "Event",
                "@id": f"{ORIGIN}/",
                "url": f"{ORIGIN}/",
                "name": "Forum (id)",
                "startDate": "2018-11-07T08:00:00+07:00",
                "endDate": "2018-11-08T17:00:00+07:00",
                "location": venue(),
            },
        }
    ]


async def test_without_scripts_all_of_it_can_be_read(site: App) -> None:
    await open_event(site)

    page = await seen(site, "/agenda/opening")

    assert page.texts("h1") == ["Opening (id)"]
    assert dict(zip(page.texts("dt"), page.texts("time") + page.texts("dd"), strict=True)) == {
        "Waktu": WHEN,
        "Tempat": "Hall A (id)",
        "Jenis": "Panel",
        "Jalur": "Health (id)",
        "Bahasa": "Indonesia",
        "Interpretasi": "Inggris",
    }
    assert page.texts("p")[0] == "About the opening (id)"
    assert page.texts("li") == [", Title (id), Moderator", ", Title (id)"]
    assert page.anchors[:2] == ["/speakers/moderator", "/speakers/nobody"]


async def test_a_cancelled_session_says_so_everywhere(site: App) -> None:
    await open_event(site, put("sessions", full_session(status="cancelled")))

    page = await seen(site, "/agenda/opening")
    agenda = await seen(site, "/agenda")

    assert page.data[0]["eventStatus"] == "https://schema.org/EventCancelled"
    assert str(page.meta["description"]).startswith("Sesi ini dibatalkan. Rabu 7 November")
    assert (page.texts("s"), page.texts("strong")) == (["Opening (id)"], ["Sesi ini dibatalkan."])
    assert agenda.texts("li") == [" (Dibatalkan), Hall A (id)"]


async def test_what_a_title_holds_cannot_leave_its_place(site: App) -> None:
    nasty = "</script></title><b>&amp; \"quoted\" \u2028 'too' \\1"
    await open_event(site, put("sessions", full_session(title={"id": nasty, "en": ""})))

    html = (await site.client.get("/agenda/opening")).text
    page = await seen(site, "/agenda/opening")

    assert page.texts("title") == [f"{nasty} · IPS Forum"]
    assert page.meta["og:title"] == nasty
    assert page.data[0]["name"] == nasty
    assert page.texts("h1") == [nasty]
    assert (page.all("b"), html.count("</title>"), html.count("\u2028")) == ([], 1, 3)


async def test_a_text_in_the_other_language_is_marked(site: App) -> None:
    await open_event(site, put("sessions", full_session(abstract={"id": "", "en": "One\n\nTwo"})))

    page = await seen(site, "/agenda/opening")

    assert page.texts("p")[:2] == ["One", "Two"]
    assert [each for each in page.all("p") if each.get("lang")] == [{"lang": "en"}] * 2


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.8, id;q=0.9", "id"),
        ("in-ID", "id"),
        ("fr", "id"),
        ("*", "id"),
        ("en;q=0", "id"),
        ("en;q=nonsense", "id"),
    ],
)
async def test_the_language_is_the_one_that_is_asked_for(site: App, accepted: str, locale: str) -> None:
    await open_event(site)

    answer = await site.client.get("/agenda/opening", headers={"accept-language": accepted})
    page = await seen(site, "/agenda/opening", **{"accept-language": accepted})

    assert (answer.headers["content-language"], answer.headers["vary"]) == (
        locale,
        "accept-encoding, accept-language",
    )
    assert page.all("html") == [{"lang": locale}]
    assert page.texts("h1") == [f"Opening ({locale})"]
    assert page.data[0]["name"] == f"Opening ({locale})"


async def test_dates_read_as_each_language_writes_them(site: App) -> None:
    await open_event(site)

    page = await seen(site, "/agenda/opening", **{"accept-language": "en"})

    assert page.texts("time") == ["Wednesday 7 November 2018, 09:00–10:00 WIB"]


async def test_a_publication_changes_the_page_and_a_deletion_takes_it_away(site: App) -> None:
    await open_event(site)
    before = await site.client.get("/agenda/opening")

    await published(put("sessions", full_session(title={"id": "Baru", "en": "New"})))
    await site.sync.refresh()
    after = await site.client.get("/agenda/opening", headers={"if-none-match": before.headers["etag"]})
    await published(delete("sessions", "opening"))
    await site.sync.refresh()
    gone = await site.client.get("/agenda/opening")

    assert (before.status_code, after.status_code, gone.status_code) == (200, 200, 404)
    assert "<h1>Baru</h1>" in after.text
