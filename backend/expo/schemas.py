"""Floors with their plan, booths, exhibitors and the services they give on the spot."""

from typing import Any, Literal

import msgspec

from backend.core.text import Moment, Record, Slug, Sourced, Text


class Geometry(msgspec.Struct, forbid_unknown_fields=True):
    """A GeoJSON geometry in metres of the plan's own plane (flat, not longitude and latitude)."""

    type: Literal["Point", "LineString", "Polygon"]
    coordinates: list[Any]


class Feature(msgspec.Struct, forbid_unknown_fields=True):
    """A feature of a floor's plan, in the terms of IMDF; `properties` hold what drawing needs."""

    id: str
    feature_type: Literal["level", "unit", "opening", "amenity", "kiosk", "fixture"]
    geometry: Geometry
    properties: dict[str, Any] = {}
    type: Literal["Feature"] = "Feature"


class Plan(msgspec.Struct, forbid_unknown_fields=True):
    """A floor's plan as a GeoJSON feature collection, booths left out."""

    features: list[Feature]
    type: Literal["FeatureCollection"] = "FeatureCollection"


class Floor(Record, kw_only=True):
    """A level of the venue; `ordinal` 0 is the entrance's."""

    name: Text
    short_name: Text
    ordinal: int
    notice: Text | None = None
    plan: Plan


class WalkNode(msgspec.Struct, forbid_unknown_fields=True):
    """A point one can walk to, in metres of the plan's own plane; `ref` names what it leads to."""

    id: str
    floor: Slug
    x: float
    y: float
    ref: str | None = None


class WalkEdge(msgspec.Struct, forbid_unknown_fields=True):
    """A way between two nodes: metres, and seconds of an unhurried walk, a lift's with the wait.

    It runs both ways unless `oneway`, which is from `a` to `b`.
    """

    a: str
    b: str
    length: float
    seconds: float
    kind: Literal["walk", "ramp", "stairs", "escalator", "lift"]
    step_free: bool
    oneway: bool = False


class Walks(Record, kw_only=True):
    """The walking graph over all floors; rooms and booths name the node they are reached at."""

    nodes: list[WalkNode]
    edges: list[WalkEdge]


class Booth(Record, kw_only=True):
    """A stand on a floor's plan; `exhibitor` is null while it is free."""

    code: str
    name: Text
    floor: Slug
    category: str
    exhibitor: Slug | None = None
    geometry: Geometry
    display_point: tuple[float, float]
    node_id: str | None = None
    size: str | None = None
    accessibility: list[str] = []


class Exhibitor(Sourced, kw_only=True):
    """Who shows something, where, and which services they bring; `meet` says whom one meets there."""

    name: Text
    short_name: Text
    kind: str
    province: str | None = None
    summary: Text
    booths: list[Slug] = []
    counters: list[str] = []
    innovations: list[Slug] = []
    services: list[Slug] = []
    meet: list[Text] = []


class Amount(msgspec.Struct, forbid_unknown_fields=True):
    """One line of a fee, in whole units of the fee's currency."""

    label: Text
    amount: int


class Fee(msgspec.Struct, forbid_unknown_fields=True):
    """What a service costs."""

    text: Text
    currency: str
    amounts: list[Amount]
    basis: str
    source: list[str] = []


class Hours(msgspec.Struct, forbid_unknown_fields=True):
    """When a service is open on one day."""

    day: Slug
    open: Moment
    close: Moment


class Service(Sourced, kw_only=True):
    """A public service that can be used at the venue; `places` are kiosks of the plan."""

    exhibitor: Slug
    name: Text
    summary: Text
    documents: list[Text] = []
    steps: list[Text] = []
    fee: Fee | None = None
    documents_basis: str = "sample"
    documents_source: list[str] = []
    as_of: str | None = None
    hours: list[Hours] = []
    daily_quota: int | None = None
    minutes_per_visitor: int | None = None
    places: list[str] = []
    disclaimer: Text | None = None
