"""Receipts: that a phone showed a message, or its visitor opened it, known by a token only we can make.

A token names one delivery and nothing of its phone; whoever holds the phone may use it, nobody can guess one.
"""

import base64
import binascii
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tortoise.transactions import in_transaction

from backend.core.sql import in_utc
from backend.push.models import Delivery
from backend.push.schemas import Receipt

_ID_BYTES: Final = 8
_TAG_BYTES: Final = 12
TOKEN_LENGTH: Final = 27


class ReceiptTokens:
    """Makes and reads tokens: a delivery's id and 96 bits of its HMAC-SHA-256 (RFC 2104, section 5)."""

    def __init__(self, secret: str) -> None:
        # A key of its own, so that what is signed here says nothing anywhere else.
        self._key = hmac.digest(secret.encode(), b"push receipts", "sha256")

    def make(self, delivery_id: int) -> str:
        """Return the token of a delivery, always 27 base64url characters."""
        name = delivery_id.to_bytes(_ID_BYTES)
        return base64.urlsafe_b64encode(name + self._tag(name)).decode().rstrip("=")

    def read(self, token: str) -> int | None:
        """Return the delivery a token was made for, None when we did not make it."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            return None
        try:
            raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
        except binascii.Error:
            return None
        name, tag = raw[:_ID_BYTES], raw[_ID_BYTES:]
        return int.from_bytes(name) if hmac.compare_digest(tag, self._tag(name)) else None

    def _tag(self, name: bytes) -> bytes:
        return hmac.digest(self._key, name, "sha256")[:_TAG_BYTES]


async def count(receipts: Sequence[Receipt], tokens: ReceiptTokens, *, now: datetime) -> int:
    """Note what phones say of messages, each event of a message once; return how many were new.

    What bears a token that is not ours is left out. A time in the future counts as `now`.
    """
    counted = 0
    async with in_transaction():
        for receipt in receipts:
            delivery_id = tokens.read(receipt.token)
            if delivery_id is None:
                continue
            column = "shown_at" if receipt.event == "shown" else "opened_at"
            fresh = Delivery.filter(**{"id": delivery_id, f"{column}__isnull": True})
            counted += await fresh.update(**{column: in_utc(min(receipt.at, now))})
    return counted
