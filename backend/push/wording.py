"""What the program itself says in notifications, in both languages, with times on the venue's clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from math import ceil

from backend.agenda.rules import MoveKind, Slot
from backend.core.text import Text
from backend.push.rules import Kind

_WEEKDAYS = (
    ("Sen", "Mon"),
    ("Sel", "Tue"),
    ("Rab", "Wed"),
    ("Kam", "Thu"),
    ("Jum", "Fri"),
    ("Sab", "Sat"),
    ("Min", "Sun"),
)
_MONTHS = (
    ("Jan", "Jan"),
    ("Feb", "Feb"),
    ("Mar", "Mar"),
    ("Apr", "Apr"),
    ("Mei", "May"),
    ("Jun", "Jun"),
    ("Jul", "Jul"),
    ("Agu", "Aug"),
    ("Sep", "Sep"),
    ("Okt", "Oct"),
    ("Nov", "Nov"),
    ("Des", "Dec"),
)

NOWHERE = Text("", "")


def clock(at: datetime, zone: tzinfo) -> Text:
    """Return the time of day, as each language writes it: `10.30` and `10:30`."""
    here = at.astimezone(zone)
    return Text(f"{here:%H.%M}", f"{here:%H:%M}")


def _day(at: datetime, zone: tzinfo) -> Text:
    here = at.astimezone(zone)
    weekday, month = _WEEKDAYS[here.weekday()], _MONTHS[here.month - 1]
    return Text(f"{weekday[0]} {here.day} {month[0]}", f"{weekday[1]} {here.day} {month[1]}")


def _both(text: Text) -> Text:
    """Return a text with the language that is missing taken from the other."""
    return Text(text.best("id")[0], text.best("en")[0])


def _at(room: Text) -> Text:
    named = _both(room)
    return Text(f" di {named.id}" if named.id else "", f" in {named.en}" if named.en else "")


def beginning(
    kind: Kind, title: Text, start: datetime, room: Text, zone: tzinfo, *, at: datetime
) -> tuple[Text, Text]:
    """Return title and body that say when a session begins, as they hold at the moment `at`.

    A slot more than an hour off is said to be tomorrow: `at` is then on the day before, on the venue's clock.
    """
    # What is seen late by a look must not say a minute too few.
    minutes = max(0, ceil((start - at) / timedelta(minutes=1)))
    if kind == "slot":
        return _slot_begins(title, start, room, zone, minutes)
    if kind == "ceremony":
        return _ceremony_begins(title, start, room, zone, minutes)
    time, place = clock(start, zone), _at(room)
    return _both(title), Text(f"Mulai pukul {time.id}{place.id}.", f"Starts at {time.en}{place.en}.")


def _slot_begins(title: Text, start: datetime, room: Text, zone: tzinfo, minutes: int) -> tuple[Text, Text]:
    named, time, place = _both(title), clock(start, zone), _at(room)
    soon = Text("Besok", "Tomorrow") if minutes > 60 else _in(minutes, Text("Sekarang", "Now"))
    return (
        Text(f"Giliran Anda: {named.id}", f"Your slot: {named.en}"),
        Text(f"{soon.id}, pukul {time.id}{place.id}.", f"{soon.en}, at {time.en}{place.en}."),
    )


def _ceremony_begins(
    title: Text, start: datetime, room: Text, zone: tzinfo, minutes: int
) -> tuple[Text, Text]:
    named, time, place = _both(title), clock(start, zone), _at(room)
    soon = _in(minutes, Text("Dimulai", "Starting now"))
    return (
        Text(f"{soon.id}: {named.id}", f"{soon.en}: {named.en}"),
        Text(f"Pukul {time.id}{place.id}. Ikuti di sini.", f"At {time.en}{place.en}. Follow it here."),
    )


def _in(minutes: int, begun: Text) -> Text:
    if not minutes:
        return begun
    return Text(f"{minutes} menit lagi", f"In {minutes} minute{'' if minutes == 1 else 's'}")


_CHANGED: dict[MoveKind, Text] = {
    "moved": Text("Pindah", "Moved"),
    "cancelled": Text("Dibatalkan", "Cancelled"),
    "restored": Text("Jadi digelar", "Back on"),
}


def change(
    kind: MoveKind, title: Text, old: Slot, new: Slot, rooms: dict[str, Text], zone: tzinfo
) -> tuple[Text, Text]:
    """Return title and body of a session's change, with the old place and time and the new ones.

    `rooms` are the rooms' names by their ids.
    """
    named, said = _both(title), _CHANGED[kind]
    apart = old.start.astimezone(zone).date() != new.start.astimezone(zone).date()
    before, after = _slot(old, rooms, zone, dated=apart), _slot(new, rooms, zone, dated=apart)
    if kind == "cancelled":
        body = Text(f"Semula {before.id}.", f"It was to be {before.en}.")
    elif kind == "restored":
        body = Text(f"{after.id}.", f"{after.en}.")
    else:
        body = Text(f"Semula {before.id}. Kini {after.id}.", f"Was {before.en}. Now {after.en}.")
    return Text(f"{said.id}: {named.id}", f"{said.en}: {named.en}"), body


def for_speaker(title: Text) -> Text:
    """Return a change's title for who speaks in the session."""
    return Text(f"Sesi Anda · {title.id}", f"Your session · {title.en}")


def _slot(slot: Slot, rooms: dict[str, Text], zone: tzinfo, *, dated: bool) -> Text:
    start, end = clock(slot.start, zone), clock(slot.end, zone)
    room, day = _both(rooms.get(slot.room or "", NOWHERE)), _day(slot.start, zone)
    parts = [
        Text(f"{start.id}–{end.id}", f"{start.en}–{end.en}"),
        *([day] if dated else []),
        *([room] if room.id else []),
    ]
    return Text(", ".join(part.id for part in parts), ", ".join(part.en for part in parts))


def digest(titles: Sequence[Text]) -> tuple[Text, Text]:
    """Return title and body that stand for several messages."""
    count = len(titles)
    return (
        Text(f"{count} kabar lain di kotak masuk", f"{count} more messages in your inbox"),
        Text(
            " · ".join(title.best("id")[0] for title in titles),
            " · ".join(title.best("en")[0] for title in titles),
        ),
    )


def recalled(title: Text) -> tuple[Text, Text]:
    """Return title and body of what takes the place of a recalled announcement."""
    named = _both(title)
    return (
        Text(f"Ditarik kembali: {named.id}", f"Recalled: {named.en}"),
        Text("Pengumuman ini tidak berlaku lagi.", "This announcement no longer holds."),
    )


def trial() -> tuple[Text, Text]:
    """Return title and body of what a phone sends to itself."""
    return (
        Text("Notifikasi berfungsi", "Notifications work"),
        Text("Ponsel ini menerima kabar dari forum.", "This phone receives news from the forum."),
    )


OPEN = Text("Buka", "Open")
MUTE = Text("Senyapkan topik ini", "Mute this topic")
REMIND = Text("Ingatkan 10 menit lagi", "Remind me in 10 minutes")
