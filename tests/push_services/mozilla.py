"""A double of Mozilla's push service: the websocket that Firefox keeps, and the push resource."""

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from aiohttp import WSMsgType, web

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
from tests.push_services.verify import decode, encode

SUBPROTOCOL: Final = "push-notification"


class Line(Connection):
    """One websocket, from `hello` to its end."""

    def __init__(self, service: "MozillaPush", socket: web.WebSocketResponse) -> None:
        self.service = service
        self.socket = socket
        self.phone: Phone | None = None

    async def follow(self) -> None:
        try:
            async for frame in self.socket:
                if frame.type is WSMsgType.TEXT:
                    await self.hear(json.loads(frame.data))
        finally:
            if self.phone is not None:
                self.service.disconnect(self.phone, self)

    async def hear(self, message: dict[str, object]) -> None:
        match message.get("messageType"):
            case None:
                await self.socket.send_str("{}")
            case "hello":
                await self.hello(str(message.get("uaid") or ""))
            case "register":
                await self.register(str(message["channelID"]), str(message.get("key") or ""))
            case "unregister":
                await self.unregister(str(message["channelID"]))
            case "ack":
                self.acknowledge(message.get("updates"))
            case "nack" | "broadcast_subscribe":
                pass
            case unknown:
                self.service.violations.append(f"Firefox said {unknown!r}")

    async def hello(self, uaid: str) -> None:
        """Greet a known phone by its name, a forgotten one by a new name: it then drops its subscriptions."""
        phone = self.service.phones.get(uaid) or self.service.new_phone()
        self.phone = phone
        greeting = {"messageType": "hello", "uaid": phone.id, "status": 200, "use_webpush": True}
        await self.socket.send_json({**greeting, "broadcasts": {}})
        await self.service.connect(phone, self)

    async def register(self, channel: str, key: str) -> None:
        subscription = self.service.subscribe(self.known(), channel, decode(key, "key") if key else None)
        endpoint = self.service.endpoint(subscription)
        answer = {"messageType": "register", "channelID": channel, "status": 200, "pushEndpoint": endpoint}
        await self.socket.send_json(answer)

    async def unregister(self, channel: str) -> None:
        self.service.unsubscribe(self.known(), channel)
        await self.socket.send_json({"messageType": "unregister", "channelID": channel, "status": 200})

    def acknowledge(self, updates: object) -> None:
        assert isinstance(updates, list)
        self.service.acknowledge(self.known(), {str(update["version"]) for update in updates})

    async def deliver(self, message: Message) -> None:
        notification = {
            "messageType": "notification",
            "channelID": message.subscription.channel,
            "version": message.id,
            "data": encode(message.push.body),
            "headers": {"encoding": "aes128gcm"},
        }
        # A line that broke just now leaves the message waiting for the next one.
        with suppress(ConnectionError):
            await self.socket.send_json(notification)

    def known(self) -> Phone:
        if self.phone is None:
            raise ValueError("Firefox spoke before hello")
        return self.phone


class MozillaPush(PushService):
    """Mozilla's service at `origin` (an http origin on loopback); Firefox connects to `websocket_url`."""

    wrong_key_status = 401

    def __init__(self, *, clock: Clock = utc_now) -> None:
        super().__init__(clock=clock)
        self._lines: set[web.WebSocketResponse] = set()

    @property
    def websocket_url(self) -> str:
        return self.origin.replace("http:", "ws:", 1) + "/"

    def endpoint(self, subscription: Subscription) -> str:
        return f"{self.origin}/wpush/{subscription.token}"

    def new_phone(self) -> Phone:
        phone = Phone(uuid.uuid4().hex)
        self.phones[phone.id] = phone
        return phone

    async def forget_phones(self) -> None:
        """Lose all state as after a disaster: endpoints answer 404, Firefox fires pushsubscriptionchange."""
        self.phones.clear()
        self.subscriptions.clear()
        await self.hang_up()

    async def hang_up(self) -> None:
        """Close every websocket; Firefox comes back by itself."""
        for socket in list(self._lines):
            await socket.close()

    async def websocket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=(SUBPROTOCOL,))
        await socket.prepare(request)
        self._lines.add(socket)
        try:
            await Line(self, socket).follow()
        finally:
            self._lines.discard(socket)
        return socket


@asynccontextmanager
async def mozilla_push(*, clock: Clock = utc_now) -> AsyncIterator[MozillaPush]:
    """Serve the double on a free port of loopback."""
    service = MozillaPush(clock=clock)
    app = web.Application(client_max_size=MAX_READ)
    app.router.add_get("/", service.websocket)
    app.router.add_post("/wpush/{token}", service.post)
    async with serve(app) as service.origin:
        try:
            yield service
        finally:
            service.answers.clear()
            await service.hang_up()
