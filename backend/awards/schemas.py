"""The catalogue of innovations and the award lists; who won stands in none of them."""

import msgspec

from backend.core.text import Record, Slug, Sourced, Text


class Innovation(Sourced, kw_only=True):
    """A public-service innovation of the catalogue; `list` names the list it was chosen into."""

    name: Text
    institution: Text
    unit: Text | None = None
    institution_kind: str
    province: str | None = None
    theme: str
    summary: Text
    exhibitor: Slug | None = None
    list: Slug


class AwardList(msgspec.Struct, forbid_unknown_fields=True):
    """A list that is announced on stage: its size, the session of its ceremony, what it is chosen from."""

    id: Slug
    name: Text
    session: Slug
    size: int
    chosen_from: Slug | None = msgspec.field(default=None, name="from")


class Awards(Record, kw_only=True):
    """The event's award lists, in the order of their ceremonies."""

    lists: list[AwardList]
