"""The organizer at a laptop: a Chromium window of their own, driven by what its controls say."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from playwright.async_api import Page, Playwright, expect

from tests.e2e.browsers import STEP_MS, Size
from tests.e2e.programs import find_program
from tests.e2e.server import Server

LAPTOP: Final[Size] = {"width": 1400, "height": 900}
EMAIL: Final = "panitia@ips-forum.example.org"
PASSWORD: Final = "kawung-delapan-kelopak"


@asynccontextmanager
async def open_organizer(playwright: Playwright, server: Server) -> AsyncIterator[Page]:
    """Give the organizer's page, signed in by the form."""
    await server.command("organizer", "add", EMAIL, "--password-stdin", given=f"{PASSWORD}\n")
    browser = await playwright.chromium.launch(
        executable_path=find_program("chromium", package="chromium"),
        args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
    )
    try:
        context = await browser.new_context(viewport=LAPTOP, locale="id-ID", timezone_id="Asia/Jakarta")
        context.set_default_timeout(STEP_MS)
        page = await context.new_page()
        await page.goto(f"{server.origin}/organizer")
        await page.fill("input[name=email]", EMAIL)
        await page.fill("input[name=password]", PASSWORD)
        await page.get_by_role("button", name="Masuk").click()
        await expect(page.get_by_role("link", name="Pengumuman baru")).to_be_visible()
        yield page
    finally:
        await browser.close()


async def announce(page: Page, title: tuple[str, str], body: tuple[str, str], *, phones: int) -> None:
    """Compose in both languages (Indonesian, English), wait until the audience is counted, send."""
    await page.get_by_role("link", name="Pengumuman baru").click()
    for locale, said, told in (("id", title[0], body[0]), ("en", title[1], body[1])):
        await page.fill(f"[id='title.{locale}']", said)
        await page.fill(f"[id='body.{locale}']", told)
    await page.get_by_role("button", name=re.compile(rf"^Kirim ke {phones} ponsel")).click()
