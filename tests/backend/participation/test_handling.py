"""Speakers and organizers answer questions and hide them; nobody handles another's."""

import httpx
import pytest

from backend.accounts.models import AuditEntry
from tests.apps import App
from tests.backend.participation.opinions import ask, shown, statements
from tests.factories.problems import problem
from tests.factories.records import programme, published, put, session, speaker

SPEAKER = "/api/v1/speaker/questions"
ORGANIZER = "/api/v1/organizer/questions"


@pytest.fixture(autouse=True)
async def event(app: App) -> None:
    await published(
        *programme(),
        put("speakers", speaker()),
        put("speakers", speaker(id="other")),
        put("sessions", session(id="talk", speakers=[{"speaker": "moderator"}])),
    )


async def desk(app: App, speaker_id: str = "moderator") -> httpx.AsyncClient:
    """A browser that followed the link an organizer made."""
    organizer = await app.signed_in()
    url = (await organizer.post(f"/api/v1/organizer/speakers/{speaker_id}/link")).json()["url"]
    client = app.visitor(origin=app.settings.origin)
    token = url.partition("#token=")[2]
    assert (await client.post("/api/v1/auth/link", json={"token": token})).status_code == 204
    return client


async def states(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    questions = (await client.get(SPEAKER)).json()["questions"]
    return [(each["text"], each["state"]) for each in questions]


async def test_a_speaker_sees_the_questions_to_their_own_sessions(app: App) -> None:
    mine, other, phone = await desk(app), await desk(app, "other"), await app.phone()
    await ask(phone, "To the talk", session="talk")
    await ask(phone, "To the opening")

    assert (await states(mine), await states(other)) == ([("To the talk", "open")], [])


async def test_a_speaker_marks_hides_and_shows_again(app: App) -> None:
    client = await desk(app)
    question = await ask(await app.phone(), "To the talk", session="talk")

    async def put_state(state: str) -> tuple[str, int]:
        answer = await client.put(f"{SPEAKER}/{question}", json={"state": state})
        return answer.json()["state"], len(await shown(app, "talk"))

    steps = ("answered", "hidden", "hidden", "answered", "open")
    found = [await put_state(state) for state in steps]

    assert found == [("answered", 1), ("hidden", 0), ("hidden", 0), ("answered", 1), ("open", 1)]
    assert await states(client) == [("To the talk", "open")]
    done = await AuditEntry.filter(subject=f"questions/{question}").order_by("id")
    assert [entry.action for entry in done] == [
        "answer question",
        "hide question",
        "hide question",
        "answer question",
        "show question",
    ]


async def test_nobody_handles_a_question_that_is_not_theirs(app: App) -> None:
    other, phone = await desk(app, "other"), await app.phone()
    question = await ask(phone, session="talk")
    body = {"state": "hidden"}

    foreign = await other.put(f"{SPEAKER}/{question}", json=body)
    unknown = [await other.put(f"{SPEAKER}/{name}", json=body) for name in ("nothing", "x" * 300)]

    assert [problem(answer) for answer in (foreign, *unknown)] == [(404, [])] * 3
    assert {answer.json()["detail"] for answer in (foreign, *unknown)} == {"There is no such question."}
    assert len(await shown(app, "talk")) == 1


async def test_organizers_handle_every_question(app: App) -> None:
    organizer, question = await app.signed_in(), await ask(await app.phone(), session="talk")

    hidden = await organizer.put(f"{ORGANIZER}/{question}", json={"state": "hidden"})
    unknown = await organizer.put(f"{ORGANIZER}/nothing", json={"state": "hidden"})
    strange = await organizer.put(f"{ORGANIZER}/{question}", json={"state": "gone"})

    assert (hidden.json()["state"], await shown(app, "talk")) == ("hidden", [])
    assert (problem(unknown), problem(strange)) == ((404, []), (422, ["state"]))
    feedback = (await organizer.get("/api/v1/organizer/sessions/talk/feedback")).json()
    assert [each["state"] for each in feedback["questions"]] == ["hidden"]


async def test_roles_and_origin_are_checked_for_each_call(app: App) -> None:
    organizer, speaking, question = await app.signed_in(), await desk(app), await ask(await app.phone())
    body = {"state": "hidden"}
    elsewhere = {"origin": "https://elsewhere.example.org"}

    answers = [
        await app.client.get(SPEAKER),
        await app.client.put(f"{ORGANIZER}/{question}", json=body),
        await organizer.get(SPEAKER),
        await organizer.put(f"{SPEAKER}/{question}", json=body),
        await speaking.put(f"{ORGANIZER}/{question}", json=body),
        await speaking.get("/api/v1/organizer/sessions/talk/feedback"),
        await organizer.put(f"{ORGANIZER}/{question}", json=body, headers=elsewhere),
    ]

    assert [answer.status_code for answer in answers] == [401, 403, 403, 403, 403, 403, 403]
    assert len(await shown(app)) == 1


async def test_a_speakers_list_costs_no_more_statements_than_one_question(app: App) -> None:
    client, phone = await desk(app), await app.phone()
    await ask(phone, session="talk")
    one = await statements(client, SPEAKER)
    for n in range(9):
        await ask(phone, f"Question {n}", session="talk")

    assert await statements(client, SPEAKER) == one
