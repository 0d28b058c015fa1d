"""Encryption of one message to one subscription, by pywebpush (RFC 8291, RFC 8188)."""

from pywebpush import WebPusher

from backend.push.rules import AUTH_LENGTH, P256DH_LENGTH, KeysRefused


class Encryptor:
    """Encrypts with one WebPusher, whose making would cost a tenth of every message.

    Not for several threads at once: the pusher holds the keys of the message at hand.
    """

    def __init__(self) -> None:
        self._pusher = WebPusher({"endpoint": ""})

    def encrypt(self, plaintext: bytes, p256dh: bytes, auth: bytes) -> bytes:
        """Return the `aes128gcm` body, one record, under a sender key made for this message alone.

        Raises KeysRefused when the subscription's keys cannot be encrypted to.
        """
        if len(p256dh) != P256DH_LENGTH:
            raise KeysRefused("p256dh", "The key p256dh is not an uncompressed point of 65 bytes.")
        if len(auth) != AUTH_LENGTH:
            raise KeysRefused("auth", "The secret auth is not 16 bytes long.")
        self._pusher.receiver_key, self._pusher.auth_key = p256dh, auth
        try:
            body: bytes = self._pusher.encode(plaintext)["body"]
        except ValueError:
            raise KeysRefused("p256dh", "The key p256dh is not a point on the curve P-256.") from None
        return body
