"""A phone without a browser: what tests subscribe where only the sending side is in question."""

import json
import os
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.push_services.service import Connection, Message, Phone, PushService
from tests.push_services.verify import POINT, SALT_AND_RECORD_SIZE, encode


class Subscriber(Connection):
    """One subscription at a double; `read` holds the decrypted payloads in the order they arrived.

    `vapid_key` restricts it to that public key (65 bytes).
    """

    def __init__(self, service: PushService, *, vapid_key: bytes | None = None) -> None:
        self.service = service
        self.read: list[Any] = []
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._point = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self._auth = os.urandom(16)
        self._phone = Phone(secrets.token_hex(8))
        self._subscription = service.subscribe(self._phone, "subscriber", vapid_key)

    @property
    def token(self) -> str:
        return self._subscription.token

    def subscription(self) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` gives in a browser."""
        keys = {"p256dh": encode(self._point), "auth": encode(self._auth)}
        return {"endpoint": self.service.endpoint(self._subscription), "keys": keys}

    async def connect(self) -> None:
        await self.service.connect(self._phone, self)

    def disconnect(self) -> None:
        self.service.disconnect(self._phone, self)

    def unsubscribe(self) -> None:
        self.service.unsubscribe(self._phone, "subscriber")

    async def deliver(self, message: Message) -> None:
        self.read.append(json.loads(self.decrypt(message.push.body)))
        self.service.acknowledge(self._phone, {message.id})

    def decrypt(self, body: bytes) -> bytes:
        """The plaintext of one `aes128gcm` record: RFC 8291, section 3.4, and RFC 8188, section 2."""
        salt, sender = body[:16], body[SALT_AND_RECORD_SIZE + 1 : SALT_AND_RECORD_SIZE + 1 + POINT]
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._private.exchange(ec.ECDH(), public)
        secret = derive(shared, self._auth, b"WebPush: info\0" + self._point + sender, 32)
        key = derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(secret, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, body[SALT_AND_RECORD_SIZE + 1 + POINT :], None)
        return padded.rstrip(b"\0").removesuffix(b"\2")


def derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
