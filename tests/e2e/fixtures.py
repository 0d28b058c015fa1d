from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Playwright, async_playwright, expect

from tests.e2e.browsers import STEP_MS, RealBrowser, open_chromium, open_firefox
from tests.e2e.notifications import Desktop, open_desktop
from tests.e2e.visitor import Visitor, open_visitor
from tests.e2e.webkit import WebKit, open_webkit
from tests.push_services.google import GooglePush, google_push
from tests.push_services.mozilla import MozillaPush, mozilla_push


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    # As long as a click may wait for its target: a busy machine draws late.
    expect.set_options(timeout=STEP_MS)
    async with async_playwright() as driver:
        yield driver


@pytest.fixture
async def desktop() -> AsyncIterator[Desktop]:
    async with open_desktop() as desktop:
        yield desktop


@pytest.fixture
async def mozilla() -> AsyncIterator[MozillaPush]:
    async with mozilla_push() as service:
        yield service


@pytest.fixture
async def google() -> AsyncIterator[GooglePush]:
    async with google_push() as service:
        yield service


@pytest.fixture(params=["firefox", "chromium"])
async def browser(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    desktop: Desktop,
    mozilla: MozillaPush,
    google: GooglePush,
) -> AsyncIterator[RealBrowser]:
    """A browser of each kind that may not show notifications."""
    if request.param == "firefox":
        async with open_firefox(playwright, desktop, mozilla) as firefox:
            yield firefox
    else:
        async with open_chromium(playwright, desktop, google, origins=()) as chromium:
            yield chromium


@pytest.fixture(params=["firefox", "chromium"])
async def visitor(
    request: pytest.FixtureRequest, playwright: Playwright, desktop: Desktop
) -> AsyncIterator[Visitor]:
    """A phone of each kind that may show notifications, and its own server."""
    async with open_visitor(request.param, playwright, desktop) as opened:
        yield opened


@pytest.fixture
async def webkit() -> AsyncIterator[WebKit]:
    async with open_webkit() as browser:
        yield browser
