"""VAPID: the key that identifies this server to push services, and its signatures (RFC 8292)."""

import base64
import re
from datetime import datetime, timedelta
from typing import Final

import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from backend.core.errors import Invalid

LIFE: Final = timedelta(hours=12)
RENEWED_AFTER: Final = LIFE / 2

_HEADER: Final = b'{"typ":"JWT","alg":"ES256"}'
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_DOMAIN: Final = rf"(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
_SUBJECT = re.compile(
    rf"mailto:[^\s<>@,;:\"\\()\[\]]+@{_DOMAIN}|https://{_DOMAIN}(?::[0-9]{{1,5}})?(?:/[^\s<>\"\\]*)?"
)


class VapidKeyRefused(Invalid):
    """The text is not a private key on P-256."""


class SubjectRefused(Invalid):
    """The contact address is one that push services turn away."""


def generate_private_key() -> str:
    """Return a fresh private key as 43 base64url characters."""
    return write_private_key(ec.generate_private_key(ec.SECP256R1()))


def write_private_key(key: ec.EllipticCurvePrivateKey) -> str:
    """Return the private key's 32 bytes as base64url without padding."""
    return _base64url(key.private_numbers().private_value.to_bytes(32))


def load_private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """Return the key in `text`: PEM (its line ends may be written as `\\n`), or 32 bytes as base64url.

    Raises VapidKeyRefused.
    """
    cleaned = text.strip()
    try:
        if "-----BEGIN" in cleaned:
            pem = cleaned.replace("\\n", "\n").encode()
            key = serialization.load_pem_private_key(pem, password=None)
        else:
            key = _derive(cleaned)
    except (ValueError, TypeError):
        raise VapidKeyRefused("The VAPID private key is neither PEM nor 32 bytes as base64url.") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise VapidKeyRefused("The VAPID private key is not on the curve P-256.")
    return key


def write_public_key(key: ec.EllipticCurvePrivateKey) -> str:
    """Return the public key as browsers take it in `applicationServerKey`: 65 bytes as base64url."""
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return _base64url(point)


def check_subject(subject: str) -> str:
    """Return the contact address when the strictest service takes it (RFC 8292, section 2.1).

    Apple refuses spaces, angle brackets and domains without a dot. Raises SubjectRefused.
    """
    if _SUBJECT.fullmatch(subject) is None:
        raise SubjectRefused(
            "The VAPID subject is not a mailto: or https: address with a real domain and no spaces."
        )
    return subject


class VapidSigner:
    """Authorization headers for one key, signed once per origin and renewed at half life."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str) -> None:
        self.public_key = write_public_key(key)
        self._key = key
        self._subject = check_subject(subject)
        self._signed: dict[str, tuple[datetime, str]] = {}

    def authorization(self, origin: str, now: datetime) -> str:
        """Return the header's value for `origin`, good for six more hours at least (RFC 8292, section 3)."""
        held = self._signed.get(origin)
        # A clock that was set back must not leave a token in use that ends over a day ahead.
        if held is not None and timedelta(0) <= now - held[0] < RENEWED_AFTER:
            return held[1]
        value = f"vapid t={self._sign(origin, now)},k={self.public_key}"
        self._signed[origin] = (now, value)
        return value

    def _sign(self, origin: str, now: datetime) -> str:
        claims = {"aud": origin, "exp": int((now + LIFE).timestamp()), "sub": self._subject}
        signed = f"{_base64url(_HEADER)}.{_base64url(msgspec.json.encode(claims))}"
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{signed}.{_base64url(r.to_bytes(32) + s.to_bytes(32))}"


def _derive(text: str) -> ec.EllipticCurvePrivateKey:
    bare = text.rstrip("=")
    raw = base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    if len(raw) != 32:
        raise ValueError(len(raw))
    return ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
