"""When an origin rests: because it asked to, because nothing comes back, or because it refuses our key.

Both brakes let one message through once their rest is over and wait a moment for what it learns, so that an
origin that has not recovered costs one attempt and not a whole audience.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from backend.push.outcomes import Accepted, KeyMissing, KeyRefused, Outcome, Retry, Unreachable

FAILURES_BEFORE_REST: Final = 8
LONGEST_REST: Final = timedelta(minutes=1)
FIRST_KEY_REST: Final = timedelta(seconds=5)
LONGEST_KEY_REST: Final = timedelta(minutes=5)
PROBE_WINDOW: Final = timedelta(seconds=20)


@dataclass(slots=True)
class Pace:
    """Rests of one origin after Retry-After, and growing ones while it cannot be reached."""

    until: datetime | None = None
    failures: int = 0
    rests: int = 0

    def rests_until(self, now: datetime) -> datetime | None:
        """Return until when nothing may be sent to the origin, None when it may be sent to now."""
        if self.until is None or now >= self.until:
            self.until = now + PROBE_WINDOW if self.until is not None and self.rests else None
            return None
        return self.until

    def learn(self, outcome: Outcome, now: datetime) -> None:
        if isinstance(outcome, Unreachable):
            self._count_failure(now)
            return
        if self.rests:
            self.rests, self.until = 0, None
        self.failures = 0
        if isinstance(outcome, Retry) and outcome.after is not None:
            self.until = max(self.until or now, now + outcome.after)

    def _count_failure(self, now: datetime) -> None:
        self.failures += 1
        if self.failures >= FAILURES_BEFORE_REST or self.rests:
            # What was in flight together fails together and counts as one rest.
            self.failures = 0
            self.until = max(self.until or now, now + min(timedelta(seconds=2**self.rests), LONGEST_REST))
            self.rests = min(self.rests + 1, 6)


@dataclass(slots=True)
class Circuit:
    """Open while an origin refuses one of our VAPID keys, or we do not hold it.

    The first rest is short and each refused trial doubles it: a stranger may bring a subscription made with
    somebody else's key, whose refusal must not keep the audience waiting. An accepted message closes it.
    """

    until: datetime | None = None
    rest: timedelta = FIRST_KEY_REST
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.until is not None

    def rests_until(self, now: datetime) -> datetime | None:
        """Return until when nothing signed with the key may be sent to the origin, None when it may now."""
        if self.until is None:
            return None
        if now >= self.until:
            self.until = now + PROBE_WINDOW
            self.rest = min(self.rest * 2, LONGEST_KEY_REST)
            return None
        return self.until

    def learn(self, outcome: Outcome, now: datetime) -> bool:
        """Take in an attempt's outcome; return whether it opened the circuit, which is worth an alarm."""
        if isinstance(outcome, KeyRefused | KeyMissing):
            opened = self.until is None
            self.until, self.reason = now + self.rest, outcome.reason
            return opened
        if isinstance(outcome, Accepted):
            self.until, self.rest, self.reason = None, FIRST_KEY_REST, ""
        return False
