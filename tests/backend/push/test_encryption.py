"""Encryption: what a phone decrypts is what was sent, one record under a fresh key."""

import os

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.push.encryption import Encryptor
from backend.push.payload import MAX_PLAINTEXT
from backend.push.rules import KeysRefused

SALT_AND_RECORD_SIZE = 20


class Phone:
    """The receiving end of one subscription."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.p256dh = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.auth = os.urandom(16)

    def decrypt(self, body: bytes) -> bytes:
        plaintext: bytes = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)
        return plaintext


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=MAX_PLAINTEXT))
def test_a_phone_decrypts_what_was_sent(plaintext: bytes) -> None:
    phone = Phone()

    assert phone.decrypt(Encryptor().encrypt(plaintext, phone.p256dh, phone.auth)) == plaintext


def test_one_encryptor_serves_many_phones_in_turn() -> None:
    encryptor, phones = Encryptor(), [Phone() for _ in range(3)]
    bodies = [encryptor.encrypt(b"hello", phone.p256dh, phone.auth) for phone in phones]

    assert [phone.decrypt(body) for phone, body in zip(phones, bodies, strict=True)] == [b"hello"] * 3


def test_every_message_has_its_own_sender_key_and_salt() -> None:
    phone, encryptor = Phone(), Encryptor()
    bodies = [encryptor.encrypt(b"hello", phone.p256dh, phone.auth) for _ in range(20)]

    assert len({body[21:86] for body in bodies}) == 20
    assert len({body[:16] for body in bodies}) == 20


def test_the_largest_plaintext_is_one_record() -> None:
    phone = Phone()
    body = Encryptor().encrypt(b"x" * MAX_PLAINTEXT, phone.p256dh, phone.auth)

    assert len(body) == SALT_AND_RECORD_SIZE + 1 + 65 + MAX_PLAINTEXT + 1 + 16
    assert int.from_bytes(body[16:20]) == 4096


@pytest.mark.parametrize(
    ("p256dh", "auth", "field"),
    [
        (b"", os.urandom(16), "keys.p256dh"),
        (b"\x04" + bytes(64), os.urandom(16), "keys.p256dh"),
        (Phone().p256dh, b"", "keys.auth"),
        (Phone().p256dh, b"x", "keys.auth"),
    ],
    # Else the keys would be the names, other ones in each process.
    ids=["no key", "no point", "no secret", "short secret"],
)
def test_keys_that_cannot_be_encrypted_to_are_named(p256dh: bytes, auth: bytes, field: str) -> None:
    with pytest.raises(KeysRefused) as refused:
        Encryptor().encrypt(b"hello", p256dh, auth)

    assert list(refused.value.errors) == [field]
