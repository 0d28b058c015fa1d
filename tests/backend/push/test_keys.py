"""Subscription keys: only what can be encrypted to is taken."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.push.rules import Keys, KeysRefused, read_keys

KEY = ec.derive_private_key(7, ec.SECP256R1()).public_key()
POINT = KEY.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
COMPRESSED = KEY.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
AUTH = bytes(range(240, 256))


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_keys_are_read_with_and_without_padding() -> None:
    bare = read_keys(text(POINT), text(AUTH))
    padded = read_keys(text(POINT) + "=", text(AUTH) + "==")

    assert bare == padded == Keys(POINT, AUTH)


@pytest.mark.parametrize(
    "p256dh",
    [
        "",
        "A",
        text(POINT[:64]),
        text(POINT + b"\0"),
        text(COMPRESSED),
        text(b"\x03" + POINT[1:]),
        text(b"\x06" + POINT[1:]),
        text(POINT[:-1] + bytes([POINT[-1] ^ 1])),
        text(b"\x04" + bytes(64)),
        text(b"\x04" + b"\xff" * 64),
        base64.b64encode(b"\x04" + b"\xfb\xef" * 32).decode(),
        text(POINT) + "\n",
        "é" * 87,
    ],
)
def test_a_key_that_is_no_uncompressed_point_on_the_curve_is_refused(p256dh: str) -> None:
    with pytest.raises(KeysRefused) as refused:
        read_keys(p256dh, text(AUTH))

    assert refused.value.errors == {"keys.p256dh": refused.value.detail}


@pytest.mark.parametrize(
    "auth", ["", "A", "AA", text(AUTH[:15]), text(AUTH + b"\0"), "*" * 22, text(AUTH) + "==="]
)
def test_a_secret_that_is_not_16_bytes_is_refused(auth: str) -> None:
    with pytest.raises(KeysRefused) as refused:
        read_keys(text(POINT), auth)

    assert refused.value.errors == {"keys.auth": refused.value.detail}
