"""The steps by which two phones meet, with keys, proof and parcel that only look like those of phones."""

from typing import Any

import httpx

from tests.apps import App

OLD_KEY, NEW_KEY = "B" + "o" * 86, "B" + "n" * 86
PROOF = "p" * 43
PARCEL = "sealed_" * 10


def offering(lookup: str = "ABC123", *, move: bool = False) -> dict[str, Any]:
    return {"lookup": lookup, "move": move, "public_key": OLD_KEY}


def claiming(lookup: str = "ABC123", **changes: str) -> dict[str, Any]:
    return {"lookup": lookup, "public_key": NEW_KEY, "proof": PROOF, "name": "Firefox, Android"} | changes


async def offer(phone: httpx.AsyncClient, lookup: str = "ABC123", *, move: bool = False) -> str:
    answer = await phone.post("/api/v1/device/links", json=offering(lookup, move=move))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def claimed(app: App, lookup: str = "ABC123") -> httpx.AsyncClient:
    """A new phone that claimed an offer and carries its token to be."""
    phone = app.visitor()
    answer = await phone.post("/api/v1/links/claims", json=claiming(lookup))
    assert answer.status_code == 201, answer.text
    phone.headers["authorization"] = f"Bearer {answer.json()['token']}"
    return phone


async def confirm(phone: httpx.AsyncClient, link: str, parcel: str = PARCEL) -> httpx.Response:
    return await phone.post(f"/api/v1/device/links/{link}/confirm", json={"parcel": parcel})


async def joined(app: App, old: httpx.AsyncClient, *, move: bool = False) -> tuple[str, httpx.AsyncClient]:
    """An offer that went through up to its confirmation, and the new phone."""
    link = await offer(old, move=move)
    new = await claimed(app)
    assert (await confirm(old, link)).status_code == 204
    return link, new


async def state(phone: httpx.AsyncClient, link: str) -> Any:
    answer = await phone.get(f"/api/v1/device/links/{link}")
    return answer.json()["state"] if answer.is_success else answer.status_code


async def visitor_of(phone: httpx.AsyncClient) -> str:
    return str((await phone.get("/api/v1/device")).json()["visitor_id"])
