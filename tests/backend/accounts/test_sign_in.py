"""Organizers sign in by password or by a link that works once, from our own pages only."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from backend.accounts import sign_in
from backend.accounts.rules import LINK_LASTS, SESSION_LASTS, Actor, Role
from tests.apps import App, open_app, settings_for
from tests.factories.contents import row_counts
from tests.factories.problems import problem

PASSWORD = "correct horse battery"


async def owner(app: App, email: str = "owner@example.org") -> str:
    return await sign_in.add_person(email, Role.OWNER, password=PASSWORD, now=app.clock())


async def enter(client: httpx.AsyncClient, password: str = PASSWORD, **headers: str) -> httpx.Response:
    body = {"email": " Owner@Example.org", "password": password}
    return await client.post("/api/v1/auth/sign-in", json=body, headers=headers)


async def test_who_has_the_password_gets_a_cookie_and_is_known_by_it(app: App) -> None:
    await owner(app)
    page = app.visitor(origin=app.settings.origin)

    answer = await enter(page)

    assert answer.status_code == 204
    assert (await page.get("/api/v1/auth/me")).json() == {
        "email": "owner@example.org",
        "roles": ["owner"],
        "speaker": None,
    }


@pytest.mark.parametrize(
    ("public_url", "wanted"),
    [
        (
            "https://forum.example.org",
            "__Host-session=*; HttpOnly; Max-Age=1209600; Path=/; SameSite=lax; Secure",
        ),
        ("", "session=*; HttpOnly; Max-Age=1209600; Path=/; SameSite=lax"),
    ],
)
async def test_the_cookie_is_bound_to_the_host_on_https(
    url: str, tmp_path: Path, public_url: str, wanted: str
) -> None:
    async with open_app(settings_for(url, tmp_path, public_url=public_url)) as app:
        await owner(app)
        answer = await enter(app.visitor(origin=app.settings.origin))

    named, _, rest = answer.headers["set-cookie"].partition("; ")
    assert f"{named.partition('=')[0]}=*; {rest}" == wanted


@pytest.mark.parametrize(
    "origin", [None, "https://elsewhere.example.org", "null", "http://forum.example.org"]
)
async def test_sign_in_from_another_page_is_forbidden(app: App, origin: str | None) -> None:
    await owner(app)
    before = await row_counts()

    answer = await enter(app.visitor(), **({"origin": origin} if origin else {}))

    assert problem(answer) == (403, [])
    assert (await row_counts(), "set-cookie" in answer.headers) == (before, False)


async def test_a_wrong_password_and_an_unknown_address_answer_alike(app: App) -> None:
    wrong = await enter(app.visitor(origin=app.settings.origin), "wrong")
    await owner(app)
    unknown = await enter(app.visitor(origin=app.settings.origin), "wrong")

    assert problem(wrong) == problem(unknown) == (401, [])
    assert wrong.json() == unknown.json()


async def test_guessing_passwords_of_one_address_is_slowed_down(app: App) -> None:
    body = {"email": "guessed@example.org", "password": "guess"}
    pages = [app.visitor(origin=app.settings.origin) for _ in range(11)]

    statuses = [(await page.post("/api/v1/auth/sign-in", json=body)).status_code for page in pages]

    assert statuses == [401] * 10 + [429]


async def test_a_cookie_is_good_until_its_end(app: App) -> None:
    page = await app.signed_in()

    app.clock.move(SESSION_LASTS - timedelta(seconds=1))
    still = await page.get("/api/v1/auth/me")
    app.clock.move(timedelta(seconds=1))
    over = await page.get("/api/v1/auth/me")

    assert (still.status_code, problem(over)) == (200, (401, []))


async def test_signing_out_ends_the_sign_in_on_the_server(app: App) -> None:
    page = await app.signed_in()
    cookies = dict(page.cookies)

    answer = await page.post("/api/v1/auth/sign-out")
    stolen = app.visitor()
    stolen.cookies.update(cookies)

    assert (answer.status_code, dict(page.cookies)) == (204, {})
    assert problem(await stolen.get("/api/v1/auth/me")) == (401, [])


async def test_a_link_works_once(app: App) -> None:
    token = await sign_in.make_link(await owner(app), now=app.clock())
    pages = [app.visitor(origin=app.settings.origin) for _ in range(2)]

    answers = [await page.post("/api/v1/auth/link", json={"token": token}) for page in pages]

    assert (answers[0].status_code, problem(answers[1])) == (204, (401, []))


async def test_a_link_is_over_after_its_time(app: App) -> None:
    token = await sign_in.make_link(await owner(app), now=app.clock())
    app.clock.move(LINK_LASTS)

    answer = await app.visitor(origin=app.settings.origin).post("/api/v1/auth/link", json={"token": token})

    assert problem(answer) == (401, [])
    assert "SignedIn" not in await row_counts()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OWNER, 200), (Role.ORGANIZER, 200), (Role.SPEAKER, 403), (Role.CREW, 403), (Role.EXHIBITOR, 403)],
)
async def test_the_console_is_for_organizers(app: App, role: Role, status: int) -> None:
    page = await app.signed_in(role)

    assert (await page.get("/api/v1/organizer/announcements")).status_code == status


@pytest.mark.parametrize(
    ("held", "allowed"),
    [
        (Role.OWNER, {Role.OWNER, Role.ORGANIZER, Role.CREW}),
        (Role.ORGANIZER, {Role.ORGANIZER, Role.CREW}),
        (Role.CREW, {Role.CREW}),
        (Role.SPEAKER, {Role.SPEAKER}),
        (Role.EXHIBITOR, {Role.EXHIBITOR}),
    ],
)
def test_a_role_includes_what_those_below_it_may(held: Role, allowed: set[Role]) -> None:
    actor = Actor("ayu", None, frozenset({held}))

    assert {role for role in Role if actor.may(role)} == allowed


@pytest.mark.parametrize("origin", ["", "https://elsewhere.example.org"])
async def test_a_write_by_cookie_from_another_page_is_forbidden(app: App, origin: str) -> None:
    page = await app.signed_in()
    page.headers["origin"] = origin
    before = await row_counts()

    sent = await page.post("/api/v1/organizer/announcements", json={})
    out = await page.post("/api/v1/auth/sign-out")

    assert (problem(sent), problem(out)) == ((403, []), (403, []))
    assert await row_counts() == before


async def test_a_phones_token_is_no_cookie_and_a_cookie_is_no_token(app: App) -> None:
    phone, page = await app.phone(), await app.signed_in()

    assert problem(await phone.get("/api/v1/organizer/announcements")) == (401, [])
    assert problem(await page.get("/api/v1/device")) == (401, [])


async def test_the_first_owner_gets_links_until_they_have_a_sign_in(app: App) -> None:
    token = await sign_in.owner_link(now=app.clock())
    page = app.visitor(origin=app.settings.origin)
    await page.post("/api/v1/auth/link", json={"token": token})

    assert (await page.get("/api/v1/auth/me")).json() == {
        "email": "owner@localhost",
        "roles": ["owner"],
        "speaker": None,
    }
