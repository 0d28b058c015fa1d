"""The agenda's collections of the sync document."""

from backend.agenda import models
from backend.agenda.schemas import Day, Room, Session, Speaker, Tag, Track
from backend.core.records import Collection, Reference
from backend.core.rules import require_span


def check_day(day: Day) -> None:
    """Raise `Invalid` for a day that runs backwards."""
    require_span(day.start, day.end)


def check_session(session: Session) -> None:
    """Raise `Invalid` for a session that runs backwards."""
    require_span(session.start, session.end)


DAYS = Collection("days", Day, models.Day, check=check_day)
TRACKS = Collection("tracks", Track, models.Track)
TAGS = Collection("tags", Tag, models.Tag)
ROOMS = Collection("rooms", Room, models.Room, [Reference("floor", "floors")])
SESSIONS = Collection(
    "sessions",
    Session,
    models.Session,
    [
        Reference("day", "days"),
        Reference("track", "tracks"),
        Reference("room", "rooms"),
        Reference("tags", "tags"),
        Reference("speakers.speaker", "speakers"),
    ],
    check=check_session,
)
SPEAKERS = Collection("speakers", Speaker, models.Speaker)
