"""Endpoints: addresses that strangers choose, so only the push services' own are taken."""

import pytest

from backend.push.rules import EndpointRefused, EndpointRules, PushHostRefused, service_of

RULES = EndpointRules.allowing()
TEST_RULES = EndpointRules.allowing(["http://127.0.0.1:9100", "push.example.org", "*.relay.example.org"])


@pytest.mark.parametrize(
    ("url", "origin", "service"),
    [
        ("https://fcm.googleapis.com/fcm/send/dZ:APA91-_b", "https://fcm.googleapis.com", "google"),
        ("https://fcm.googleapis.com:443/wp/abc", "https://fcm.googleapis.com", "google"),
        ("https://FCM.googleapis.com/wp/abc", "https://fcm.googleapis.com", "google"),
        ("https://jmt17.google.com/fcm/send/abc", "https://jmt17.google.com", "google"),
        (
            "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
            "https://updates.push.services.mozilla.com",
            "mozilla",
        ),
        ("https://web.push.apple.com/QGu-x", "https://web.push.apple.com", "apple"),
        (
            "https://wns2-pn1p.notify.windows.com/w/?token=BQYA%2bx",
            "https://wns2-pn1p.notify.windows.com",
            "windows",
        ),
    ],
)
def test_endpoints_of_the_browsers_are_taken(url: str, origin: str, service: str) -> None:
    endpoint = RULES.check(url)

    assert (endpoint.url, endpoint.origin, endpoint.service) == (url, origin, service)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com/",
        "http://fcm.googleapis.com/wp/abc",
        "ftp://fcm.googleapis.com/wp/abc",
        "//fcm.googleapis.com/wp/abc",
        "https://fcm.googleapis.com:8443/wp/abc",
        "https://fcm.googleapis.com:80/wp/abc",
        "https://fcm.googleapis.com:443443/wp/abc",
        "https://user@fcm.googleapis.com/wp/abc",
        "https://user:secret@fcm.googleapis.com/wp/abc",
        "https://evil.example.org\\@fcm.googleapis.com/wp/abc",
        "https://evil.example.org#@fcm.googleapis.com/wp/abc",
        "https://fcm.googleapis.com/wp/abc#part",
        "https://fcm.googleapis.com\\.evil.example.org/wp/abc",
        "https://fcm.googleapis.com.evil.example.org/wp/abc",
        "https://evilfcm.googleapis.com/wp/abc",
        "https://fcm.googleapis.com./wp/abc",
        "https://fcm%2egoogleapis.com/wp/abc",
        "https://ｆcm.googleapis.com/wp/abc",
        "https://push.apple.com/wp/abc",
        "https://.push.apple.com/wp/abc",
        "https://evilpush.apple.com/wp/abc",
        "https://notify.windows.com.example.org/wp/abc",
        "https://127.0.0.1/wp/abc",
        "https://[::1]/wp/abc",
        "https://2130706433/wp/abc",
        "https://localhost/wp/abc",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:9100/wp/abc",
        " https://fcm.googleapis.com/wp/abc",
        "https://fcm.googleapis.com/wp/abc\n",
        "https://fcm.goog\tleapis.com/wp/abc",
        "https://fcm.googleapis.com/wp/a b",
        "https://fcm.googleapis.com/wp/abc\r\nHost: evil.example.org",
        "https://fcm.googleapis.com/" + "a" * 2048,
    ],
)
def test_every_other_address_is_refused(url: str) -> None:
    with pytest.raises(EndpointRefused) as refused:
        RULES.check(url)

    assert refused.value.errors == {"endpoint": refused.value.detail}


def test_added_origins_and_hosts_are_taken() -> None:
    taken = [
        TEST_RULES.check(url).origin
        for url in (
            "http://127.0.0.1:9100/push/1",
            "https://push.example.org/1",
            "https://a.relay.example.org/1",
        )
    ]

    assert taken == ["http://127.0.0.1:9100", "https://push.example.org", "https://a.relay.example.org"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9101/push/1",
        "http://127.0.0.1/push/1",
        "https://127.0.0.1:9100/push/1",
        "http://push.example.org/1",
        "https://push.example.org:9100/1",
        "https://relay.example.org/1",
    ],
)
def test_an_added_origin_allows_nothing_beside_itself(url: str) -> None:
    with pytest.raises(EndpointRefused):
        TEST_RULES.check(url)


@pytest.mark.parametrize(
    "entry", ["", "http://", "*", "*.", "push.example.org/path", "user@host", "http://h/path"]
)
def test_a_wrong_entry_of_the_list_is_named(entry: str) -> None:
    with pytest.raises(PushHostRefused, match="neither a host nor an origin"):
        EndpointRules.allowing([entry])


def test_service_of_an_added_host_is_the_host() -> None:
    assert service_of("push.example.org") == "push.example.org"
