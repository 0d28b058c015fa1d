"""Small schedule files: whole ones beside this module, and ones built around a single quirk."""

from pathlib import Path

FILES = Path(__file__).parent / "files"


def sample(name: str) -> bytes:
    """Return one of the whole files."""
    return (FILES / name).read_bytes()


def event_xml(
    *,
    number: str = "1",
    guid: str = "",
    start: str = "10:00",
    title: str = "Sesi",
    duration: str = "00:30",
    more: str = "",
) -> str:
    """Return an event of a schedule XML."""
    key = f' guid="{guid}"' if guid else ""
    return (
        f'<event id="{number}"{key}><start>{start}</start><duration>{duration}</duration>'
        f"<title>{title}</title>{more}</event>"
    )


def schedule_xml(
    *events: str,
    conference: str = "<time_zone_name>Asia/Jakarta</time_zone_name>",
    room: str = 'name="Balai A"',
    day: str = 'date="2018-11-07"',
    rest: str = "",
) -> bytes:
    """Return a schedule XML of one day and one room with the events given, and what `rest` adds."""
    return (
        f"<schedule><conference><title>Forum</title>{conference}</conference>"
        f'<day index="1" {day}><room {room}>{"".join(events)}</room>{rest}</day></schedule>'
    ).encode()
