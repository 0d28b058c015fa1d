from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Playwright, async_playwright

from tests.e2e.notifications import Desktop, open_desktop
from tests.e2e.webkit import WebKit, open_webkit
from tests.push_services.google import GooglePush, google_push
from tests.push_services.mozilla import MozillaPush, mozilla_push


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
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


@pytest.fixture
async def webkit() -> AsyncIterator[WebKit]:
    async with open_webkit() as browser:
        yield browser
