"""When things happen: which zone a file means, which moment an event starts, which day holds it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from backend.publishing.interchange import times
from backend.publishing.interchange.reading import (
    RawDay,
    RawEvent,
    RawSchedule,
    ReadWarning,
    UnreadableFile,
    ZoneNeeded,
)

DEFAULT_SLOT = timedelta(minutes=30)
_DAY = timedelta(days=1)


class Window(msgspec.Struct):
    """A day of the file: its date at the venue and, where the file gives them, when it begins and ends."""

    date: date
    start: datetime | None
    end: datetime | None


class Calendar(msgspec.Struct):
    """Places events in time. Without a zone, moments keep the offset they were printed with."""

    zone: ZoneInfo | None
    day_change: timedelta
    slot: timedelta
    windows: dict[str, Window]

    def local(self, moment: datetime) -> datetime:
        """Return the moment on the venue's wall clock."""
        return moment.astimezone(self.zone) if self.zone else moment

    def date_of(self, moment: datetime) -> date:
        """Return the date of the day that holds a moment: its window, else the date by the day change."""
        for window in self.windows.values():
            if window.start and window.end and window.start <= moment < window.end:
                return window.date
        return (self.local(moment) - self.day_change).date()


def calendar(raw: RawSchedule, asked: str | None, warnings: list[ReadWarning]) -> Calendar:
    """Return the calendar of a file.

    Raises ZoneNeeded when an event has a clock time only and neither the file nor `asked` names a zone,
    UnreadableFile when `asked` is no zone.
    """
    zone = _zone(raw, asked, warnings)
    slot = times.duration(raw.slot) or DEFAULT_SLOT
    change = times.clock(raw.day_change) or timedelta()
    windows = {day.where: window for day in raw.days if (window := _window(day, zone, change, warnings))}
    return Calendar(zone=zone, day_change=change, slot=slot, windows=windows)


def _zone(raw: RawSchedule, asked: str | None, warnings: list[ReadWarning]) -> ZoneInfo | None:
    if asked is not None:
        chosen = times.zone(asked)
        if chosen is None:
            raise UnreadableFile(f"{asked!r} is no time zone; give an IANA name such as Asia/Jakarta.")
        return chosen
    named = times.zone(raw.zone)
    if raw.zone and named is None:
        warnings.append(ReadWarning("conference", f"{raw.zone!r} is no time zone", "left aside"))
    events = [event for day in raw.days for room in day.rooms for event in room.events]
    if named is None:
        if any(_is_local_only(event) for event in events):
            raise ZoneNeeded(
                "The file gives clock times but no time zone; name it with --zone, as in --zone Asia/Jakarta."
            )
        return None
    if _prints_another_zone(events, named):
        note = f"the zone {raw.zone} is not the one the start times are written in"
        warnings.append(ReadWarning("conference", note, "the offsets printed with each date are kept"))
        return None
    return named


def _is_local_only(event: RawEvent) -> bool:
    printed = times.moment(event.date)
    return bool(event.start or printed) and (printed is None or printed.tzinfo is None)


def _prints_another_zone(events: list[RawEvent], named: ZoneInfo) -> bool:
    """Tell whether `start`, the local time by definition, follows the printed offset and not the zone."""
    agrees: Counter[str] = Counter()
    for event in events:
        printed, start = times.moment(event.date), times.clock(event.start)
        if printed is None or printed.tzinfo is None or start is None:
            continue
        agrees["offset"] += _since_midnight(printed) == start
        agrees["zone"] += _since_midnight(printed.astimezone(named)) == start
    return agrees["offset"] > agrees["zone"]


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


def _window(
    day: RawDay, zone: ZoneInfo | None, change: timedelta, warnings: list[ReadWarning]
) -> Window | None:
    start, end = _aware(day.start, zone), _aware(day.end, zone)
    printed = times.calendar_date(day.date)
    if start is not None and end is not None and end <= start:
        warnings.append(
            ReadWarning(day.where, "ends before it starts", "its hours are taken from its events")
        )
        start = end = None
    if start is None:
        if printed is None:
            warnings.append(
                ReadWarning(
                    day.where, f"has no readable date: {day.date!r}", "its events need dates of their own"
                )
            )
            return None
        return Window(printed, None, None)
    venue = ((start.astimezone(zone) if zone else start) - change).date()
    if printed is not None and printed != venue:
        what = f"is dated {printed} but starts on {venue} at the venue"
        warnings.append(ReadWarning(day.where, what, "the date at the venue is used"))
    return Window(venue, start, end)


def _aware(text: str, zone: ZoneInfo | None) -> datetime | None:
    found = times.moment(text)
    if found is None or found.tzinfo is not None:
        return found
    return found.replace(tzinfo=zone) if zone else None


def start_of(
    event: RawEvent, day: RawDay, calendar: Calendar, warnings: list[ReadWarning]
) -> datetime | None:
    """Return when an event starts, or None after a warning that says why it has no time."""
    printed = times.moment(event.date)
    if printed is not None and printed.tzinfo is not None:
        return calendar.local(printed)
    if printed is not None and calendar.zone is not None:
        return _checked(printed.replace(tzinfo=calendar.zone), event, warnings)
    span = times.clock(event.start)
    if span is None:
        what = f"has no readable start: {event.start!r}" if event.start else "has no start"
        warnings.append(ReadWarning(event.where, what, "skipped"))
        return None
    on = times.calendar_date(event.date)
    window = Window(on, None, None) if on else calendar.windows.get(day.where)
    if calendar.zone is None or window is None:
        warnings.append(ReadWarning(event.where, "has no date", "skipped"))
        return None
    start = times.at(window.date, span, calendar.zone)
    before_the_day = start < window.start if window.start else on is None and span < calendar.day_change
    if before_the_day:
        start = times.at(window.date, span + _DAY, calendar.zone)
    return _checked(start, event, warnings)


def _checked(start: datetime, event: RawEvent, warnings: list[ReadWarning]) -> datetime:
    if times.exists(start):
        return start
    moved = start.astimezone(UTC).astimezone(start.tzinfo)
    what = f"starts at {start:%H:%M}, which the change to summer time skips"
    warnings.append(ReadWarning(event.where, what, f"moved to {moved:%H:%M}"))
    return moved


def end_of(event: RawEvent, start: datetime, calendar: Calendar, warnings: list[ReadWarning]) -> datetime:
    """Return when an event ends: its `end`, else by its duration, else one slot later with a warning."""
    printed = _aware(event.end, calendar.zone)
    if printed is not None and start < printed <= start + times.LONGEST:
        return calendar.local(printed)
    if printed is not None:
        warnings.append(
            ReadWarning(event.where, f"ends at {event.end}, which is not soon after its start", "left aside")
        )
    length = times.duration(event.duration)
    if length is None or not timedelta() < length <= times.LONGEST:
        what = f"has an absurd duration: {event.duration!r}" if event.duration else "has no duration"
        minutes = int(calendar.slot.total_seconds() // 60)
        warnings.append(ReadWarning(event.where, what, f"one slot of {minutes} minutes instead"))
        length = calendar.slot
    # Added in UTC: a wall clock that changes in between must not lengthen or shorten the event.
    ended = start.astimezone(UTC) + length
    return ended.astimezone(start.tzinfo or UTC)
