"""Calendars made once per revision: a calendar's server looks every few minutes, for thousands of people."""

import asyncio
from dataclasses import dataclass, field

from icalendar import Timezone

from backend.calendars.queries import read_programme
from backend.calendars.render import Leads, calendar, zone_of
from backend.calendars.rules import Programme, Reader
from backend.core.errors import NotFound
from backend.core.text import Locale


@dataclass(frozen=True)
class CalendarFile:
    """A calendar's bytes and the name to keep it under."""

    body: bytes
    name: str


@dataclass(frozen=True)
class _Shelf:
    """What is made of one revision: the whole programme's calendar by language."""

    programme: Programme
    zone: Timezone
    whole: dict[Locale, CalendarFile] = field(default_factory=dict)


class Calendars:
    """The calendars of the public programme; `origin` begins every address they name."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._shelf: _Shelf | None = None
        self._reading = asyncio.Lock()

    async def whole(self, locale: Locale) -> CalendarFile:
        """Return all sessions; raises `NotFound` while no event is published."""
        shelf = await self._current()
        found = shelf.whole.get(locale)
        if found is None:
            programme, reader = shelf.programme, Reader(shelf.programme, locale, self._origin)
            sessions = list(programme.sessions.values())
            # Hundreds of sessions take a moment, in which other requests go on.
            body = await asyncio.to_thread(calendar, reader, shelf.zone, sessions, name=reader.name("all"))
            found = shelf.whole[locale] = CalendarFile(body, f"{programme.event.id}.ics")
        return found

    async def one(self, session_id: str, locale: Locale, *, lead: int | None = None) -> CalendarFile:
        """Return one session, ringing `lead` minutes before it or not at all.

        Raises `NotFound` where the programme does not have it.
        """
        shelf = await self._current()
        session = shelf.programme.sessions.get(session_id)
        if session is None:
            raise NotFound("There is no such session.")
        reader, leads = Reader(shelf.programme, locale, self._origin), {session_id: lead}
        body = calendar(reader, shelf.zone, [session], name=reader.name("all"), leads=leads)
        return CalendarFile(body, f"{session_id}.ics")

    async def starred(self, leads: Leads, locale: Locale) -> CalendarFile:
        """Return the sessions that `leads` names, each ringing so many minutes before it, or not at all."""
        shelf = await self._current()
        reader = Reader(shelf.programme, locale, self._origin)
        sessions = [each for each in shelf.programme.sessions.values() if each.id in leads]
        body = calendar(reader, shelf.zone, sessions, name=reader.name("mine"), leads=leads)
        return CalendarFile(body, f"{shelf.programme.event.id}-{locale}.ics")

    async def _current(self) -> _Shelf:
        async with self._reading:
            known = self._shelf.programme if self._shelf else None
            programme = await read_programme(known)
            if programme is None:
                raise NotFound("No event is published yet.")
            if self._shelf is None or programme is not known:
                self._shelf = _Shelf(programme, zone_of(programme))
            return self._shelf
