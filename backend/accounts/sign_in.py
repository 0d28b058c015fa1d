"""Signing in and out: by password, by one-time link."""

import asyncio
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from tortoise.transactions import in_transaction

from backend.accounts import queries
from backend.accounts.audit import audit
from backend.accounts.models import AuditEntry, Person, PersonRole, SignedIn, SignInLink
from backend.accounts.rules import LINK_LASTS, SESSION_LASTS, Actor, Role, is_email, normal_email
from backend.core import sql
from backend.core.errors import Invalid, Unauthenticated
from backend.core.ids import hash_token, new_id, new_token

_hasher = PasswordHasher()
# Verified when nobody has the address, so that the time of the answer does not tell who has an account.
_nobody = _hasher.hash("nobody has this password")

_WRONG = "The address or the password is wrong."


async def sign_in(email: str, password: str, *, now: datetime) -> str:
    """Return a new cookie's token; raises `Unauthenticated` when address or password is wrong."""
    person = await Person.get_or_none(email=normal_email(email))
    known = person.password_hash if person and person.password_hash else _nobody
    # Hashing takes tens of milliseconds on purpose: other requests go on meanwhile.
    right = await asyncio.to_thread(_verify, known, password)
    if person is None or not person.password_hash or not right:
        raise Unauthenticated(_WRONG)
    async with in_transaction():
        return await _begin(person.id, "password", now=now)


def _verify(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


async def follow_link(token: str, *, now: datetime) -> str:
    """Use a one-time link up and return a new cookie's token; raises `Unauthenticated` when it is none."""
    async with in_transaction() as connection:
        # One statement, so that of two who hold the link one gets in.
        used = await sql.rows(
            connection,
            """
            DELETE FROM sign_in_link WHERE token_hash = :token_hash AND expires_at > :now
            RETURNING person_id
            """,
            token_hash=hash_token(token),
            now=now,
        )
        if not used:
            raise Unauthenticated("This link has been used or is too old. Ask for a new one.")
        return await _begin(used[0]["person_id"], "link", now=now)


async def _begin(person_id: str, way: str, *, now: datetime) -> str:
    token = new_token()
    await SignedIn.filter(expires_at__lte=now).delete()
    await SignedIn.create(
        token_hash=hash_token(token), person_id=person_id, created_at=now, expires_at=now + SESSION_LASTS
    )
    await AuditEntry.create(at=now, actor=person_id, action="sign in", subject=person_id, detail={"by": way})
    return token


async def sign_out(token: str) -> None:
    """End the sign-in that holds the cookie."""
    await SignedIn.filter(token_hash=hash_token(token)).delete()


async def make_link(person_id: str, *, now: datetime) -> str:
    """Return the token of a new one-time link for a person."""
    token = new_token()
    await SignInLink.filter(expires_at__lte=now).delete()
    await SignInLink.create(token_hash=hash_token(token), person_id=person_id, expires_at=now + LINK_LASTS)
    return token


async def add_person(email: str, role: Role, *, password: str | None, now: datetime) -> str:
    """Return the id of the person of `email`, made if unknown, with the role and, if given, the password.

    Raises `Invalid` when the address cannot be one or the password is shorter than 10 characters.
    """
    if not is_email(email):
        raise Invalid("That is not a mail address.", {"email": "not a mail address"})
    if password is not None and len(password) < 10:
        raise Invalid("A password has at least 10 characters.", {"password": "at least 10 characters"})
    hashed = None if password is None else await asyncio.to_thread(_hasher.hash, password)
    async with in_transaction():
        person = await Person.get_or_none(email=normal_email(email))
        if person is None:
            person = await Person.create(id=new_id(), email=normal_email(email), created_at=now)
        if hashed is not None:
            person.password_hash = hashed
            await person.save(update_fields=["password_hash"])
        await PersonRole.get_or_create(person_id=person.id, role=role.value)
        return person.id


async def speaker_link(actor: Actor, speaker: str, *, now: datetime) -> str:
    """Return a one-time link's token for a speaker, who is made a person when they were none."""
    async with in_transaction():
        person, _ = await Person.get_or_create(speaker=speaker, defaults={"id": new_id(), "created_at": now})
        await PersonRole.get_or_create(person_id=person.id, role=Role.SPEAKER.value)
        await audit(actor, "make sign-in link", f"speakers/{speaker}", now=now)
        return await make_link(person.id, now=now)


async def owner_link(*, now: datetime) -> str | None:
    """Return a one-time link's token for the first owner while no owner has a password, else nothing."""
    row = await PersonRole.filter(role=Role.OWNER.value).order_by("id").first()
    if row is None:
        owner = await add_person("owner@localhost", Role.OWNER, password=None, now=now)
        return await make_link(owner, now=now)
    found = await queries.actor(row.person_id)
    return await make_link(found.id, now=now) if found else None
