"""The thread through everything: composed in one browser, shown, kept and opened by another."""

import re

from playwright.async_api import Playwright, expect

from tests.e2e.notifications import Desktop
from tests.e2e.organizer import announce, open_organizer
from tests.e2e.visitor import Visitor

TITLE = ("Loket SIM dibuka lagi pukul 11.00", "SIM counter reopens at 11:00")
BODY = ("Mesin foto sudah diganti.", "The photo machine has been replaced.")


async def test_an_announcement_is_shown_kept_and_opened_with_the_server_gone(
    visitor: Visitor, playwright: Playwright, desktop: Desktop
) -> None:
    phone = await visitor.subscribe()
    async with open_organizer(playwright, visitor.server) as organizer:
        await announce(organizer, TITLE, BODY, phones=1)
        shown = await desktop.wait_shown()
        counted = organizer.get_by_role("status").filter(has_text="ponsel")
        await expect(counted).to_have_text(re.compile(r"1\s*dari 1 ponsel"))
    await visitor.server.stop()

    await phone.goto(f"{visitor.server.origin}/announcements")
    await expect(phone.get_by_role("link", name=TITLE[visitor.side])).to_be_visible()
    await phone.goto(f"{visitor.server.origin}/agenda")
    await expect(phone.get_by_role("heading", level=1)).to_be_visible()
    desktop.click(shown)
    await phone.context.pages[-1].wait_for_url("**/announcements**")

    assert (shown.title, shown.text) == (TITLE[visitor.side], BODY[visitor.side])
    assert visitor.browser.push.violations == []
