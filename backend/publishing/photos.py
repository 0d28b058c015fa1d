"""Giving a speaker a photo, or none: a change of the programme that brings its picture along."""

from datetime import datetime

import msgspec

from backend.accounts.rules import Actor
from backend.agenda import queries as agenda
from backend.agenda.collections import SPEAKERS
from backend.agenda.rules import Portrait, photo_src
from backend.agenda.schemas import Photo
from backend.publishing.publish import publish
from backend.publishing.schemas import Published, Put


async def set_photo(actor: Actor, speaker_id: str, portrait: Portrait | None, *, now: datetime) -> Published:
    """Publish a speaker with a picture as their photo, without one for `None`.

    Raises `NotFound` for who is no speaker, `Outdated` where another change of them came in between.
    """
    speaker = await agenda.speaker(speaker_id)
    photo = Photo(photo_src(portrait.id), portrait.side, portrait.side) if portrait else None
    record = msgspec.to_builtins(msgspec.structs.replace(speaker, photo=photo))
    return await publish(
        actor,
        [Put(SPEAKERS.name, record, base=speaker.revision)],
        note=f"photo of {speaker.id}",
        now=now,
        portraits=[portrait] if portrait else [],
    )
