"""Tables of people, how they sign in, what they may do and what they did."""

from tortoise import fields
from tortoise.models import Model


class Person(Model):
    """Somebody with a sign-in: organizers, speakers, crew, booth staff. Attendees have none.

    `speaker` is the id of the speaker they are; who came by a link alone has no address.
    """

    id = fields.CharField(max_length=32, primary_key=True)
    email = fields.CharField(max_length=254, unique=True, null=True)
    speaker = fields.CharField(max_length=96, unique=True, null=True)
    password_hash = fields.CharField(max_length=256, null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "person"


class PersonRole(Model):
    """One role of a person."""

    id = fields.IntField(primary_key=True, generated=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "companion.Person", related_name="roles"
    )
    person_id: str
    role = fields.CharField(max_length=16)

    class Meta:
        table = "person_role"
        unique_together = (("person", "role"),)


class SignInLink(Model):
    """A one-time way in, kept as the hash of its token."""

    token_hash = fields.CharField(max_length=64, primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "companion.Person", related_name="links"
    )
    person_id: str
    expires_at = fields.DatetimeField()

    class Meta:
        table = "sign_in_link"


class SignedIn(Model):
    """A browser that is signed in, kept as the hash of its cookie."""

    token_hash = fields.CharField(max_length=64, primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "companion.Person", related_name="signed_in"
    )
    person_id: str
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "signed_in"


class AuditEntry(Model):
    """Who did what, in one sentence's parts."""

    id = fields.BigIntField(primary_key=True, generated=True)
    at = fields.DatetimeField(db_index=True)
    actor = fields.CharField(max_length=64)
    action = fields.CharField(max_length=48)
    subject = fields.CharField(max_length=96)
    detail: dict[str, object] = fields.JSONField(default=dict)

    class Meta:
        table = "audit_entry"
