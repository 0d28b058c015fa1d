"""Reading people and their sign-ins."""

from datetime import datetime

from backend.accounts.models import Person, PersonRole, SignedIn
from backend.accounts.rules import Actor, Role
from backend.core.ids import hash_token


async def actor_of_cookie(token: str, now: datetime) -> Actor | None:
    """Return who holds the cookie, or nothing when it is unknown or over."""
    row = await SignedIn.filter(token_hash=hash_token(token), expires_at__gt=now).first()
    return await actor(row.person_id) if row else None


async def actor(person_id: str) -> Actor | None:
    """Return a person as an actor."""
    person = await Person.get_or_none(id=person_id)
    if person is None:
        return None
    roles = await PersonRole.filter(person_id=person_id).values_list("role", flat=True)
    return Actor(person.id, person.email, frozenset(Role(str(role)) for role in roles), person.speaker)


async def has_people() -> bool:
    """Tell whether anybody can sign in."""
    return await Person.exists()


async def speakers_signed_in(now: datetime) -> set[str]:
    """Return the ids of the speakers of whom somebody is signed in."""
    found = await SignedIn.filter(expires_at__gt=now, person__speaker__isnull=False).values_list(
        "person__speaker", flat=True
    )
    return {str(speaker) for speaker in found}
