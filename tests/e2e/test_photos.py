"""A speaker's photo on its way: from the organizer's file to a phone that has lost the server."""

from collections.abc import AsyncIterator
from typing import Final

import pytest
from playwright.async_api import FilePayload, Page, Playwright, expect

from tests.e2e.browsers import open_chromium
from tests.e2e.notifications import Desktop
from tests.e2e.organizer import open_organizer
from tests.e2e.server import Server, open_server
from tests.factories.pictures import picture
from tests.push_services.google import GooglePush

SPEAKER: Final = "Jusuf Kalla"
PATH: Final = "/speakers/jusuf-kalla"
PHOTO: Final[FilePayload] = {
    "name": "IMG_0042.jpg",
    "mimeType": "image/jpeg",
    "buffer": picture(size=(1200, 900)),
}
NO_PHOTO: Final[FilePayload] = {"name": "IMG_0043.jpg", "mimeType": "image/jpeg", "buffer": b"half a file"}
KEPT: Final = "async () => (await (await caches.open('photos')).keys()).length === 1"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def publish_photo(organizer: Page) -> None:
    """Choose a file that is none, then a photo, take it away, and choose it again."""
    await organizer.get_by_role("link", name="Pembicara").click()
    await expect(organizer.get_by_role("heading", name="Pembicara", exact=True)).to_be_visible()
    entry = organizer.get_by_role("listitem").filter(has_text=SPEAKER)
    field = entry.get_by_label(f"Pilih foto {SPEAKER}")
    await field.set_input_files(NO_PHOTO)
    await expect(entry.get_by_role("alert")).to_contain_text("tidak dapat dipakai")
    await field.set_input_files(PHOTO)
    await expect(entry.get_by_role("status")).to_have_text("Foto sudah terbit.")
    await expect(entry.get_by_role("alert")).to_have_count(0)
    await entry.get_by_role("button", name=f"Hapus foto {SPEAKER}").press("Enter")
    await expect(entry.get_by_role("status")).to_have_text("Foto sudah dihapus.")
    await expect(field).to_be_focused()
    await expect(entry.get_by_role("img", include_hidden=True)).to_have_count(0)
    await field.set_input_files(PHOTO)
    await expect(entry.get_by_role("status")).to_have_text("Foto sudah terbit.")


async def require_photo(page: Page) -> None:
    await expect(page.get_by_role("heading", name=SPEAKER, exact=True)).to_be_visible()
    # It has no role: its name stands beside it.
    photo = page.locator("main img[src^='/photos/']")
    await expect(photo).to_have_js_property("naturalWidth", 320)
    await expect(photo).to_be_visible()


async def test_a_photo_reaches_phones_and_stays_there_with_the_server_gone(
    playwright: Playwright, desktop: Desktop, google: GooglePush, server: Server
) -> None:
    async with (
        open_organizer(playwright, server) as organizer,
        open_chromium(playwright, desktop, google, origins=()) as phone,
    ):
        page = await phone.open(server.origin)
        await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        await publish_photo(organizer)
        # Whoever stands before the phone sees the network come back; a test has to say so.
        await page.evaluate("dispatchEvent(new Event('online'))")
        # Fetched before anybody wants to see it.
        await page.wait_for_function(KEPT)
        await page.goto(f"{server.origin}{PATH}")
        await require_photo(page)

        await server.stop()
        browser = await phone.context.new_cdp_session(page)
        # The phone must answer, not what the browser happens to remember.
        await browser.send("Network.clearBrowserCache")
        await page.reload()
        await require_photo(page)
