"""What crawlers may read (RFC 9309), and the list of all public pages (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from backend.pages.content import Content
from backend.pages.reader import local


def robots(origin: str) -> str:
    """Return the rules: pages and what fills them are open, consoles and the rest of the API are not."""
    lines = [
        "User-agent: *",
        "Allow: /",
        "Allow: /api/v1/sync",
        "Allow: /speakers/",
        "Disallow: /api/",
        "Disallow: /exhibitor",
        "Disallow: /organizer",
        # Not as a beginning: the pages of speakers begin so too.
        "Disallow: /speaker$",
        "Disallow: /speaker/",
        "",
        f"Sitemap: {origin}/sitemap.xml",
    ]
    return "\n".join(lines) + "\n"


def sitemap(content: Content, origin: str) -> str:
    """Return the list of the public pages, with the time of the last change where it is known."""
    entries = "".join(
        f"<url><loc>{escape(origin + path)}</loc>{_changed(moment)}</url>\n"
        for path, moment in _pages(content)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def _changed(moment: datetime | None) -> str:
    return f"<lastmod>{moment.isoformat()}</lastmod>" if moment else ""


def _pages(content: Content) -> Iterator[tuple[str, datetime | None]]:
    for name in ("", "agenda", "map", "awards", "announcements", "info", "privacy"):
        yield local(name), None
    for session in content.sessions:
        yield local("agenda", session), None
    for speaker in content.speakers.values():
        if not speaker.placeholder:
            yield local("speakers", speaker.id), None
    for booth in content.booths:
        yield local("booths", booth), None
    for innovation in content.innovations:
        yield local("awards", innovation), None
    for announcement in content.announcements.values():
        if announcement.recalled_at is None:
            yield local("announcements", announcement.id), announcement.sent_at
