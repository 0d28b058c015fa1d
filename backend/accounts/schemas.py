"""What sign-in takes and tells."""

from typing import Annotated

import msgspec


class SignInBody(msgspec.Struct, forbid_unknown_fields=True):
    """An address and its password."""

    email: Annotated[str, msgspec.Meta(max_length=254)]
    password: Annotated[str, msgspec.Meta(max_length=1024)]


class LinkBody(msgspec.Struct, forbid_unknown_fields=True):
    """The token of a one-time link."""

    token: Annotated[str, msgspec.Meta(min_length=20, max_length=128)]


class Me(msgspec.Struct):
    """Who is signed in; `speaker` is the id of the speaker they are."""

    email: str | None
    roles: list[str]
    speaker: str | None
