"""What a push service demands of a request, read strictly: RFC 8030, RFC 8188, RFC 8291, RFC 8292."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, cast, get_args

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

Urgency = Literal["very-low", "low", "normal", "high"]

MAX_BODY: Final = 4096
MAX_VAPID_LIFE: Final = timedelta(hours=24)
SALT_AND_RECORD_SIZE: Final = 16 + 4
POINT: Final = 65
PADDING_AND_TAG: Final = 1 + 16


class Refused(Exception):
    """The request breaks a specification; `status` is the answer, the text is the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Vapid:
    """A VAPID signature that has been checked: RFC 8292."""

    key: bytes
    audience: str
    expires_at: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Push:
    """One push request that meets the specifications; `body` is still encrypted."""

    token: str
    body: bytes
    ttl: timedelta
    urgency: Urgency
    topic: str | None
    vapid: Vapid
    headers: Mapping[str, str]
    received_at: datetime

    @property
    def expires_at(self) -> datetime:
        return self.received_at + self.ttl


def read_push(token: str, headers: Mapping[str, str], body: bytes, *, audience: str, now: datetime) -> Push:
    """Return the request as the service understood it; raise Refused where it breaks a specification.

    `headers` has lower-case names, `audience` is the origin of the endpoint.
    """
    vapid = read_vapid(headers.get("authorization", ""), audience=audience, now=now)
    require_encrypted(headers.get("content-encoding", ""), body)
    return Push(
        token=token,
        body=body,
        ttl=read_ttl(headers.get("ttl")),
        urgency=read_urgency(headers.get("urgency", "normal")),
        topic=read_topic(headers.get("topic")),
        vapid=vapid,
        headers=dict(headers),
        received_at=now,
    )


def read_vapid(authorization: str, *, audience: str, now: datetime) -> Vapid:
    """Return the checked claims of an `Authorization: vapid t=..., k=...` header: RFC 8292, section 3."""
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() != "vapid":
        raise Refused(401, "no VAPID authorization")
    fields = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    key = decode(fields.get("k", ""), "VAPID key")
    signed, _, signature = fields.get("t", "").rpartition(".")
    header, _, claims = signed.partition(".")
    if read_json(header).get("alg") != "ES256":
        raise Refused(401, "VAPID token is not signed with ES256")
    require_signature(key, signed, decode(signature, "VAPID signature"))
    return read_claims(read_json(claims), key=key, audience=audience, now=now)


def read_claims(claims: Mapping[str, object], *, key: bytes, audience: str, now: datetime) -> Vapid:
    if claims.get("aud") != audience:
        raise Refused(401, f"VAPID aud is {claims.get('aud')!r}, not {audience!r}")
    seconds = claims.get("exp")
    if not isinstance(seconds, int):
        raise Refused(401, "VAPID exp is not a whole number")
    expires_at = datetime.fromtimestamp(seconds, UTC)
    if not now < expires_at <= now + MAX_VAPID_LIFE:
        raise Refused(401, f"VAPID exp {expires_at.isoformat()} is past or over 24 h ahead")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not is_contact(subject):
        raise Refused(401, f"VAPID sub {subject!r} is no mailto: or https: address with a real domain")
    return Vapid(key=key, audience=audience, expires_at=expires_at, subject=subject)


def is_contact(subject: str) -> bool:
    """Whether Apple, the strictest service, takes it: no spaces, no angle brackets, a domain with a dot."""
    return re.fullmatch(r"(mailto:[^\s<>@]+@|https://)[^\s<>@/:]+\.[^\s<>@]+", subject) is not None


def require_signature(key: bytes, signed: str, signature: bytes) -> None:
    if len(signature) != 64:
        raise Refused(401, "VAPID signature is not 64 bytes")
    encoded = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        public.verify(encoded, signed.encode(), ec.ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        raise Refused(401, "VAPID signature does not fit its key") from None


def require_encrypted(encoding: str, body: bytes) -> None:
    """Refuse what is not exactly one `aes128gcm` record with a sender key: RFC 8291, section 4."""
    if encoding != "aes128gcm":
        raise Refused(400, f"Content-Encoding is {encoding!r}, not 'aes128gcm'")
    if len(body) > MAX_BODY:
        raise Refused(413, f"body has {len(body)} bytes, over {MAX_BODY}")
    record = len(body) - SALT_AND_RECORD_SIZE - 1 - POINT
    if record < PADDING_AND_TAG or body[SALT_AND_RECORD_SIZE] != POINT or body[SALT_AND_RECORD_SIZE + 1] != 4:
        raise Refused(400, "body lacks the sender's key or a record")
    if record > int.from_bytes(body[16:SALT_AND_RECORD_SIZE]):
        raise Refused(400, "body has more than one record")


def read_ttl(text: str | None) -> timedelta:
    if text is None or re.fullmatch(r"[0-9]{1,9}", text) is None:
        raise Refused(400, f"TTL is {text!r}, not whole seconds")
    return timedelta(seconds=int(text))


def read_urgency(text: str) -> Urgency:
    if text not in get_args(Urgency):
        raise Refused(400, f"Urgency {text!r} is unknown")
    return cast("Urgency", text)


def read_topic(text: str | None) -> str | None:
    if text is not None and re.fullmatch(r"[A-Za-z0-9_-]{1,32}", text) is None:
        raise Refused(400, f"Topic {text!r} is not 1 to 32 base64url characters")
    return text


def read_json(part: str) -> dict[str, object]:
    try:
        content = json.loads(decode(part, "VAPID token"))
    except ValueError:
        raise Refused(401, "VAPID token is not JSON") from None
    if not isinstance(content, dict):
        raise Refused(401, "VAPID token is no object")
    return content


def decode(text: str, what: str) -> bytes:
    """The bytes of unpadded base64url."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refused(401, f"{what} is not base64url") from None


def encode(data: bytes) -> str:
    """Unpadded base64url."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
