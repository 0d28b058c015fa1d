"""An app that stays open: two tabs that are one phone, out of reach and back, and never a reload."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Playwright, expect

from tests.backend.worker.processes import until
from tests.e2e.browsers import RealBrowser
from tests.e2e.held import until_waiting
from tests.e2e.organizer import open_organizer
from tests.e2e.server import Server, open_server
from tests.e2e.test_notifications import applied_actions
from tests.e2e.visitor import call

RELOADED = "() => performance.getEntriesByType('navigation')[0].type + performance.timeOrigin"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def retitle(organizer: Page, session_id: str, title: str) -> None:
    """Publish a session under another title, and wait until phones can read it."""
    document = await call(organizer, "GET", "/sync")
    session = next(each for each in document["sessions"] if each["id"] == session_id)
    record = session | {"title": {"id": title, "en": title}}
    change = {"do": "put", "collection": "sessions", "record": record, "base": session["revision"]}
    published = await call(organizer, "POST", "/organizer/programme", {"changes": [change], "tell": []})

    async def can_be_read() -> bool:
        return bool((await call(organizer, "GET", "/sync"))["revision"] >= published["revision"])

    await until(can_be_read)


def star_of(page: Page, session: dict[str, Any]) -> Locator:
    entry = page.get_by_role("article").filter(has=page.locator(f"a[href='/agenda/{session['id']}']"))
    return entry.locator("button[aria-pressed]")


async def require_sent_once(server: Server, count: int) -> None:
    """Wait until so many batches have been answered, and require as many actions to be applied."""

    async def have_arrived() -> bool:
        return server.asked("/device/actions") >= count

    await until(have_arrived)
    # A lost answer may have one asked for again: what counts is what was done.
    assert applied_actions(server) == count


async def test_two_open_tabs_share_what_is_starred_and_follow_the_event_without_a_reload(
    browser: RealBrowser, server: Server, playwright: Playwright
) -> None:
    async with open_organizer(playwright, server) as organizer:
        document = await call(organizer, "GET", "/sync")
        day = document["days"][0]["id"]
        first, second, third = [each for each in document["sessions"] if each["day"] == day][:3]
        one = await browser.open(f"{server.origin}/agenda?day={day}")
        other = await browser.open(f"{server.origin}/agenda?day={day}")
        tabs = (one, other)
        for tab in tabs:
            await expect(star_of(tab, third)).to_be_attached()
        opened = [await tab.evaluate(RELOADED) for tab in tabs]

        # The next only once the one before is sent: what waits together goes together.
        for count, (tab, seen_in, session) in enumerate([(one, other, first), (other, one, second)], 1):
            await star_of(tab, session).click()
            await expect(star_of(seen_in, session)).to_have_attribute("aria-pressed", "true")
            await require_sent_once(server, count)

        await server.stop()
        await star_of(one, third).click()
        await expect(star_of(other, third)).to_have_attribute("aria-pressed", "true")
        await until_waiting(other)
        await server.start()
        # Whoever stands before the phone sees the network come back; a test has to say so.
        for tab in tabs:
            await tab.evaluate("dispatchEvent(new Event('online'))")
        await require_sent_once(server, 3)

        for told, event in (
            ("Judul sesudah kembali", "dispatchEvent(new Event('online'))"),
            ("Judul sesudah dibuka lagi", "document.dispatchEvent(new Event('visibilitychange'))"),
        ):
            await retitle(organizer, first["id"], told)
            await one.evaluate(event)
            for tab in tabs:
                await expect(tab.get_by_role("link", name=told)).to_be_attached()
        assert [await tab.evaluate(RELOADED) for tab in tabs] == opened
