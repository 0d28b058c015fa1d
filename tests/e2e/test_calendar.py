"""A visitor's calendar: made and stopped on their phone, followed by a program that only has its address."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Final

import httpx
import pytest
from icalendar import Calendar
from playwright.async_api import Locator, Page, Playwright, expect

from tests.e2e.browsers import Chromium, open_chromium
from tests.e2e.notifications import Desktop
from tests.e2e.server import Server, open_server
from tests.push_services.google import GooglePush
from tests.push_services.waiting import PATIENCE

OPENING: Final = "d1-pembukaan"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


@pytest.fixture
async def chromium(playwright: Playwright, desktop: Desktop, google: GooglePush) -> AsyncIterator[Chromium]:
    async with open_chromium(playwright, desktop, google, origins=()) as opened:
        yield opened


@pytest.fixture
async def program() -> AsyncIterator[httpx.AsyncClient]:
    """A calendar program: it has no cookie and no token, only addresses."""
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


async def sessions_in(program: httpx.AsyncClient, address: str) -> list[str]:
    """Return the identities of what a calendar holds."""
    answer = await program.get(address)
    assert answer.status_code == 200, answer.text
    return [str(entry["UID"]) for entry in Calendar.from_ical(answer.content).walk("VEVENT")]


async def address_of(page: Page, server: Server) -> str:
    """Return the address behind the button that subscribes, as a calendar program would call it."""
    button = page.get_by_role("link", name="Berlangganan")
    await expect(button).to_have_attribute("href", re.compile("^webcal://"))
    return (await button.get_attribute("href") or "").replace("webcal:", "http:")


def section(page: Page) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name="Kalender", exact=True))


async def test_a_calendar_follows_the_stars_until_it_is_stopped(
    chromium: Chromium, server: Server, program: httpx.AsyncClient
) -> None:
    page = await chromium.open(f"{server.origin}/agenda/{OPENING}")
    await page.get_by_role("button", name="Masukkan ke agenda saya").click()

    await page.goto(f"{server.origin}/me")
    await section(page).get_by_role("button", name="Buat alamat kalender").click()
    address = await address_of(page, server)
    async with asyncio.timeout(PATIENCE):
        # The star goes to the server by itself: only asking tells when it has arrived.
        while not await sessions_in(program, address):
            await asyncio.sleep(0.05)

    assert await sessions_in(program, address) == [f"{OPENING}@127.0.0.1"]

    await page.reload()
    assert await address_of(page, server) == address
    await section(page).get_by_text("Hentikan", exact=True).click()
    await section(page).get_by_role("button", name="Ya, hentikan").click()
    await expect(section(page).get_by_role("button", name="Buat alamat kalender")).to_be_visible()

    assert (await program.get(address)).status_code == 404


async def test_the_whole_agenda_is_saved_as_a_file(chromium: Chromium, server: Server) -> None:
    page = await chromium.open(f"{server.origin}/me")

    async with page.expect_download() as downloading:
        await section(page).get_by_role("button", name="Unduh seluruh agenda (.ics)").click()
    download = await downloading.value

    saved = Calendar.from_ical((await download.path()).read_bytes())
    identities = [str(entry["UID"]) for entry in saved.walk("VEVENT")]
    assert download.suggested_filename == "ips-forum-2018.ics"
    assert f"{OPENING}@127.0.0.1" in identities
