"""Whose word on a visitor's address is believed, where many proxies come and go."""

from pathlib import Path

import httpx
import pytest

from backend.settings import SettingsError, load_settings
from tests.apps import open_app, settings_for


async def introduce(client: httpx.AsyncClient, caller: str) -> int:
    return (await client.post("/api/v1/devices", headers={"x-forwarded-for": caller})).status_code


@pytest.mark.parametrize(
    ("peer", "answered"),
    [
        ("10.9.3.4", [201, 201]),
        ("2001:db8::7", [201, 201]),
        ("10.8.3.4", [201, 429]),
        ("fe80::1", [201, 429]),
        ("unknown", [201, 429]),
    ],
)
async def test_a_network_of_proxies_is_believed_and_no_other(
    url: str, tmp_path: Path, peer: str, answered: list[int]
) -> None:
    settings = settings_for(url, tmp_path, trusted_proxies="10.9.0.0/16, 2001:db8::/32", devices_per_minute=1)
    async with open_app(settings) as app:
        proxy = app.visitor(peer)

        assert [await introduce(proxy, "10.3.0.1"), await introduce(proxy, "10.3.0.2")] == answered


@pytest.mark.parametrize("value", ["edge", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/8;11.0.0.0/8"])
def test_what_is_no_network_stops_the_start(value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^COMPANION_TRUSTED_PROXIES: "):
        load_settings({"COMPANION_TRUSTED_PROXIES": value}, tmp_path / ".env")
