"""Identifiers and secrets."""

import hashlib
import secrets
import uuid


def new_id() -> str:
    """Return a random identifier of 32 hexadecimal digits (a UUID version 4 without dashes)."""
    return uuid.uuid4().hex


def new_token() -> str:
    """Return a secret of 256 bits as 43 base64url characters."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a secret as hexadecimal digits.

    A plain hash is enough: the secrets are random and too long to guess, unlike passwords.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_id(key: str) -> str:
    """Return the identifier of 32 hexadecimal digits that every process gives to the same thing."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
