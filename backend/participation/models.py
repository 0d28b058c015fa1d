"""Tables of what visitors say, questions to speakers, votes for them, ratings, and of rooms' places."""

from tortoise import fields
from tortoise.models import Model


class Question(Model):
    """A question to the speakers of a session, under the id of the phone's action that asked it."""

    id = fields.CharField(max_length=36, primary_key=True)
    session = fields.CharField(max_length=96, db_index=True)
    visitor: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "companion.Visitor", related_name="questions"
    )
    visitor_id: str
    text = fields.CharField(max_length=500)
    locale = fields.CharField(max_length=2)
    asked_at = fields.DatetimeField()
    answered_at = fields.DatetimeField(null=True)
    hidden_at = fields.DatetimeField(null=True)

    class Meta:
        table = "question"


class Vote(Model):
    """That a visitor is for a question, or took that back, at the time their phone says."""

    id = fields.BigIntField(primary_key=True, generated=True)
    question: fields.ForeignKeyRelation[Question] = fields.ForeignKeyField(
        "companion.Question", related_name="votes"
    )
    question_id: str
    visitor: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "companion.Visitor", related_name="votes"
    )
    visitor_id: str
    up = fields.BooleanField()
    at = fields.DatetimeField()

    class Meta:
        table = "vote"
        unique_together = (("question", "visitor"),)


class Rating(Model):
    """What a visitor thought of a session, from 1 to 5."""

    id = fields.BigIntField(primary_key=True, generated=True)
    session = fields.CharField(max_length=96, db_index=True)
    visitor: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "companion.Visitor", related_name="ratings"
    )
    visitor_id: str
    score = fields.IntField()
    comment = fields.CharField(max_length=500, db_default="")
    at = fields.DatetimeField()

    class Meta:
        table = "rating"
        unique_together = (("visitor", "session"),)


class Places(Model):
    """What the crew last said at a session's door, and the room and start it had then."""

    session = fields.CharField(max_length=96, primary_key=True)
    state = fields.CharField(max_length=8)
    room = fields.CharField(max_length=96, null=True)
    start = fields.DatetimeField()
    at = fields.DatetimeField()

    class Meta:
        table = "places"
