"""A visitor's phone: a real browser with notifications on, in the language it was set to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal

from playwright.async_api import Page, Playwright, expect

from tests.e2e.browsers import RealBrowser, open_chromium, open_firefox
from tests.e2e.notifications import Desktop
from tests.e2e.server import Server, open_server, push_environment
from tests.push_services.google import google_push
from tests.push_services.mozilla import mozilla_push
from tests.push_services.waiting import PATIENCE

KEPT_LOCALE: Final = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('companion');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const db = opening.result;
        const reading = db.transaction('prefs').objectStore('prefs').get('prefs');
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => { db.close(); resolve(reading.result?.locale ?? 'id'); };
    };
})"""


@dataclass
class Visitor:
    """A visitor's phone, in the language it was set to, and the server it talks to."""

    browser: RealBrowser
    server: Server
    language: str

    @property
    def side(self) -> int:
        return 0 if self.language == "id" else 1

    async def subscribe(self) -> Page:
        """Open the app for the first time, set its language and turn notifications on by its own button."""
        page = await self.browser.open(f"{self.server.origin}/me")
        if self.language == "en":
            await choose_language(page, "en")
        name = ("Nyalakan notifikasi", "Turn on notifications")[self.side]
        on = ("Notifikasi menyala", "Notifications are on")[self.side]
        await page.get_by_role("button", name=name).click()
        await expect(page.get_by_text(on)).to_be_visible()
        return page


async def choose_language(page: Page, locale: Literal["id", "en"]) -> None:
    """Choose a language on the page of settings, and wait until the phone has kept it."""
    await page.get_by_role("radio", name={"id": "Indonesia", "en": "English"}[locale]).check()
    async with asyncio.timeout(PATIENCE):
        while await page.evaluate(KEPT_LOCALE) != locale:
            # A database tells nobody when it has written: asking is the only way.
            await asyncio.sleep(0.02)


@asynccontextmanager
async def open_visitor(
    name: str, playwright: Playwright, desktop: Desktop, **settings: str
) -> AsyncIterator[Visitor]:
    """Yield a phone by its browser's name, Firefox in Indonesian and Chromium in English."""
    async with AsyncExitStack() as stack:
        if name == "firefox":
            mozilla = await stack.enter_async_context(mozilla_push())
            server = await stack.enter_async_context(open_server(push_environment(mozilla) | settings))
            firefox = await stack.enter_async_context(open_firefox(playwright, desktop, mozilla))
            yield Visitor(firefox, server, "id")
        else:
            google = await stack.enter_async_context(google_push())
            server = await stack.enter_async_context(open_server(push_environment(google) | settings))
            opened = open_chromium(playwright, desktop, google, origins=(server.origin,))
            yield Visitor(await stack.enter_async_context(opened), server, "en")


async def call(page: Page, method: str, path: str, body: Any = None) -> Any:
    """Call the API as the signed-in person of a page does, and return the answer; refusals raise."""
    status, answer = await page.evaluate(
        """async ([method, path, body]) => {
            const init = body === null ? { method } : {
                method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
            };
            const response = await fetch('/api/v1' + path, init);
            return [response.status, response.status === 204 ? null : await response.json()];
        }""",
        [method, path, body],
    )
    assert status < 300, (path, status, answer)
    return answer
