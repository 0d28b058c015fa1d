"""The bytes of speakers' photos, kept for as long as a speaker of the programme has them."""

from collections.abc import Iterable

from backend.agenda.models import Photo, Speaker
from backend.agenda.rules import PHOTO_ID_DIGITS, Portrait, photo_id
from backend.agenda.schemas import Speaker as SpeakerRecord
from backend.core.errors import Invalid, NotFound
from backend.core.text import Record


async def keep(made: Iterable[Portrait]) -> None:
    """Store pictures, inside the transaction that publishes the speakers who have them."""
    rows = [Photo(id=each.id, body=each.body) for each in made]
    await Photo.bulk_create(rows, ignore_conflicts=True)


async def settle(written: Iterable[Record]) -> None:
    """Delete the pictures that no speaker has any more, inside the transaction that wrote some speakers.

    Raises `Invalid` where one of these has a photo that is not kept.
    """
    held = await ids()
    for record in written:
        assert isinstance(record, SpeakerRecord)
        if record.photo is not None and photo_id(record.photo.src) not in held:
            raise Invalid("There is no such photo.", {f"speakers/{record.id}.photo": "not kept here"})
    rows = await Speaker.all().only("id", "photo")
    used = {photo_id(str(row.photo["src"])) for row in rows if row.photo is not None}
    if held - used:
        await Photo.filter(id__in=sorted(held - used)).delete()


async def ids() -> set[str]:
    """Return the ids of all pictures that are kept."""
    return {str(found) for found in await Photo.all().values_list("id", flat=True)}


async def body(wanted: str) -> bytes:
    """Return a picture's bytes; raises `NotFound` where it is not kept."""
    found = await Photo.get_or_none(id=wanted) if len(wanted) == PHOTO_ID_DIGITS else None
    if found is None:
        raise NotFound("There is no such photo.")
    return bytes(found.body)
