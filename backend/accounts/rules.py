"""What roles mean and how long a sign-in lasts."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SESSION_LASTS = timedelta(days=14)
LINK_LASTS = timedelta(hours=24)


class Role(StrEnum):
    """What a signed-in person may do; owners may do all that organizers may, and both all that crew may."""

    OWNER = "owner"
    ORGANIZER = "organizer"
    SPEAKER = "speaker"
    CREW = "crew"
    EXHIBITOR = "exhibitor"


_INCLUDED = {Role.OWNER: {Role.ORGANIZER, Role.CREW}, Role.ORGANIZER: {Role.CREW}}


@dataclass(frozen=True)
class Actor:
    """Who does something: a person's id and roles. `SYSTEM` stands for the command line.

    `email` is none for who came by a link alone, `speaker` the id of the speaker they are.
    """

    id: str
    email: str | None
    roles: frozenset[Role]
    speaker: str | None = None

    def may(self, role: Role) -> bool:
        """Tell whether the actor holds `role` or one that includes it."""
        return any(role is held or role in _INCLUDED.get(held, ()) for held in self.roles)


SYSTEM = Actor("system", None, frozenset({Role.OWNER}))


def normal_email(email: str) -> str:
    """Return the form of an address that people are found by."""
    return email.strip().lower()


def is_email(email: str) -> bool:
    """Tell whether `email` can be an address: something, an at sign, a domain; no spaces."""
    local, at, domain = email.partition("@")
    return bool(local and at and domain) and not any(c.isspace() for c in email) and len(email) <= 254
