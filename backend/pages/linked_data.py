"""schema.org records (https://schema.org/Event, /Person, /Organization, /Place) of what pages show."""

from typing import Any

from backend.agenda.schemas import Session, Speaker
from backend.expo.schemas import Booth, Exhibitor
from backend.pages.reader import Reader

_CONTEXT = {"@context": "https://schema.org"}

Data = dict[str, Any]


def event_data(reader: Reader) -> Data:
    """Return the record of the whole event."""
    event = reader.event
    return _CONTEXT | {
        "@type": "Event",
        "@id": reader.address(),
        "url": reader.address(),
        "name": reader.say(event.name),
        "description": reader.say(event.summary),
        "startDate": event.start.isoformat(),
        "endDate": event.end.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": list(event.languages),
        "image": _image(reader),
        "location": _venue(reader),
        "organizer": _organiser(reader),
    }


def session_data(reader: Reader, session: Session) -> Data:
    """Return the record of a session as a part of the event."""
    state = "EventCancelled" if session.status == "cancelled" else "EventScheduled"
    known = (reader.content.speakers.get(part.speaker) for part in session.speakers)
    people = [_person(reader, speaker) for speaker in known if speaker and not speaker.placeholder]
    url = reader.address("agenda", session.id)
    return _present(
        _CONTEXT
        | {
            "@type": "Event",
            "@id": url,
            "url": url,
            "name": reader.say(session.title),
            "description": reader.say(session.abstract),
            "startDate": session.start.isoformat(),
            "endDate": session.end.isoformat(),
            "eventStatus": f"https://schema.org/{state}",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "inLanguage": session.languages or [str(reader.locale)],
            "image": _image(reader),
            "location": _place(reader, session),
            "organizer": _organiser(reader),
            "performer": people,
            "maximumAttendeeCapacity": session.capacity,
            "superEvent": _super_event(reader),
        }
    )


def speaker_data(reader: Reader, speaker: Speaker) -> Data | None:
    """Return the record of a person; a place kept for somebody is none."""
    if speaker.placeholder:
        return None
    sessions = reader.content.sessions_by_speaker.get(speaker.id, [])
    organisation = reader.say(speaker.organisation)
    return _present(
        _CONTEXT
        | _person(reader, speaker)
        | {
            "description": reader.say(speaker.bio),
            "affiliation": {"@type": "Organization", "name": organisation} if organisation else None,
            "performerIn": [
                {
                    "@type": "Event",
                    "@id": reader.address("agenda", session.id),
                    "url": reader.address("agenda", session.id),
                    "name": reader.say(session.title),
                    "startDate": session.start.isoformat(),
                    "location": _place(reader, session),
                }
                for session in sessions
            ],
        }
    )


def booth_data(reader: Reader, booth: Booth, exhibitor: Exhibitor | None) -> Data:
    """Return the record of who stands at a booth, of the place where nobody does."""
    url = reader.address("booths", booth.id)
    place = {"@type": "Place", "name": reader.say(booth.name), "containedInPlace": _venue(reader)}
    if exhibitor is None:
        return _CONTEXT | place | {"@id": url, "url": url}
    return _present(
        _CONTEXT
        | {
            "@type": "Organization",
            "@id": url,
            "url": url,
            "name": reader.say(exhibitor.name),
            "description": reader.say(exhibitor.summary),
            "location": place,
        }
    )


def _person(reader: Reader, speaker: Speaker) -> Data:
    url = reader.address("speakers", speaker.id)
    named = {"@type": "Person", "@id": url, "url": url, "name": reader.say(speaker.name)}
    image = reader.photo(speaker.photo) if speaker.photo else None
    return _present(named | {"jobTitle": reader.say(speaker.title), "image": image})


def _venue(reader: Reader) -> Data:
    venue = reader.event.venue
    return {
        "@type": "Place",
        "name": reader.say(venue.name),
        "address": reader.say(venue.area),
        "geo": {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude},
    }


def _place(reader: Reader, session: Session) -> Data:
    venue, room = _venue(reader), reader.room_of(session)
    # The address stands on the room too: search engines read it from the event's own location.
    return venue | {"name": f"{reader.say(room.name)}, {venue['name']}"} if room else venue


def _super_event(reader: Reader) -> Data:
    whole = event_data(reader)
    return {key: whole[key] for key in ("@type", "@id", "url", "name", "startDate", "endDate", "location")}


def _organiser(reader: Reader) -> Data:
    return {"@type": "Organization", "name": reader.say(reader.event.organiser), "url": reader.address()}


def _image(reader: Reader) -> str:
    return reader.address("icons", "icon-512.png")


def _present(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
