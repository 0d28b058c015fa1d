"""What Mozilla's and Google's services have in common: subscriptions, waiting messages, the push resource."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from aiohttp import web

from tests.push_services.answers import Answers
from tests.push_services.verify import MAX_BODY, Push, Refused, read_push
from tests.push_services.waiting import Changes

Clock = Callable[[], datetime]

MAX_STORED: Final = timedelta(days=28)
# Larger requests must be read as well, to be refused by our own rule and not by aiohttp's.
MAX_READ: Final = 16 * MAX_BODY


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Message:
    """A push that was accepted for one subscription; `id` is the service's own."""

    id: str
    push: Push
    subscription: "Subscription"


class Connection(Protocol):
    """The open line to one phone."""

    async def deliver(self, message: Message) -> None: ...


@dataclass(slots=True)
class Phone:
    """A browser's profile as the service knows it; `connection` is None while it is closed."""

    id: str
    connection: Connection | None = None


@dataclass(slots=True, eq=False)
class Subscription:
    """One endpoint; `channel` is the browser's name for it, `key` the VAPID key it is restricted to."""

    token: str
    phone: Phone
    channel: str
    key: bytes | None
    gone: bool = False
    waiting: list[Message] = field(default_factory=list)


class PushService(ABC):
    """A push service for browsers under test: strict about requests, obedient about its answers.

    `received` holds every request that met the specifications, in order, whatever was answered; `accepted`
    those stored or handed on; `acknowledged` those a phone confirmed; `violations` the reason of each
    request that broke a specification.
    """

    origin: str = ""
    wrong_key_status: int = 403

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self.clock = clock
        self.answers = Answers()
        self.changes = Changes()
        self.received: list[Push] = []
        self.accepted: list[Message] = []
        self.acknowledged: list[Message] = []
        self.violations: list[str] = []
        self.phones: dict[str, Phone] = {}
        self.subscriptions: dict[str, Subscription] = {}

    def subscribe(self, phone: Phone, channel: str, key: bytes | None) -> Subscription:
        subscription = Subscription(secrets.token_urlsafe(24), phone, channel, key)
        self.subscriptions[subscription.token] = subscription
        self.changes.ring()
        return subscription

    def unsubscribe(self, phone: Phone, channel: str) -> None:
        for subscription in self.live(phone):
            if subscription.channel == channel:
                subscription.gone = True
                subscription.waiting.clear()
        self.changes.ring()

    def live(self, phone: Phone) -> list[Subscription]:
        return [one for one in self.subscriptions.values() if one.phone is phone and not one.gone]

    async def connect(self, phone: Phone, connection: Connection) -> None:
        """Hand over what waits; a message stays until the phone acknowledges it."""
        phone.connection = connection
        self.changes.ring()
        now = self.clock()
        for subscription in self.live(phone):
            subscription.waiting = [one for one in subscription.waiting if one.push.expires_at > now]
            for message in list(subscription.waiting):
                await connection.deliver(message)

    def disconnect(self, phone: Phone, connection: Connection) -> None:
        if phone.connection is connection:
            phone.connection = None
        self.changes.ring()

    def acknowledge(self, phone: Phone, message_ids: set[str]) -> None:
        for subscription in self.live(phone):
            done = [one for one in subscription.waiting if one.id in message_ids]
            subscription.waiting = [one for one in subscription.waiting if one not in done]
            self.acknowledged += done
        self.changes.ring()

    @abstractmethod
    def endpoint(self, subscription: "Subscription") -> str:
        """The address that the browser hands to the application server."""

    async def wait_received(self, count: int) -> list[Push]:
        """The requests so far, once there are `count`."""
        await self.changes.until(lambda: len(self.received) >= count, f"{count} pushes received")
        return self.received

    async def wait_acknowledged(self, count: int) -> list[Message]:
        """The messages that phones confirmed, once there are `count`."""
        await self.changes.until(lambda: len(self.acknowledged) >= count, f"{count} messages acknowledged")
        return self.acknowledged

    async def wait_unsubscribed(self, endpoint: str) -> None:
        token = endpoint.rpartition("/")[2]
        await self.changes.until(lambda: self.subscriptions[token].gone, f"{endpoint} unsubscribed")

    def audience(self, request: web.Request) -> str:
        """The origin of the endpoint as the request names it: what `aud` must be (RFC 8292, section 2)."""
        return f"{request.scheme}://{request.host}"

    async def post(self, request: web.Request) -> web.Response:
        """Answer one push request as RFC 8030, section 5 has it, or as the test planned."""
        token = request.match_info["token"]
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        try:
            push = read_push(token, headers, body, audience=self.audience(request), now=self.clock())
        except Refused as refused:
            self.violations.append(refused.reason)
            self.changes.ring()
            return refusal(refused.status, refused.reason)
        self.received.append(push)
        self.changes.ring()
        if (planned := await self.planned(token)) is not None:
            return planned
        try:
            message = await self.accept(push)
        except Refused as refused:
            return refusal(refused.status, refused.reason)
        kept = int(min(push.ttl, MAX_STORED).total_seconds())
        return web.Response(
            status=201, headers={"Location": f"{self.origin}/m/{message.id}", "TTL": str(kept)}
        )

    async def planned(self, token: str) -> web.Response | None:
        plan = self.answers.next_for(token)
        if plan is None:
            return None
        if plan.gate is not None:
            await plan.gate.wait()
        answer = refusal(plan.status, plan.reason)
        if plan.retry_after is not None:
            answer.headers["Retry-After"] = plan.retry_after
        return answer

    async def accept(self, push: Push) -> Message:
        """Store the message, in place of a waiting one of its topic, and hand it on if the phone is there."""
        subscription = self.subscriptions.get(push.token)
        if subscription is None:
            raise Refused(404, "no such subscription")
        if subscription.gone:
            raise Refused(410, "unsubscribed")
        if subscription.key not in (None, push.vapid.key):
            raise Refused(self.wrong_key_status, "another VAPID key than the subscription's")
        message = Message(secrets.token_urlsafe(12), push, subscription)
        self.accepted.append(message)
        connection = subscription.phone.connection
        if push.ttl or connection is not None:
            subscription.waiting = [
                one for one in subscription.waiting if push.topic is None or one.push.topic != push.topic
            ]
            subscription.waiting.append(message)
        if connection is not None:
            await connection.deliver(message)
        self.changes.ring()
        return message


def refusal(status: int, reason: str) -> web.Response:
    return web.json_response({"code": status, "error": reason, "message": reason}, status=status)
