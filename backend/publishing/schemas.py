"""Changes of the programme, as drafts hold them and as they are stored with what undoes them."""

from typing import Annotated, Any, Literal

import msgspec

from backend.core.text import Slug
from backend.push.schemas import ChangeNotice


class Put(msgspec.Struct, tag="put", tag_field="do", forbid_unknown_fields=True, omit_defaults=True):
    """Write a whole record. `base` is the revision of the record the change was made on, null for a new one;
    without it nothing is compared."""

    collection: str
    record: dict[str, Any]
    base: int | msgspec.UnsetType | None = msgspec.UNSET


class Delete(msgspec.Struct, tag="delete", tag_field="do", forbid_unknown_fields=True, omit_defaults=True):
    """Delete a record; `base` as with `Put`."""

    collection: str
    id: Slug
    base: int | msgspec.UnsetType | None = msgspec.UNSET


Change = Put | Delete


class Published(msgspec.Struct):
    """What publishing did: the new revision and, per collection, the ids it wrote and deleted."""

    revision: int
    written: dict[str, list[str]]
    deleted: dict[str, list[str]]


class Draft(msgspec.Struct, forbid_unknown_fields=True):
    """Changes to look at before they are published."""

    changes: Annotated[list[Change], msgspec.Meta(min_length=1, max_length=500)]


class PublishBody(Draft, forbid_unknown_fields=True):
    """Changes to publish; `tell` names the sessions whose change is pushed."""

    note: Annotated[str, msgspec.Meta(max_length=256)] = ""
    tell: Annotated[list[Slug], msgspec.Meta(max_length=500)] = []


class Clash(msgspec.Struct):
    """That two sessions would want the same room, or the same speaker, at the same time."""

    session: str
    with_: str = msgspec.field(name="with")
    kind: Literal["room", "speaker"]
    detail: str


class Preview(msgspec.Struct):
    """What publishing changes would push and where it would clash."""

    notices: list[ChangeNotice]
    clashes: list[Clash]
