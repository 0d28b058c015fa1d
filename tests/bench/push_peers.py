"""The ways of sending that the push benchmark compares, each a context that yields one timed run."""

import asyncio
import base64
import json
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import requests
import uvloop
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from pywebpush import WebPusher, webpush, webpush_async

from backend.core.clock import utc_now
from backend.push.lane import Outgoing, PushSender
from backend.push.outcomes import Accepted, Outcome
from backend.push.rules import EndpointRules
from backend.push.transport import ReqwestTransport
from backend.push.vapid import VapidSigner, generate_private_key, load_private_key

SUBJECT = "mailto:push@forum.example.org"
PLAINTEXT = "x" * 300
TTL = 3600
SUBSCRIPTIONS = 64


@dataclass(frozen=True)
class Load:
    """What a way has to send, and where to."""

    port: int
    authority: str
    count: int
    lanes: int

    @property
    def origin(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def warm_up(self) -> int:
        """How many messages open every connection and touch every path once."""
        return 4 * self.lanes

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Load":
        return cls(**json.loads(text))


Run = Callable[[int], None]
Way = Callable[[Load], AbstractContextManager[Run]]


Info = dict[str, str | bytes | dict[str, str | bytes]]


@dataclass(frozen=True)
class Phone:
    """A subscription as the server keeps it, and as pywebpush is given it."""

    endpoint: str
    p256dh: bytes
    auth: bytes

    def info(self) -> Info:
        return {"endpoint": self.endpoint, "keys": {"p256dh": _text(self.p256dh), "auth": _text(self.auth)}}


def phones(load: Load) -> list[Phone]:
    """Return as many subscriptions as there are messages; a few keys are used over and over."""
    keys = [
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        for _ in range(SUBSCRIPTIONS)
    ]
    return [
        Phone(f"{load.origin}/wpush/v2/{number:0150d}", keys[number % SUBSCRIPTIONS], os.urandom(16))
        for number in range(load.count)
    ]


@contextmanager
def ours(load: Load) -> Iterator[Run]:
    """Yield a run of our sender over the whole batch: check, sign, encrypt, post, read, report."""
    signer = VapidSigner(load_private_key(generate_private_key()), SUBJECT)
    expires_at = utc_now() + timedelta(seconds=TTL)
    messages = [
        Outgoing(
            number,
            each.endpoint,
            each.p256dh,
            each.auth,
            signer.public_key,
            PLAINTEXT.encode(),
            expires_at,
            "high",
            "a",
        )
        for number, each in enumerate(phones(load))
    ]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        transport = ReqwestTransport.open(trust=Path(load.authority).read_bytes())
        sender = PushSender(
            transport,
            endpoints=EndpointRules.allowing([load.origin]),
            signers=[signer],
            clock=utc_now,
            alarm=_no_alarm,
            lanes_per_origin=load.lanes,
        )

        def run(count: int) -> None:
            outcomes: list[Outcome] = []
            runner.run(sender.deliver(messages[:count], lambda _, outcome: outcomes.append(outcome)))
            assert outcomes == [Accepted()] * count

        yield run
        runner.run(transport.close())


@contextmanager
def webpush_session(load: Load) -> Iterator[Run]:
    """Yield a run of `webpush()` with one requests.Session, the key parsed once."""
    key, infos = _vapid(), [each.info() for each in phones(load)]
    with requests.Session() as session:
        session.verify = load.authority
        session.trust_env = False

        def run(count: int) -> None:
            for info in infos[:count]:
                webpush(
                    info,
                    PLAINTEXT,
                    vapid_private_key=key,
                    vapid_claims={"sub": SUBJECT},
                    ttl=TTL,
                    timeout=10,
                    requests_session=session,
                    headers={"Urgency": "high", "Topic": "a"},
                )

        yield run


@contextmanager
def webpush_async_session(load: Load) -> Iterator[Run]:
    """Yield a run of `webpush_async` with one aiohttp session, as many at a time as our sender has lanes."""
    key, infos = _vapid(), [each.info() for each in phones(load)]

    async def open_session() -> aiohttp.ClientSession:
        context = ssl.create_default_context(cafile=load.authority)
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context, limit=load.lanes))

    async def lane(session: aiohttp.ClientSession, left: Iterator[Info]) -> None:
        for info in left:
            response = await webpush_async(
                info,
                PLAINTEXT,
                vapid_private_key=key,
                vapid_claims={"sub": SUBJECT},
                ttl=TTL,
                timeout=10,
                aiohttp_session=session,
                headers={"Urgency": "high", "Topic": "a"},
            )
            assert isinstance(response, aiohttp.ClientResponse)
            response.release()

    async def send(session: aiohttp.ClientSession, count: int) -> None:
        left = iter(infos[:count])
        await asyncio.gather(*(lane(session, left) for _ in range(load.lanes)))

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        session = runner.run(open_session())
        yield lambda count: runner.run(send(session, count))
        runner.run(session.close())


@contextmanager
def floor(load: Load) -> Iterator[Run]:
    """Yield a run of pywebpush's encryption and blocking TLS sockets, read one turn later."""
    infos = [(each.endpoint.removeprefix(load.origin).encode(), each.info()) for each in phones(load)]
    authorization = VapidSigner(ec.generate_private_key(ec.SECP256R1()), SUBJECT).authorization(
        load.origin, utc_now()
    )
    middle = b" HTTP/1.1\r\nhost: 127.0.0.1:%d\r\nauthorization: %s\r\n" % (load.port, authorization.encode())
    middle += b"content-encoding: aes128gcm\r\ncontent-type: application/notification+json\r\n"
    middle += b"ttl: 3600\r\nurgency: high\r\ntopic: a\r\ncontent-length: "
    context = ssl.create_default_context(cafile=load.authority)
    lanes = [_connect(context, load.port) for _ in range(load.lanes)]

    def run(count: int) -> None:
        for number, (path, info) in enumerate(infos[:count]):
            wire = lanes[number % load.lanes]
            if number >= load.lanes:
                assert wire.recv(4096).startswith(b"HTTP/1.1 201")
            body = WebPusher(info).encode(PLAINTEXT.encode())["body"]
            wire.sendall(b"POST %s%s%d\r\n\r\n%s" % (path, middle, len(body), body))
        for wire in lanes[:count]:
            assert wire.recv(4096).startswith(b"HTTP/1.1 201")

    yield run
    for wire in lanes:
        wire.close()


def _connect(context: ssl.SSLContext, port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port))
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return context.wrap_socket(plain, server_hostname="127.0.0.1")


def _vapid() -> Vapid02:
    return Vapid02.from_string(generate_private_key())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _no_alarm(origin: str, key: str, reason: str) -> None:
    raise AssertionError(f"{origin} refuses {key}: {reason}")
