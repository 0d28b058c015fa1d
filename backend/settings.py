"""Settings from the environment or a `.env` file; a wrong value stops the start with one sentence."""

import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from dotenv import dotenv_values

from backend.core.database import is_postgres

PREFIX = "COMPANION_"

Positive = Annotated[int, msgspec.Meta(ge=1)]


class SettingsError(Exception):
    """A setting's value cannot be used; the message names the setting."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings; each is `COMPANION_` and its name in capitals. Seconds and counts are integers."""

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    data_dir: str = "var"
    database_url: str = ""
    broker_url: str = "memory://"
    public_url: str = ""
    secret_key: str = ""
    vapid_private_key: str = ""
    vapid_previous_private_key: str = ""
    vapid_subject: str = ""
    metrics_token: str = ""
    push_hosts: str = ""
    trusted_proxies: str = ""
    log_format: Literal["json", "console"] = "console"
    push_batch: Positive = 500
    push_flight: Positive = 32
    push_lease_seconds: Positive = 120
    push_retry_seconds: Positive = 5
    push_retry_limit_seconds: Positive = 900
    push_timeout_seconds: Positive = 15
    push_hourly_cap: Positive = 10
    tick_seconds: Positive = 1
    devices_per_minute: Positive = 5000

    @property
    def data_path(self) -> Path:
        """The folder of the database, keys and backups, as an absolute path."""
        return Path(self.data_dir).absolute()

    @property
    def database(self) -> str:
        """The database's URL, SQLite in the data folder when none is given."""
        return self.database_url or f"sqlite:///{self.data_path / 'companion.sqlite3'}"

    @property
    def origin(self) -> str:
        """The site's own origin, without a slash at its end."""
        # Browsers write an origin in lower case (RFC 6454, section 6.1).
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/").lower()

    @property
    def embedded_worker(self) -> bool:
        """Whether `companion web` sends by itself, for want of a broker that others share."""
        return urlsplit(self.broker_url).scheme == "memory"

    @property
    def allowed_push_hosts(self) -> frozenset[str]:
        """Push-service hosts or origins allowed beside the browsers' own."""
        return frozenset(part.strip() for part in self.push_hosts.split(",") if part.strip())

    @property
    def trusted_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Proxies that are believed about a visitor's address; raises `ValueError` for what is no network."""
        return tuple(ip_network(part.strip()) for part in self.trusted_proxies.split(",") if part.strip())


def load_settings(environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """Return the settings of `environ` over those of the `.env` file.

    Raises `SettingsError` naming the setting that is wrong or missing.
    """
    given: dict[str, str] = {key: value for key, value in dotenv_values(dotenv).items() if value is not None}
    given |= dict(os.environ if environ is None else environ)
    values: dict[str, Any] = {}
    known = {field.name for field in msgspec.structs.fields(Settings)}
    for key, value in given.items():
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and name in known and value != "":
            values[name] = value
    return _checked(_converted(values))


def _converted(values: dict[str, Any]) -> Settings:
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        sentence, _, path = str(error).partition(" - at `$.")
        raise SettingsError(f"{PREFIX}{path.rstrip('`').upper()}: {sentence}") from error


def _checked(settings: Settings) -> Settings:
    if settings.database_url and not (
        is_postgres(settings.database_url) or settings.database_url.startswith("sqlite://")
    ):
        raise SettingsError(f"{PREFIX}DATABASE_URL: must begin with postgres:// or sqlite://")
    if urlsplit(settings.broker_url).scheme not in {"memory", "nats", "tls"}:
        raise SettingsError(f"{PREFIX}BROKER_URL: must begin with memory:// or nats://")
    if not _is_origin(settings.origin):
        raise SettingsError(f"{PREFIX}PUBLIC_URL: must be an http or https origin, without a path")
    try:
        _ = settings.trusted_networks
    except ValueError as error:
        raise SettingsError(f"{PREFIX}TRUSTED_PROXIES: {error}") from error
    if settings.push_lease_seconds <= 2 * settings.push_timeout_seconds:
        # The first half of a lease is for beginning; what was begun at its end has the other half.
        raise SettingsError(
            f"{PREFIX}PUSH_LEASE_SECONDS: must be more than twice {PREFIX}PUSH_TIMEOUT_SECONDS,"
            " or a message is sent again while its push service still has time to answer"
        )
    shared = is_postgres(settings.database_url) or not settings.embedded_worker
    for name in ("secret_key", "vapid_private_key"):
        if shared and not getattr(settings, name):
            raise SettingsError(
                f"{PREFIX}{name.upper()}: must be given when several processes share PostgreSQL or NATS"
            )
    return settings


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    rest = parts.path or parts.query or parts.fragment or parts.username
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0 and not rest


def kept_secret(settings: Settings, name: str) -> str:
    """Return the secret `name`: the setting's value, else one made once and kept in the data folder."""
    given = str(getattr(settings, name))
    if given:
        return given
    return kept(settings.data_path / name, lambda: secrets.token_urlsafe(48))


def kept(path: Path, make: Callable[[], str]) -> str:
    """Return the text of `path`; made by `make` and written for the owner's eyes alone when absent."""
    if not path.exists():
        name = _written(path, make())
        # A link appears whole or not at all, and never over another's.
        with suppress(FileExistsError):
            path.hardlink_to(name)
        name.unlink()
    return path.read_text().strip()


def replace_kept(path: Path, text: str) -> None:
    """Put `text` in the place of what is kept at `path`, whole or not at all."""
    _written(path, text).replace(path)


def _written(path: Path, text: str) -> Path:
    """Return a new file beside `path`, for the owner's eyes alone, that holds `text` on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp makes files of mode 600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
