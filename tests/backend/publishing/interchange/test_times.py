"""Durations, clocks and zones in every form that files write."""

from datetime import timedelta

import pytest

from backend.publishing.interchange import times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:45", timedelta(minutes=45)),
        ("1:30", timedelta(minutes=90)),
        ("00:90", timedelta(minutes=90)),
        ("36:00", timedelta(hours=36)),
        ("01:30:00", timedelta(minutes=90)),
        ("00:05:00", timedelta(minutes=5)),
        ("1:00:00", timedelta(days=1)),
        ("2:03:30", timedelta(days=2, hours=3, minutes=30)),
        ("1:30:00", timedelta(hours=1, minutes=30)),
        ("6944:11:40", timedelta(days=6944, hours=11, minutes=40)),
        ("45", timedelta(minutes=45)),
        ("45.0", timedelta(minutes=45)),
        ("1.0:00", timedelta(hours=1)),
        ("135.0:00", timedelta(minutes=135)),
        ("PT1H30M", timedelta(minutes=90)),
        ("P1DT2H", timedelta(hours=26)),
        ("0:00", timedelta()),
    ],
)
def test_a_duration_is_read_in_every_form(text: str, expected: timedelta) -> None:
    assert times.duration(text) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "-1:00", "1:2:3:4", "P", "1:", f"{'9' * 5000}:00", "9" * 40, "1.5:10:00"]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert times.duration(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:05", timedelta(hours=9, minutes=5)),
        ("9:05:30", timedelta(hours=9, minutes=5, seconds=30)),
        ("26:00", timedelta(hours=26)),
        ("48:00", None),
        ("12:60", None),
        ("noon", None),
    ],
)
def test_a_clock_time_is_the_span_since_midnight(text: str, expected: timedelta | None) -> None:
    assert times.clock(text) == expected


@pytest.mark.parametrize(
    "name", ["", "localtime", "Factory", "WIB", "../etc/passwd", "/etc/localtime", "Asia"]
)
def test_what_is_no_iana_zone_is_none(name: str) -> None:
    assert times.zone(name) is None


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0000-00-00T00:00"]
)
def test_a_moment_of_no_event_s_time_is_none(text: str) -> None:
    assert times.moment(text) is None
    assert times.calendar_date(text) is None


def test_a_date_alone_is_no_moment() -> None:
    assert times.moment("2018-11-07") is None
