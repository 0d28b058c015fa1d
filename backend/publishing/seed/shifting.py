"""Moves a whole event to other dates, so that a sample of the past has a now and a next."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from backend.agenda.schemas import Day, Session
from backend.core.text import Record
from backend.event.schemas import Event
from backend.expo.schemas import Service
from backend.publishing.dates import day_name
from backend.publishing.seed.event_file import Document
from backend.push.schemas import Announcement

R = TypeVar("R", bound=Record)


class _Shift:
    """A move by whole days: wall clocks at the venue show the same times afterwards."""

    def __init__(self, by: timedelta, zone: ZoneInfo, days: Sequence[Day]) -> None:
        self._by = by
        self._zone = zone
        self._ids = {day.id: self._id(day) for day in days}

    def _id(self, day: Day) -> str:
        return (day.date + self._by).isoformat() if day.id == day.date.isoformat() else day.id

    def moment(self, moment: datetime) -> datetime:
        # Adding to an aware datetime moves its wall clock, which is what is wanted where summer time begins.
        return moment.astimezone(self._zone) + self._by

    def maybe(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else self.moment(moment)

    def event(self, event: Event) -> Event:
        return msgspec.structs.replace(event, start=self.moment(event.start), end=self.moment(event.end))

    def day(self, day: Day) -> Day:
        to = day.date + self._by
        named_by_date = day.name == day_name(day.number, day.date)
        return msgspec.structs.replace(
            day,
            id=self._ids[day.id],
            date=to,
            name=day_name(day.number, to) if named_by_date else day.name,
            start=self.moment(day.start),
            end=self.moment(day.end),
            prayer_times={name: self.moment(moment) for name, moment in day.prayer_times.items()},
        )

    def session(self, session: Session) -> Session:
        return msgspec.structs.replace(
            session,
            day=self._ids.get(session.day, session.day),
            start=self.moment(session.start),
            end=self.moment(session.end),
        )

    def service(self, service: Service) -> Service:
        hours = [
            msgspec.structs.replace(
                hour,
                day=self._ids.get(hour.day, hour.day),
                open=self.moment(hour.open),
                close=self.moment(hour.close),
            )
            for hour in service.hours
        ]
        return msgspec.structs.replace(service, hours=hours)

    def announcement(self, announcement: Announcement) -> Announcement:
        return msgspec.structs.replace(
            announcement,
            sent_at=self.moment(announcement.sent_at),
            expires_at=self.maybe(announcement.expires_at),
            recalled_at=self.maybe(announcement.recalled_at),
        )


def shift(document: Document, to: date) -> Document:
    """Return the event moved so that its first day is `to`, wall clocks at the venue kept.

    Moved are all times, the dates, the ids of days that are dates, and the names of days made from them.
    Texts stay: what they say of history stays true.
    """
    days = _all(document, "days", Day)
    events = _all(document, "event", Event)
    if not days or not events:
        return document
    by = to - min(day.date for day in days)
    move = _Shift(by, ZoneInfo(events[0].time_zone), days)
    return {
        **document,
        "event": [move.event(event) for event in events],
        "days": [move.day(day) for day in days],
        "sessions": [move.session(session) for session in _all(document, "sessions", Session)],
        "services": [move.service(service) for service in _all(document, "services", Service)],
        "announcements": [move.announcement(said) for said in _all(document, "announcements", Announcement)],
    }


def sent_by(document: Document, now: datetime) -> Document:
    """Return the event without the announcements that are still to be sent at `now`."""
    sent = [said for said in _all(document, "announcements", Announcement) if said.sent_at <= now]
    return {**document, "announcements": sent}


def _all(document: Document, collection: str, kind: type[R]) -> list[R]:
    return [record for record in document.get(collection, ()) if isinstance(record, kind)]
