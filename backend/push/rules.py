"""What a push subscription and a push message must be like: endpoints, keys, topics, urgency, language."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from cryptography.hazmat.primitives.asymmetric import ec

from backend.core.errors import Invalid
from backend.core.text import Locale, Text

Urgency = Literal["normal", "high"]
# What a payload says it is; a slot's reminder and a slot's change are both `speaker` to a phone.
Kind = Literal[
    "announcement",
    "reminder",
    "change",
    "ceremony",
    "queue",
    "speaker",
    "slot",
    "safety",
    "recall",
    "digest",
    "test",
]

SERVICES: Final = {
    "fcm.googleapis.com": "google",
    "jmt17.google.com": "google",
    "updates.push.services.mozilla.com": "mozilla",
    "*.push.apple.com": "apple",
    "*.notify.windows.com": "windows",
}
MAX_ENDPOINT_LENGTH: Final = 2048
P256DH_LENGTH: Final = 65
AUTH_LENGTH: Final = 16
MAX_TOPIC_LENGTH: Final = 32

_USELESS_LATE: Final = frozenset(
    {"reminder", "speaker", "slot", "change", "queue", "ceremony", "safety", "recall", "test"}
)
# A recall is silent; the rest is what its holder asked for or has to know at once.
_PASSES_QUIET_HOURS: Final = frozenset({"queue", "reminder", "slot", "safety", "recall", "test"})

# Narrower than RFC 3986 on purpose: with no "@", no backslash, no "#" and no percent sign in the host, every
# URL parser that sees the endpoint after this one reads the same host out of it.
_ENDPOINT = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+)",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?P<port>[0-9]{1,5}))?/?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+={0,2}")
_TOPIC = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_TOPIC_LENGTH}}}")
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}


class EndpointRefused(Invalid):
    """The endpoint is not an address at a push service that is allowed here."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, {"endpoint": detail})


class KeysRefused(Invalid):
    """The subscription's keys cannot be encrypted to; `field` is `p256dh` or `auth`."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail, {f"keys.{field}": detail})


class PushHostRefused(Invalid):
    """An entry of the list of further push hosts is neither a host nor an origin."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked endpoint; `origin` is what a VAPID token is signed for (RFC 8292, section 2)."""

    url: str
    origin: str
    host: str
    service: str


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """Which addresses pushes may go to: the browsers' own services, and what the deployment adds."""

    hosts: frozenset[str]
    suffixes: tuple[str, ...]
    origins: frozenset[str]

    @classmethod
    def allowing(cls, extra: Iterable[str] = ()) -> "EndpointRules":
        """Return the rules for the built-in hosts and `extra`: hosts, `*.host`, or origins such as
        `http://127.0.0.1:9100`. Raises PushHostRefused.
        """
        names, origins = set(SERVICES), set()
        for entry in (entry.strip() for entry in extra):
            if (origin := _ORIGIN.fullmatch(entry)) is not None:
                origins.add(_origin(origin["scheme"], origin["host"], origin["port"]))
            elif _HOST.fullmatch(entry) is not None:
                names.add(entry.lower())
            else:
                raise PushHostRefused(
                    f"{entry!r} is neither a host nor an origin such as https://push.example.org."
                )
        return cls(
            hosts=frozenset(name for name in names if not name.startswith("*")),
            suffixes=tuple(sorted(name[1:] for name in names if name.startswith("*"))),
            origins=frozenset(origins),
        )

    def check(self, url: str) -> Endpoint:
        """Return the endpoint when pushes may be sent to it. Raises EndpointRefused."""
        found = _ENDPOINT.fullmatch(url) if len(url) <= MAX_ENDPOINT_LENGTH else None
        if found is None:
            raise EndpointRefused("The endpoint is not a plain https address of a push service.")
        host = found["host"].lower()
        origin = _origin(found["scheme"], host, found["port"])
        if origin not in self.origins and not (origin == f"https://{host}" and self._lists(host)):
            raise EndpointRefused("The endpoint's push service is not on the list of those allowed here.")
        return Endpoint(url=url, origin=origin, host=host, service=service_of(host))

    def _lists(self, host: str) -> bool:
        return host in self.hosts or host.endswith(self.suffixes)


@dataclass(frozen=True, slots=True)
class Keys:
    """A subscription's keys as bytes: a point on P-256 and a secret (RFC 8291, section 3.2)."""

    p256dh: bytes
    auth: bytes


def read_keys(p256dh: str, auth: str) -> Keys:
    """Return the keys of a subscription, given as base64url with or without padding. Raises KeysRefused."""
    point, secret = _read_base64url("p256dh", p256dh), _read_base64url("auth", auth)
    if len(point) != P256DH_LENGTH or point[0] != 0x04:
        raise KeysRefused("p256dh", "The key p256dh is not an uncompressed point of 65 bytes.")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise KeysRefused("p256dh", "The key p256dh is not a point on the curve P-256.") from None
    if len(secret) != AUTH_LENGTH:
        raise KeysRefused("auth", "The secret auth is not 16 bytes long.")
    return Keys(p256dh=point, auth=secret)


def service_of(host: str) -> str:
    """Return the short name of the push service behind `host`, or the host itself for an added one."""
    for name, service in SERVICES.items():
        if host == name or (name.startswith("*") and host.endswith(name[1:])):
            return service
    return host


def topic_for(tag: str) -> str:
    """Return the Topic header for the thing that `tag` names, at most 32 base64url characters.

    By it a later message replaces one that still waits (RFC 8030, section 5.4).
    """
    if _TOPIC.fullmatch(tag) is not None:
        return tag
    return base64.urlsafe_b64encode(sha256(tag.encode()).digest()).decode()[:MAX_TOPIC_LENGTH]


def urgency_of(kind: Kind, chosen: Urgency = "normal") -> Urgency:
    """Return `high` for what is useless late, since dozing phones hold `normal` back; else `chosen`."""
    return "high" if kind in _USELESS_LATE else chosen


def passes_quiet_hours(kind: Kind, chosen: Urgency = "normal") -> bool:
    """Whether a message reaches a phone in its quiet hours: what its holder asked for, and what an organizer
    called urgent. That a kind's header says so has no say in this."""
    return kind in _PASSES_QUIET_HOURS or (kind == "announcement" and chosen == "high")


def payload_kind(kind: str) -> str:
    """Return the kind a phone is told: a slot's reminder and a slot's change are both the speaker's."""
    return "speaker" if kind == "slot" else kind


# What `counts_towards_cap`, for a database.
CAPPED_MESSAGES: Final = "SELECT id FROM message WHERE kind = 'announcement' AND urgency = 'normal'"


def counts_towards_cap(kind: Kind, chosen: Urgency) -> bool:
    """Whether only so many of it may ring on a phone within an hour."""
    return kind == "announcement" and chosen == "normal"


def tag_of(kind: Kind, message_id: str, subject: str) -> str:
    """Return a notification's tag: one per message, and a recall takes the place of what it recalls."""
    if kind == "recall":
        return f"announcement-{subject.removeprefix('announcements/')}"
    return f"{'announcement' if kind in ('announcement', 'ceremony') else kind}-{message_id}"


def thing_of(kind: Kind, message_id: str, subject: str) -> str:
    """Return what a message is about, by which a later one replaces one that still waits at the service."""
    if kind == "recall":
        return subject.removeprefix("announcements/")
    return subject or message_id


def choose_locale(wanted: Locale, *texts: Text) -> Locale:
    """Return the language in which a notification can say all of `texts`, so that none mixes two.

    That is `wanted`, unless only the other one is complete.
    """
    other: Locale = "en" if wanted == "id" else "id"
    complete = {locale: all(_says(text, locale) for text in texts) for locale in (wanted, other)}
    return other if complete[other] and not complete[wanted] else wanted


def _says(text: Text, locale: Locale) -> bool:
    return bool(text.id if locale == "id" else text.en) or not (text.id or text.en)


def _origin(scheme: str, host: str, port: str | None) -> str:
    scheme, host = scheme.lower(), host.lower()
    if port is None or int(port) == _DEFAULT_PORTS[scheme]:
        return f"{scheme}://{host}"
    return f"{scheme}://{host}:{int(port)}"


def _read_base64url(field: str, text: str) -> bytes:
    if _BASE64URL.fullmatch(text) is None:
        raise KeysRefused(field, f"The key {field} is not base64url.")
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise KeysRefused(field, f"The key {field} is not base64url.") from None
