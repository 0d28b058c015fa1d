"""Changes of the programme, as drafts hold them and as they are stored with what undoes them."""

from typing import Any

import msgspec

from backend.core.text import Slug


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
