"""How a phone with a processor four times slower shows the agenda: offline from nothing, and while scrolled.

Both run in a real Chromium of the size of a phone, its main thread slowed down over the DevTools protocol.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from playwright.async_api import BrowserContext, CDPSession, Page, async_playwright

from tests.bench.phone_trace import FRAMES, Span, intervals, presented, traced
from tests.e2e.browsers import PHONE, STEP_MS
from tests.e2e.programs import find_program
from tests.e2e.server import Server

SLOWDOWN: Final = 4
SESSION: Final = 'main a[href^="/agenda/"]'
# Of one gesture; many of them make the way down a day.
_GESTURE_PX: Final = 4_000
_PX_PER_S: Final = 3_000
_MOST_GESTURES: Final = 100

# In every new document: the moment after the frame that first showed a session, from the navigation's start.
_WATCH_FIRST: Final = f"""
    window.firstSession = new Promise(resolve => {{
        const look = () => {{
            const link = document.querySelector('{SESSION}');
            if (!link || link.getClientRects().length === 0) return requestAnimationFrame(look);
            const painted = new MessageChannel();
            painted.port1.onmessage = () => resolve(performance.now());
            requestAnimationFrame(() => painted.port2.postMessage(null));
        }};
        requestAnimationFrame(look);
    }});
"""
# A loop of animation frames would count more, and make the page work at each of them that has nothing to do.
_RECORD: Final = """
    () => {
        const long = [];
        const observer = new PerformanceObserver(list => long.push(...list.getEntries()));
        observer.observe({ type: 'long-animation-frame' });
        window.stopRecording = () => {
            long.push(...observer.takeRecords());
            observer.disconnect();
            return long.map(entry => ({
                ms: Math.round(entry.duration),
                script_ms: Math.round(entry.scripts.reduce((sum, each) => sum + each.duration, 0)),
                layout_ms: Math.round(entry.startTime + entry.duration - entry.styleAndLayoutStart),
            }));
        };
    }
"""
# The same number of boxes of text with nothing about them: what this machine can do at best.
_PLAIN: Final = """
    () => {
        const rows = Array.from(document.querySelectorAll('main article'), (each, at) => {
            const row = document.createElement('p');
            row.style.height = `${each.offsetHeight}px`;
            row.textContent = `Row ${at} of plain text`;
            return row;
        });
        document.body.replaceChildren(...rows);
    }
"""
_SETTLED: Final = """
    () => new Promise(resolve => requestAnimationFrame(() => requestIdleCallback(() => resolve(null))))
"""
_LEFT: Final = "Math.floor(document.documentElement.scrollHeight - innerHeight - scrollY)"


@dataclass(frozen=True)
class Scroll:
    """One way down a day's list.

    `shown` holds the milliseconds between frames on the screen, for which the compositor does not wait for
    the page, `long` what the browser says of the page's own frames that took 50 ms and more (Long Animation
    Frames), and `blank` is how many frames on the screen lacked something that was not painted yet.
    """

    shown: list[float]
    long: list[dict[str, int]]
    blank: int

    @property
    def longest(self) -> float:
        """The longest frame, whether on the screen or the page's own."""
        return max(self.shown + [frame["ms"] for frame in self.long])


@asynccontextmanager
async def phone() -> AsyncIterator[BrowserContext]:
    """Give a Chromium with the screen and the touch of a phone."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=find_program("chromium", package="chromium"),
            headless=True,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        context = await browser.new_context(
            viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True, timezone_id="Asia/Jakarta"
        )
        context.set_default_timeout(STEP_MS)
        try:
            yield context
        finally:
            await browser.close()


async def visit(context: BrowserContext, server: Server) -> None:
    """Open the app once, until the worker has all that it needs without the server."""
    page = await context.new_page()
    await page.goto(f"{server.origin}/agenda")
    await page.locator(SESSION).first.wait_for()
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    await page.reload()
    await page.locator(SESSION).first.wait_for()
    assert await page.evaluate("navigator.serviceWorker.controller !== null")
    await page.close()


async def offline_start(context: BrowserContext, server: Server) -> float:
    """Return the milliseconds from the navigation's start until a session of the agenda has been painted.

    The server is gone, the tab new and the service worker stopped, as when the app is opened the next day;
    the page's main thread is slowed down, the worker's is not (the protocol cannot).
    """
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("ServiceWorker.enable")
    await devtools.send("ServiceWorker.stopAllWorkers")
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    await page.add_init_script(_WATCH_FIRST)
    await page.goto(f"{server.origin}/agenda", wait_until="commit")
    shown: float = await page.evaluate("firstSession")
    await page.close()
    return shown


async def scroll(context: BrowserContext, server: Server, day: str, *, plain: int = 0) -> Scroll:
    """Return the frames while a day's list is scrolled from its start to its end by real input.

    The input is the wheel's (without a screen Chromium takes no finger), which the compositor turns into a
    smooth scroll as it does a finger's. It begins as soon as the first sessions are there, while the list
    still fills. `plain` is the number of sessions after which bare text is scrolled in their place.
    """
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await page.goto(f"{server.origin}/agenda?day={day}")
    await page.locator(SESSION).first.wait_for()
    if plain:
        await page.locator("main article").nth(plain - 1).wait_for(state="attached")
        await page.evaluate(_PLAIN)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    await page.evaluate("scrollTo(0, 0)")
    await page.evaluate(_SETTLED)
    await page.evaluate(_RECORD)
    async with traced(devtools, FRAMES) as events:
        gestures = await _scroll_to_end(page, devtools)
        # Before the trace is handed over, which keeps the whole machine busy.
        long: list[dict[str, int]] = await page.evaluate("stopRecording()")
    await page.close()
    shown = presented(events)
    return Scroll(
        [ms for gesture in gestures for ms in intervals(shown, gesture)],
        long,
        blank=sum(frame.is_blank for frame in shown),
    )


async def _scroll_to_end(page: Page, devtools: CDPSession) -> list[Span]:
    """Return when each gesture began and ended."""
    gestures: list[Span] = []
    for _ in range(_MOST_GESTURES):
        # Not beyond the end, where nothing is left to be shown.
        left: int = await page.evaluate(_LEFT)
        if left <= 0:
            return gestures
        begun = time.monotonic()
        await devtools.send(
            "Input.synthesizeScrollGesture",
            {
                "x": PHONE["width"] // 2,
                "y": PHONE["height"] // 2,
                "yDistance": -min(left, _GESTURE_PX),
                "speed": _PX_PER_S,
                "gestureSourceType": "mouse",
            },
        )
        gestures.append((begun, time.monotonic()))
    raise AssertionError("the list did not end")
