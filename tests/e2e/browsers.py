"""Debian's Firefox and Chromium on a profile of their own, connected to a double of their push service."""

import json
import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypedDict

from playwright.async_api import BrowserContext, Page, Playwright

from tests.e2e.notifications import Desktop
from tests.e2e.programs import find_program
from tests.push_services.google import GooglePush
from tests.push_services.mozilla import MozillaPush
from tests.push_services.service import PushService

Locale = Literal["id-ID", "en-US"]


class Size(TypedDict):
    width: int
    height: int


PHONE: Final[Size] = {"width": 360, "height": 740}


@dataclass(frozen=True, slots=True)
class Device:
    """What a page can tell of the visitor's device."""

    locale: Locale = "id-ID"
    viewport: Size = field(default_factory=PHONE.copy)
    zone: str = "Asia/Jakarta"


VISITOR: Final = Device()
LAUNCH_MS: Final = 120_000
STEP_MS: Final = 60_000
DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
# In every new document: what a worker fetches cannot be held back by the page that a test drives.
NO_WORKER: Final = "delete Navigator.prototype.serviceWorker;"
# The discard port: nothing listens there, so Firefox's own traffic ends at once.
DEAD_PROXY_PORT: Final = 9


class RealBrowser(ABC):
    """A browser that can be closed and started again on the same profile."""

    name: str
    push: PushService

    def __init__(self, playwright: Playwright, desktop: Desktop, profile: Path, device: Device) -> None:
        self.playwright = playwright
        self.desktop = desktop
        self.profile = profile
        self.device = device
        self._context: BrowserContext | None = None

    @property
    def context(self) -> BrowserContext:
        if self._context is None:
            raise RuntimeError(f"{self.name} is closed")
        return self._context

    async def start(self) -> None:
        self._context = await self.launch()
        self._context.set_default_timeout(STEP_MS)

    async def close(self) -> None:
        if self._context is not None:
            await self._context.close()
            self._context = None

    async def restart(self) -> None:
        await self.close()
        await self.start()

    async def open(self, url: str) -> Page:
        """Return a page of its own that shows `url`."""
        page = await self.context.new_page()
        await page.goto(url)
        return page

    @abstractmethod
    async def launch(self) -> BrowserContext: ...

    @abstractmethod
    def grant(self, origin: str) -> None:
        """Allow notifications for an origin, from the next start on."""

    def environment(self) -> dict[str, str | float | bool]:
        """The process's own, less what would lead to another desktop."""
        other = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
        language = self.device.locale.replace("-", "_")
        return {
            **other,
            "DBUS_SESSION_BUS_ADDRESS": self.desktop.address,
            "HOME": str(self.profile.parent),
            "LANGUAGE": language,
            "TZ": self.device.zone,
        }


class Firefox(RealBrowser):
    """Firefox ESR over WebDriver BiDi: no service-worker handles, observe through page messages.

    `context.set_offline` leaves its service worker online: stop the server instead.
    """

    name = "firefox"

    def __init__(
        self, playwright: Playwright, desktop: Desktop, profile: Path, device: Device, push: MozillaPush
    ) -> None:
        super().__init__(playwright, desktop, profile, device)
        self.push: MozillaPush = push

    async def launch(self) -> BrowserContext:
        return await self.playwright.firefox.launch_persistent_context(
            self.profile,
            executable_path=find_program("firefox-esr", package="firefox-esr"),
            channel="moz-firefox",
            headless=True,
            env=self.environment(),
            viewport=self.device.viewport,
            firefox_user_prefs=self.preferences(),
            timeout=LAUNCH_MS,
        )

    def grant(self, origin: str) -> None:
        """Nothing to do: the profile allows notifications to all."""

    def preferences(self) -> dict[str, str | float | bool]:
        language = self.device.locale.partition("-")[0]
        return {
            "alerts.useSystemBackend": True,
            "dom.push.connection.enabled": True,
            # Else it waits for five seconds and more before it connects again.
            "dom.push.retryBaseInterval": 200,
            "dom.push.serverURL": self.push.websocket_url,
            "dom.push.testing.allowInsecureServerURL": True,
            "intl.accept_languages": f"{self.device.locale},{language}",
            "permissions.default.desktop-notification": 1,
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": DEAD_PROXY_PORT,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": DEAD_PROXY_PORT,
            "network.proxy.no_proxies_on": "localhost,127.0.0.1",
        }


class Chromium(RealBrowser):
    """Chromium over CDP; the notification permission is written into its profile before every start."""

    name = "chromium"

    def __init__(
        self, playwright: Playwright, desktop: Desktop, profile: Path, device: Device, push: GooglePush
    ) -> None:
        super().__init__(playwright, desktop, profile, device)
        self.push: GooglePush = push
        self._granted: list[str] = []

    async def launch(self) -> BrowserContext:
        self.write_preferences()
        return await self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=find_program("chromium", package="chromium"),
            headless=True,
            env=self.environment(),
            viewport=self.device.viewport,
            args=self.arguments(),
            timeout=LAUNCH_MS,
        )

    def grant(self, origin: str) -> None:
        self._granted.append(origin)

    def arguments(self) -> list[str]:
        return [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            f"--lang={self.device.locale}",
            f"--gcm-checkin-url={self.push.http_origin}/checkin",
            f"--gcm-registration-url={self.push.http_origin}/register",
            f"--gcm-mcs-endpoint={self.push.mcs_origin}",
            f"--ignore-certificate-errors-spki-list={self.push.certificate.spki}",
        ]

    def write_preferences(self) -> None:
        """Add to the profile what no flag can say: permissions and languages."""
        path = self.profile / "Default" / "Preferences"
        path.parent.mkdir(parents=True, exist_ok=True)
        preferences = json.loads(path.read_text()) if path.exists() else {}
        settings = preferences
        for key in ("profile", "content_settings", "exceptions", "notifications"):
            settings = settings.setdefault(key, {})
        settings.update({f"{origin},*": {"setting": 1} for origin in self._granted})
        language = self.device.locale.partition("-")[0]
        intl = preferences.setdefault("intl", {})
        intl["accept_languages"] = intl["selected_languages"] = f"{self.device.locale},{language}"
        path.write_text(json.dumps(preferences))


@asynccontextmanager
async def open_firefox(
    playwright: Playwright,
    desktop: Desktop,
    push: MozillaPush,
    *,
    device: Device = VISITOR,
) -> AsyncIterator[Firefox]:
    """Give a started Firefox on a new profile."""
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        profile.mkdir()
        browser = Firefox(playwright, desktop, profile, device, push)
        await browser.start()
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_chromium(
    playwright: Playwright,
    desktop: Desktop,
    push: GooglePush,
    *,
    origins: tuple[str, ...],
    device: Device = VISITOR,
) -> AsyncIterator[Chromium]:
    """Give a started Chromium on a new profile in which `origins` may show notifications."""
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        browser = Chromium(playwright, desktop, profile, device, push)
        for origin in origins:
            browser.grant(origin)
        await browser.start()
        try:
            yield browser
        finally:
            await browser.close()
