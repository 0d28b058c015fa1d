"""Saying in our own terms what msgspec found wrong."""

import re

import msgspec

from backend.core.errors import Invalid

# An even number of backslashes before it belongs to something else.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def refusal(error: msgspec.ValidationError) -> Invalid:
    """Return the `Invalid` that names the field msgspec complained of."""
    sentence, _, path = str(error).partition(" - at `$")
    return Invalid("The body does not have the wanted shape.", {path.rstrip("`").lstrip("."): sentence})


def holds_nul(raw: bytes) -> bool:
    """Tell whether a text of this JSON holds U+0000, which PostgreSQL stores in none."""
    return _NUL.search(raw) is not None
