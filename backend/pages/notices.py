"""Announcements, what a visitor needs to know on the spot, and the pages about what is kept of theirs."""

from backend.agenda.schemas import Day
from backend.pages.markup import Markup, element, joined
from backend.pages.page import Page
from backend.pages.programme import described
from backend.pages.reader import Reader, facts, items, link, section, time
from backend.push.schemas import Announcement


def announcements(reader: Reader) -> Page:
    """Return what was sent to all and still holds, the newest first."""
    found = [each for each in reader.content.announcements.values() if each.recalled_at is None]
    return Page(
        path=("announcements",),
        name="announcements",
        title=reader.word("announcements"),
        description=reader.word("announcements.text", event=reader.say(reader.event.name)),
        text=joined(
            element("h1", reader.word("announcements")),
            items(
                joined(link(reader.mark(each.title), "announcements", each.id), " ", _sent(reader, each))
                for each in found
            )
            or element("p", reader.word("announcements.none")),
        ),
    )


def _sent(reader: Reader, announcement: Announcement) -> Markup:
    moment = announcement.sent_at
    told = reader.word("sent", when=f"{reader.day(moment)}, {reader.clock(moment)}")
    return element("small", time(moment, told))


def announcement(reader: Reader, announcement_id: str) -> Page | None:
    """Return an announcement's page; one that was recalled says only that."""
    found = reader.content.announcements.get(announcement_id)
    if found is None:
        return None
    is_recalled = found.recalled_at is not None
    recalled = reader.word("recalled")
    return Page(
        path=("announcements", found.id),
        name="announcement",
        kind="article",
        title=reader.word("announcements") if is_recalled else reader.say(found.title),
        description=recalled if is_recalled else described(reader.say(found.body)),
        is_indexed=not is_recalled,
        text=joined(
            element("h1", reader.word("announcements") if is_recalled else reader.mark(found.title)),
            element("p", _sent(reader, found)),
            element("p", recalled) if is_recalled else reader.paragraphs(found.body),
        ),
    )


def info(reader: Reader) -> Page:
    """Return the information pages, the times of prayer, and where the event takes place."""
    event = reader.event
    return Page(
        path=("info",),
        name="info",
        title=reader.word("info"),
        description=reader.word("info.text", event=reader.say(event.name)),
        text=joined(
            element("h1", reader.word("info")),
            *(
                element(
                    "section",
                    element("h2", reader.mark(page.title)),
                    reader.paragraphs(page.body),
                    id=page.id,
                )
                for page in reader.content.pages
            ),
            *(_prayers(reader, day) for day in reader.content.days),
            section(
                reader.word("place"),
                reader.mark(event.venue.name, "p"),
                reader.mark(event.venue.area, "p"),
            ),
        ),
    )


def _prayers(reader: Reader, day: Day) -> Markup:
    return section(
        reader.word("prayers", day=reader.day(day.start)),
        facts(
            (reader.named("prayer", prayer), time(moment, reader.clock(moment)))
            for prayer, moment in day.prayer_times.items()
        ),
    )


def me(reader: Reader) -> Page:
    """Return the page that only the app can fill."""
    return Page(
        path=("me",),
        name="me",
        title=reader.word("me"),
        description=reader.word("me.text"),
        is_indexed=False,
        text=joined(element("h1", reader.word("me")), element("p", reader.word("me.text"))),
    )


def privacy(reader: Reader) -> Page:
    """Return in short what is kept about a visitor; the app's page says it in full."""
    said = reader.word("privacy.text")
    return Page(
        path=("privacy",),
        name="about/privacy",
        title=reader.word("privacy"),
        description=said,
        text=joined(element("h1", reader.word("privacy")), element("p", said)),
    )
