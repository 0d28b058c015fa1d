"""What the start page and a session's page say of a visitor's own agenda: what is next, moved, clashing."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.backend.worker.processes import until
from tests.e2e.browsers import RealBrowser
from tests.e2e.organizer import open_organizer
from tests.e2e.server import Server, open_server
from tests.e2e.visitor import call


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Server]:
    async with open_server() as opened:
        yield opened


async def move(
    organizer: Page, session_id: str, *, minutes: int, room: str | None = None, length: int = 45
) -> dict[str, Any]:
    """Have a session start in so many minutes, and return its record as it then is."""
    document = await call(organizer, "GET", "/sync")
    session = next(each for each in document["sessions"] if each["id"] == session_id)
    start = datetime.now(UTC) + timedelta(minutes=minutes)
    record = session | {
        "start": start.isoformat(timespec="seconds"),
        "end": (start + timedelta(minutes=length)).isoformat(timespec="seconds"),
        "room": room or session["room"],
    }
    change = {"do": "put", "collection": "sessions", "record": record, "base": session["revision"]}
    published = await call(organizer, "POST", "/organizer/programme", {"changes": [change], "tell": []})

    async def can_be_read() -> bool:
        return bool((await call(organizer, "GET", "/sync"))["revision"] >= published["revision"])

    await until(can_be_read)
    return dict(record)


async def star(page: Page, origin: str, session_id: str) -> None:
    await page.goto(f"{origin}/agenda/{session_id}")
    button = page.get_by_role("button", name=re.compile("agenda saya", re.IGNORECASE))
    await expect(button).to_have_attribute("aria-pressed", "false")
    await button.click()
    await expect(button).to_have_attribute("aria-pressed", "true")


async def test_the_start_page_names_my_next_session_what_moved_and_what_clashes(
    browser: RealBrowser, server: Server, playwright: Playwright
) -> None:
    page = await browser.open(server.origin)
    async with open_organizer(playwright, server) as organizer:
        document = await call(organizer, "GET", "/sync")
        rooms = {room["id"] for room in document["rooms"] if room["node_id"]}
        first, second = [
            each["id"]
            for each in document["sessions"]
            if each["kind"] in ("panel", "workshop") and each["room"] in rooms
        ][:2]
        names = {room["id"]: room["name"]["id"] for room in document["rooms"]}
        # Both begin where they are far from each other and from now.
        was = await move(organizer, first, minutes=400)
        await move(organizer, second, minutes=600)
        elsewhere = min(rooms - {was["room"]})
        for each in (first, second):
            await star(page, server.origin, each)
        # A change that arrives on the session's own page has been seen.
        await page.goto(f"{server.origin}/info")
        await move(organizer, first, minutes=50, room=elsewhere)
        await move(organizer, second, minutes=75)

    await page.goto(server.origin)
    title = page.get_by_role("heading", name="Berubah sejak terakhir Anda lihat")
    changed = page.locator("section", has=title)
    await expect(changed.get_by_role("listitem")).to_have_count(2)
    await expect(changed).to_contain_text(f"Pindah dari {names[was['room']]}")
    await expect(page.get_by_text("Sesi saya berikutnya")).to_be_visible()
    await expect(page.get_by_role("heading", level=2, name=was["title"]["id"])).to_be_visible()
    await expect(
        page.get_by_text(re.compile(r"Berangkat \d+ menit lagi: \d+ menit jalan kaki"))
    ).to_be_visible()

    await page.get_by_role("heading", level=2, name=was["title"]["id"]).get_by_role("link").click()
    await expect(
        page.get_by_text(re.compile(r"Waktu atau ruang berubah\. Semula \d\d\.\d\d"))
    ).to_be_visible()
    await expect(
        page.get_by_text(re.compile(r"Tidak bisa dihadiri utuh: Bertumpuk 20 menit"))
    ).to_be_visible()
    await page.go_back()
    # Whoever has read a session's page has seen its change; the other is left.
    await expect(changed.get_by_role("listitem")).to_have_count(1)
    await page.get_by_role("button", name="Mengerti").click()
    await expect(changed).to_have_count(0)
    await page.reload()
    await expect(page.get_by_text("Sesi saya berikutnya")).to_be_visible()
    await expect(changed).to_have_count(0)
