"""Every page in both languages and both themes on a small phone: whole, without an error, and in a picture.

The pictures land in `test-output/pictures`; those of the README are taken from there.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.e2e.browsers import Size, open_chromium
from tests.e2e.notifications import Desktop
from tests.e2e.server import Server, open_server
from tests.e2e.visitor import choose_language
from tests.push_services.google import GooglePush

PICTURES: Final = Path(__file__).parents[2] / "test-output" / "pictures"
NARROWEST: Final[Size] = {"width": 320, "height": 640}
PHONE: Final[Size] = {"width": 360, "height": 740}
PAGES: Final = {
    "home": "/",
    "agenda": "/agenda",
    "session": "/agenda/d1-pembukaan",
    "speaker": "/speakers/jusuf-kalla",
    "map": "/map",
    "booth": "/booths/stan-a01",
    "awards": "/awards",
    "innovation": "/awards/kelas-perahu",
    "announcements": "/announcements",
    "info": "/info",
    "me": "/me",
    "contacts": "/me/contacts",
    "share": "/me/share",
    "move": "/me/move",
    "link": "/me/link",
    "privacy": "/privacy",
    "poster": "/poster",
    "ask": "/ask?text=Apakah%20gratis%3F",
    "not-found": "/nowhere",
}


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def beyond_the_edge(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(await page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["id", "en"])
async def test_every_page_fits_a_small_phone(
    playwright: Playwright,
    desktop: Desktop,
    google: GooglePush,
    server: Server,
    theme: Literal["light", "dark"],
    locale: Literal["id", "en"],
) -> None:
    errors: list[str] = []
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with open_chromium(playwright, desktop, google, origins=()) as chromium:
        page = await chromium.open(f"{server.origin}/me")
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await choose_language(page, locale)
        for name, path in PAGES.items():
            await page.set_viewport_size(PHONE)
            await page.goto(f"{server.origin}{path}")
            await expect(page.locator("main h1").first).to_be_attached()
            await expect(page.locator("html")).to_have_attribute("lang", locale)
            await page.evaluate("document.fonts.ready.then(() => null)")
            await page.screenshot(path=PICTURES / f"{name}-{locale}-{theme}.png")
            wide = await beyond_the_edge(page)
            await page.set_viewport_size(NARROWEST)
            assert (name, wide, await beyond_the_edge(page)) == (name, 0, 0)

    assert errors == []
