"""A desktop of the test's own: a private D-Bus with the service that browsers show notifications through."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Final

from dbus_fast import Message, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

from tests.e2e.programs import find_program
from tests.push_services.waiting import PATIENCE, Changes

NAME: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"

BUS: Final = """<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

Strings = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
ServerInformation = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]
IdAndReason = Annotated[tuple[int, int], DBusSignature("uu")]
IdAndAction = Annotated[tuple[int, str], DBusSignature("us")]


class Reason(IntEnum):
    """Why a notification closed: Desktop Notifications Specification, NotificationClosed."""

    EXPIRED = 1
    DISMISSED = 2
    CLOSED = 3


@dataclass(slots=True, eq=False)
class Shown:
    """A notification on the screen; one with `replaces` took the place of that earlier id (same tag).

    `actions` maps the browser's own keys to the labels, `body` is as the browser sent it; it is `settled`
    once the browser has heard its id: a push before that would not replace it, nor a tap be understood.
    """

    id: int
    app: str
    title: str
    body: str
    actions: dict[str, str]
    replaces: int
    hints: dict[str, object] = field(default_factory=dict)
    open: bool = True
    settled: bool = False

    @property
    def text(self) -> str:
        """The body as the app gave it: Chromium puts the site's origin before it."""
        return self.body.partition("\n\n")[2] if self.app == "Chromium" else self.body

    def key_of(self, button: str) -> str:
        """The browser's key of the button with that label; ValueError if there is none."""
        for key, label in self.actions.items():
            if label == button:
                return key
        raise ValueError(f"{self.title!r} has no button {button!r}, only {sorted(self.actions.values())}")


class Server(ServiceInterface):
    """org.freedesktop.Notifications, version 1.2 of its specification."""

    def __init__(self, desktop: "Desktop") -> None:
        super().__init__(NAME)
        self.desktop = desktop

    @dbus_method(name="GetCapabilities")
    def capabilities(self) -> Strings:
        return ["actions", "body", "persistence"]

    @dbus_method(name="GetServerInformation")
    def information(self) -> ServerInformation:
        return "test desktop", "tests", "1", "1.2"

    @dbus_method(name="Notify")
    def notify(
        self,
        app: DBusStr,
        replaces: DBusUInt32,
        _icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: Hints,
        _timeout: DBusInt32,
    ) -> DBusUInt32:
        labels = dict(zip(actions[::2], actions[1::2], strict=True))
        plain = {name: hint.value for name, hint in hints.items() if hint.signature in "sbyiu"}
        return self.desktop.show(Shown(0, app, summary, body, labels, replaces, plain))

    @dbus_method(name="CloseNotification")
    def close(self, notification_id: DBusUInt32) -> None:
        self.desktop.close(notification_id, Reason.CLOSED)

    @dbus_signal(name="NotificationClosed")
    def closed(self, notification_id: int, reason: int) -> IdAndReason:
        return notification_id, reason

    @dbus_signal(name="ActionInvoked")
    def invoked(self, notification_id: int, action: str) -> IdAndAction:
        return notification_id, action


class Desktop:
    """What browsers show: `shown` has all, oldest first; `address` is their DBUS_SESSION_BUS_ADDRESS."""

    def __init__(self, bus: MessageBus, address: str) -> None:
        self.bus = bus
        self.address = address
        self.caller = ""
        self.settling: set[asyncio.Task[None]] = set()
        self.shown: list[Shown] = []
        self.changes = Changes()
        self.server = Server(self)

    @property
    def visible(self) -> list[Shown]:
        return [one for one in self.shown if one.open]

    async def wait_shown(
        self,
        matches: Callable[[Shown], bool] = lambda _shown: True,
        *,
        what: str = "a notification",
        seconds: float = PATIENCE,
    ) -> Shown:
        """Return the first notification that matches and is on the screen, now or within `seconds`."""
        return await self.changes.until(
            lambda: next((one for one in self.visible if one.settled and matches(one)), None),
            what,
            seconds=seconds,
        )

    def click(self, shown: Shown, *, button: str | None = None) -> None:
        """Tap the notification or its button: tell the browser, then take it off the screen."""
        self.server.invoked(shown.id, "default" if button is None else shown.key_of(button))
        self.close(shown.id, Reason.DISMISSED)

    def dismiss(self, shown: Shown) -> None:
        self.close(shown.id, Reason.DISMISSED)

    def show(self, shown: Shown) -> int:
        for earlier in self.visible:
            if earlier.id == shown.replaces:
                earlier.open = False
        shown.id = shown.replaces or 1 + max((one.id for one in self.shown), default=0)
        self.shown.append(shown)
        task = asyncio.create_task(self.settle(shown, self.caller))
        self.settling.add(task)
        task.add_done_callback(self.settling.discard)
        return shown.id

    def note_caller(self, message: Message) -> None:
        if message.member == "Notify" and message.sender:
            self.caller = message.sender

    async def settle(self, shown: Shown, caller: str) -> None:
        """Ask the browser for a sign of life: it comes after the browser has read the answer to Notify."""
        peer = "org.freedesktop.DBus.Peer"
        await self.bus.call(Message(destination=caller, path=PATH, interface=peer, member="Ping"))
        shown.settled = True
        self.changes.ring()

    def close(self, notification_id: int, reason: Reason) -> None:
        for shown in self.visible:
            if shown.id == notification_id:
                shown.open = False
                self.server.closed(notification_id, reason)
        self.changes.ring()


@asynccontextmanager
async def private_bus() -> AsyncIterator[str]:
    """Run a dbus-daemon that starts nothing by itself; gives its address."""
    program = find_program("dbus-daemon", package="dbus-daemon")
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        config = Path(folder) / "bus.conf"
        config.write_text(BUS.format(socket=Path(folder) / "socket"))
        daemon = await asyncio.create_subprocess_exec(
            program,
            f"--config-file={config}",
            "--nofork",
            "--nopidfile",
            "--print-address",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            assert daemon.stdout is not None
            async with asyncio.timeout(PATIENCE):
                line = await daemon.stdout.readline()
            yield line.decode().strip()
        finally:
            daemon.terminate()
            await daemon.wait()


@asynccontextmanager
async def open_desktop() -> AsyncIterator[Desktop]:
    """Serve notifications on a private bus."""
    async with private_bus() as address:
        bus = await MessageBus(bus_address=address).connect()
        disconnected: Callable[[], Awaitable[None]] = bus.wait_for_disconnect
        desktop = Desktop(bus, address)
        bus.add_message_handler(desktop.note_caller)
        bus.export(PATH, desktop.server)
        await bus.request_name(NAME)
        try:
            yield desktop
        finally:
            for task in desktop.settling:
                task.cancel()
            bus.disconnect()
            await disconnected()
