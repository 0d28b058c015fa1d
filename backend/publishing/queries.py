"""Reading what was published, as far as other domains ask."""

from datetime import datetime

from backend.publishing.models import Publication


async def publications() -> list[tuple[int, datetime]]:
    """Return the revision and the time of every publication, oldest first."""
    rows = await Publication.all().order_by("revision").values_list("revision", "at")
    return [(int(revision), at) for revision, at in rows]
