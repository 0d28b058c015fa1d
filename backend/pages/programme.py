"""Home, the agenda, its sessions and their speakers."""

from textwrap import shorten
from urllib.parse import urlencode

from backend.agenda.schemas import Day, Session, SessionSpeaker
from backend.pages.linked_data import event_data, session_data, speaker_data
from backend.pages.markup import Markup, element, joined
from backend.pages.page import Page
from backend.pages.reader import Reader, facts, items, link, local, section, time

LONGEST_DESCRIPTION = 200


def described(*parts: str) -> str:
    """Return what previews show below a title: the parts as one line that is not cut by them."""
    return shorten(" ".join(part for part in parts if part), LONGEST_DESCRIPTION, placeholder=" …")


def home(reader: Reader) -> Page:
    """Return the event's own page."""
    event = reader.event
    venue = f"{reader.say(event.venue.name)}, {reader.say(event.venue.area)}"
    start, end = reader.day(event.start), reader.day(event.end)
    when = start if start == end else f"{start} – {end}"
    return Page(
        path=(),
        name="home",
        title=reader.say(event.name),
        description=described(reader.say(event.summary), f"{when}, {venue}."),
        data=event_data(reader),
        text=joined(
            element("h1", reader.mark(event.name)),
            reader.mark(event.theme, "p"),
            reader.mark(event.summary, "p"),
            facts(
                [
                    (reader.word("when"), time(event.start, when)),
                    (reader.word("place"), venue),
                    (reader.word("organiser"), reader.mark(event.organiser)),
                ]
            ),
        ),
    )


def agenda(reader: Reader, wanted: str = "") -> Page:
    """Return the programme of a day, else of the first, with links to the others.

    Day by day, because every first visit fetches this text, and most never show it.
    """
    sessions, days = reader.content.sessions, reader.content.days
    shown = [day for day in days if day.id == wanted] or days[:1]
    return Page(
        path=("agenda",),
        name="agenda",
        title=reader.word("agenda"),
        description=reader.word("agenda.text", event=reader.say(reader.event.name), sessions=len(sessions)),
        text=joined(
            element("h1", reader.word("agenda")),
            *(
                section(
                    reader.say(day.name),
                    element("p", time(day.start, reader.day(day.start)), ": ", reader.mark(day.headline)),
                    items(slot(reader, session) for session in sessions.values() if session.day == day.id),
                )
                for day in shown
            ),
            items(_day_link(reader, day) for day in days if day not in shown),
        ),
    )


def _day_link(reader: Reader, day: Day) -> Markup:
    told = joined(reader.mark(day.name), reader.day(day.start), by=", ")
    return element("a", told, href=f"{local('agenda')}?{urlencode({'day': day.id})}")


def slot(reader: Reader, session: Session, *, day: bool = False) -> Markup:
    """Return a session as one line: its time, its title as a link, its room."""
    room = reader.room_of(session)
    when = reader.span(session.start, session.end)
    title = link(reader.mark(session.title), "agenda", session.id)
    is_cancelled = session.status == "cancelled"
    return joined(
        time(session.start, f"{reader.day(session.start)}, {when}" if day else when),
        " ",
        element("s", title) if is_cancelled else title,
        f" ({reader.word('cancelled')})" if is_cancelled else "",
        joined(", ", reader.mark(room.name)) if room else "",
    )


def session(reader: Reader, session_id: str) -> Page | None:
    """Return a session's page."""
    found = reader.content.sessions.get(session_id)
    if found is None:
        return None
    room = reader.room_of(found)
    when = f"{reader.day(found.start)}, {reader.span(found.start, found.end)}"
    place = f"{when}, {reader.say(room.name)}." if room else f"{when}."
    cancelled = reader.word("cancelled.text") if found.status == "cancelled" else ""
    return Page(
        path=("agenda", found.id),
        name="session",
        kind="article",
        title=reader.say(found.title),
        description=described(cancelled, place, reader.say(found.abstract)),
        data=session_data(reader, found),
        text=_session_text(reader, found, when, cancelled),
    )


def _session_text(reader: Reader, session: Session, when: str, cancelled: str) -> Markup:
    title, room = reader.mark(session.title), reader.room_of(session)
    track = reader.content.tracks.get(session.track or "")
    spoken = ", ".join(reader.named("language", each) for each in session.languages)
    interpreted = ", ".join(reader.named("language", each) for each in session.interpretation)
    return joined(
        element("h1", element("s", title) if cancelled else title),
        element("p", element("strong", cancelled)) if cancelled else "",
        facts(
            [
                (reader.word("when"), time(session.start, when)),
                (reader.word("place"), reader.mark(room.name) if room else ""),
                (reader.word("kind"), reader.named("kind", session.kind)),
                (reader.word("track"), reader.mark(track.name) if track else ""),
                (reader.word("language"), spoken),
                (reader.word("interpretation"), interpreted),
            ]
        ),
        reader.paragraphs(session.abstract),
        element("p", reader.word("sign_language")) if session.sign_language else "",
        element("p", reader.word("booking")) if session.booking_required else "",
        section(
            reader.word("speakers"),
            items(_part(reader, part) for part in session.speakers),
            reader.mark(session.lineup_note, "p") if session.lineup_note else "",
        ),
    )


def _part(reader: Reader, part: SessionSpeaker) -> Markup:
    speaker = reader.content.speakers.get(part.speaker)
    if speaker is None:
        return Markup("")
    is_told = part.role != "speaker" and not speaker.placeholder
    return joined(
        link(reader.mark(speaker.name), "speakers", speaker.id),
        reader.mark(speaker.title),
        reader.named("role", part.role) if is_told else "",
        by=", ",
    )


def speaker(reader: Reader, speaker_id: str) -> Page | None:
    """Return a speaker's page."""
    found = reader.content.speakers.get(speaker_id)
    if found is None:
        return None
    sessions = reader.content.sessions_by_speaker.get(found.id, [])
    role = ", ".join(part for part in (reader.say(found.title), reader.say(found.organisation)) if part)
    return Page(
        path=("speakers", found.id),
        name="speaker",
        kind="profile",
        title=reader.say(found.name),
        description=described(f"{role}." if role else "", reader.say(found.bio)),
        data=speaker_data(reader, found),
        image=found.photo,
        is_indexed=not found.placeholder,
        text=joined(
            element("h1", reader.mark(found.name)),
            reader.mark(found.title, "p"),
            reader.mark(found.organisation, "p") if found.organisation else "",
            reader.paragraphs(found.bio),
            section(
                reader.word("sessions"),
                items(slot(reader, session, day=True) for session in sessions)
                or element("p", reader.word("sessions.none")),
            ),
        ),
    )
