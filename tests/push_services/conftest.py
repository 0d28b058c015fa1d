from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web
from playwright.async_api import Playwright

from tests.e2e.browsers import RealBrowser, open_chromium, open_firefox
from tests.e2e.fixtures import desktop, google, mozilla, playwright, webkit
from tests.e2e.notifications import Desktop
from tests.push_services.google import google_push
from tests.push_services.mozilla import mozilla_push
from tests.push_services.sender import Sender, open_sender
from tests.push_services.serving import serve
from tests.push_services.waiting import Changes

__all__ = ["desktop", "google", "mozilla", "playwright", "webkit"]

FILES: Final = Path(__file__).with_name("site")


@dataclass(slots=True)
class Site:
    """The smallest app that subscribes; `visited` holds each address asked for, in order."""

    origin: str = ""
    visited: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", self.answer)
        self.origin = await self.stack.enter_async_context(serve(app))

    async def stop(self) -> None:
        await self.stack.aclose()

    async def wait_visited(self, path: str) -> None:
        await self.changes.until(lambda: path in self.visited, f"a visit to {path}")

    async def answer(self, request: web.Request) -> web.FileResponse:
        self.visited.append(request.path)
        self.changes.ring()
        worker = request.path == "/worker.js"
        return web.FileResponse(FILES / ("worker.js" if worker else "index.html"))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    await site.start()
    yield site
    await site.stop()


@pytest.fixture(params=["firefox", "chromium"])
async def browser(
    request: pytest.FixtureRequest, playwright: Playwright, desktop: Desktop, site: Site
) -> AsyncIterator[RealBrowser]:
    async with AsyncExitStack() as stack:
        if request.param == "firefox":
            mozilla = await stack.enter_async_context(mozilla_push())
            opened = open_firefox(playwright, desktop, mozilla)
            yield await stack.enter_async_context(opened)
        else:
            google = await stack.enter_async_context(google_push())
            chromium = open_chromium(playwright, desktop, google, origins=(site.origin,))
            yield await stack.enter_async_context(chromium)


@pytest.fixture
async def sender(browser: RealBrowser) -> AsyncIterator[Sender]:
    async with open_sender(browser.push) as sender:
        yield sender
