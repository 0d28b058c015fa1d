"""What the doubles refuse, request by request, and what they say about it."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from tests.push_services.google import GooglePush
from tests.push_services.mozilla import MozillaPush
from tests.push_services.sender import Request, open_sender
from tests.push_services.service import PushService
from tests.push_services.subscriber import Subscriber
from tests.push_services.verify import decode, encode, is_contact

NEWS = {"title": "Ruang berpindah"}


@pytest.fixture(params=["mozilla", "google"])
def service(request: pytest.FixtureRequest, mozilla: MozillaPush, google: GooglePush) -> PushService:
    return mozilla if request.param == "mozilla" else google


async def test_a_correct_push_is_accepted_and_readable(service: PushService) -> None:
    async with open_sender(service) as sender:
        phone = Subscriber(service, vapid_key=decode(sender.public_key, "key"))
        await phone.connect()
        answer = await sender.send(phone.subscription(), NEWS, ttl=timedelta(days=1), topic="room")

        assert answer.status_code == 201
        assert answer.headers["TTL"] == "86400"
        assert phone.read == [NEWS]
        assert [(push.topic, push.urgency) for push in service.received] == [("room", "high")]


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"Authorization": ""}, 401, "no VAPID authorization"),
        ({"Authorization": "vapid t=e30.e30.AA,k=AA"}, 401, "VAPID token is not signed with ES256"),
        ({"TTL": "soon"}, 400, "TTL is 'soon', not whole seconds"),
        ({"Urgency": "urgent"}, 400, "Urgency 'urgent' is unknown"),
        ({"Topic": "a.b"}, 400, "Topic 'a.b' is not 1 to 32 base64url characters"),
        ({"Content-Encoding": "aesgcm"}, 400, "Content-Encoding is 'aesgcm', not 'aes128gcm'"),
    ],
)
async def test_a_wrong_header_is_refused(
    mozilla: MozillaPush, headers: dict[str, str], status: int, reason: str
) -> None:
    async with open_sender(mozilla) as sender:
        request = sender.request(Subscriber(mozilla).subscription(), NEWS)
        answer = await sender.post(replace(request, headers=request.headers | headers))

        assert (answer.status_code, mozilla.violations) == (status, [reason])
        assert mozilla.received == []


async def test_a_missing_ttl_is_refused(mozilla: MozillaPush) -> None:
    async with open_sender(mozilla) as sender:
        request = sender.request(Subscriber(mozilla).subscription(), NEWS)
        del request.headers["TTL"]
        answer = await sender.post(request)

        assert (answer.status_code, mozilla.violations) == (400, ["TTL is None, not whole seconds"])


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"plain", 400), (bytes(20) + b"\x41\x04" + bytes(200), 400), (bytes(4097), 413)],
    ids=["empty", "plain", "two records", "too large"],
)
async def test_a_wrong_body_is_refused(mozilla: MozillaPush, body: bytes, status: int) -> None:
    async with open_sender(mozilla) as sender:
        request = sender.request(Subscriber(mozilla).subscription(), NEWS)
        answer = await sender.post(Request(request.url, request.headers, body))

        assert answer.status_code == status


async def test_a_signature_for_another_origin_is_refused(mozilla: MozillaPush) -> None:
    async with open_sender(mozilla) as sender:
        request = sender.request(Subscriber(mozilla).subscription(), NEWS)
        foreign = sender.authorization("https://web.push.apple.com/x", now=mozilla.clock())
        answer = await sender.post(replace(request, headers=request.headers | {"Authorization": foreign}))

        reason = f"VAPID aud is 'https://web.push.apple.com', not '{mozilla.origin}'"
        assert (answer.status_code, mozilla.violations) == (401, [reason])


@pytest.mark.parametrize("hours", [-13, 13])
async def test_a_signature_that_is_over_or_too_long_is_refused(mozilla: MozillaPush, hours: int) -> None:
    async with open_sender(mozilla) as sender:
        subscription = Subscriber(mozilla).subscription()
        request = sender.request(subscription, NEWS)
        now = mozilla.clock() + timedelta(hours=hours)
        late = sender.authorization(subscription["endpoint"], now=now)
        answer = await sender.post(replace(request, headers=request.headers | {"Authorization": late}))

        assert answer.status_code == 401
        assert [reason.startswith("VAPID exp") for reason in mozilla.violations] == [True]


async def test_a_forged_signature_is_refused(mozilla: MozillaPush) -> None:
    async with open_sender(mozilla) as sender, open_sender(mozilla) as other:
        request = sender.request(Subscriber(mozilla).subscription(), NEWS)
        token = request.headers["Authorization"].partition(",")[0]
        forged = {"Authorization": f"{token},k={other.public_key}"}
        await sender.post(replace(request, headers=request.headers | forged))

        assert mozilla.violations == ["VAPID signature does not fit its key"]


async def test_another_key_than_the_subscriptions_is_refused(service: PushService) -> None:
    async with open_sender(service) as sender, open_sender(service) as other:
        phone = Subscriber(service, vapid_key=decode(other.public_key, "key"))
        answer = await sender.send(phone.subscription(), NEWS)

        assert answer.status_code == (401 if isinstance(service, MozillaPush) else 403)


async def test_unknown_and_gone_endpoints_differ(service: PushService) -> None:
    async with open_sender(service) as sender:
        phone = Subscriber(service)
        unknown = phone.subscription()
        unknown["endpoint"] = unknown["endpoint"].replace(phone.token, encode(b"nobody"))
        phone.unsubscribe()

        assert (await sender.send(unknown, NEWS)).status_code == 404
        assert (await sender.send(phone.subscription(), NEWS)).status_code == 410


async def test_google_serves_its_host_over_tls(google: GooglePush) -> None:
    async with open_sender(google) as sender:
        phone = Subscriber(google)
        request = sender.request(phone.subscription(), NEWS)
        url = request.url.replace(google.http_origin, google.https_origin)
        async with httpx.AsyncClient(verify=google.certificate.client(), trust_env=False) as client:
            answer = await client.post(
                url,
                content=request.body,
                headers=request.headers,
                extensions={"sni_hostname": "fcm.googleapis.com"},
            )

        assert (answer.status_code, google.violations) == (201, [])


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("mailto:push@example.org", True),
        ("https://example.org/contact", True),
        ("mailto:x@localhost", False),
        ("mailto: <x@example.org>", False),
        ("push@example.org", False),
    ],
)
def test_subject_is_what_the_strictest_service_takes(subject: str, *, expected: bool) -> None:
    assert is_contact(subject) is expected
