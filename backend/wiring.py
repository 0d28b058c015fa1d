"""What a process is made of: settings, database, keys, sender; the one place where all parts meet."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from backend.core.clock import Clock, utc_now
from backend.core.database import database
from backend.push.deliver import Deliverer
from backend.push.lane import PushSender
from backend.push.receipts import ReceiptTokens
from backend.push.rules import EndpointRules, PushHostRefused
from backend.push.transport import PushTransport, ReqwestTransport
from backend.push.vapid import (
    SubjectRefused,
    VapidKeyRefused,
    VapidSigner,
    check_subject,
    generate_private_key,
    load_private_key,
)
from backend.settings import Settings, SettingsError, kept, kept_secret, replace_kept

MODELS = [
    f"backend.{domain}.models"
    for domain in (
        "core",
        "accounts",
        "event",
        "agenda",
        "expo",
        "awards",
        "devices",
        "participation",
        "push",
        "publishing",
    )
]

PWA_FOLDER = Path(__file__).parent.parent / "pwa" / "dist"

CURRENT_KEY = "vapid_private_key"
PREVIOUS_KEY = "vapid_previous_private_key"

_log = structlog.get_logger("push")


@dataclass(frozen=True)
class Services:
    """The parts of a running process. `signers` hold the current VAPID key first."""

    settings: Settings
    clock: Clock
    endpoints: EndpointRules
    signers: tuple[VapidSigner, ...]
    receipt_tokens: ReceiptTokens
    deliverer: Deliverer

    @property
    def vapid_keys(self) -> tuple[str, ...]:
        """The public keys we sign with, the current one first."""
        return tuple(signer.public_key for signer in self.signers)


@asynccontextmanager
async def services(
    settings: Settings, *, clock: Clock = utc_now, transport: PushTransport | None = None
) -> AsyncIterator[Services]:
    """Open the database and make the parts; raises `SettingsError` for keys that are none."""
    signers = vapid_signers(settings)
    endpoints = _endpoint_rules(settings)
    sender = PushSender(
        transport or ReqwestTransport.open(total_timeout=timedelta(seconds=settings.push_timeout_seconds)),
        endpoints=endpoints,
        signers=signers,
        clock=clock,
        alarm=_alarm,
        lanes_per_origin=settings.push_flight,
        shares_loop=settings.embedded_worker,
    )
    tokens = ReceiptTokens(kept_secret(settings, "secret_key"))
    async with database(settings.database, MODELS):
        yield Services(
            settings, clock, endpoints, signers, tokens, Deliverer(sender, settings, clock, tokens)
        )


def _endpoint_rules(settings: Settings) -> EndpointRules:
    try:
        return EndpointRules.allowing(settings.allowed_push_hosts)
    except PushHostRefused as error:
        raise SettingsError(f"COMPANION_PUSH_HOSTS: {error.detail}") from error


def vapid_signers(settings: Settings) -> tuple[VapidSigner, ...]:
    """Return the signers of the current key and of the one being retired.

    The current key is made and kept in the data folder when none is given.
    """
    current, previous = vapid_private_keys(settings)
    texts = {"VAPID_PRIVATE_KEY": current, "VAPID_PREVIOUS_PRIVATE_KEY": previous}
    subject = vapid_subject(settings)
    signers = []
    for name, text in texts.items():
        if text:
            try:
                signers.append(VapidSigner(load_private_key(text), subject))
            except VapidKeyRefused as error:
                raise SettingsError(f"COMPANION_{name}: {error.detail}") from error
    return tuple(signers)


def vapid_private_keys(settings: Settings) -> tuple[str, str]:
    """Return the current key and the one being retired, empty for none: given, or kept in the data folder."""
    if settings.vapid_private_key:
        return settings.vapid_private_key, settings.vapid_previous_private_key
    former = settings.data_path / PREVIOUS_KEY
    kept_former = former.read_text().strip() if former.exists() else ""
    return (
        kept(settings.data_path / CURRENT_KEY, generate_private_key),
        settings.vapid_previous_private_key or kept_former,
    )


def rotate_kept_key(settings: Settings) -> str:
    """Make a new key the current one in the data folder, keep the former beside it; return the new one."""
    current, _ = vapid_private_keys(settings)
    made = generate_private_key()
    # The former first: were this the end, both files would hold the key that is in use.
    replace_kept(settings.data_path / PREVIOUS_KEY, current)
    replace_kept(settings.data_path / CURRENT_KEY, made)
    return made


def vapid_subject(settings: Settings) -> str:
    """Return whom push services may write to: the setting, else the public address when it is https.

    A copy that runs on loopback for a look gets an address of a domain reserved for examples (RFC 2606).
    """
    public = (
        settings.origin if urlsplit(settings.origin).scheme == "https" else "https://companion.example.org"
    )
    try:
        return check_subject(settings.vapid_subject or public)
    except SubjectRefused as error:
        raise SettingsError(f"COMPANION_VAPID_SUBJECT: {error.detail}") from error


def _alarm(origin: str, key: str, reason: str) -> None:
    _log.error("push service refuses our key", origin=origin, key=key[:12], reason=reason)
