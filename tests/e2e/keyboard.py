"""A visitor without a pointer: moves by Tab and arrows to what a screen reader calls by role and name."""

from typing import Final, Literal

from playwright.async_api import Locator, Page, expect

Role = Literal["button", "link", "main", "navigation", "radio"]

MOST_STEPS: Final = 120
# What has the focus shows a ring, itself or through its label or field, and no bar lies over all of it.
_FOCUS: Final = """
    () => {
        const element = document.activeElement;
        if (!element || element === document.body) return { name: '', isRinged: true, isSeen: true };
        const hasRing = each => [undefined, '::before', '::after'].some(part => {
            const style = getComputedStyle(each, part);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        });
        const label = element.labels?.[0];
        const field = element.matches('input, select') ? element.parentElement : null;
        const ringed = [element, label, ...(label?.children ?? []), field].filter(Boolean).find(hasRing);
        const box = (ringed ?? element).getClientRects()[0] ?? element.getBoundingClientRect();
        const isHit = (x, y) => {
            const hit = document.elementFromPoint(x, y);
            return hit !== null && (element.contains(hit) || hit.contains(element) || label?.contains(hit));
        };
        // WCAG 2.2, 2.4.11: no more than a part of it may lie under a bar.
        const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
        return {
            name: element.getAttribute('aria-label')
                ?? label?.textContent ?? element.textContent.slice(0, 60),
            isRinged: ringed !== undefined,
            isSeen: parts.some(down => parts.some(along =>
                isHit(box.left + along * box.width, box.top + down * box.height))),
        };
    }
"""


class Keyboard:
    """The keys of one page; every stop on the way must show where it is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, key: str) -> None:
        await self.page.keyboard.press(key)

    async def reach(
        self, role: Role, name: str, *, key: str = "Tab", within: Role | None = None, exact: bool = False
    ) -> Locator:
        """Press `key` until what has this role and name is focused, and return it."""
        whole = self.page if within is None else self.page.get_by_role(within)
        sought = whole.get_by_role(role, name=name, exact=exact).first
        await expect(sought).to_be_attached()
        for _ in range(MOST_STEPS):
            await self.press(key)
            await self.require_seen_focus()
            if await sought.evaluate("element => element === document.activeElement"):
                return sought
        raise AssertionError(f"{MOST_STEPS} times {key} do not reach the {role} {name!r}")

    async def follow(self, name: str, *, within: Role | None = None) -> None:
        """Go to a link by Tab and open it."""
        await self.reach("link", name, within=within)
        await self.press("Enter")

    async def require_heading(self, name: str) -> None:
        """The page's one main heading has this name and the focus: here a screen reader starts to read."""
        heading = self.page.get_by_role("heading", level=1, name=name)
        await expect(heading).to_be_focused()
        await expect(self.page.get_by_role("heading", level=1)).to_have_count(1)

    async def require_seen_focus(self) -> None:
        found = await self.page.evaluate(_FOCUS)
        assert found["isRinged"], f"{found['name']!r} has the focus without a ring"
        assert found["isSeen"], f"{found['name']!r} has the focus where it is not seen"
