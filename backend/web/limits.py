"""Limits per key, such as an address, by token buckets kept in memory."""

from collections import OrderedDict
from datetime import datetime

from backend.core.errors import TooMany

_KEPT = 20_000


class RateLimit:
    """Admit `per_minute` calls a minute and key, in bursts of as many; forget the longest unseen keys."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60
        self._burst = float(per_minute)
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def admit(self, key: str, now: datetime) -> None:
        """Take one call of `key`; raise `TooMany` with the seconds to wait when none is left."""
        left, since = self._buckets.pop(key, (self._burst, now))
        left = min(self._burst, left + self._rate * max(0.0, (now - since).total_seconds()))
        admitted = left >= 1
        self._buckets[key] = (left - 1 if admitted else left, now)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        if not admitted:
            raise TooMany("Too many calls from here; wait a moment.", max(1, round((1 - left) / self._rate)))
