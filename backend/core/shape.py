"""Saying in our own terms what msgspec found wrong."""

import msgspec

from backend.core.errors import Invalid


def refusal(error: msgspec.ValidationError) -> Invalid:
    """Return the `Invalid` that names the field msgspec complained of."""
    sentence, _, path = str(error).partition(" - at `$")
    return Invalid("The body does not have the wanted shape.", {path.rstrip("`").lstrip("."): sentence})
