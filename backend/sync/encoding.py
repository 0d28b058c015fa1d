"""The content encodings phones accept (RFC 9110, section 12.5.3), made once and sent many times."""

import gzip
from typing import Literal

import brotli
import zstandard

Encoding = Literal["br", "zstd", "gzip", "identity"]

# The smallest first: on a venue's Wi-Fi the bytes cost more than unpacking them.
PREFERENCE: tuple[Encoding, ...] = ("br", "zstd", "gzip")


def compress(body: bytes, encoding: Encoding, *, thorough: bool) -> bytes:
    """Return `body` in `encoding`; `thorough` spends seconds on a body that many will fetch."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=10 if thorough else 5))
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=19 if thorough else 6).compress(body)
    if encoding == "gzip":
        return gzip.compress(body, 9 if thorough else 6, mtime=0)
    return body


def negotiate(accepted: str) -> Encoding:
    """Return the encoding to answer with, for the value of an `Accept-Encoding` header."""
    offers: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            offers[name.strip()] = float(quality) if quality else 1.0
        except ValueError:
            offers[name.strip()] = 0.0
    for encoding in PREFERENCE:
        if offers.get(encoding, offers.get("*", 0.0)) > 0:
            return encoding
    return "identity"
