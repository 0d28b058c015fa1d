"""Files that cannot be read: one clear error, and nothing half read; files that only look so."""

from typing import TypeAlias

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.publishing.interchange import (
    ReadWarning,
    ScheduleDraft,
    UnreadableFile,
    ZoneNeeded,
    detect,
    read_schedule,
)
from tests.backend.publishing.interchange.samples import event_xml, sample, schedule_xml

Damage: TypeAlias = tuple[int, int, bytes]


def outcome(data: bytes) -> ScheduleDraft | str:
    """Return what a file is read into, or the sentence it is refused with."""
    try:
        return read_schedule(data, zone="Asia/Jakarta")
    except UnreadableFile as refused:
        return refused.detail


def refusal(data: bytes, **options: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_schedule(data, zone=options.get("zone"), format_name=options.get("format_name", "auto"))
    return caught.value.detail


def test_invalid_json_names_line_and_column() -> None:
    said = refusal(b'{"schedule": {\n  "conference": {"title": "x",}\n}}')
    assert said.startswith("The JSON is not valid at line 2, column ")


def test_json_with_comments_names_the_comment_s_place() -> None:
    said = refusal(b'{\n // a comment\n "schedule": {}}')
    assert (
        said
        == "The JSON is not valid at line 2, column 2: Expecting property name enclosed in double quotes."
    )


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"schedule": null}', b'{"schedule": {"conference": []}}'])
def test_json_without_a_conference_is_no_schedule(data: bytes) -> None:
    assert refusal(data) == "The JSON has no schedule with a conference in it."


def test_json_nested_without_end_is_refused() -> None:
    assert refusal(b"[" * 200_000) == "The JSON is nested too deeply."


def test_json_with_a_number_that_is_none_is_refused() -> None:
    assert refusal(b'{"schedule": NaN}') == "The JSON is not valid: NaN is no number."


def test_json_with_a_number_of_absurd_length_is_refused() -> None:
    assert refusal(b'{"id": ' + b"9" * 5000 + b"}") == "The JSON holds a number of absurd length."


def test_broken_xml_names_line_and_column() -> None:
    said = refusal(b"<schedule>\n <day>\n</schedule>")
    assert said == "The XML is not well-formed at line 3, column 3: mismatched tag."


def test_xml_of_another_kind_is_no_schedule() -> None:
    assert refusal(b"<rss/>") == "The XML has no <schedule> at its root."


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE schedule [<!ENTITY % remote SYSTEM "http://192.0.2.1/x.dtd"> %remote;]>',
    ],
)
def test_xml_that_declares_entities_is_refused(head: str) -> None:
    said = refusal(f"{head}<schedule><version>&b;</version></schedule>".encode())
    assert said == "The XML declares entities or refers to other files, which is refused."


def test_xml_deeper_than_any_schedule_is_refused() -> None:
    said = refusal(b"<schedule>" + b"<a>" * 100 + b"</a>" * 100 + b"</schedule>")
    assert said == "The XML is deeper than 24 levels or has too many elements."


def test_xml_in_an_unknown_encoding_is_refused() -> None:
    assert "encoding" in refusal(b'<?xml version="1.0" encoding="klingon"?><schedule/>')


def test_more_events_than_any_programme_has_are_refused() -> None:
    data = schedule_xml("<event/>" * 20_001)
    assert refusal(data) == "The schedule has more than 20000 events."


def test_a_file_beyond_the_size_limit_is_not_parsed() -> None:
    said = refusal(b"<schedule>" + b" " * (32 * 1024 * 1024))
    assert said == "The file has 33554442 bytes; 33554432 can be read."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (
            b"BEGIN:VCALENDAR\r\n",
            "This is an iCalendar file; schedule XML and schedule JSON can be imported.",
        ),
        (b"PK\x03\x04", "The file begins like neither schedule XML nor schedule JSON."),
    ],
)
def test_formats_that_are_none_of_ours_are_named(data: bytes, said: str) -> None:
    assert refusal(data) == said


def test_a_format_asked_for_must_be_one_of_ours() -> None:
    said = refusal(sample("hub.xml"), format_name="csv")
    assert said == "'csv' is no format to import; there are schedule-xml, schedule-json and auto."


@pytest.mark.parametrize("zone", ["WIB", "localtime", "../../etc/passwd", ""])
def test_a_zone_asked_for_must_be_one(zone: str) -> None:
    said = refusal(sample("pentabarf.xml"), zone=zone)
    assert said == f"{zone!r} is no time zone; give an IANA name such as Asia/Jakarta."


def test_clock_times_under_an_unknown_zone_need_one() -> None:
    data = schedule_xml(event_xml(), conference="<time_zone_name>WIB</time_zone_name>")
    with pytest.raises(ZoneNeeded):
        read_schedule(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xef\xbb\xbf  <schedule/>", "schedule-xml"),
        ("<schedule/>".encode("utf-16"), "schedule-xml"),
        (b'\n {"schedule": {}}', "schedule-json"),
    ],
)
def test_formats_are_told_by_their_first_characters(data: bytes, name: str) -> None:
    assert detect(data) == name


@pytest.mark.parametrize("junk", ["\x0b", "&#11;", "\x00"])
def test_xml_with_control_characters_is_read_and_told(junk: str) -> None:
    draft = read_schedule(schedule_xml(event_xml(title=f"Sa{junk}tu")))
    assert [session.title.en for session in draft.sessions] == ["Satu"]
    assert draft.warnings[0].done == "illegal characters were taken out"


def test_xml_with_names_of_html_and_bare_ampersands_is_read() -> None:
    draft = read_schedule(schedule_xml(event_xml(title="Kopi&nbsp;&amp; Teh &eacute; & roti &kosong;")))
    assert draft.sessions[0].title.en == "Kopi & Teh é & roti &kosong;"


def test_xml_with_bytes_that_are_no_utf_8_is_read() -> None:
    draft = read_schedule(schedule_xml(event_xml(title="Caf#")).replace(b"#", b"\xe9"))
    assert draft.sessions[0].title.en == "Caf\ufffd"


def test_xml_may_be_in_another_encoding() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>'
    data = (head + schedule_xml(event_xml(title="Café")).decode()).encode("iso-8859-1")
    assert read_schedule(data).sessions[0].title.en == "Café"


def test_json_with_a_byte_order_mark_and_raw_control_characters_is_read() -> None:
    data = b"\xef\xbb\xbf" + sample("pretalx.json").replace(b"Back-end models!", b"Back-\x07end\tmodels!")
    assert read_schedule(data).sessions[0].abstract.en == "Back-end models!"


def test_json_with_bytes_that_are_no_utf_8_is_read_and_told() -> None:
    draft = read_schedule(sample("pretalx.json").replace(b"Back-end", b"Back\xffend"))
    assert draft.sessions[0].abstract.en == "Back\ufffdend models!"
    assert draft.warnings[0].done == "what cannot be read is marked"
    assert isinstance(draft.warnings[0], ReadWarning)


def test_json_with_half_a_character_is_read() -> None:
    draft = read_schedule(sample("pretalx.json").replace(b"Back-end", b"Back\\ud800end"))
    assert draft.sessions[0].abstract.en == "Back\ufffdend models!"


@pytest.mark.parametrize("name", ["hub.xml", "wafer.xml", "pentabarf.xml", "frab.json", "pretalx.json"])
@settings(max_examples=60, deadline=None)
@given(
    damage=st.lists(
        st.tuples(
            st.integers(min_value=0, max_value=2500),
            st.integers(min_value=0, max_value=40),
            st.sampled_from(
                [b"", b"null", b"9999", b"<", b"&", b'"', b"}", b"[]", b"\xff", b"\x00", b"-", b"T25:61"]
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name: str, damage: list[Damage]) -> None:
    data = sample(name)
    for at, length, instead in damage:
        data = data[:at] + instead + data[at + length :]
    read = outcome(data)
    assert msgspec.json.encode(read)
    assert isinstance(read, ScheduleDraft) or read.endswith(".")
