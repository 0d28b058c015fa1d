from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("companion", "0003_attendee")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Device",
            name="locale",
            field=fields.CharField(db_default="id", max_length=2),
        ),
        ops.AddField(
            model_name="Device",
            name="quiet_from",
            field=fields.CharField(null=True, max_length=5),
        ),
        ops.AddField(
            model_name="Device",
            name="quiet_to",
            field=fields.CharField(null=True, max_length=5),
        ),
        ops.AddField(
            model_name="Device",
            name="time_zone",
            field=fields.CharField(db_default="Asia/Jakarta", max_length=64),
        ),
        # Until a phone says its own, what its visitor wanted on all of them holds.
        ops.RunSQL(
            """
            UPDATE device SET
                locale = (SELECT v.locale FROM visitor v WHERE v.id = device.visitor_id),
                quiet_from = (SELECT v.quiet_from FROM visitor v WHERE v.id = device.visitor_id),
                quiet_to = (SELECT v.quiet_to FROM visitor v WHERE v.id = device.visitor_id),
                time_zone = (SELECT v.time_zone FROM visitor v WHERE v.id = device.visitor_id)
            """
        ),
        ops.RemoveField(model_name="Visitor", name="locale"),
        ops.RemoveField(model_name="Visitor", name="quiet_from"),
        ops.RemoveField(model_name="Visitor", name="quiet_to"),
        ops.RemoveField(model_name="Visitor", name="time_zone"),
        ops.AddField(
            model_name="Visitor",
            name="reminder_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="VisitorTopic",
            name="followed",
            field=fields.BooleanField(db_default=True),
        ),
        ops.AddField(
            model_name="VisitorTopic",
            name="at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
