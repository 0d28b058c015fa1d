"""What the answers of push services mean."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.push.outcomes import (
    MAX_RETRY_AFTER,
    Accepted,
    Expired,
    Failed,
    Gone,
    Held,
    KeyMissing,
    KeyRefused,
    Outcome,
    Rejected,
    Retry,
    TooLarge,
    Unreachable,
    Unsendable,
    is_final,
    read_outcome,
    read_reason,
    read_retry_after,
)

NOW = datetime(2018, 11, 7, 2, 0, tzinfo=UTC)
WAIT = timedelta(seconds=30)


@pytest.mark.parametrize(
    ("status", "reason", "outcome"),
    [
        (200, "", Accepted()),
        (201, "", Accepted()),
        (202, "", Accepted()),
        (204, "", Accepted()),
        (301, "", Rejected(301, "")),
        (307, "", Rejected(307, "")),
        (400, "BadTopic", Rejected(400, "BadTopic")),
        (400, "VapidPkHashMismatch", KeyRefused("VapidPkHashMismatch")),
        (401, "no", KeyRefused("no")),
        (403, "BadJwtToken", KeyRefused("BadJwtToken")),
        (404, "", Gone()),
        (405, "", Rejected(405, "")),
        (408, "", Rejected(408, "")),
        (410, "Unregistered", Gone()),
        (413, "", TooLarge()),
        (429, "", Retry(429, WAIT)),
        (500, "", Retry(500)),
        (502, "", Retry(502)),
        (503, "", Retry(503, WAIT)),
        (504, "", Retry(504)),
    ],
)
def test_each_answer_has_its_outcome(status: int, reason: str, outcome: Outcome) -> None:
    assert read_outcome(status, WAIT, reason) == outcome


def test_only_what_may_yet_succeed_is_not_final() -> None:
    final: list[Outcome] = [Accepted(), Gone(), TooLarge(), Rejected(400, ""), Expired(), Unsendable("")]
    open_ended: list[Outcome] = [
        KeyRefused(""),
        KeyMissing(),
        Failed(),
        Retry(500),
        Unreachable("time-out"),
        Held(NOW),
    ]

    assert [is_final(outcome) for outcome in (*final, *open_ended)] == [True] * 6 + [False] * 6


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("0", timedelta(0)),
        ("30", timedelta(seconds=30)),
        (" 30 ", timedelta(seconds=30)),
        ("3601", MAX_RETRY_AFTER),
        ("9" * 6000, MAX_RETRY_AFTER),
        ("Wed, 07 Nov 2018 02:01:00 GMT", timedelta(minutes=1)),
        ("Wed, 07 Nov 2018 09:01:00 +0700", timedelta(minutes=1)),
        ("Wed, 07 Nov 2018 02:01:00 -0000", timedelta(minutes=1)),
        ("Wed, 07 Nov 2018 01:00:00 GMT", timedelta(0)),
        ("Wed, 07 Nov 2040 01:00:00 GMT", MAX_RETRY_AFTER),
        ("Wed, 99 Nov 2018 02:01:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_at_most_an_hour(
    value: str | None, wait: timedelta | None
) -> None:
    assert read_retry_after(value, NOW) == wait


@given(st.text(max_size=80))
def test_no_retry_after_breaks_the_reader(value: str) -> None:
    wait = read_retry_after(value, NOW)

    assert wait is None or timedelta(0) <= wait <= MAX_RETRY_AFTER


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", ""),
        (b'{"reason":"VapidPkHashMismatch"}', "VapidPkHashMismatch"),
        (
            b'{"code":410,"errno":106,"error":"Gone","message":"Request did not validate"}',
            "Request did not validate",
        ),
        (b'{"error":{"code":400}}', ""),
        (b"[1]", ""),
        (b"the  key\r\nis\x00 wrong", "the key is wrong"),
        (b"\xff" * 3, "\ufffd" * 3),
        (b"x" * 1000, "x" * 200),
    ],
)
def test_the_reason_is_short_and_printable(body: bytes, reason: str) -> None:
    assert read_reason(body) == reason
