"""Settings: a wrong one stops the start with a sentence that names it."""

from pathlib import Path
from typing import Any

import pytest

from backend.settings import SettingsError, kept, load_settings
from backend.wiring import rotate_kept_key, services, vapid_private_keys, vapid_signers, vapid_subject
from tests.apps import VAPID_PRIVATE_KEY, settings_for

SHARED = {"COMPANION_SECRET_KEY": "secret", "COMPANION_VAPID_PRIVATE_KEY": VAPID_PRIVATE_KEY}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("PORT", "70000"),
        ("LOG_FORMAT", "xml"),
        ("PUSH_BATCH", "0"),
        ("TICK_SECONDS", "-1"),
        ("DATABASE_URL", "mysql://localhost/companion"),
        ("BROKER_URL", "redis://localhost"),
        ("PUBLIC_URL", "forum.example.org"),
        ("PUBLIC_URL", "https://forum.example.org/app"),
        ("PUBLIC_URL", "https://forum.example.org:port"),
        ("PUBLIC_URL", "https://user@forum.example.org"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as stopped:
        load_settings({f"COMPANION_{name}": value}, tmp_path / ".env")

    assert str(stopped.value).startswith(f"COMPANION_{name}: ")


@pytest.mark.parametrize(
    ("lease", "timeout", "is_refused"),
    [("30", "15", True), ("31", "15", False), ("4", "", True), ("", "60", True)],
)
def test_a_lease_outlasts_two_time_outs(lease: str, timeout: str, is_refused: bool, tmp_path: Path) -> None:
    given = {"COMPANION_PUSH_LEASE_SECONDS": lease, "COMPANION_PUSH_TIMEOUT_SECONDS": timeout}
    try:
        load_settings(given, tmp_path / ".env")
    except SettingsError as stopped:
        told = str(stopped)
    else:
        told = ""

    assert [name in told for name in given] == [is_refused] * 2


@pytest.mark.parametrize("shared", [{"DATABASE_URL": "postgres://localhost/x"}, {"BROKER_URL": "nats://x"}])
@pytest.mark.parametrize("missing", list(SHARED))
def test_what_processes_share_needs_keys_that_are_given(
    shared: dict[str, str], missing: str, tmp_path: Path
) -> None:
    given = {f"COMPANION_{name}": value for name, value in shared.items()}
    with pytest.raises(SettingsError) as stopped:
        load_settings(given | SHARED | {missing: ""}, tmp_path / ".env")

    assert str(stopped.value).startswith(f"{missing}: ")
    assert load_settings(given | SHARED, tmp_path / ".env").secret_key == "secret"


def test_the_environment_stands_above_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("COMPANION_PORT=9000\nCOMPANION_HOST=0.0.0.0\nPATH=/nowhere\n")

    settings = load_settings({"COMPANION_PORT": "9001", "HOME": "/"}, dotenv)

    assert (settings.port, settings.host) == (9001, "0.0.0.0")


def test_without_settings_all_stands_in_the_data_folder(tmp_path: Path) -> None:
    settings = load_settings({"COMPANION_DATA_DIR": str(tmp_path)}, tmp_path / ".env")

    assert settings.database == f"sqlite:///{tmp_path}/companion.sqlite3"
    assert (settings.origin, settings.embedded_worker) == ("http://127.0.0.1:8000", True)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"vapid_private_key": "no key"}, "VAPID_PRIVATE_KEY"),
        ({"vapid_previous_private_key": "no key"}, "VAPID_PREVIOUS_PRIVATE_KEY"),
        ({"vapid_subject": "mailto:a@localhost"}, "VAPID_SUBJECT"),
        ({"push_hosts": "not a host/"}, "PUSH_HOSTS"),
    ],
)
async def test_a_wrong_push_setting_stops_the_start_before_the_database_is_made(
    changes: dict[str, Any], name: str, tmp_path: Path
) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/never/made.sqlite3", tmp_path / "data", **changes)

    with pytest.raises(SettingsError) as stopped:
        async with services(settings):
            pass

    assert str(stopped.value).startswith(f"COMPANION_{name}: ")


def test_the_current_key_comes_first_and_the_retiring_one_is_kept(tmp_path: Path) -> None:
    current = "A" * 42 + "Q"
    settings = settings_for(
        "", tmp_path, vapid_private_key=current, vapid_previous_private_key=VAPID_PRIVATE_KEY
    )
    alone = settings_for("", tmp_path, vapid_private_key=VAPID_PRIVATE_KEY)

    keys = [signer.public_key for signer in vapid_signers(settings)]

    assert (len(keys), keys[1:]) == (2, [signer.public_key for signer in vapid_signers(alone)])


def test_without_a_subject_the_public_address_is_it(tmp_path: Path) -> None:
    public = settings_for("", tmp_path, vapid_subject="")
    local = settings_for("", tmp_path, vapid_subject="", public_url="")

    assert vapid_subject(public) == "https://forum.example.org"
    assert vapid_subject(local) == "https://companion.example.org"


def test_a_secret_is_made_once_for_the_owners_eyes(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret"

    made = [kept(path, lambda: "first"), kept(path, lambda: "second")]

    assert made == ["first", "first"]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(path.parent.iterdir()) == [path]


def test_a_rotated_key_is_the_current_one_and_the_former_still_signs(tmp_path: Path) -> None:
    settings = settings_for("", tmp_path, vapid_private_key="")
    (before,) = [signer.public_key for signer in vapid_signers(settings)]

    made = rotate_kept_key(settings)
    after = [signer.public_key for signer in vapid_signers(settings)]

    assert (len(after), after[1]) == (2, before)
    assert vapid_private_keys(settings)[0] == made
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
