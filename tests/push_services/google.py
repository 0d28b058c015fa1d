"""A double of Google's push service: checkin, registration, Chromium's MCS line, the push resource."""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from tests.push_services.certificate import Certificate, make_certificate
from tests.push_services.mcs import Tag, data_message, login_response, read_stanza, selective_acks, stanza
from tests.push_services.protobuf import Fields, Fixed64, write
from tests.push_services.service import (
    MAX_READ,
    Clock,
    Connection,
    Message,
    Phone,
    PushService,
    Subscription,
    utc_now,
)
from tests.push_services.serving import serve
from tests.push_services.verify import Refused, decode

# Chrome names the first in its endpoints, Debian's Chromium the second.
HOSTS: Final = ("fcm.googleapis.com", "jmt17.google.com")


class Line(Connection):
    """One MCS connection, from login to its end."""

    def __init__(
        self, service: "GooglePush", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.service = service
        self.reader = reader
        self.writer = writer
        self.phone: Phone | None = None
        self.sent: list[tuple[int, str]] = []
        self.stanzas = 0
        self.heard = 0

    async def follow(self) -> None:
        with suppress(asyncio.IncompleteReadError, OSError):
            version = await self.reader.readexactly(1)
            self.writer.write(version)
            while True:
                tag, body = await read_stanza(self.reader)
                self.heard += 1
                await self.hear(tag, Fields(body))
        if self.phone is not None:
            self.service.disconnect(self.phone, self)

    async def hear(self, tag: int, fields: Fields) -> None:
        match tag:
            case Tag.LOGIN_REQUEST:
                await self.login(fields)
            case Tag.HEARTBEAT_PING:
                await self.say(Tag.HEARTBEAT_ACK, write([(2, self.heard)]))
            case Tag.HEARTBEAT_ACK:
                self.acknowledge(set(), up_to=fields.number(2))
            case Tag.IQ:
                self.acknowledge(selective_acks(fields), up_to=fields.number(10))
            case Tag.CLOSE:
                self.writer.close()
            case _:
                self.service.violations.append(f"Chromium sent a stanza of tag {tag}")

    async def login(self, fields: Fields) -> None:
        phone = self.service.phones.get(fields.text(3))
        if phone is None or fields.text(5) != self.service.security_tokens.get(phone.id):
            self.service.violations.append(f"Chromium logged in as unknown {fields.text(3)!r}")
            self.writer.close()
            return
        self.phone = phone
        self.service.acknowledge(phone, set(fields.texts(10)))
        now = int(self.service.clock().timestamp() * 1000)
        await self.say(Tag.LOGIN_RESPONSE, login_response(fields.text(1), stream=self.heard, now_ms=now))
        await self.service.connect(phone, self)

    async def deliver(self, message: Message) -> None:
        now = int(self.service.clock().timestamp() * 1000)
        self.sent.append((self.stanzas + 1, message.id))
        await self.say(Tag.DATA_MESSAGE, data_message(message, stream=self.heard, now_ms=now))
        # Left alone, Chromium acknowledges minutes later; the answer to a heartbeat says how far it has read.
        await self.say(Tag.HEARTBEAT_PING, write([(2, self.heard)]))

    def acknowledge(self, named: set[str], *, up_to: int) -> None:
        """Count what Chromium names, and every stanza up to the number it has seen."""
        if self.phone is not None:
            counted = {message_id for number, message_id in self.sent if number <= up_to}
            self.service.acknowledge(self.phone, named | counted)

    async def say(self, tag: Tag, body: bytes) -> None:
        self.stanzas += 1
        # A line that broke just now leaves the message waiting for the next one.
        with suppress(ConnectionError):
            self.writer.write(stanza(tag, body))
            await self.writer.drain()


class GooglePush(PushService):
    """Google's service: endpoints name Google's host, `local` says where they are served here.

    `http_origin` and `https_origin` serve the push resource, `mcs_origin` the line to the browser.
    """

    origin = "https://fcm.googleapis.com"

    def __init__(self, certificate: Certificate, *, clock: Clock = utc_now) -> None:
        super().__init__(clock=clock)
        self.certificate = certificate
        self.security_tokens: dict[str, str] = {}
        self.http_origin = ""
        self.https_origin = ""
        self.mcs_origin = ""
        self._lines: set[asyncio.StreamWriter] = set()

    def endpoint(self, subscription: Subscription) -> str:
        return f"{self.origin}/fcm/send/{subscription.token}"

    def local(self, endpoint: str) -> str:
        """The plain http address on loopback of an endpoint; its host then belongs into the Host header."""
        return self.http_origin + urlsplit(endpoint).path

    def audience(self, request: web.Request) -> str:
        return f"https://{request.host}" if request.host in HOSTS else super().audience(request)

    async def checkin(self, _request: web.Request) -> web.Response:
        """Name a new browser: AndroidCheckinResponse."""
        android_id, security_token = secrets.randbits(62), secrets.randbits(62)
        phone = Phone(str(android_id))
        self.phones[phone.id] = phone
        self.security_tokens[phone.id] = str(security_token)
        now = int(self.clock().timestamp() * 1000)
        answer = write([(1, 1), (3, now), (7, Fixed64(android_id)), (8, Fixed64(security_token))])
        return web.Response(body=answer, content_type="application/x-protobuf")

    async def register(self, request: web.Request) -> web.Response:
        """Give or delete a token: the form of Chromium's instance id."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        phone = self.phones.get(form.get("device", ""))
        if phone is None:
            return web.Response(text="Error=INVALID_PARAMETERS")
        channel = form.get("X-subtype") or form["app"]
        if form.get("delete") == "true":
            self.unsubscribe(phone, channel)
            return web.Response(text=f"token={channel}")
        subscription = self.subscribe(phone, channel, read_sender(form.get("sender", "")))
        return web.Response(text=f"token={subscription.token}")

    async def mcs(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            await Line(self, reader, writer).follow()
        finally:
            self._lines.discard(writer)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def hang_up(self) -> None:
        """Close every line; Chromium comes back by itself."""
        for writer in list(self._lines):
            writer.close()


def read_sender(sender: str) -> bytes | None:
    """The VAPID key in a registration's `sender`; None where the page gave a project's number instead."""
    try:
        key = decode(sender, "sender")
    except Refused:
        return None
    return key if len(key) == 65 else None


def routes(service: GooglePush) -> web.Application:
    app = web.Application(client_max_size=MAX_READ)
    app.router.add_post("/checkin", service.checkin)
    app.router.add_post("/register", service.register)
    app.router.add_post("/fcm/send/{token}", service.post)
    app.router.add_post("/wp/{token}", service.post)
    return app


@asynccontextmanager
async def google_push(*, clock: Clock = utc_now) -> AsyncIterator[GooglePush]:
    """Serve the double on free ports of loopback, with a certificate made for it."""
    with tempfile.TemporaryDirectory(prefix="google-push-") as folder:
        certificate = make_certificate(Path(folder), hosts=HOSTS)
        service = GooglePush(certificate, clock=clock)
        server = await asyncio.start_server(service.mcs, "127.0.0.1", 0, ssl=certificate.server)
        service.mcs_origin = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with (
            server,
            serve(routes(service)) as service.http_origin,
            serve(routes(service), tls=certificate.server) as service.https_origin,
        ):
            try:
                yield service
            finally:
                service.answers.clear()
                await service.hang_up()
