"""A schedule of the size of a large congress, as schedule XML: the same one for the same first day."""

from datetime import date, datetime, time, timedelta, timezone
from math import log
from random import Random
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

SESSIONS: Final = 1_007
DAYS: Final = 4
ROOMS: Final = 30
_SPEAKERS: Final = 640
_OPENS: Final = time(9, 0)
_ZONE: Final = timezone(timedelta(hours=7))
_MINUTES: Final = (30, 45, 60, 60, 90)
_KINDS: Final = ("Talk", "Talk", "Talk", "Panel", "Workshop")
_TRACKS: Final = ("Layanan digital", "Inovasi daerah", "Keterbukaan", "Pengaduan", "Kesehatan", "Kerja sama")
_SUBJECTS: Final = ("Antrean", "Data terbuka", "Loket bergerak", "Puskesmas", "Perizinan", "Pengaduan warga")
_VERBS: Final = ("tanpa kertas", "di pulau terluar", "untuk semua", "dalam satu hari", "bersama desa")
_FIRST: Final = ("Ayu", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gita", "Hasan", "Indah", "Joko")
_LAST: Final = ("Lestari", "Nugroho", "Permata", "Rahman", "Siregar", "Tarigan", "Utami", "Wibowo")
# Words made of these pack as badly as real ones, which made sentences repeated would not.
_SYLLABLES: Final = tuple(
    f"{first}{second}" for first in "bcdghjklmnprstwy" for second in ("a", "an", "e", "i", "u")
)
# A real congress's abstracts have 1 to 9,120 characters: 715 at the median, 953 on average.
_MEDIAN, _SPREAD, _LONGEST = 715, 0.76, 9_120


def make_schedule(first: date) -> bytes:
    """Return schedule XML of 1,007 sessions in 30 rooms on four days from `first` on, in the venue's zone."""
    chance = Random(1_007)
    people = [f"{_FIRST[at % 10]} {_LAST[at % 8]} {at + 1}" for at in range(_SPEAKERS)]
    root = Element("schedule")
    SubElement(root, "version").text = "1.0"
    conference = SubElement(root, "conference")
    for name, text in (("title", "Forum besar"), ("acronym", "besar"), ("time_zone_name", "Asia/Jakarta")):
        SubElement(conference, name).text = text
    for number, count in enumerate(_spread(SESSIONS, DAYS), start=1):
        on = first + timedelta(days=number - 1)
        day = SubElement(root, "day", index=str(number), date=on.isoformat())
        opens = datetime.combine(on, _OPENS, _ZONE)
        day.set("start", opens.isoformat())
        day.set("end", (opens + timedelta(hours=14)).isoformat())
        for place, events in enumerate(_spread(count, ROOMS), start=1):
            room = SubElement(day, "room", name=f"Ruang {place:02}")
            start = opens + timedelta(minutes=chance.choice((0, 0, 15, 30)))
            for turn in range(events):
                minutes = chance.choice(_MINUTES)
                key = f"{number:01}{place:02}{turn:02}"
                _add_event(
                    room, key, start, minutes, chance.sample(people, chance.choice((1, 1, 2, 3))), chance
                )
                start += timedelta(minutes=minutes + 15)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _spread(total: int, parts: int) -> list[int]:
    """Return whole numbers that differ by at most one and add up to `total`."""
    return [total // parts + (at < total % parts) for at in range(parts)]


def _add_event(
    room: Element, key: str, start: datetime, minutes: int, speakers: list[str], chance: Random
) -> None:
    number = int(key)
    event = SubElement(room, "event", id=key, guid=f"00000000-0000-4000-8000-{number:012}")
    texts = {
        "date": start.isoformat(),
        "start": start.strftime("%H:%M"),
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": room.get("name", ""),
        "title": f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)}: catatan {number}",
        "track": chance.choice(_TRACKS),
        "type": chance.choice(_KINDS),
        "language": chance.choice(("id", "id", "en")),
        "abstract": _abstract(chance),
    }
    for name, text in texts.items():
        SubElement(event, name).text = text
    persons = SubElement(event, "persons")
    for name in speakers:
        SubElement(persons, "person", guid=f"person-{name.split()[-1]}").text = name


def _abstract(chance: Random) -> str:
    """Return a text of a real abstract's length, in sentences of made words."""
    length = min(_LONGEST, round(chance.lognormvariate(log(_MEDIAN), _SPREAD)))
    sentences: list[str] = []
    written = 0
    while written < length:
        words = [
            "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(chance.randint(6, 18))
        ]
        sentences.append(f"{' '.join(words).capitalize()}.")
        written += len(sentences[-1]) + 1
    return " ".join(sentences)
