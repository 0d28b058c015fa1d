"""What open screens are told as it happens."""

from datetime import datetime

import msgspec

from backend.participation.schemas import PlacesLeft


class Revision(msgspec.Struct):
    """Where the public stream stands: what the sync document answers with already."""

    epoch: str
    revision: int


class Place(msgspec.Struct):
    """What is said of a session's places since `at`; none where that no longer holds."""

    session: str
    state: PlacesLeft | None
    at: datetime


class PlacesTold(msgspec.Struct):
    """All sessions of which something is said, or with `whole` false only what changed."""

    whole: bool
    sessions: list[Place]
