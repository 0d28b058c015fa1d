"""Names of days in both languages, made from the date so that a moved event names its days right."""

from datetime import date

from backend.core.text import Text

_WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def day_name(number: int, on: date) -> Text:
    """Return a day's name such as "Hari 1 · Rabu, 7 November" and "Day 1 · Wednesday 7 November"."""
    weekday, month = on.weekday(), on.month - 1
    return Text(
        id=f"Hari {number} · {_WEEKDAYS['id'][weekday]}, {on.day} {_MONTHS['id'][month]}",
        en=f"Day {number} · {_WEEKDAYS['en'][weekday]} {on.day} {_MONTHS['en'][month]}",
    )
