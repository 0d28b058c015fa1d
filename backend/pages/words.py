"""The fixed words of server-rendered pages in both languages, dates among them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from backend.core.text import Locale

SITE: Final = "IPS Forum"

_ID: Final = {
    "home": "Beranda",
    "agenda": "Agenda",
    "map": "Peta",
    "awards": "Penghargaan",
    "announcements": "Pengumuman",
    "info": "Info acara",
    "me": "Saya",
    "pages": "Halaman",
    "app": "Dengan JavaScript, halaman ini menjadi aplikasi yang tetap terbuka tanpa jaringan.",
    "agenda.text": "Seluruh agenda {event}: {sessions} sesi dengan jam, ruang, dan pembicaranya.",
    "map.text": "Stan dan peserta pameran {event} di tiap lantai {venue}.",
    "awards.text": "Inovasi pelayanan publik di {event} dan kapan pemenangnya diumumkan.",
    "announcements.text": "Kabar terbaru dari panitia {event}.",
    "announcements.none": "Belum ada pengumuman.",
    "info.text": "Wi-Fi, jalan ke lokasi, ibadah, P3K, dan info lain untuk pengunjung {event}.",
    "me.text": "Agenda, bintang, dan setelan Anda tersimpan di ponsel ini saja, tanpa akun.",
    "privacy": "Privasi Anda",
    "privacy.text": "Tanpa akun, tanpa nama, tanpa nomor telepon. Yang Anda pilih disimpan di ponsel Anda; "
    "server hanya tahu yang diperlukan untuk mengirim kabar. "
    "Kartu nama dan kontak Anda tetap di ponsel Anda. "
    "Tidak ada iklan, pelacak, atau cookie pengunjung.",
    "cancelled": "Dibatalkan",
    "cancelled.text": "Sesi ini dibatalkan.",
    "when": "Waktu",
    "place": "Tempat",
    "organiser": "Penyelenggara",
    "kind": "Jenis",
    "track": "Jalur",
    "language": "Bahasa",
    "interpretation": "Interpretasi",
    "sign_language": "Ada juru bahasa isyarat.",
    "booking": "Perlu mendaftar di meja informasi.",
    "speakers": "Pembicara",
    "sessions": "Sesi",
    "sessions.none": "Belum ada sesi yang disebut sumbernya.",
    "booth.free": "Stan ini belum terisi",
    "booth.at": "{booth}, {floor}",
    "services": "Layanan di tempat",
    "documents": "Yang perlu dibawa",
    "fee": "Biaya",
    "innovations": "Inovasi",
    "innovations.shown": "Inovasi yang dipamerkan",
    "shown_at": "Dipamerkan di",
    "ceremony": "Diumumkan dalam",
    "sent": "Dikirim {when}",
    "recalled": "Panitia menarik pengumuman ini. Isinya tidak berlaku lagi.",
    "prayers": "Waktu salat, {day}",
    "kind.plenary": "Pleno",
    "kind.panel": "Panel",
    "kind.workshop": "Lokakarya",
    "kind.ceremony": "Upacara",
    "kind.exhibition": "Pameran",
    "kind.break": "Jeda",
    "kind.talk": "Ceramah",
    "role.speaker": "Pembicara",
    "role.panelist": "Panelis",
    "role.moderator": "Moderator",
    "role.host": "Tuan rumah",
    "role.opening": "Membuka acara",
    "role.presenter": "Menyerahkan penghargaan",
    "language.id": "Indonesia",
    "language.en": "Inggris",
}

_EN: Final = {
    "home": "Home",
    "agenda": "Agenda",
    "map": "Map",
    "awards": "Awards",
    "announcements": "Announcements",
    "info": "Event info",
    "me": "Me",
    "pages": "Pages",
    "app": "With JavaScript this page becomes an app that opens without a network too.",
    "agenda.text": "The whole agenda of {event}: {sessions} sessions with their times, rooms and speakers.",
    "map.text": "Booths and exhibitors of {event} on each floor of {venue}.",
    "awards.text": "Public-service innovations at {event}, and when the winners are announced.",
    "announcements.text": "The latest from the organisers of {event}.",
    "announcements.none": "No announcements yet.",
    "info.text": "Wi-Fi, getting there, prayer, first aid and more for visitors of {event}.",
    "me.text": "Your agenda, stars and settings stay on this phone, without an account.",
    "privacy": "Your privacy",
    "privacy.text": "No account, no name, no phone number. What you choose is kept on your phone; the server "
    "knows only what it needs to bring you news. Your card and your contacts stay on your phone. "
    "No advertising, no trackers, no cookies for visitors.",
    "cancelled": "Cancelled",
    "cancelled.text": "This session is cancelled.",
    "when": "Time",
    "place": "Place",
    "organiser": "Organiser",
    "kind": "Kind",
    "track": "Track",
    "language": "Language",
    "interpretation": "Interpretation",
    "sign_language": "With a sign-language interpreter.",
    "booking": "Please register at the information desk.",
    "speakers": "Speakers",
    "sessions": "Sessions",
    "sessions.none": "No session is named by the sources yet.",
    "booth.free": "This booth is still free",
    "booth.at": "{booth}, {floor}",
    "services": "Services on the spot",
    "documents": "What to bring",
    "fee": "Fee",
    "innovations": "Innovations",
    "innovations.shown": "Innovations on show",
    "shown_at": "Shown at",
    "ceremony": "Announced in",
    "sent": "Sent {when}",
    "recalled": "The organisers have withdrawn this announcement. It no longer holds.",
    "prayers": "Prayer times, {day}",
    "kind.plenary": "Plenary",
    "kind.panel": "Panel",
    "kind.workshop": "Workshop",
    "kind.ceremony": "Ceremony",
    "kind.exhibition": "Exhibition",
    "kind.break": "Break",
    "kind.talk": "Talk",
    "role.speaker": "Speaker",
    "role.panelist": "Panellist",
    "role.moderator": "Moderator",
    "role.host": "Host",
    "role.opening": "Opening the event",
    "role.presenter": "Presenting the award",
    "language.id": "Indonesian",
    "language.en": "English",
}

WORDS: Final[Mapping[Locale, Mapping[str, str]]] = {"id": _ID, "en": _EN}

_WEEKDAYS: Final[Mapping[Locale, list[str]]] = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_MONTHS: Final[Mapping[Locale, list[str]]] = {
    "id": [
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ],
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
}


def day_words(moment: datetime, locale: Locale) -> str:
    """Return a day as the app writes it: `Rabu 7 November 2018`."""
    weekday, month = _WEEKDAYS[locale][moment.weekday()], _MONTHS[locale][moment.month - 1]
    return f"{weekday} {moment.day} {month} {moment.year}"


def clock_words(moment: datetime, locale: Locale) -> str:
    """Return a time of day: `10.42` in Indonesian, `10:42` in English."""
    return f"{moment:%H.%M}" if locale == "id" else f"{moment:%H:%M}"


def word(locale: Locale, group: str, name: str) -> str:
    """Return the word for one of a group such as `kind`; a name unknown to this version says itself."""
    return WORDS[locale].get(f"{group}.{name}", name.replace("-", " ").capitalize())
