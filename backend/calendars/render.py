"""Calendars as iCalendar objects (RFC 5545 and 7986)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Timezone, vDuration, vText
from icalendar import Event as Entry

from backend.agenda.schemas import Session
from backend.calendars.rules import Programme, Reader, is_cancelled

# How soon a calendar should look again: a room that changes is worth little tomorrow.
_REFRESH: Final = timedelta(minutes=15)
_YEAR: Final = timedelta(days=366)

Leads = Mapping[str, int | None]


def calendar(
    reader: Reader, zone: Timezone, sessions: Sequence[Session], *, name: str, leads: Leads | None = None
) -> bytes:
    """Return a calendar of `sessions` under `name`.

    `leads` maps a session to the minutes before it at which to ring; null, or none given, is not at all.
    The same programme gives the same bytes, whenever and wherever it is asked for.
    """
    made = Calendar()
    made.add("prodid", f"-//IPS Forum companion//Agenda//{reader.locale.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    # Each twice: RFC 7986's own, and what calendars older than it read.
    made.add("name", vText(name))
    made.add("x-wr-calname", vText(name))
    made.add("x-wr-timezone", vText(reader.programme.event.time_zone))
    made.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(_REFRESH))
    made.add_component(zone)
    for session in sessions:
        made.add_component(_entry(reader, session, (leads or {}).get(session.id)))
    return bytes(made.to_ical())


def zone_of(programme: Programme) -> Timezone:
    """Return the venue's zone with its shifts from a year before the event to a year after it."""
    moments = [programme.event.start, programme.event.end]
    moments += [moment for session in programme.sessions.values() for moment in (session.start, session.end)]
    first, last = _day(min(moments) - _YEAR), _day(max(moments) + _YEAR)
    return Timezone.from_tzinfo(ZoneInfo(programme.event.time_zone), first_date=first, last_date=last)


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


def _entry(reader: Reader, session: Session, lead: int | None) -> Entry:
    sequence = reader.sequence(session)
    written = reader.programme.published_at(sequence)
    entry = Entry()
    entry.add("uid", reader.uid(session))
    entry.add("sequence", sequence)
    # When this version was made, not when it was asked for: else every look would seem a change.
    entry.add("dtstamp", written)
    entry.add("last-modified", written)
    entry.add("dtstart", session.start)
    # RFC 5545, section 3.8.2.2: an end is later than its start.
    if session.end > session.start:
        entry.add("dtend", session.end)
    entry.add("summary", reader.summary(session))
    entry.add("description", reader.description(session))
    entry.add("status", "CANCELLED" if is_cancelled(session) else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if is_cancelled(session) else "OPAQUE")
    entry.add("url", reader.url(session))
    if location := reader.location(session):
        entry.add("location", location)
    venue = reader.programme.event.venue
    if (venue.latitude, venue.longitude) != (0.0, 0.0):
        entry.add("geo", (venue.latitude, venue.longitude))
    if track := reader.track(session):
        entry.add("categories", [track])
    if lead is not None and not is_cancelled(session):
        entry.add_component(_alarm(reader.summary(session), lead))
    return entry


def _alarm(said: str, lead: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", -timedelta(minutes=lead))
    return alarm
