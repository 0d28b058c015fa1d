"""Moving an event to other dates: everything moves together, history does not."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.agenda.schemas import Day, Session
from backend.core.text import Text
from backend.event.schemas import Event
from backend.expo.schemas import Service
from backend.publishing.seed import Document, read_event_file, sent_by, shift
from backend.push.schemas import Announcement

DOCUMENT = read_event_file()
FIRST = date(2018, 11, 7)


def days(document: Document) -> list[Day]:
    return [day for day in document["days"] if isinstance(day, Day)]


def moments(document: Document) -> list[datetime]:
    """Return every time in the document, in order."""
    found: list[datetime] = []
    for record in (record for records in document.values() for record in records):
        if isinstance(record, Event | Day | Session):
            found += [record.start, record.end]
        if isinstance(record, Day):
            found += record.prayer_times.values()
        if isinstance(record, Service):
            found += [moment for hour in record.hours for moment in (hour.open, hour.close)]
        if isinstance(record, Announcement):
            found += [moment for moment in (record.sent_at, record.expires_at) if moment]
    return found


@pytest.mark.parametrize(
    ("to", "second", "names"),
    [
        (date(2026, 11, 24), "2026-11-25", ["Hari 1 · Selasa, 24 November", "Hari 2 · Rabu, 25 November"]),
        (date(2027, 1, 31), "2027-02-01", ["Hari 1 · Minggu, 31 Januari", "Hari 2 · Senin, 1 Februari"]),
        (date(2026, 12, 31), "2027-01-01", ["Hari 1 · Kamis, 31 Desember", "Hari 2 · Jumat, 1 Januari"]),
        (date(2028, 2, 28), "2028-02-29", ["Hari 1 · Senin, 28 Februari", "Hari 2 · Selasa, 29 Februari"]),
        (date(2017, 8, 17), "2017-08-18", ["Hari 1 · Kamis, 17 Agustus", "Hari 2 · Jumat, 18 Agustus"]),
    ],
)
def test_days_get_their_new_dates_ids_and_names(to: date, second: str, names: list[str]) -> None:
    moved = days(shift(DOCUMENT, to))
    assert [day.id for day in moved] == [to.isoformat(), second]
    assert [day.date for day in moved] == [to, to + timedelta(days=1)]
    assert [day.name.id for day in moved] == names


def test_days_are_named_in_english_too() -> None:
    moved = days(shift(DOCUMENT, date(2026, 12, 31)))
    assert [day.name.en for day in moved] == ["Day 1 · Thursday 31 December", "Day 2 · Friday 1 January"]


def test_sessions_and_counter_hours_follow_their_day() -> None:
    moved = shift(DOCUMENT, date(2026, 12, 31))
    named = {record.day for record in moved["sessions"] if isinstance(record, Session)}
    hours = {hour.day for record in moved["services"] if isinstance(record, Service) for hour in record.hours}
    assert named == hours == {"2026-12-31", "2027-01-01"}


@settings(max_examples=25, deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_every_time_moves_by_the_same_days_and_back_again(to: date) -> None:
    moved = shift(DOCUMENT, to)
    assert {after - before for before, after in zip(moments(DOCUMENT), moments(moved), strict=True)} == {
        to - FIRST
    }
    assert msgspec.to_builtins(shift(moved, FIRST)) == msgspec.to_builtins(DOCUMENT)


def test_texts_stay_true_to_history() -> None:
    moved = shift(DOCUMENT, date(2026, 12, 31))
    for collection in ("tracks", "speakers", "exhibitors", "innovations", "awards", "topics", "pages"):
        assert moved[collection] == DOCUMENT[collection]
    [before], [after] = DOCUMENT["event"], moved["event"]
    assert isinstance(before, Event)
    assert isinstance(after, Event)
    assert (after.name, after.source) == (before.name, before.source)


def test_moving_to_its_own_date_changes_nothing() -> None:
    assert msgspec.to_builtins(shift(DOCUMENT, FIRST)) == msgspec.to_builtins(DOCUMENT)


def test_the_document_given_is_left_as_it_was() -> None:
    before = msgspec.json.encode(DOCUMENT)
    shift(DOCUMENT, date(2026, 12, 31))
    assert msgspec.json.encode(DOCUMENT) == before


def test_wall_clocks_are_kept_where_summer_time_begins_in_between() -> None:
    [event], [first, *_] = DOCUMENT["event"], days(DOCUMENT)
    assert isinstance(event, Event)
    document: Document = {
        "event": [msgspec.structs.replace(event, time_zone="Europe/Berlin")],
        "days": [first],
    }
    [moved] = days(shift(document, date(2026, 7, 1)))
    assert moved.start.isoformat() == "2026-07-01T01:00:00+02:00"
    assert first.start.isoformat() == "2018-11-07T07:00:00+07:00"


def test_days_with_ids_and_names_of_their_own_keep_them() -> None:
    first = msgspec.structs.replace(
        days(DOCUMENT)[0], id="pembukaan", name=Text(id="Pembukaan", en="Opening")
    )
    [moved] = days(shift({"event": DOCUMENT["event"], "days": [first]}, date(2026, 7, 1)))
    assert (moved.id, moved.name.en, moved.date) == ("pembukaan", "Opening", date(2026, 7, 1))


def test_an_event_without_days_stays_as_it_is() -> None:
    document: Document = {"event": DOCUMENT["event"], "days": []}
    assert shift(document, date(2026, 7, 1)) == document


def test_only_what_was_sent_by_now_is_announced() -> None:
    now = datetime.fromisoformat("2018-11-07T08:45:00+07:00")
    assert [said.id for said in sent_by(DOCUMENT, now)["announcements"]] == [
        "selamat-datang",
        "antrean-polri-ramai",
    ]
    assert len(DOCUMENT["announcements"]) == 6
