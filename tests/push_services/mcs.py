"""The stanzas of Google's Mobile Connection Server that a browser needs (mcs.proto of Chromium)."""

import asyncio
from enum import IntEnum
from typing import Final

from tests.push_services.protobuf import Fields, varint, write
from tests.push_services.service import Message
from tests.push_services.verify import encode

SELECTIVE_ACK: Final = 12
# Chromium reads the app's id from `subtype` where the category is its own product's.
PRODUCT: Final = "org.chromium.linux"


class Tag(IntEnum):
    HEARTBEAT_PING = 0
    HEARTBEAT_ACK = 1
    LOGIN_REQUEST = 2
    LOGIN_RESPONSE = 3
    CLOSE = 4
    IQ = 7
    DATA_MESSAGE = 8


async def read_stanza(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The next stanza's tag and body; IncompleteReadError at the end of the stream."""
    tag = (await reader.readexactly(1))[0]
    size = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return tag, await reader.readexactly(size)


def stanza(tag: Tag, body: bytes) -> bytes:
    return bytes([tag]) + varint(len(body)) + body


def login_response(login_id: str, *, stream: int, now_ms: int) -> bytes:
    return write([(1, login_id), (6, stream), (8, now_ms)])


def data_message(message: Message, *, stream: int, now_ms: int) -> bytes:
    """A DataMessageStanza that carries the encrypted body and names its encoding."""
    push = message.push
    # Chromium finds the keys to decrypt with by app and sender, and the sender is the VAPID key.
    sender = encode(message.subscription.key or b"")
    data = {"subtype": message.subscription.channel, "content-encoding": "aes128gcm"}
    return write(
        [
            (2, message.id),
            (3, sender),
            (5, PRODUCT),
            *((7, write([(1, key), (2, value)])) for key, value in data.items()),
            (9, message.id),
            (11, stream),
            (17, int(push.ttl.total_seconds())),
            (18, now_ms),
            (21, push.body),
        ]
    )


def selective_acks(fields: Fields) -> set[str]:
    """The persistent ids in an IqStanza's extension."""
    extensions = [one for one in fields.messages(7) if one.number(1) == SELECTIVE_ACK]
    return {message_id for one in extensions for ack in one.messages(2) for message_id in ack.texts(1)}
