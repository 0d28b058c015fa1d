"""How one attempt to deliver ended, and how a push service's answer is read."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

MAX_RETRY_AFTER: Final = timedelta(hours=1)
MAX_REASON_LENGTH: Final = 200

_WAITS: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Accepted:
    """The push service took the message."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The subscription no longer exists: delete it, and nothing else."""


@dataclass(frozen=True, slots=True)
class KeyRefused:
    """Our key or our claims are wrong: the origin's circuit is open, nothing is deleted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Retry:
    """The service cannot take it now; `after` is its own wish and then holds for the whole origin."""

    status: int
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The message is too large, which is our fault and says nothing about the subscription."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service will not take this message; three within a day retire the subscription."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer came: a time-out or a network error."""

    reason: str


@dataclass(frozen=True, slots=True)
class Expired:
    """The message's time ran out before this attempt; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """The message was taken back before this attempt; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Unsendable:
    """The subscription itself does not pass the rules; nothing was sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class KeyMissing:
    """The key the phone subscribed with is not held here, though perhaps elsewhere; nothing was sent."""

    reason: str = "A worker does not hold the key that phones subscribed with: restart it after a rotation."


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of ours that the log tells: another process may do better, or this one later."""


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing was sent, and this was no attempt: origin or phone rest until then, or the sender stops."""

    until: datetime


Outcome = (
    Accepted
    | Gone
    | KeyRefused
    | Retry
    | TooLarge
    | Rejected
    | Unreachable
    | Expired
    | Recalled
    | Unsendable
    | KeyMissing
    | Failed
    | Held
)


def is_final(outcome: Outcome) -> bool:
    """Whether the delivery has ended; the others are tried again until the message's expiry."""
    return isinstance(outcome, Accepted | Gone | TooLarge | Rejected | Expired | Recalled | Unsendable)


def read_outcome(status: int, retry_after: timedelta | None, reason: str) -> Outcome:
    """Return what an answer means (RFC 8030, sections 5 and 7.3; RFC 8292, section 4.2)."""
    if 200 <= status < 300:
        return Accepted()
    if status in (404, 410):
        return Gone()
    if status in (401, 403) or (status == 400 and reason == "VapidPkHashMismatch"):
        return KeyRefused(reason)
    if status == 413:
        return TooLarge()
    if status == 429 or status >= 500:
        return Retry(status, retry_after if status in _WAITS else None)
    return Rejected(status, reason)


def read_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Return the wait a Retry-After header asks for, as seconds or as a date (RFC 9110, section 10.2.3).

    It lies between nothing and one hour; None when there is none or it cannot be read.
    """
    if value is None:
        return None
    text = value.strip()
    if re.fullmatch(r"[0-9]+", text) is not None:
        seconds = int(text) if len(text) <= 9 else MAX_RETRY_AFTER.total_seconds()
        return min(timedelta(seconds=seconds), MAX_RETRY_AFTER)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    aware = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta(0)), MAX_RETRY_AFTER)


def read_reason(body: bytes) -> str:
    """Return why, from a refusal's body: Apple's `reason`, Mozilla's `message`, or its first words."""
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        answer = body.decode(errors="replace")
    if isinstance(answer, dict):
        answer = answer.get("reason") or answer.get("message") or answer.get("error")
    text = " ".join(answer.split()) if isinstance(answer, str) else ""
    return "".join(letter for letter in text if letter.isprintable())[:MAX_REASON_LENGTH]
