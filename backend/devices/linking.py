"""Letting another phone join a visitor, or take this phone's place.

The phones agree on a key by themselves: ephemeral ECDH on P-256, and a secret that a person carries across,
stretched by PBKDF2 (RFC 8018, section 5.2) and mixed in by HKDF (RFC 5869). What lives only on the phone
travels sealed with AES-256-GCM (NIST SP 800-38D). This side hands on keys, a proof and the parcel, and
learns neither secret nor content. Every step can be repeated by a phone that lost the answer.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime, tzinfo

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from backend.core import sql
from backend.core.errors import Conflict, NotFound
from backend.core.ids import hash_token, new_id, new_token
from backend.core.sql import in_utc
from backend.devices import commands, feeds, queries
from backend.devices.models import Device, DeviceLink
from backend.devices.rules import LINK_KEPT, LINK_LASTS, KnownDevice, LinkState, PersonalData, link_state
from backend.devices.schemas import LinkClaim, LinkClaimed, LinkOffer, LinkOffered, LinkPickUp, LinkSeen


class LookupTaken(Conflict):
    """Another offer holds the lookup now."""


class NotClaimed(Conflict):
    """No phone has claimed the offer yet."""


class NoSuchLink(NotFound):
    """No offer, or none for this caller: unknown, past its time, or already taken answer alike."""

    def __init__(self) -> None:
        super().__init__("There is no such offer, or it no longer holds.")


async def offer(device: KnownDevice, wanted: LinkOffer, zone: tzinfo, *, now: datetime) -> LinkOffered:
    """Offer that another phone joins, in place of this one's former offer; raises `LookupTaken`."""
    expires_at = now + LINK_LASTS
    link_id = new_id()
    try:
        async with in_transaction() as connection:
            await _sweep(connection, now)
            await commands.drop_links(connection, device.id)
            await DeviceLink.create(
                id=link_id,
                device_id=device.id,
                code_hash=hash_token(wanted.lookup),
                move=wanted.move,
                public_key=wanted.public_key,
                expires_at=expires_at,
            )
    except IntegrityError as error:
        raise LookupTaken("This code is in use; make another.") from error
    return LinkOffered(link_id, expires_at.astimezone(zone))


async def look(device: KnownDevice, link_id: str, *, now: datetime) -> LinkSeen:
    """Return how far a device's own offer has come; raises `NoSuchLink`."""
    link = await DeviceLink.get_or_none(id=link_id, device_id=device.id)
    if link is None:
        raise NoSuchLink
    return LinkSeen(_state(link, now), link.claim_key, link.claim_proof, link.claim_name)


async def cancel(device: KnownDevice, link_id: str) -> None:
    """End a device's own offer; that there is none is no error."""
    async with in_transaction() as connection:
        if await _lock(connection, "id = :id AND device_id = :device", id=link_id, device=device.id):
            await commands.drop_links(connection, device.id)


async def claim(given: LinkClaim, *, now: datetime) -> LinkClaimed:
    """Claim the offer that a code names; raises `NoSuchLink`.

    One phone claims an offer once; the same phone is given a new token in place of one that got lost.
    """
    token, code = new_token(), hash_token(given.lookup)
    async with in_transaction() as connection:
        await _lock(connection, "code_hash = :code", code=code)
        link = await DeviceLink.get_or_none(code_hash=code)
        if link is None or _state(link, now) not in ("waiting", "claimed") or not _may_claim(link, given):
            raise NoSuchLink
        await DeviceLink.filter(id=link.id).update(
            claim_hash=hash_token(token),
            claim_key=given.public_key,
            claim_proof=given.proof,
            claim_name=given.name,
        )
    return LinkClaimed(link.id, token, link.public_key)


async def confirm(device: KnownDevice, link_id: str, parcel: str, *, now: datetime) -> None:
    """Let the phone that claimed the offer in, and keep the parcel for it; a second time changes nothing.

    Raises `NoSuchLink`, `NotClaimed`. The phone is known by the token it claimed with.
    """
    async with in_transaction() as connection:
        await _lock(connection, "id = :id AND device_id = :device", id=link_id, device=device.id)
        link = await DeviceLink.get_or_none(id=link_id, device_id=device.id)
        if link is None or _state(link, now) == "expired":
            raise NoSuchLink
        if link.claim_hash is None:
            raise NotClaimed("No phone has claimed this offer yet.")
        if link.confirmed_at is not None:
            return
        former = await queries.phone(device.id)
        # Until it is seen it counts as one that never came. It begins as the phone whose settings it is sent.
        await Device.create(
            id=new_id(),
            visitor_id=device.visitor_id,
            token_hash=link.claim_hash,
            locale=former.locale,
            quiet_from=former.quiet_from,
            quiet_to=former.quiet_to,
            time_zone=former.time_zone,
            created_at=now,
            seen_at=None,
        )
        await DeviceLink.filter(id=link_id).update(
            confirmed_at=now, expires_at=now + LINK_LASTS, parcel=parcel
        )


async def pick_up(link_id: str, token: str, *, now: datetime) -> LinkPickUp:
    """Return how far an offer has come for the phone that claimed it with `token`; raises `NoSuchLink`."""
    link = await DeviceLink.get_or_none(id=link_id)
    if link is None or not _is_claimed_with(link, token):
        raise NoSuchLink
    state = _state(link, now)
    if state not in ("confirmed", "done"):
        return LinkPickUp(state, None, None)
    joined = await Device.get_or_none(token_hash=link.claim_hash)
    return LinkPickUp(state, joined.id if joined else None, link.parcel)


async def receive(device: KnownDevice, link_id: str, parts: Sequence[PersonalData]) -> None:
    """Note that the new phone keeps what was sent, and end the old one if it was a move.

    Called by the new phone; that the offer is gone already is no error. Raises `NoSuchLink` for an offer that
    another phone claimed.
    """
    async with in_transaction() as connection:
        await _lock(connection, "id = :id", id=link_id)
        link = await DeviceLink.get_or_none(id=link_id)
        if link is None:
            return
        joined = await Device.get_or_none(id=device.id, token_hash=link.claim_hash or "")
        if joined is None or link.confirmed_at is None:
            raise NoSuchLink
        if not link.parcel:
            return
        # An offer outlives the phone that made it, so that a repeated call finds it settled.
        former = KnownDevice(link.device_id, device.visitor_id)
        await DeviceLink.filter(id=link_id).update(
            parcel=None, **({"device_id": device.id} if link.move else {})
        )
        if link.move:
            await feeds.hand_over(connection, former, device)
            await commands.erase(former, parts)


async def _lock(connection: BaseDBAsyncClient, condition: str, **values: str) -> int:
    # A write comes first: on SQLite a transaction that reads first may find the database locked later.
    return await sql.run(
        connection, f"UPDATE device_link SET expires_at = expires_at WHERE {condition}", **values
    )


async def _sweep(connection: BaseDBAsyncClient, now: datetime) -> None:
    past = in_utc(now - LINK_KEPT)
    await sql.run(
        connection,
        """
        DELETE FROM device WHERE seen_at IS NULL AND token_hash IN
            (SELECT claim_hash FROM device_link WHERE expires_at <= :past AND confirmed_at IS NOT NULL)
        """,
        past=past,
    )
    await sql.run(connection, "DELETE FROM device_link WHERE expires_at <= :past", past=past)
    # What nobody has claimed in time serves nobody, and would only hold its code.
    await sql.run(
        connection, "DELETE FROM device_link WHERE expires_at <= :now AND confirmed_at IS NULL", now=now
    )


def _state(link: DeviceLink, now: datetime) -> LinkState:
    confirmed = link.confirmed_at is not None
    return link_state(
        link.expires_at,
        claimed=link.claim_hash is not None,
        confirmed=confirmed,
        delivered=confirmed and link.parcel is None,
        now=now,
    )


def _may_claim(link: DeviceLink, given: LinkClaim) -> bool:
    if link.claim_hash is None:
        return True
    if link.claim_key != given.public_key or link.claim_proof is None:
        return False
    return hmac.compare_digest(link.claim_proof, given.proof)


def _is_claimed_with(link: DeviceLink, token: str) -> bool:
    return link.claim_hash is not None and hmac.compare_digest(link.claim_hash, hash_token(token))
