"""Tells formats apart and reads a file whole, or not at all."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from backend.core.text import Locale
from backend.publishing.interchange.assemble import assemble
from backend.publishing.interchange.frab_xml import read_xml
from backend.publishing.interchange.reading import MAX_BYTES, RawSchedule, ScheduleDraft, UnreadableFile
from backend.publishing.interchange.schedule_json import read_json

FORMATS: Mapping[str, Callable[[bytes], RawSchedule]] = MappingProxyType(
    {"schedule-xml": read_xml, "schedule-json": read_json}
)


def detect(data: bytes) -> str:
    """Return the format a file is in, by its first characters; raises UnreadableFile for none of ours."""
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip()
    if start.startswith(b"<"):
        return "schedule-xml"
    if start.startswith((b"{", b"[")):
        return "schedule-json"
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        raise UnreadableFile("This is an iCalendar file; schedule XML and schedule JSON can be imported.")
    if not start:
        raise UnreadableFile("The file is empty.")
    raise UnreadableFile("The file begins like neither schedule XML nor schedule JSON.")


def read_schedule(
    data: bytes, *, format_name: str = "auto", zone: str | None = None, spoken: Locale = "en"
) -> ScheduleDraft:
    """Return the draft of a schedule file.

    `zone` is the IANA zone of clock times that carry none; `spoken` the language of texts whose language the
    file does not say. Raises UnreadableFile (ZoneNeeded when only the zone is missing); nothing is half read.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file has {len(data)} bytes; {MAX_BYTES} can be read.")
    name = detect(data) if format_name == "auto" else format_name
    reader = FORMATS.get(name)
    if reader is None:
        raise UnreadableFile(f"{name!r} is no format to import; there are {', '.join(FORMATS)} and auto.")
    return assemble(reader(data), zone, spoken)
