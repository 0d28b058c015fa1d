"""VAPID keys, contact addresses and signatures."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from py_vapid import Vapid02

from backend.push.vapid import (
    SubjectRefused,
    VapidKeyRefused,
    VapidSigner,
    check_subject,
    generate_private_key,
    load_private_key,
    write_private_key,
    write_public_key,
)

NOW = datetime(2018, 11, 7, 2, 0, tzinfo=UTC)
SUBJECT = "mailto:push@forum.example.org"
KEY = ec.derive_private_key(11, ec.SECP256R1())
GOOGLE, APPLE = "https://fcm.googleapis.com", "https://web.push.apple.com"


def pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, form: PrivateFormat) -> str:
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


def claims(authorization: str) -> dict[str, object]:
    token = authorization.removeprefix("vapid t=").split(",")[0].split(".")[1]
    content: dict[str, object] = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    return content


def test_a_generated_key_is_32_bytes_and_loads_again() -> None:
    text = generate_private_key()

    assert len(base64.urlsafe_b64decode(text + "=")) == 32
    assert write_private_key(load_private_key(text)) == text


def test_pem_and_raw_forms_of_a_key_are_the_same_key() -> None:
    forms = [
        write_private_key(KEY),
        write_private_key(KEY) + "=",
        pem(KEY, PrivateFormat.PKCS8),
        pem(KEY, PrivateFormat.TraditionalOpenSSL),
        pem(KEY, PrivateFormat.PKCS8).replace("\n", "\\n"),
    ]

    assert {write_public_key(load_private_key(form)) for form in forms} == {write_public_key(KEY)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no key",
        write_private_key(KEY)[:-2],
        base64.urlsafe_b64encode(bytes(32)).decode(),
        base64.urlsafe_b64encode(b"\xff" * 32).decode(),
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        pem(ec.derive_private_key(11, ec.SECP384R1()), PrivateFormat.PKCS8),
    ],
)
def test_what_is_no_key_on_the_curve_is_refused(text: str) -> None:
    with pytest.raises(VapidKeyRefused):
        load_private_key(text)


@pytest.mark.parametrize(
    "subject",
    [
        "mailto:push@forum.example.org",
        "mailto:a.b+c@x.id",
        "https://forum.example.org",
        "https://x.id/contact?a=1",
    ],
)
def test_real_contact_addresses_are_taken(subject: str) -> None:
    assert check_subject(subject) == subject


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "push@forum.example.org",
        "mailto:x@localhost",
        "mailto:x@127.0.0.1",
        "mailto: <x>",
        "mailto: x@forum.example.org",
        "mailto:<x@forum.example.org>",
        "mailto:x@forum.example.org ",
        "mailto:x@@forum.example.org",
        "mailto:x@-.org",
        "http://forum.example.org",
        "https://localhost",
        "https://forum.example.org/a b",
    ],
)
def test_contact_addresses_that_apple_turns_away_are_refused(subject: str) -> None:
    with pytest.raises(SubjectRefused):
        VapidSigner(KEY, subject)


def test_a_signature_is_valid_and_claims_what_it_must() -> None:
    authorization = VapidSigner(KEY, SUBJECT).authorization(GOOGLE, NOW)

    assert Vapid02.verify(authorization)
    assert authorization.endswith(f",k={write_public_key(KEY)}")
    assert claims(authorization) == {
        "aud": GOOGLE,
        "exp": int((NOW + timedelta(hours=12)).timestamp()),
        "sub": SUBJECT,
    }


def test_each_origin_has_its_own_audience_whatever_was_signed_before() -> None:
    signer = VapidSigner(KEY, SUBJECT)

    audiences = [claims(signer.authorization(origin, NOW))["aud"] for origin in (GOOGLE, APPLE, GOOGLE)]

    assert audiences == [GOOGLE, APPLE, GOOGLE]


def test_an_origin_is_signed_for_once_until_half_life() -> None:
    signer = VapidSigner(KEY, SUBJECT)
    first = signer.authorization(GOOGLE, NOW)

    assert signer.authorization(GOOGLE, NOW + timedelta(hours=6, seconds=-1)) == first

    renewed = signer.authorization(GOOGLE, NOW + timedelta(hours=6))

    assert claims(renewed)["exp"] == int((NOW + timedelta(hours=18)).timestamp())
    assert signer.authorization(GOOGLE, NOW + timedelta(hours=7)) == renewed


def test_a_clock_set_back_is_signed_for_anew() -> None:
    signer = VapidSigner(KEY, SUBJECT)
    signer.authorization(GOOGLE, NOW)

    earlier = signer.authorization(GOOGLE, NOW - timedelta(days=1))

    assert claims(earlier)["exp"] == int((NOW - timedelta(hours=12)).timestamp())
