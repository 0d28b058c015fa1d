"""Every attendee's page for everyone: axe, fingers, large text on the narrowest phone, forced colours.

axe runs all its rules of WCAG 2.0, 2.1 and 2.2 at levels A and AA and its best practices, on every page in
both languages and both themes, on a laptop and in what a tap opens; the keyboard's part is `test_keyboard`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, Literal

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.e2e.axe import find_violations
from tests.e2e.browsers import PHONE, Size, open_chromium
from tests.e2e.notifications import Desktop
from tests.e2e.opening import Records, during_the_opening, read_event, yesterday
from tests.e2e.reach import find_cut_text, find_overflow, find_small_targets, find_unmarked_controls
from tests.e2e.server import Server, open_server
from tests.e2e.test_linking import offered_code
from tests.e2e.test_pictures import NARROWEST, PAGES, PICTURES
from tests.e2e.visitor import choose_language
from tests.push_services.google import GooglePush

Locale = Literal["id", "en"]
Theme = Literal["light", "dark"]

MISSING: Final = {"id": "Halaman ini tidak ditemukan", "en": "This page was not found"}
# States of pages that have an address of their own.
STATES: Final = {
    "announcement": "/announcements/selamat-datang",
    "contact-list": "/me/contacts?view=people",
    "contact-add": "/me/contacts?view=add",
    "contact-type": "/me/contacts?view=type",
    "no-stars": "/agenda?starred=1",
    "map-list": "/map?view=list",
    "map-place": "/map?booth=stan-a01",
    "map-search": "/map?q=sim",
}
LAPTOP: Final[Size] = {"width": 1280, "height": 800}
# Pages that are laid out anew where there is room.
WIDE: Final = {
    "home": "/",
    "grid": "/agenda?view=grid",
    "session": "/agenda/d1-pembukaan",
    "map": "/map",
    "awards": "/awards",
}
FAULTY: Final = """<!doctype html><html lang="id"><title>Salah</title><main><h1>Salah</h1>
<button style="width: 20px; height: 20px"></button>
<p style="width: 3em; overflow: hidden; white-space: nowrap">Kata yang terpotong di sini</p>
<p style="width: 500px">Lebar</p></main></html>"""


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Server]:
    async with open_server(first_day=yesterday()) as opened:
        yield opened


@pytest.fixture(scope="module")
async def event(server: Server) -> Records:
    return await read_event(server)


@pytest.fixture
async def page(
    playwright: Playwright, desktop: Desktop, google: GooglePush, event: Records
) -> AsyncIterator[Page]:
    """A page of a phone on which the opening session runs."""
    async with open_chromium(playwright, desktop, google, origins=()) as chromium:
        opened = await chromium.context.new_page()
        await opened.clock.set_fixed_time(during_the_opening(event))
        yield opened


async def find_everywhere(
    page: Page, server: Server, locale: Locale, measure: Callable[[Page, str], Awaitable[list[str]]]
) -> list[str]:
    """Return what a measure finds on every page in one language, each with the page's name."""
    await page.goto(f"{server.origin}/me")
    await choose_language(page, locale)
    found: list[str] = []
    for name, path in (PAGES | STATES).items():
        await page.goto(f"{server.origin}{path}")
        await expect(page.locator("main h1").first).to_be_attached()
        await expect(page.locator("html")).to_have_attribute("lang", locale)
        await expect(page.get_by_role("heading", name=MISSING[locale])).to_have_count(
            int(name == "not-found")
        )
        await page.evaluate("document.fonts.ready.then(() => null)")
        found += [f"{name}: {each}" for each in await measure(page, name)]
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["id", "en"])
async def test_axe_finds_nothing(page: Page, server: Server, locale: Locale, theme: Theme) -> None:
    await page.set_viewport_size(PHONE)
    await page.emulate_media(color_scheme=theme, reduced_motion="reduce")

    async def measure(shown: Page, name: str) -> list[str]:
        return await find_violations(shown)

    assert await find_everywhere(page, server, locale, measure) == []


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_every_control_is_large_enough_for_a_finger(page: Page, server: Server, locale: Locale) -> None:
    await page.set_viewport_size(PHONE)
    await page.emulate_media(reduced_motion="reduce")

    async def measure(shown: Page, name: str) -> list[str]:
        return await find_small_targets(shown)

    assert await find_everywhere(page, server, locale, measure) == []


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_text_of_double_size_is_whole_on_the_narrowest_phone(
    page: Page, server: Server, locale: Locale
) -> None:
    await page.set_viewport_size(NARROWEST)
    await page.emulate_media(reduced_motion="reduce")

    async def measure(shown: Page, name: str) -> list[str]:
        await shown.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = await find_overflow(shown)
        return [*await find_cut_text(shown), *([f"{wide} px wider than the screen"] if wide else [])]

    assert await find_everywhere(page, server, locale, measure) == []


@pytest.mark.parametrize("locale", ["id", "en"])
async def test_forced_colours_leave_every_control_its_sign(
    page: Page, server: Server, locale: Locale
) -> None:
    await page.set_viewport_size(PHONE)
    await page.emulate_media(forced_colors="active", reduced_motion="reduce")
    PICTURES.mkdir(parents=True, exist_ok=True)

    async def measure(shown: Page, name: str) -> list[str]:
        await shown.screenshot(path=PICTURES / f"{name}-{locale}-forced.png")
        return await find_unmarked_controls(shown)

    assert await find_everywhere(page, server, locale, measure) == []


async def find_faults(page: Page, name: str, theme: Theme, size: Size) -> list[str]:
    """Return what is wrong with a page as it stands, in a theme and at a size."""
    await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    await page.set_viewport_size(size)
    await page.evaluate("document.fonts.ready.then(() => null)")
    wide = await find_overflow(page)
    found = [*await find_violations(page), *await find_cut_text(page)]
    found += [f"{wide} px wider than the screen"] if wide else []
    return [f"{name}, {theme}, {size['width']} px: {each}" for each in found]


@pytest.mark.parametrize(("locale", "theme", "other"), [("id", "light", "dark"), ("en", "dark", "light")])
async def test_a_laptop_and_what_a_tap_opens_are_for_everyone_too(
    page: Page,
    server: Server,
    playwright: Playwright,
    desktop: Desktop,
    google: GooglePush,
    locale: Locale,
    theme: Theme,
    other: Theme,
) -> None:
    side = ("id", "en").index(locale)
    await page.set_viewport_size(LAPTOP)
    await page.goto(f"{server.origin}/me")
    await choose_language(page, locale)
    found: list[str] = []
    for name, path in WIDE.items():
        await page.goto(f"{server.origin}{path}")
        await expect(page.locator("main h1").first).to_be_attached()
        await expect(page.get_by_role("table")).to_have_count(int(name == "grid"))
        found += await find_faults(page, name, theme, LAPTOP)

    async def measure(name: str) -> None:
        nonlocal found
        found += await find_faults(page, name, theme, LAPTOP)
        found += await find_faults(page, name, other, PHONE)
        found += [f"{name}: {each}" for each in await find_small_targets(page)]

    await page.goto(f"{server.origin}/agenda?view=list&q=forum")
    results = page.get_by_role("status").filter(has_text=("ditemukan", "found")[side])
    await expect(results).to_be_attached()
    await measure("results")
    await page.goto(f"{server.origin}/agenda?view=list")
    await page.get_by_role("button", name=("Saring", "Filter")[side], exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await measure("filters")
    await page.goto(f"{server.origin}/me")
    await page.get_by_role("button", name=("Hapus data saya", "Erase my data")[side]).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await measure("erasing")

    await page.goto(f"{server.origin}/me/share")
    async with open_chromium(playwright, desktop, google, origins=()) as second:
        joining = await second.open(f"{server.origin}/me/link#code={await offered_code(page)}")
        await joining.get_by_role("button", name="Hubungkan").click()
        asks = page.get_by_role("heading", name=("ingin bergabung", "wants to join")[side])
        await expect(asks).to_be_visible()
        await measure("asking")
    assert found == []


async def test_the_measures_find_what_is_wrong(page: Page) -> None:
    await page.set_viewport_size(NARROWEST)
    await page.set_content(FAULTY)

    rules = {each.partition(" ")[0] for each in await find_violations(page)}
    small, cut = await find_small_targets(page), await find_cut_text(page)
    assert "button-name" in rules
    assert [each.partition(":")[0] for each in small] == ['button ""']
    assert [each.partition(" beyond ")[0] for each in cut] == ['"Kata yang terpotong di sini"']
    assert await find_overflow(page) == 188
    await page.emulate_media(forced_colors="active")
    await page.evaluate("document.querySelector('button').style.border = 'none'")
    assert await find_unmarked_controls(page) == ['button ""']
