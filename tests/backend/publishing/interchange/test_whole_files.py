"""Whole files of each program: what their quirks turn into."""

import os
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from backend.publishing.interchange import ReadWarning, ScheduleDraft, ZoneNeeded, read_schedule
from tests.backend.publishing.interchange.samples import FILES, sample

ELSEWHERE = Path(
    os.environ.get("COMPANION_TEST_SCHEDULES", Path(__file__).parents[5] / "shared/data/schedules")
)

COUNTS = {
    "hub.xml": (2, 3, 2),
    "wafer.xml": (2, 2, 1),
    "pentabarf.xml": (2, 2, 2),
    "frab.json": (1, 1, 2),
    "pretalx.json": (1, 2, 3),
}
COUNTS_ELSEWHERE = {
    "38c3-hub.xml": (4, 1007, 72),
    "debconf23-wafer.xml": (8, 117, 5),
    "fosdem2021-pentabarf.xml": (2, 773, 108),
    "camp2019-frab.json": (5, 79, 2),
    "democon-pretalx.json": (3, 36, 2),
}
WITHOUT_ZONE = ("pentabarf.xml", "fosdem2021-pentabarf.xml")


def read(name: str, data: bytes) -> ScheduleDraft:
    return read_schedule(data, zone="Europe/Brussels" if name in WITHOUT_ZONE else None)


def counts(draft: ScheduleDraft) -> tuple[int, int, int]:
    return len(draft.days), len(draft.sessions), len(draft.rooms)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_every_program_gives_its_days_events_and_rooms() -> None:
    assert {name: counts(read(name, sample(name))) for name in COUNTS} == COUNTS


def test_real_exports_give_the_days_events_and_rooms_of_their_index() -> None:
    there = [name for name in COUNTS_ELSEWHERE if (ELSEWHERE / name).is_file()]
    found = {name: counts(read(name, (ELSEWHERE / name).read_bytes())) for name in there}
    assert found == {name: COUNTS_ELSEWHERE[name] for name in there}
    assert len(there) in (0, len(COUNTS_ELSEWHERE))


def test_events_after_midnight_stay_on_the_day_they_belong_to() -> None:
    there = [path for path in (FILES / "hub.xml", ELSEWHERE / "38c3-hub.xml") if path.is_file()]
    drafts = [read_schedule(path.read_bytes()) for path in there]
    late = [sum(s.start.date().isoformat() != s.day for s in draft.sessions) for draft in drafts]
    assert late == [1, 58][: len(there)]


@pytest.mark.parametrize("name", COUNTS)
def test_records_are_what_their_collections_take_and_all_references_resolve(name: str) -> None:
    draft = read(name, sample(name))
    records = draft.records()
    for collection in records.values():
        assert [
            msgspec.convert(msgspec.to_builtins(record), type(record)) for record in collection
        ] == collection
        assert len({record.id for record in collection}) == len(collection)
    ids = {name: {record.id for record in collection} for name, collection in records.items()}
    assert {session.day for session in draft.sessions} <= ids["days"]
    assert {session.room for session in draft.sessions} <= ids["rooms"]
    assert {session.track for session in draft.sessions} <= ids["tracks"] | {None}
    assert {part.speaker for session in draft.sessions for part in session.speakers} == ids["speakers"]


@pytest.mark.parametrize("name", COUNTS)
def test_reading_a_file_again_gives_the_same_draft(name: str) -> None:
    assert read(name, sample(name)) == read(name, sample(name))


def test_hub_keeps_moments_and_puts_the_night_on_the_day_before() -> None:
    draft = read("hub.xml", sample("hub.xml"))
    opening, night, clock_round = draft.sessions
    assert (draft.title, draft.version, draft.time_zone) == ("Malam Inovasi", "v3", "Asia/Jakarta")
    assert (night.title.en, night.day) == ("Music after midnight", "2024-12-27")
    assert night.start.isoformat() == "2024-12-28T01:30:00+07:00"
    assert night.end == at("2024-12-28T03:30:00+07:00")
    assert night.languages == ["de", "en"]
    assert clock_round.end == at("2024-12-29T06:00:00+07:00")
    assert (opening.title.id, opening.title.en) == ("Pembukaan", "")
    assert opening.abstract.id == "Selamat datang.\n\nDua hari bersama."
    assert (opening.kind, opening.source) == ("ceremony", ["https://example.org/pembukaan"])


def test_hub_takes_a_new_name_under_the_same_guid_for_a_rename() -> None:
    draft = read("hub.xml", sample("hub.xml"))
    assert len({session.room for session in draft.sessions}) == 1
    assert [room.name.en for room in draft.rooms] == ["Balai A", "Ruang Kosong"]
    note = ReadWarning(
        "room Balai Agung", "is also called Balai A under the same guid", "one room, called Balai A"
    )
    assert note in draft.warnings


def test_hub_drops_a_colour_that_is_none() -> None:
    draft = read("hub.xml", sample("hub.xml"))
    assert [track.color for track in draft.tracks] == ["#0E4F5C", "#1F6FB2"]
    assert (
        ReadWarning("track Panggung", "has no valid colour: 'merah tua'", "one of ours is used")
        in draft.warnings
    )


def test_wafer_days_are_dated_as_the_venue_dates_them() -> None:
    draft = read("wafer.xml", sample("wafer.xml"))
    assert [day.id for day in draft.days] == ["2023-09-10", "2023-09-11"]
    assert [session.start.isoformat() for session in draft.sessions] == [
        "2023-09-10T10:30:00+05:30",
        "2023-09-11T03:00:00+05:30",
    ]
    assert [session.day for session in draft.sessions] == ["2023-09-10", "2023-09-11"]
    assert (
        ReadWarning(
            "day 1",
            "is dated 2023-09-09 but starts on 2023-09-10 at the venue",
            "the date at the venue is used",
        )
        in draft.warnings
    )


def test_pentabarf_without_a_zone_asks_for_one() -> None:
    with pytest.raises(ZoneNeeded, match="--zone"):
        read_schedule(sample("pentabarf.xml"))


def test_pentabarf_times_are_those_of_the_zone_given() -> None:
    draft = read("pentabarf.xml", sample("pentabarf.xml"))
    welcome, night = draft.sessions
    assert welcome.start.isoformat() == "2021-02-06T09:00:00+01:00"
    assert (night.start.isoformat(), night.day) == ("2021-02-07T01:15:00+01:00", "2021-02-06")
    assert (welcome.kind, night.kind) == ("plenary", "workshop")


def test_pentabarf_html_becomes_plain_paragraphs() -> None:
    welcome = read("pentabarf.xml", sample("pentabarf.xml")).sessions[0]
    assert welcome.abstract.en == "Hello all,\n2 < 3 & so on.\n\nPoints:\n\n• one\n• two"


def test_pentabarf_people_under_id_0_are_told_apart_by_name() -> None:
    draft = read("pentabarf.xml", sample("pentabarf.xml"))
    assert [speaker.name.en for speaker in draft.speakers] == ["First Person", "Second Person"]
    assert len(draft.sessions[0].speakers) == 2


def test_pentabarf_keeps_the_empty_room_and_the_empty_day() -> None:
    draft = read("pentabarf.xml", sample("pentabarf.xml"))
    assert [room.id for room in draft.rooms] == ["k-forum", "m-kosong"]
    assert [day.name.id for day in draft.days] == [
        "Hari 1 · Sabtu, 6 Februari",
        "Hari 2 · Minggu, 7 Februari",
    ]


def test_frab_takes_texts_in_several_languages_and_skips_what_has_no_start() -> None:
    draft = read("frab.json", sample("frab.json"))
    [welcome] = draft.sessions
    assert (welcome.title.id, welcome.title.en) == ("Sambutan", "Welcome")
    assert (welcome.abstract.id, welcome.abstract.en) == ("", "A hearty welcome.")
    assert [speaker.name.en for speaker in draft.speakers] == ["Satu", "Dua"]
    assert draft.warnings == [
        ReadWarning("entry 3 in Curie", "is not an event but NoneType", "skipped"),
        ReadWarning("event 10387 in Curie", "has no start", "skipped"),
    ]


def test_pretalx_keeps_the_printed_offset_where_the_zone_contradicts_the_start() -> None:
    draft = read("pretalx.json", sample("pretalx.json"))
    assert draft.time_zone is None
    assert [session.start.isoformat() for session in draft.sessions] == ["2020-12-14T09:00:00+01:00"] * 2
    assert [day.id for day in draft.days] == ["2020-12-14"]


def test_pretalx_end_wins_over_duration_unless_it_is_no_end() -> None:
    draft = read("pretalx.json", sample("pretalx.json"))
    ends = {session.title.en: session.end for session in draft.sessions}
    assert ends == {
        "Focused hardware": at("2020-12-14T09:45:00+01:00"),
        "Ends when it starts": at("2020-12-14T09:20:00+01:00"),
    }


def test_pretalx_rooms_that_share_a_guid_are_told_apart_by_name() -> None:
    draft = read("pretalx.json", sample("pretalx.json"))
    assert [(room.id, room.capacity) for room in draft.rooms] == [
        ("ruang-abu", 40),
        ("ruang-cokelat", None),
        ("ruang-lain", None),
    ]


def test_pretalx_people_are_keyed_on_their_code_and_their_mail_address_is_taken_out() -> None:
    draft = read("pretalx.json", sample("pretalx.json"))
    assert [(speaker.name.en, speaker.bio.en) for speaker in draft.speakers] == [
        ("Tamu", "Writes.\n\nMail [e-mail].")
    ]
    assert ReadWarning("person Tamu", "has 1 mail addresses in its text", "taken out") in draft.warnings


def test_pretalx_tracks_named_alike_by_list_and_events_are_one() -> None:
    draft = read("pretalx.json", sample("pretalx.json"))
    assert [(track.name.id, track.name.en, track.color) for track in draft.tracks] == [
        ("Bertahap", "Phased", "#AABBCC")
    ]
