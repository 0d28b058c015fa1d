from hypothesis import given
from hypothesis import strategies as st

from tests.push_services.protobuf import Fields, Fixed64, varint, write


def test_varint_is_written_as_the_specification_shows() -> None:
    assert write([(1, 150)]) == bytes.fromhex("089601")


def test_text_is_written_as_the_specification_shows() -> None:
    assert write([(2, "testing")]) == bytes.fromhex("120774657374696e67")


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.lists(st.text()))
def test_fields_read_what_was_written(number: int, fixed: int, texts: list[str]) -> None:
    fields = Fields(write([(1, number), (7, Fixed64(fixed)), *((20, text) for text in texts)]))

    assert (fields.number(1), fields.number(7), fields.texts(20)) == (number, fixed, texts)


@given(st.integers(0, 2**64 - 1))
def test_varint_takes_seven_bits_a_byte(number: int) -> None:
    assert len(varint(number)) == max(1, -(-number.bit_length() // 7))
