"""When an origin rests, and how it comes back."""

from datetime import UTC, datetime, timedelta

from backend.push.brake import (
    FAILURES_BEFORE_REST,
    FIRST_KEY_REST,
    LONGEST_KEY_REST,
    LONGEST_REST,
    PROBE_WINDOW,
    Circuit,
    Pace,
)
from backend.push.outcomes import Accepted, Gone, KeyRefused, Retry, Unreachable

NOW = datetime(2018, 11, 7, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def fail(pace: Pace, times: int, now: datetime = NOW) -> None:
    for _ in range(times):
        pace.learn(Unreachable("time-out"), now)


def test_an_origin_rests_as_long_as_it_asks() -> None:
    pace = Pace()
    pace.learn(Retry(429, 30 * SECOND), NOW)

    assert pace.rests_until(NOW + 29 * SECOND) == NOW + 30 * SECOND
    assert pace.rests_until(NOW + 30 * SECOND) is None
    assert pace.rests_until(NOW + 30 * SECOND) is None


def test_a_shorter_wish_does_not_end_a_longer_rest() -> None:
    pace = Pace()
    pace.learn(Retry(429, 30 * SECOND), NOW)
    pace.learn(Retry(503, SECOND), NOW)

    assert pace.rests_until(NOW + 29 * SECOND) == NOW + 30 * SECOND


def test_an_answer_in_flight_does_not_end_a_rest_that_was_asked_for() -> None:
    pace = Pace()
    pace.learn(Retry(429, 30 * SECOND), NOW)
    pace.learn(Accepted(), NOW)

    assert pace.rests_until(NOW) == NOW + 30 * SECOND


def test_a_few_failures_do_not_make_an_origin_rest() -> None:
    pace = Pace()
    fail(pace, FAILURES_BEFORE_REST - 1)
    pace.learn(Accepted(), NOW)
    fail(pace, FAILURES_BEFORE_REST - 1)

    assert pace.rests_until(NOW) is None


def test_an_origin_out_of_reach_rests_and_then_lets_one_message_through() -> None:
    pace = Pace()
    fail(pace, FAILURES_BEFORE_REST)

    assert pace.rests_until(NOW) == NOW + SECOND
    assert pace.rests_until(NOW + SECOND) is None
    assert pace.rests_until(NOW + SECOND) == NOW + SECOND + PROBE_WINDOW


def test_each_failed_trial_doubles_the_rest_up_to_a_minute() -> None:
    pace, now, rests = Pace(), NOW, []
    fail(pace, FAILURES_BEFORE_REST)
    for _ in range(8):
        assert pace.until is not None
        rests.append(pace.until - now)
        now = pace.until
        assert pace.rests_until(now) is None
        now += PROBE_WINDOW
        fail(pace, 1, now)

    assert rests == [SECOND * each for each in (1, 2, 4, 8, 16, 32, 60, 60)]
    assert rests[-1] == LONGEST_REST


def test_any_answer_ends_the_rest_of_an_origin_out_of_reach() -> None:
    pace = Pace()
    fail(pace, FAILURES_BEFORE_REST)
    pace.learn(Gone(), NOW)

    assert pace.rests_until(NOW) is None


def test_a_refused_key_opens_the_circuit_once() -> None:
    circuit = Circuit()

    assert [circuit.learn(KeyRefused("BadJwtToken"), NOW) for _ in range(3)] == [True, False, False]
    assert (circuit.is_open, circuit.reason) == (True, "BadJwtToken")
    assert circuit.rests_until(NOW) == NOW + FIRST_KEY_REST


def test_an_open_circuit_lets_one_message_through_and_an_accepted_one_closes_it() -> None:
    circuit = Circuit()
    circuit.learn(KeyRefused("no"), NOW)
    later = NOW + FIRST_KEY_REST

    assert circuit.rests_until(later) is None
    assert circuit.rests_until(later) == later + PROBE_WINDOW
    circuit.learn(Accepted(), later)
    assert (circuit.is_open, circuit.rests_until(later)) == (False, None)


def test_an_answer_that_says_nothing_about_the_key_leaves_the_circuit_open() -> None:
    circuit = Circuit()
    circuit.learn(KeyRefused("no"), NOW)
    for outcome in (Gone(), Retry(500), Unreachable("time-out")):
        circuit.learn(outcome, NOW)

    assert circuit.is_open


def test_each_refused_trial_doubles_the_rest_up_to_five_minutes() -> None:
    circuit, now, rests = Circuit(), NOW, []
    for _ in range(8):
        circuit.learn(KeyRefused("no"), now)
        assert circuit.until is not None
        rests.append(circuit.until - now)
        now = circuit.until
        assert circuit.rests_until(now) is None

    assert rests == [SECOND * each for each in (5, 10, 20, 40, 80, 160, 300, 300)]
    assert rests[-1] == LONGEST_KEY_REST
