"""A speaker's photo is published like all else, and its bytes are there for as long as somebody has them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from backend.accounts.rules import SYSTEM, Role
from backend.agenda.models import Photo
from backend.agenda.queries import speaker as read_speaker
from backend.core.errors import Invalid
from backend.publishing import load
from backend.publishing.interchange import read_schedule
from backend.publishing.models import Publication
from backend.publishing.publish import roll_back
from tests.apps import App
from tests.backend.publishing.test_load import XML
from tests.factories.contents import row_counts
from tests.factories.pictures import bomb, opened, picture
from tests.factories.problems import problem
from tests.factories.records import delete, programme, published, put, speaker
from tests.fakes import NOW

JPEG = {"content-type": "image/jpeg"}


def address(speaker_id: str = "moderator") -> str:
    return f"/api/v1/organizer/speakers/{speaker_id}/photo"


@pytest.fixture
async def organizer(app: App) -> httpx.AsyncClient:
    """An organizer of a programme with two speakers, at revision 1."""
    await published(*programme(), put("speakers", speaker()), put("speakers", speaker(id="other")))
    return await app.signed_in()


async def photo_of(speaker_id: str = "moderator") -> str | None:
    photo = (await read_speaker(speaker_id)).photo
    return photo.src if photo else None


async def uploaded(organizer: httpx.AsyncClient, colour: str = "teal", *, of: str = "moderator") -> str:
    """The address of a photo that was just uploaded."""
    answer = await organizer.put(address(of), content=picture(colour=colour), headers=JPEG)
    assert answer.status_code == 200, answer.text
    found = await photo_of(of)
    assert found is not None
    return found


async def test_an_uploaded_photo_is_a_revision_that_a_delta_brings(
    app: App, organizer: httpx.AsyncClient
) -> None:
    answer = await organizer.put(address(), content=picture(), headers=JPEG)
    await app.sync.refresh()

    assert (answer.status_code, answer.json()) == (
        200,
        {"revision": 2, "written": {"speakers": ["moderator"]}, "deleted": {}},
    )
    delta = (await app.client.get("/api/v1/sync?since=1")).json()
    (told,) = delta["upserts"]["speakers"]
    assert (delta["revision"], told["id"], told["revision"]) == (2, "moderator", 2)
    assert told["photo"] == {"src": await photo_of(), "width": 320, "height": 320}
    whole = (await app.client.get("/api/v1/sync")).json()
    assert {each["id"]: each["photo"] for each in whole["speakers"]} == {
        "moderator": told["photo"],
        "other": None,
    }


async def test_a_photo_is_served_for_ever_to_everybody(app: App, organizer: httpx.AsyncClient) -> None:
    src = await uploaded(organizer)

    answer, head = await app.client.get(src), await app.client.head(src)
    again = await app.client.get(src, headers={"if-none-match": answer.headers["etag"]})

    wanted = {
        "content-type": "image/webp",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
    }
    assert [found.status_code for found in (answer, head, again)] == [200, 200, 304]
    assert {name: answer.headers[name] for name in wanted} == wanted
    assert {name: head.headers[name] for name in wanted} == wanted
    assert (opened(answer.content).size, head.content) == ((320, 320), b"")
    assert head.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize(
    "path", ["0" * 32 + ".webp", "x.webp", "x" * 500 + ".webp", "x.png", "a/b.webp", "", "%00.webp"]
)
async def test_a_photo_that_is_not_kept_is_not_found(app: App, path: str) -> None:
    assert problem(await app.client.get(f"/photos/{path}")) == (404, [])


async def test_who_published_a_photo_is_kept(organizer: httpx.AsyncClient) -> None:
    await uploaded(organizer)

    publication = await Publication.get(revision=2)

    assert (publication.note, publication.actor == SYSTEM.id) == ("photo of moderator", False)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("who", ["nobody", "speaker", "another site"])
async def test_only_an_organizer_on_our_own_pages_changes_photos(
    app: App, organizer: httpx.AsyncClient, method: str, who: str
) -> None:
    src = await uploaded(organizer)
    callers = {"nobody": app.visitor(origin=app.settings.origin), "another site": organizer}
    caller = callers.get(who) or await app.signed_in(Role.SPEAKER)
    if who == "another site":
        caller.headers["origin"] = "https://elsewhere.example.org"
    before = await row_counts()

    answer = await caller.request(method, address(), content=picture(colour="gold"), headers=JPEG)

    assert problem(answer) == ({"nobody": 401, "speaker": 403, "another site": 403}[who], [])
    assert (await photo_of(), await row_counts()) == (src, before)


async def test_an_owner_may_too(app: App, organizer: httpx.AsyncClient) -> None:
    owner = await app.signed_in(Role.OWNER)
    src = await uploaded(owner)

    answer = await owner.delete(address())

    assert (answer.status_code, src.startswith("/photos/"), await photo_of()) == (200, True, None)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"not a picture", "image/jpeg", 422),
        (b"", "image/png", 422),
        (picture()[:300], "image/jpeg", 422),
        (picture("GIF"), "image/webp", 422),
        (bomb(7_000), "image/png", 422),
        (picture(), "text/html", 415),
        (b"{}", "application/json", 415),
        (picture(), "", 415),
        (b" " * (8 * 1024 * 1024 + 1), "image/jpeg", 413),
    ],
    ids=["text", "empty", "half", "gif", "bomb", "html", "json", "no type", "large"],
)
async def test_what_is_no_photo_changes_nothing(
    organizer: httpx.AsyncClient, content: bytes, kind: str, status: int
) -> None:
    src, before = await uploaded(organizer), await row_counts()

    answer = await organizer.put(address(), content=content, headers={"content-type": kind})

    assert problem(answer) == (status, [])
    assert (await photo_of(), await row_counts()) == (src, before)


async def test_a_body_in_chunks_is_refused_once_it_is_too_large(organizer: httpx.AsyncClient) -> None:
    read: list[int] = []

    async def chunks() -> AsyncIterator[bytes]:
        for number in range(100):
            read.append(number)
            yield b" " * 1024 * 1024

    answer = await organizer.put(address(), content=chunks(), headers=JPEG)

    assert (problem(answer), len(read)) == ((413, []), 9)


async def test_who_is_no_speaker_has_no_photo(organizer: httpx.AsyncClient) -> None:
    answers = [
        await organizer.request(method, address(name), content=picture(), headers=JPEG)
        for method in ("PUT", "DELETE")
        for name in ("nobody", "x" * 500)
    ]

    assert [problem(answer) for answer in answers] == [(404, [])] * 4
    assert "Photo" not in await row_counts()


async def test_the_same_photo_again_publishes_nothing(organizer: httpx.AsyncClient) -> None:
    first = await uploaded(organizer)

    again = await organizer.put(address(), content=picture(), headers=JPEG)

    assert (again.json()["revision"], await photo_of()) == (2, first)


async def test_bytes_go_with_the_photo_that_took_their_place(app: App, organizer: httpx.AsyncClient) -> None:
    first = await uploaded(organizer)
    second = await uploaded(organizer, "gold")

    served = [(await app.client.get(src)).status_code for src in (first, second)]

    assert (served, await Photo.all().count()) == ([404, 200], 1)


async def test_two_speakers_share_bytes_until_neither_has_them(
    app: App, organizer: httpx.AsyncClient
) -> None:
    src, same = await uploaded(organizer), await uploaded(organizer, of="other")
    kept = await Photo.all().count()
    served = []
    for speaker_id in ("moderator", "other"):
        await organizer.delete(address(speaker_id))
        served.append((await app.client.get(src)).status_code)

    assert (src == same, kept, served, await Photo.all().count()) == (True, 1, [200, 404], 0)


async def test_bytes_go_with_the_speaker(organizer: httpx.AsyncClient) -> None:
    await uploaded(organizer)

    await published(delete("speakers", "moderator"))

    assert await Photo.all().count() == 0


async def test_to_remove_a_photo_that_is_not_there_publishes_nothing(organizer: httpx.AsyncClient) -> None:
    answer = await organizer.delete(address())

    assert (answer.status_code, answer.json()["revision"]) == (200, 1)


async def test_undoing_an_upload_takes_the_photo_back(organizer: httpx.AsyncClient) -> None:
    await uploaded(organizer)

    await roll_back(SYSTEM, 2, now=NOW)

    assert (await photo_of(), await Photo.all().count()) == (None, 0)


async def test_undoing_a_removal_brings_back_no_bytes_that_were_deleted(organizer: httpx.AsyncClient) -> None:
    await uploaded(organizer)
    await published(put("speakers", speaker(name={"id": "Lain", "en": "Other"})), delete("speakers", "other"))

    await roll_back(SYSTEM, 3, now=NOW)

    back = await read_speaker("moderator")
    assert (back.name.id, back.photo, (await read_speaker("other")).id) == ("Moderator (id)", None, "other")


@pytest.mark.parametrize(
    "photo",
    [
        {"src": f"/photos/{'0' * 32}.webp", "width": 320, "height": 320},
        {"src": "https://elsewhere.example.org/x.webp", "width": 320, "height": 320},
        {"src": "/photos/x.webp", "width": 320, "height": 320},
        {"src": f"/photos/{'0' * 32}.webp", "width": 0, "height": 5_000},
    ],
    ids=["not kept", "elsewhere", "no hash", "no size"],
)
async def test_a_draft_names_no_photo_but_one_that_is_kept(
    organizer: httpx.AsyncClient, photo: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        await published(put("speakers", speaker(photo=photo)))

    assert await photo_of() is None


async def test_an_imported_schedule_leaves_speakers_their_photos(organizer: httpx.AsyncClient) -> None:
    draft = read_schedule(XML)
    await published(*await load.import_changes(draft))
    (imported,) = [each.id for each in draft.speakers]
    src = await uploaded(organizer, of=imported)

    again = await published(*await load.import_changes(draft))

    assert (again.written, await photo_of(imported)) == ({}, src)
