"""Tables of the programme. References between them are checked when a change is published, not by the
database, so that one publication may bring a session and its room in any order."""

from tortoise import fields
from tortoise.models import Model

from backend.core.models import SourcedModel


class Day(SourcedModel):
    """A day of the event."""

    date = fields.DateField()
    number = fields.IntField()
    name: dict[str, str] = fields.JSONField()
    headline: dict[str, str] = fields.JSONField()
    start = fields.DatetimeField()
    end = fields.DatetimeField()
    prayer_times: dict[str, str] = fields.JSONField()

    class Meta:
        table = "day"


class Track(SourcedModel):
    """A thread of sessions."""

    name: dict[str, str] = fields.JSONField()
    description: dict[str, str] = fields.JSONField()
    color = fields.CharField(max_length=7)
    theme = fields.CharField(max_length=96, null=True)

    class Meta:
        table = "track"


class Tag(SourcedModel):
    """A subject that sessions share."""

    name: dict[str, str] = fields.JSONField()

    class Meta:
        table = "tag"


class Room(SourcedModel):
    """A place sessions are held in."""

    name: dict[str, str] = fields.JSONField()
    floor = fields.CharField(max_length=96, null=True)
    unit_ids: list[str] = fields.JSONField()
    node_id = fields.CharField(max_length=96, null=True)
    capacity = fields.IntField(null=True)
    kind = fields.CharField(max_length=32)
    step_free = fields.BooleanField()

    class Meta:
        table = "room"


class Session(SourcedModel):
    """A slot of the programme."""

    day = fields.CharField(max_length=96, db_index=True)
    track = fields.CharField(max_length=96, null=True)
    room = fields.CharField(max_length=96, null=True, db_index=True)
    kind = fields.CharField(max_length=16)
    title: dict[str, str] = fields.JSONField()
    abstract: dict[str, str] = fields.JSONField()
    start = fields.DatetimeField(db_index=True)
    end = fields.DatetimeField()
    capacity = fields.IntField(null=True)
    languages: list[str] = fields.JSONField()
    interpretation: list[str] = fields.JSONField()
    sign_language = fields.BooleanField()
    tags: list[str] = fields.JSONField()
    booking_required = fields.BooleanField()
    speakers: list[dict[str, str]] = fields.JSONField()
    lineup_note: dict[str, str] | None = fields.JSONField(null=True)
    materials: list[dict[str, object]] = fields.JSONField(db_default="[]")
    status = fields.CharField(max_length=16)

    class Meta:
        table = "session"


class Speaker(SourcedModel):
    """A person on stage, or a placeholder for one."""

    name: dict[str, str] = fields.JSONField()
    placeholder = fields.BooleanField()
    title: dict[str, str] = fields.JSONField()
    organisation: dict[str, str] | None = fields.JSONField(null=True)
    country = fields.CharField(max_length=2, null=True)
    bio: dict[str, str] = fields.JSONField()
    status = fields.CharField(max_length=16)
    photo: dict[str, object] | None = fields.JSONField(null=True)

    class Meta:
        table = "speaker"


class Photo(Model):
    """A picture that speakers have, under the hash of its bytes."""

    id = fields.CharField(max_length=32, primary_key=True)
    body = fields.BinaryField()

    class Meta:
        table = "photo"


class SlotChange(Model):
    """That a speaker's slot changed, from `old` to `new`, and when they said that they know.

    Not part of what is published: it stays when speaker or session go.
    """

    id = fields.BigIntField(primary_key=True, generated=True)
    session = fields.CharField(max_length=96)
    speaker = fields.CharField(max_length=96, db_index=True)
    revision = fields.IntField()
    old: dict[str, str | None] = fields.JSONField()
    new: dict[str, str | None] = fields.JSONField()
    made_at = fields.DatetimeField()
    acknowledged_at = fields.DatetimeField(null=True)

    class Meta:
        table = "slot_change"
        unique_together = (("speaker", "session", "revision"),)
