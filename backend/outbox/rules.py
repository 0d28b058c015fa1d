"""The states of a message on its way, and when a failed attempt is tried again."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a message stands; a final state is never left."""

    DUE = "due"
    LEASED = "leased"
    ACCEPTED = "accepted"
    GONE = "gone"
    REJECTED = "rejected"
    EXPIRED = "expired"
    RECALLED = "recalled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will be tried."""
        return self not in {State.DUE, State.LEASED}


def retry_delay(attempts: int, *, first: timedelta, longest: timedelta, jitter: float) -> timedelta:
    """Return how long to wait after the `attempts`-th failure: doubling from `first`, at most `longest`.

    `jitter` from 0 to 1 spreads it between half and the whole, so that a crowd does not come back at once.
    """
    whole = min(longest, first * (1 << min(max(attempts - 1, 0), 16)))
    return whole * (0.5 + 0.5 * jitter)
