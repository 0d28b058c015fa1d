"""What a device is to the rest of the program."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backend.core.errors import Invalid

# Often enough to tell who was here today, and seldom enough not to write at every call.
SEEN_EVERY = timedelta(minutes=10)
# How long an offer to another phone holds, and from its confirmation on once more.
LINK_LASTS = timedelta(minutes=5)
# A phone that took its parcel at the last moment can still say so.
LINK_KEPT = timedelta(minutes=5)

LinkState = Literal["waiting", "claimed", "confirmed", "done", "expired"]


@dataclass(frozen=True)
class KnownDevice:
    """A device that proved itself by its token; `seen_at` is when that was last noted."""

    id: str
    visitor_id: str
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Lead:
    """How long before a starred session to remind: `minutes` when `is_own`, none if null; else as usual."""

    is_own: bool = False
    minutes: int | None = None


@dataclass(frozen=True)
class DueSnooze:
    """A single reminder of a session that a visitor asked for, and whose time has come."""

    id: int
    visitor_id: str
    session: str


class PersonalData(Protocol):
    """A domain that keeps something about a phone, and lets it leave with its owner."""

    name: str

    async def export(self, device: KnownDevice) -> Any:
        """Return what is kept, as something JSON can say."""

    async def erase(self, device: KnownDevice) -> None:
        """Delete it, inside the caller's transaction."""


KnownTopics = Callable[[], Awaitable[set[str]]]


def link_state(
    expires_at: datetime, *, claimed: bool, confirmed: bool, delivered: bool, now: datetime
) -> LinkState:
    """Return how far an offer to another phone has come."""
    if delivered:
        return "done"
    if expires_at <= now:
        return "expired"
    if confirmed:
        return "confirmed"
    return "claimed" if claimed else "waiting"


def require_zone(name: str) -> None:
    """Raise `Invalid` unless `name` is a time zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid("There is no such time zone.", {"time_zone": "not an IANA time zone"}) from error


def require_topics(chosen: list[str], known: set[str]) -> None:
    """Raise `Invalid` when a chosen topic is unknown."""
    unknown = sorted(set(chosen) - known)
    if unknown:
        raise Invalid("There is no such topic.", {"topics": f"unknown: {', '.join(unknown[:5])}"})
