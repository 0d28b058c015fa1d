"""Receipts: that a phone showed a message, or its visitor opened it, known by a token only we can make.

A token names one delivery, alone or as the first of a digest, and nothing of its phone; whoever holds the
phone may use it, nobody can guess one.
"""

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tortoise.transactions import in_transaction

from backend.core import sql
from backend.push.rules import CAPPED_MESSAGES
from backend.push.schemas import Receipt

_ID_BYTES: Final = 8
_TAG_BYTES: Final = 12
TOKEN_LENGTH: Final = 27
# No delivery's own id has this bit.
_OF_DIGEST: Final = 1 << 63

# A digest's further deliveries: counted ones of the same phone, after its first and accepted with it.
_FURTHER: Final = f"""
    SELECT other.id FROM delivery first JOIN delivery other
        ON other.subscription_id = first.subscription_id AND other.finished_at = first.finished_at
    WHERE first.id = :id AND other.id > :id AND other.state = 'accepted'
        AND other.message_id IN ({CAPPED_MESSAGES})
"""


@dataclass(frozen=True, slots=True)
class Named:
    """What a token names."""

    delivery_id: int
    of_digest: bool = False


class ReceiptTokens:
    """Makes and reads tokens: a delivery's id and 96 bits of its HMAC-SHA-256 (RFC 2104, section 5)."""

    def __init__(self, secret: str) -> None:
        # A key of its own, so that what is signed here says nothing anywhere else.
        self._key = hmac.digest(secret.encode(), b"push receipts", "sha256")

    def make(self, delivery_id: int, *, of_digest: bool = False) -> str:
        """Return the token of a delivery, or of the digest it is the first of; 27 base64url characters."""
        name = (delivery_id | _OF_DIGEST if of_digest else delivery_id).to_bytes(_ID_BYTES)
        return base64.urlsafe_b64encode(name + self._tag(name)).decode().rstrip("=")

    def read(self, token: str) -> Named | None:
        """Return what a token was made for, None when we did not make it."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            return None
        try:
            raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
        except binascii.Error:
            return None
        number = int.from_bytes(raw[:_ID_BYTES])
        named = Named(number & ~_OF_DIGEST, of_digest=number >= _OF_DIGEST)
        # The letters and not the bytes: base64 reads some of them in more than one way.
        made = self.make(named.delivery_id, of_digest=named.of_digest)
        return named if hmac.compare_digest(made, token) else None

    def _tag(self, name: bytes) -> bytes:
        return hmac.digest(self._key, name, "sha256")[:_TAG_BYTES]


async def count(receipts: Sequence[Receipt], tokens: ReceiptTokens, *, now: datetime) -> int:
    """Note what phones say of messages, each event of a message once; return how many were new.

    A digest's receipt counts for each of its messages, once it is recorded that they were accepted. What
    bears a token that is not ours is left out. A time in the future counts as `now`.
    """
    counted = 0
    async with in_transaction() as connection:
        for receipt in receipts:
            named = tokens.read(receipt.token)
            if named is None:
                continue
            column = "shown_at" if receipt.event == "shown" else "opened_at"
            further = f" OR id IN ({_FURTHER})" if named.of_digest else ""
            counted += await sql.run(
                connection,
                f"""
                UPDATE delivery SET {column} = :at
                WHERE {column} IS NULL AND (id = :id{further})
                """,
                at=min(receipt.at, now),
                id=named.delivery_id,
            )
    return counted
