"""What search engines are told: where they may look, and every public page."""

from datetime import datetime
from xml.etree import ElementTree as ET

from tests.apps import App
from tests.backend.pages.event import ORIGIN, open_event
from tests.backend.pages.exhibition import exhibition
from tests.factories.announcements import composed, sent
from tests.fakes import NOW

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


async def test_robots_may_read_pages_and_what_fills_them(site: App) -> None:
    answer = await site.client.get("/robots.txt")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "Allow: /api/v1/sync",
        "Allow: /speakers/",
        "Disallow: /api/",
        "Disallow: /exhibitor",
        "Disallow: /organizer",
        "Disallow: /speaker$",
        "Disallow: /speaker/",
        "",
        f"Sitemap: {ORIGIN}/sitemap.xml",
    ]


async def test_the_sitemap_lists_what_is_public(site: App) -> None:
    public, _ = await sent(), await composed()
    await open_event(site, *exhibition())

    answer = await site.client.get("/sitemap.xml")

    urls = ET.fromstring(answer.text.encode()).findall("s:url", NAMES)
    listed = {url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", None, NAMES) for url in urls}
    assert answer.headers["content-type"] == "application/xml"
    assert {where: datetime.fromisoformat(moment) for where, moment in listed.items() if moment} == {
        f"{ORIGIN}/announcements/{public}": NOW
    }
    assert [where.removeprefix(ORIGIN) for where in listed] == [
        *("/", "/agenda", "/map", "/awards", "/announcements", "/info", "/privacy"),
        *("/agenda/opening", "/speakers/moderator", "/booths/a01", "/booths/a02", "/awards/quick"),
        f"/announcements/{public}",
    ]


async def test_every_page_of_the_sitemap_is_there(site: App) -> None:
    await open_event(site, *exhibition())

    urls = ET.fromstring((await site.client.get("/sitemap.xml")).text.encode()).findall("s:url/s:loc", NAMES)

    assert {(await site.client.get(str(url.text))).status_code for url in urls} == {200}
