"""Tables of the exhibition."""

from tortoise import fields

from backend.core.models import RecordModel, SourcedModel


class Floor(RecordModel):
    """A level of the venue with its plan."""

    name: dict[str, str] = fields.JSONField()
    short_name: dict[str, str] = fields.JSONField()
    ordinal = fields.IntField()
    notice: dict[str, str] | None = fields.JSONField(null=True)
    plan: dict[str, object] = fields.JSONField()

    class Meta:
        table = "floor"


class Walks(RecordModel):
    """The walking graph."""

    nodes: list[dict[str, object]] = fields.JSONField()
    edges: list[dict[str, object]] = fields.JSONField()

    class Meta:
        table = "walks"


class Booth(RecordModel):
    """A stand on a floor's plan."""

    code = fields.CharField(max_length=16)
    name: dict[str, str] = fields.JSONField()
    floor = fields.CharField(max_length=96)
    category = fields.CharField(max_length=32)
    exhibitor = fields.CharField(max_length=96, null=True)
    geometry: dict[str, object] = fields.JSONField()
    display_point: list[float] = fields.JSONField()
    node_id = fields.CharField(max_length=96, null=True)
    size = fields.CharField(max_length=32, null=True)
    accessibility: list[str] = fields.JSONField()

    class Meta:
        table = "booth"


class Exhibitor(SourcedModel):
    """Who shows something."""

    name: dict[str, str] = fields.JSONField()
    short_name: dict[str, str] = fields.JSONField()
    kind = fields.CharField(max_length=32)
    province = fields.CharField(max_length=64, null=True)
    summary: dict[str, str] = fields.JSONField()
    booths: list[str] = fields.JSONField()
    counters: list[str] = fields.JSONField()
    innovations: list[str] = fields.JSONField()
    services: list[str] = fields.JSONField()
    meet: list[dict[str, str]] = fields.JSONField()

    class Meta:
        table = "exhibitor"


class Service(SourcedModel):
    """A public service given at the venue."""

    exhibitor = fields.CharField(max_length=96)
    name: dict[str, str] = fields.JSONField()
    summary: dict[str, str] = fields.JSONField()
    documents: list[dict[str, str]] = fields.JSONField()
    steps: list[dict[str, str]] = fields.JSONField()
    fee: dict[str, object] | None = fields.JSONField(null=True)
    documents_basis = fields.CharField(max_length=16)
    documents_source: list[str] = fields.JSONField()
    as_of = fields.CharField(max_length=64, null=True)
    hours: list[dict[str, str]] = fields.JSONField()
    daily_quota = fields.IntField(null=True)
    minutes_per_visitor = fields.IntField(null=True)
    places: list[str] = fields.JSONField()
    disclaimer: dict[str, str] | None = fields.JSONField(null=True)

    class Meta:
        table = "service"
