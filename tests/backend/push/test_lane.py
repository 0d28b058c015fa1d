"""The sending lanes, against a real server on loopback."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest
from py_vapid import Vapid02

from backend.push.brake import FIRST_KEY_REST
from backend.push.lane import LONGEST_TTL, headers_for
from backend.push.outcomes import (
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
)
from backend.push.payload import MAX_PLAINTEXT
from backend.push.rules import EndpointRules
from backend.push.transport import Reply
from tests.backend.push.lanes import NOW, SIGNER, Lanes, decrypt, message, open_lanes
from tests.bench.push_double import Answer, PushDouble, push_double


@pytest.fixture
async def double() -> AsyncIterator[PushDouble]:
    async with push_double() as running:
        yield running


@pytest.fixture
async def lanes(double: PushDouble) -> AsyncIterator[Lanes]:
    async with open_lanes([f"http://127.0.0.1:{double.port}"]) as opened:
        yield opened


def at(double: PushDouble, path: str = "/p") -> str:
    return f"http://127.0.0.1:{double.port}{path}"


async def test_a_message_arrives_signed_encrypted_and_with_its_headers(
    double: PushDouble, lanes: Lanes
) -> None:
    assert await lanes.deliver([message(at(double), plaintext=b"halo semua")]) == [Accepted()]

    request = double.received[0]
    authorization = request.headers["authorization"]
    expected = {
        "ttl": "3600",
        "urgency": "high",
        "topic": "opening",
        "content-encoding": "aes128gcm",
        "content-type": "application/notification+json",
        "user-agent": "ips-forum-companion",
    }

    assert decrypt(request.body) == b"halo semua"
    assert {name: request.headers[name] for name in expected} == expected
    assert Vapid02.verify(authorization)
    assert authorization == SIGNER.authorization(f"http://127.0.0.1:{double.port}", NOW)


async def test_without_a_topic_none_is_sent(double: PushDouble, lanes: Lanes) -> None:
    await lanes.deliver([message(at(double), topic=None)])

    assert "topic" not in double.received[0].headers


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(201), Accepted()),
        (Answer(404), Gone()),
        (Answer(410, body=b'{"reason":"Unregistered"}'), Gone()),
        (Answer(400, body=b'{"reason":"BadTopic"}'), Rejected(400, "BadTopic")),
        (Answer(400, body=b'{"reason":"VapidPkHashMismatch"}'), KeyRefused("VapidPkHashMismatch")),
        (Answer(403, body=b"wrong key"), KeyRefused("wrong key")),
        (Answer(413), TooLarge()),
        (Answer(429), Retry(429)),
        (Answer(429, (("Retry-After", "30"),)), Retry(429, timedelta(seconds=30))),
        (Answer(503, (("Retry-After", "Wed, 07 Nov 2018 02:00:30 GMT"),)), Retry(503, timedelta(seconds=30))),
        (Answer(500, (("Retry-After", "30"),)), Retry(500)),
        (Answer(302, (("Location", "/elsewhere"),)), Rejected(302, "")),
        (Answer(400, body=b"x" * 1_000_000), Rejected(400, "x" * 200)),
    ],
)
async def test_each_answer_is_reported_as_its_outcome(
    double: PushDouble, lanes: Lanes, answer: Answer, outcome: Outcome
) -> None:
    double.answer("/p", answer)

    assert await lanes.deliver([message(at(double))]) == [outcome]
    assert len(double.received) == 1


async def test_a_cut_connection_is_reported_as_unreachable(double: PushDouble, lanes: Lanes) -> None:
    double.answer("/p", Answer(cut=True))

    assert isinstance((await lanes.deliver([message(at(double))]))[0], Unreachable)


async def test_each_message_of_a_large_batch_is_sent_once_over_few_connections(
    double: PushDouble, lanes: Lanes
) -> None:
    outcomes = await lanes.deliver(message(at(double, f"/{number}"), number) for number in range(200))

    assert outcomes == [Accepted()] * 200
    assert sorted(int(request.path[1:]) for request in double.received) == list(range(200))
    assert double.connections <= 4


async def test_no_more_is_in_flight_than_there_are_lanes_even_with_two_batches(
    double: PushDouble, lanes: Lanes
) -> None:
    free = asyncio.Event()
    double.answer("/p", Answer(until=free))
    batches = [
        asyncio.create_task(lanes.deliver(message(at(double), n) for n in range(10))) for _ in range(2)
    ]
    await double.wait_received(4)
    free.set()

    assert await asyncio.gather(*batches) == [[Accepted()] * 10] * 2
    assert double.most_in_flight == 4


async def test_batches_for_one_service_take_turns(double: PushDouble) -> None:
    async with open_lanes([at(double, "")], lanes=1) as lanes:
        free = asyncio.Event()
        double.answer("/normal", Answer(until=free))
        normal = asyncio.create_task(lanes.deliver(message(at(double, "/normal"), n) for n in range(3)))
        urgent = asyncio.create_task(lanes.deliver([message(at(double, "/urgent"))]))
        await double.wait_received(1)
        free.set()
        await asyncio.gather(normal, urgent)

        paths = [request.path for request in double.received]
        assert paths == ["/normal", "/urgent", "/normal", "/normal"]


async def test_a_wish_to_wait_holds_the_whole_origin_and_no_other(double: PushDouble) -> None:
    async with push_double() as other, open_lanes([at(double, ""), at(other, "")], lanes=1) as lanes:
        double.answer("/p", Answer(429, (("Retry-After", "30"),)), Answer(201))
        batch = [
            message(at(double), 0),
            message(at(double), 1),
            message(at(other), 2),
            message(at(double), 3),
        ]
        held = Held(NOW + timedelta(seconds=30))

        assert await lanes.deliver(batch) == [Retry(429, timedelta(seconds=30)), held, Accepted(), held]

        lanes.clock.move(timedelta(seconds=30))

        assert await lanes.deliver(batch) == [Accepted()] * 4


async def test_a_refused_key_opens_the_origins_circuit_and_an_accepted_message_closes_it(
    double: PushDouble,
) -> None:
    origin = at(double, "")
    async with open_lanes([origin], lanes=1) as lanes:
        double.answer("/p", Answer(403, body=b"BadJwtToken"), Answer(201))
        batch = [message(at(double), number) for number in range(3)]
        held = Held(NOW + FIRST_KEY_REST)

        assert await lanes.deliver(batch) == [KeyRefused("BadJwtToken"), held, held]
        assert lanes.alarms == [(origin, SIGNER.public_key, "BadJwtToken")]
        assert lanes.sender.open_circuits() == {(origin, SIGNER.public_key): "BadJwtToken"}

        lanes.clock.move(FIRST_KEY_REST)

        assert await lanes.deliver(batch) == [Accepted()] * 3
        assert lanes.sender.open_circuits() == {}
        assert len(lanes.alarms) == 1


async def test_nothing_is_sent_after_its_expiry(double: PushDouble, lanes: Lanes) -> None:
    assert await lanes.deliver([message(at(double), expires_at=NOW)]) == [Expired()]
    assert double.received == []


async def test_ttl_is_what_is_left_until_the_expiry(double: PushDouble, lanes: Lanes) -> None:
    await lanes.deliver([message(at(double), expires_at=NOW + timedelta(seconds=90))])
    lanes.clock.move(timedelta(seconds=60))
    await lanes.deliver([message(at(double), expires_at=NOW + timedelta(seconds=90))])
    await lanes.deliver([message(at(double), expires_at=NOW + timedelta(seconds=60.5))])
    await lanes.deliver([message(at(double), expires_at=NOW + timedelta(days=365))])

    longest = str(int(LONGEST_TTL.total_seconds()))

    assert [request.headers["ttl"] for request in double.received] == ["90", "30", "1", longest]


async def test_what_cannot_be_sent_is_reported_and_nothing_goes_out(double: PushDouble, lanes: Lanes) -> None:
    outcomes = await lanes.deliver(
        [
            message("https://internal.example.org/p", 0),
            message(at(double), 1, p256dh=b"\x04" + bytes(64)),
            message(at(double), 2, plaintext=b"x" * (MAX_PLAINTEXT + 1)),
        ]
    )

    assert outcomes == [
        Unsendable("The endpoint's push service is not on the list of those allowed here."),
        Unsendable("The key p256dh is not a point on the curve P-256."),
        TooLarge(),
    ]
    assert double.received == []


async def test_a_key_that_is_not_held_is_an_alarm_and_no_last_word(double: PushDouble, lanes: Lanes) -> None:
    outcomes = await lanes.deliver(message(at(double), number, vapid_key="another") for number in range(3))

    assert outcomes == [KeyMissing()] * 3
    assert lanes.alarms == [(at(double, ""), "another", KeyMissing().reason)]
    assert lanes.sender.open_circuits() == {(at(double, ""), "another"): KeyMissing().reason}
    assert await lanes.deliver([message(at(double))]) == [Accepted()]


async def test_what_has_not_begun_by_the_deadline_is_held(double: PushDouble, lanes: Lanes) -> None:
    assert await lanes.deliver([message(at(double))], until=NOW) == [Held(NOW)]
    assert double.received == []


async def test_what_may_not_begin_is_held_and_what_must_wait_waits(double: PushDouble) -> None:
    async with open_lanes([at(double, "")], lanes=1) as lanes:
        answers, asked = iter([True, False, True]), list[int]()

        async def may_begin() -> bool:
            # Each is asked for when the one before has come to its end.
            asked.append(len(double.received))
            return next(answers)

        outcomes = await lanes.deliver((message(at(double), n) for n in range(3)), may_begin=may_begin)

        assert (outcomes, asked) == ([Accepted(), Held(NOW), Accepted()], [0, 1, 1])


async def test_stopping_lets_what_is_in_flight_end_and_holds_the_rest(
    double: PushDouble, lanes: Lanes
) -> None:
    free = asyncio.Event()
    double.answer("/p", Answer(until=free))
    batch = asyncio.create_task(lanes.deliver(message(at(double), number) for number in range(10)))
    await double.wait_received(4)
    lanes.sender.stop()
    free.set()

    assert await batch == [Accepted()] * 4 + [Held(NOW)] * 6
    assert len(double.received) == 4


class Broken:
    """A transport that fails in a way nobody foresaw, for one address."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | Unreachable:
        if url.endswith("/2"):
            raise ValueError(url, len(headers), len(body))
        return Reply(201)


async def test_an_attempt_that_fails_unforeseen_takes_no_other_with_it() -> None:
    origin = "https://push.example.org"
    async with open_lanes([origin], lanes=2, transport=Broken()) as lanes:
        outcomes = await lanes.deliver(message(f"{origin}/{number}", number) for number in range(5))

    assert outcomes == [Accepted(), Accepted(), Failed(), Accepted(), Accepted()]


class Noting:
    """A transport that accepts all and notes when."""

    def __init__(self, seen: list[str]) -> None:
        self._seen = seen

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | Unreachable:
        assert (url[:8], headers["ttl"] > "0", len(body) > 0) == ("https://", True, True)
        self._seen.append("posted")
        return Reply(201)


async def test_what_may_leave_in_one_turn_is_all_made_ready_before_any_of_it_is_posted() -> None:
    seen: list[str] = []

    async def begins() -> bool:
        seen.append("begun")
        return True

    origin = "https://push.example.org"
    async with open_lanes([origin], lanes=4, transport=Noting(seen)) as lanes:
        batch = [message(f"{origin}/{number}", number) for number in range(4)]
        outcomes = await lanes.deliver(batch, may_begin=begins)

    assert outcomes == [Accepted()] * 4
    assert seen == ["begun"] * 4 + ["posted"] * 4


class Nowhere:
    """A transport whose service is never reached."""

    def __init__(self) -> None:
        self.attempts: list[tuple[str, Mapping[str, str], bytes]] = []

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | Unreachable:
        self.attempts.append((url, headers, body))
        return Unreachable("time-out")


async def test_an_origin_out_of_reach_does_not_cost_a_time_out_per_message() -> None:
    nowhere = Nowhere()
    async with open_lanes(["https://push.example.org"], lanes=1, transport=nowhere) as lanes:
        outcomes = await lanes.deliver(message("https://push.example.org/1", number) for number in range(100))

    assert len(nowhere.attempts) == 8
    assert outcomes == [Unreachable("time-out")] * 8 + [Held(NOW + timedelta(seconds=1))] * 92


def test_windows_is_told_to_keep_the_message() -> None:
    rules = EndpointRules.allowing()
    windows, google = "https://wns2-pn1p.notify.windows.com/w/1", "https://fcm.googleapis.com/wp/1"

    policies = [
        headers_for(rules.check(url), message(url), "vapid t=,k=", NOW).get("x-wns-cache-policy")
        for url in (windows, google)
    ]

    assert policies == ["cache", None]
