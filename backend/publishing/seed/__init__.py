"""The project's own event: the IPS Forum 2018 as far as public facts go, completed by samples."""

from backend.publishing.seed.event_file import COLLECTIONS, Document, UnreadableEventFile, read_event_file
from backend.publishing.seed.shifting import sent_by, shift

__all__ = ["COLLECTIONS", "Document", "UnreadableEventFile", "read_event_file", "sent_by", "shift"]
