"""When a phone is left in peace: its quiet hours, and the cap on what rings within an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)

Item = TypeVar("Item")


def quiet_until(now: datetime, start: str | None, end: str | None, zone: str) -> datetime | None:
    """Return when the quiet hours that hold at `now` end, or nothing when none do.

    `start` and `end` are times such as `22:00` on the clock of `zone`; equal ones are no hours at all. A
    clock that is put forward or back is followed: the end is the moment at which it shows `end`.
    """
    if start is None or end is None or start == end:
        return None
    here = now.astimezone(_zone(zone))
    begins, ends = _time(start), _time(end)
    clock = here.time().replace(tzinfo=None)
    is_over_night = begins > ends
    is_quiet = (clock >= begins or clock < ends) if is_over_night else begins <= clock < ends
    if not is_quiet:
        return None
    day = here.date() + timedelta(days=1) if is_over_night and clock >= begins else here.date()
    found = datetime.combine(day, ends, here.tzinfo)
    # In an hour that the clock shows twice the end may lie behind: it is the second one then.
    return found if found > now else found.replace(fold=1)


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _time(text: str) -> time:
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


@dataclass(frozen=True)
class Rationed(Generic[Item]):
    """What of a phone's messages goes out: `single` each for itself, `digest` as one, `held` later."""

    single: Sequence[Item]
    digest: Sequence[Item]
    held: Sequence[Item]


def ration(waiting: Sequence[Item], *, rang: int, cap: int) -> Rationed[Item]:
    """Return what of `waiting` may ring when `rang` did within the last hour and `cap` may.

    The last place of the hour goes to a digest of all that is left, so that nothing waits unsaid while
    there is a place.
    """
    places = max(0, cap - rang)
    if len(waiting) <= places:
        return Rationed(waiting, (), ())
    if places == 0:
        return Rationed((), (), waiting)
    return Rationed(waiting[: places - 1], waiting[places - 1 :], ())
