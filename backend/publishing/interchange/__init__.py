"""Schedules of other programs: each format has a reader, all of them meet in one draft."""

from backend.publishing.interchange.formats import FORMATS, detect, read_schedule
from backend.publishing.interchange.reading import ReadWarning, ScheduleDraft, UnreadableFile, ZoneNeeded

__all__ = [
    "FORMATS",
    "ReadWarning",
    "ScheduleDraft",
    "UnreadableFile",
    "ZoneNeeded",
    "detect",
    "read_schedule",
]
