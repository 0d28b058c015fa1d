"""Texts in both of the event's languages, and the base of every record that phones read."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

# In Python `$` also matches before a line's end that is the last character, in JSON Schema it does not.
END = r"$(?!\n)"

Moment = Annotated[datetime, msgspec.Meta(tz=True)]

LONGEST_ID = 96

Locale = Literal["id", "en"]
Slug = Annotated[
    str, msgspec.Meta(min_length=1, max_length=LONGEST_ID, pattern=rf"^[A-Za-z0-9][A-Za-z0-9._-]*{END}")
]
Basis = Literal["fact", "sample"]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in Indonesian (`id`) and English (`en`); an empty side falls back to the other."""

    id: str
    en: str

    def best(self, locale: Locale) -> tuple[str, Locale]:
        """Return the text in `locale` when there is one, else the other, with the language it is in."""
        other: Locale = "en" if locale == "id" else "id"
        own = self.id if locale == "id" else self.en
        if own:
            return own, locale
        return (self.en if locale == "id" else self.id), other


class Record(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A record of the sync document: its slug and the revision that last changed it."""

    id: Slug
    revision: int = 0


class Sourced(Record, kw_only=True):
    """A record that says whether it states a public fact or a sample, and where the fact stands."""

    basis: Basis = "sample"
    source: list[str] = []
