"""Ids for imported records: the same thing gets the same id each time its file is read."""

import hashlib
import re
import unicodedata


def stable_id(kind: str, *key: str) -> str:
    """Return a short id that depends on the key alone, so that renaming a record does not change it."""
    digest = hashlib.sha256("\x1f".join(key).encode()).hexdigest()
    return f"{kind}-{digest[:12]}"


def slug(name: str) -> str:
    """Return a name as a readable slug; a name without a single Latin letter or digit gives an empty one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")


def named_id(kind: str, name: str) -> str:
    """Return the readable slug of a name, or a stable id where the name has none or had to be cut."""
    readable = slug(name)
    return readable if readable and len(readable) < 64 else stable_id(kind, name)
