"""What a change of a session is to those who planned with it, and what a photo is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

# Pixels a side of a photo: 72 CSS pixels, the largest a page shows, on screens of up to four times as many.
PHOTO_SIDE: Final = 320
# Of the hash of its bytes, hexadecimal: as many as our other identifiers have.
PHOTO_ID_DIGITS: Final = 32

MoveKind = Literal["moved", "cancelled", "restored"]


@dataclass(frozen=True)
class Slot:
    """When and where a session is, and whether it is held at all; `room` is a room's id."""

    start: datetime
    end: datetime
    room: str | None
    status: str


@dataclass(frozen=True)
class SlotMove:
    """That a session's slot changed; `speakers` are the ids of who speaks in it before or after."""

    session: str
    old: Slot
    new: Slot
    speakers: frozenset[str]

    @property
    def kind(self) -> MoveKind:
        """What it comes to: the end of the session, its return, or another time or place."""
        if self.new.status == "cancelled":
            return "cancelled"
        return "restored" if self.old.status == "cancelled" else "moved"


@dataclass(frozen=True)
class Upcoming:
    """A session that begins soon; `speakers` are the ids of who speaks in it."""

    id: str
    start: datetime
    speakers: frozenset[str]


@dataclass(frozen=True)
class Portrait:
    """A square WebP of `side` pixels; `id` begins the SHA-256 of its `body`."""

    id: str
    body: bytes
    side: int


def photo_src(photo_id: str) -> str:
    """Return the address of a photo within the site."""
    return f"/photos/{photo_id}.webp"


def photo_id(src: str) -> str:
    """Return the id of the photo at an address."""
    return src.rpartition("/")[2].removesuffix(".webp")
