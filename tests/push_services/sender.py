"""Sends web push as an application server does, with the libraries the project sends with."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from pywebpush import WebPusher

from tests.push_services.google import GooglePush
from tests.push_services.service import PushService
from tests.push_services.verify import Urgency, encode

SUBJECT: Final = "mailto:push@ips-forum.example.org"


@dataclass(frozen=True, slots=True)
class Request:
    """What goes over the wire; `url` already points to the double."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """An application server with one VAPID key, posting to one service."""

    service: PushService
    client: httpx.AsyncClient
    private_key: ec.EllipticCurvePrivateKey

    @property
    def public_key(self) -> str:
        point = self.private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return encode(point)

    def authorization(self, endpoint: str, *, now: datetime) -> str:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(endpoint))
        claims = {"aud": origin, "exp": int((now + timedelta(hours=12)).timestamp()), "sub": SUBJECT}
        signed = Vapid02(private_key=self.private_key).sign(claims)
        return str(signed["Authorization"])

    def request(
        self,
        subscription: Mapping[str, object],
        payload: Mapping[str, object],
        *,
        ttl: timedelta = timedelta(minutes=10),
        urgency: Urgency = "high",
        topic: str | None = None,
    ) -> Request:
        """Encrypt `payload` for a browser's subscription, with the headers that push services want."""
        endpoint = str(subscription["endpoint"])
        pusher = WebPusher(dict(subscription))
        body = pusher.encode(json.dumps(payload).encode(), content_encoding="aes128gcm")["body"]
        headers = {
            "Authorization": self.authorization(endpoint, now=self.service.clock()),
            "Content-Encoding": "aes128gcm",
            "Host": urlsplit(endpoint).netloc,
            "TTL": str(int(ttl.total_seconds())),
            "Urgency": urgency,
        } | ({"Topic": topic} if topic else {})
        url = self.service.local(endpoint) if isinstance(self.service, GooglePush) else endpoint
        return Request(url, headers, body)

    async def post(self, request: Request) -> httpx.Response:
        return await self.client.post(request.url, content=request.body, headers=request.headers)

    async def send(
        self,
        subscription: Mapping[str, object],
        payload: Mapping[str, object],
        *,
        ttl: timedelta = timedelta(minutes=10),
        topic: str | None = None,
    ) -> httpx.Response:
        return await self.post(self.request(subscription, payload, ttl=ttl, topic=topic))


@asynccontextmanager
async def open_sender(service: PushService) -> AsyncIterator[Sender]:
    """Give an application server with a new VAPID key."""
    async with httpx.AsyncClient(trust_env=False) as client:
        yield Sender(service, client, ec.generate_private_key(ec.SECP256R1()))
