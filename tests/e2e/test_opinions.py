"""Questions, votes and ratings in real browsers: written down offline, sent once, handled by the speaker."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Playwright, expect

from tests.backend.worker.processes import until
from tests.e2e.notifications import Desktop
from tests.e2e.organizer import open_organizer
from tests.e2e.visitor import Visitor, call, choose_language, open_visitor

QUESTION = "Bagaimana absensi dihitung saat anak melaut?"


@dataclass
class Forum:
    """A visitor at a session that has begun, and the organizer of the same forum."""

    visitor: Visitor
    page: Page
    organizer: Page
    session: dict[str, Any]

    def say(self, indonesian: str, english: str) -> str:
        return (indonesian, english)[self.visitor.side]

    @property
    def address(self) -> str:
        return f"{self.visitor.server.origin}/agenda/{self.session['id']}"

    async def questions(self) -> list[dict[str, Any]]:
        answer = await call(self.organizer, "GET", f"/sessions/{self.session['id']}/questions")
        found: list[dict[str, Any]] = answer["questions"]
        return found

    async def end(self) -> None:
        """Let the session be over, and the page know of it."""
        sessions = (await call(self.organizer, "GET", "/sync"))["sessions"]
        record = next(each for each in sessions if each["id"] == self.session["id"])
        change = moved("sessions", record, end=timedelta(minutes=-1))
        await publish(self.organizer, change)
        await self.page.reload()

    async def ask(self) -> None:
        await self.page.get_by_label(self.say("Pertanyaan Anda", "Your question")).fill(QUESTION)
        await self.page.get_by_role("button", name=self.say("Ajukan", "Ask"), exact=True).click()

    def row(self, page: Page) -> Locator:
        return page.get_by_role("listitem").filter(has_text=QUESTION)


def moved(collection: str, record: dict[str, Any], **fields: timedelta) -> dict[str, Any]:
    """Return the change that puts moments of a record so far from now."""
    now = datetime.now(UTC)
    moments = {name: (now + by).isoformat(timespec="seconds") for name, by in fields.items()}
    return {"do": "put", "collection": collection, "record": record | moments, "base": record["revision"]}


async def publish(organizer: Page, *changes: dict[str, Any]) -> None:
    """Publish changes, and wait until phones that ask are told of them."""
    body = {"changes": list(changes), "tell": []}
    revision = (await call(organizer, "POST", "/organizer/programme", body))["revision"]

    async def is_told() -> bool:
        return bool((await call(organizer, "GET", "/sync"))["revision"] >= revision)

    await until(is_told)


async def begin(organizer: Page) -> dict[str, Any]:
    """Let the forum be under way for an hour, and a session with a speaker for ten minutes."""
    document = await call(organizer, "GET", "/sync")
    event = document["event"][0]
    ceremony = document["awards"][0]["lists"][0]["session"]
    session: dict[str, Any] = next(
        each for each in document["sessions"] if each["speakers"] and each["id"] != ceremony
    )
    await publish(
        organizer,
        moved("event", event, start=timedelta(hours=-1), end=timedelta(days=2)),
        moved("sessions", session, start=timedelta(minutes=-10), end=timedelta(minutes=35)),
    )
    return session


@pytest.fixture(params=["firefox", "chromium"])
async def forum(
    request: pytest.FixtureRequest, playwright: Playwright, desktop: Desktop
) -> AsyncIterator[Forum]:
    async with (
        open_visitor(request.param, playwright, desktop) as visitor,
        open_organizer(playwright, visitor.server) as organizer,
    ):
        session = await begin(organizer)
        page = await visitor.browser.open(f"{visitor.server.origin}/me")
        if visitor.language == "en":
            await choose_language(page, "en")
        await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        found = Forum(visitor, page, organizer, session)
        await page.goto(found.address)
        yield found


async def test_a_question_asked_offline_is_sent_once_and_another_phone_votes_for_it(forum: Forum) -> None:
    page, waits = (
        forum.page,
        forum.say("Dikirim begitu ponsel ini daring.", "Will be sent when you are online."),
    )
    await expect(page.get_by_label(forum.say("Pertanyaan Anda", "Your question"))).to_be_visible()
    await forum.visitor.server.stop()
    await forum.ask()
    await expect(forum.row(page)).to_contain_text(waits)
    await page.reload()
    await expect(forum.row(page)).to_contain_text(waits)

    await forum.visitor.server.start()
    # Whoever stands before the phone sees the network come back; a test has to say so.
    await page.reload()
    await expect(forum.row(page)).not_to_contain_text(waits)
    await page.reload()
    await expect(forum.row(page)).to_contain_text(forum.say("Dari Anda", "Yours"))

    assert [each["text"] for each in await forum.questions()] == [QUESTION]
    other = await forum.organizer.context.new_page()
    await other.goto(forum.address)
    vote = forum.row(other).get_by_role("button", name=re.compile("^Dukung"))
    await vote.click()
    await expect(vote).to_have_attribute("aria-pressed", "true")
    await expect(vote).to_have_text("1")

    async def has_vote() -> bool:
        return [each["votes"] for each in await forum.questions()] == [1]

    await until(has_vote)
    await page.reload()
    await expect(forum.row(page)).to_contain_text(forum.say("1 suara", "1 vote"))


async def test_a_text_in_the_address_is_a_draft_and_a_question_can_be_taken_back(forum: Forum) -> None:
    page = forum.page
    field = page.get_by_label(forum.say("Pertanyaan Anda", "Your question"))
    # A page that is left while its parts are on their way takes them for missing and loads itself anew.
    await expect(field).to_be_visible()
    await page.goto(f"{forum.address}?ask=Berapa%20biayanya%3F")
    await expect(field).to_have_value("Berapa biayanya?")
    await expect(field).to_be_focused()
    await expect(page).to_have_url(forum.address)

    await field.fill("?")
    await page.get_by_role("button", name=forum.say("Ajukan", "Ask"), exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await forum.ask()

    async def stands(count: int) -> bool:
        return len(await forum.questions()) == count

    await until(lambda: stands(1))
    await forum.row(page).get_by_role("button", name=forum.say("Tarik kembali", "Withdraw")).click()
    await until(lambda: stands(0))
    await expect(forum.row(page)).to_have_count(0)


async def test_a_session_is_rated_by_keyboard_once_it_ended_and_the_rating_changed(forum: Forum) -> None:
    page = forum.page
    rate = page.get_by_role("heading", name=forum.say("Nilai sesi ini", "Rate this session"))
    await expect(page.get_by_label(forum.say("Pertanyaan Anda", "Your question"))).to_be_visible()
    await expect(rate).to_have_count(0)
    await forum.end()
    told = page.get_by_text(
        forum.say("Terima kasih. Penilaian Anda sudah sampai.", "Thank you. Your rating has arrived.")
    )

    async def ratings() -> tuple[float | None, list[Any]]:
        feedback = await call(forum.organizer, "GET", f"/organizer/sessions/{forum.session['id']}/feedback")
        return feedback["ratings"]["mean"], feedback["ratings"]["comments"]

    await page.get_by_role("radio", name=forum.say("4 dari 5", "4 of 5")).check()
    await page.get_by_role("button", name=forum.say("Kirim penilaian", "Send rating")).press("Enter")
    await expect(rate).to_be_focused()
    await expect(told).to_be_visible()
    assert await ratings() == (4.0, [])

    await page.get_by_role("radio", name=forum.say("4 dari 5", "4 of 5")).press("ArrowRight")
    await expect(page.get_by_role("radio", name=forum.say("5 dari 5", "5 of 5"))).to_be_checked()
    await page.get_by_label(forum.say("Komentar", "Comment")).fill("Jelas sekali")
    await page.get_by_role("button", name=forum.say("Simpan perubahan", "Save change")).click()
    await expect(told).to_be_visible()
    assert await ratings() == (5.0, [{"score": 5, "text": "Jelas sekali"}])


async def test_the_speaker_hides_a_question_and_shows_it_again(forum: Forum) -> None:
    page, speaker = forum.page, forum.session["speakers"][0]["speaker"]
    await expect(page.get_by_label(forum.say("Pertanyaan Anda", "Your question"))).to_be_visible()
    await forum.ask()
    await expect(forum.row(page)).not_to_contain_text(forum.say("Dikirim", "Will be"))
    link = await call(forum.organizer, "POST", f"/organizer/speakers/{speaker}/link")
    desk = await forum.visitor.browser.open(link["url"])
    row = forum.row(desk)

    await row.get_by_role("button", name=forum.say("Sembunyikan", "Hide")).click()
    show = row.get_by_role("button", name=forum.say("Tampilkan lagi", "Show again"))
    await expect(show).to_be_visible()
    assert await forum.questions() == []
    await page.reload()
    unseen = forum.say("tidak ditampilkan kepada orang lain", "not shown to others")
    await expect(forum.row(page)).to_contain_text(unseen)

    await show.click()
    await row.get_by_role("button", name=forum.say("Tandai terjawab", "Mark answered")).click()
    await expect(row).to_contain_text(forum.say("Terjawab", "Answered"))
    assert [each["answered"] for each in await forum.questions()] == [True]
    await page.reload()
    await expect(forum.row(page)).to_contain_text(forum.say("Terjawab", "Answered"))
