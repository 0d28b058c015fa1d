"""The thread through everything: composed in one browser, shown, kept and opened by another."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.e2e.browsers import STEP_MS, RealBrowser, open_chromium, open_firefox
from tests.e2e.notifications import Desktop
from tests.e2e.organizer import announce, open_organizer
from tests.e2e.server import Server, open_server, push_environment
from tests.push_services.google import google_push
from tests.push_services.mozilla import mozilla_push

TITLE = ("Loket SIM dibuka lagi pukul 11.00", "SIM counter reopens at 11:00")
BODY = ("Mesin foto sudah diganti.", "The photo machine has been replaced.")


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
            await page.get_by_role("radio", name="English").check()
        name = ("Nyalakan notifikasi", "Turn on notifications")[self.side]
        on = ("Notifikasi menyala", "Notifications are on")[self.side]
        await page.get_by_role("button", name=name).click()
        await expect(page.get_by_text(on)).to_be_visible(timeout=STEP_MS)
        return page


@pytest.fixture(params=["firefox", "chromium"])
async def visitor(
    request: pytest.FixtureRequest, playwright: Playwright, desktop: Desktop
) -> AsyncIterator[Visitor]:
    async with AsyncExitStack() as stack:
        if request.param == "firefox":
            mozilla = await stack.enter_async_context(mozilla_push())
            server = await stack.enter_async_context(open_server(push_environment(mozilla)))
            firefox = await stack.enter_async_context(open_firefox(playwright, desktop, mozilla))
            yield Visitor(firefox, server, "id")
        else:
            google = await stack.enter_async_context(google_push())
            server = await stack.enter_async_context(open_server(push_environment(google)))
            opened = open_chromium(playwright, desktop, google, origins=(server.origin,))
            yield Visitor(await stack.enter_async_context(opened), server, "en")


async def test_an_announcement_is_shown_kept_and_opened_with_the_server_gone(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    phone = await visitor.subscribe()
    async with open_organizer(playwright, visitor.server) as organizer:
        await announce(organizer, TITLE, BODY, phones=1)
        shown = await desktop.wait_shown()
        counted = organizer.get_by_role("status").filter(has_text="ponsel")
        await expect(counted).to_have_text(re.compile(r"1\s*dari 1 ponsel"), timeout=STEP_MS)
    await visitor.server.stop()

    await phone.goto(f"{visitor.server.origin}/announcements")
    await expect(phone.get_by_role("link", name=TITLE[visitor.side])).to_be_visible(timeout=STEP_MS)
    await phone.goto(f"{visitor.server.origin}/agenda")
    await expect(phone.get_by_role("heading", level=1)).to_be_visible(timeout=STEP_MS)
    desktop.click(shown)
    await phone.context.pages[-1].wait_for_url("**/announcements**", timeout=STEP_MS)

    assert (shown.title, shown.text) == (TITLE[visitor.side], BODY[visitor.side])
    assert visitor.browser.push.violations == []
