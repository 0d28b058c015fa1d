"""What a phone's own store holds, asked of its page."""

import asyncio
from typing import Final

from playwright.async_api import Page

from tests.push_services.waiting import PATIENCE

_READ: Final = """name => new Promise((resolve, reject) => {
    const opening = indexedDB.open('companion');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const db = opening.result;
        const reading = db.transaction(name).objectStore(name).WHAT();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => { db.close(); resolve(reading.result); };
    };
})"""
# What a store of the phone holds, and under which keys.
HELD: Final = _READ.replace("WHAT", "getAll")
KEYS: Final = _READ.replace("WHAT", "getAllKeys")
# The key in `device` of what the crew say of the rooms: the server tells it every open phone, it is nobody's.
PLACES: Final = "places"


async def starred(page: Page) -> list[str]:
    return sorted(each["session"] for each in await page.evaluate(HELD, "stars") if each["starred"])


async def until_starred(page: Page, *sessions: str) -> None:
    """Wait until the phone keeps exactly these stars and has told the server of all."""
    async with asyncio.timeout(PATIENCE):
        while await starred(page) != sorted(sessions) or await page.evaluate(HELD, "outbox"):
            # A database tells nobody when it has written: asking is the only way.
            await asyncio.sleep(0.1)


async def until_waiting(page: Page) -> None:
    """Wait until the phone keeps something that the server has not been told."""
    async with asyncio.timeout(PATIENCE):
        while not await page.evaluate(HELD, "outbox"):
            await asyncio.sleep(0.1)
