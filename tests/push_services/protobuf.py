"""The part of the protobuf wire format that Google's messages need (protobuf.dev, "Encoding")."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

VARINT: Final = 0
FIXED64: Final = 1
BYTES: Final = 2
FIXED32: Final = 5


@dataclass(frozen=True, slots=True)
class Fixed64:
    value: int


Value = int | str | bytes | Fixed64


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def write(fields: Iterable[tuple[int, Value]]) -> bytes:
    """The message of (field number, value) pairs, in that order; booleans are integers."""
    return b"".join(write_field(number, value) for number, value in fields)


def write_field(number: int, value: Value) -> bytes:
    match value:
        case Fixed64():
            return varint(number << 3 | FIXED64) + value.value.to_bytes(8, "little")
        case int():
            return varint(number << 3 | VARINT) + varint(value)
        case _:
            data = value.encode() if isinstance(value, str) else value
            return varint(number << 3 | BYTES) + varint(len(data)) + data


class Fields:
    """A message taken apart; what is absent reads as 0, as empty or as no item."""

    def __init__(self, data: bytes) -> None:
        self._numbers: dict[int, list[int]] = {}
        self._bytes: dict[int, list[bytes]] = {}
        self._data = data
        self._at = 0
        while self._at < len(data):
            self._read_field()

    def number(self, field: int) -> int:
        return self._numbers.get(field, [0])[-1]

    def text(self, field: int) -> str:
        return self._bytes.get(field, [b""])[-1].decode()

    def messages(self, field: int) -> list["Fields"]:
        return [Fields(data) for data in self._bytes.get(field, [])]

    def texts(self, field: int) -> list[str]:
        return [data.decode() for data in self._bytes.get(field, [])]

    def _read_field(self) -> None:
        key = self._varint()
        number, kind = key >> 3, key & 7
        match kind:
            case 0:
                self._numbers.setdefault(number, []).append(self._varint())
            case 1 | 5:
                size = 8 if kind == FIXED64 else 4
                self._numbers.setdefault(number, []).append(int.from_bytes(self._take(size), "little"))
            case 2:
                self._bytes.setdefault(number, []).append(self._take(self._varint()))
            case _:
                raise ValueError(f"wire type {kind}")

    def _take(self, size: int) -> bytes:
        if self._at + size > len(self._data):
            raise ValueError("message is cut short")
        self._at += size
        return self._data[self._at - size : self._at]

    def _varint(self) -> int:
        number = shift = 0
        while True:
            byte = self._take(1)[0]
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number
