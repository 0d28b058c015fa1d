"""The map told as a list, booths, the awards and their innovations."""

from collections.abc import Iterable

from backend.awards.schemas import AwardList, Innovation
from backend.expo.schemas import Booth, Exhibitor, Service
from backend.pages.linked_data import booth_data
from backend.pages.markup import Markup, element, joined
from backend.pages.page import Page
from backend.pages.programme import described, slot
from backend.pages.reader import Reader, facts, items, link, section


def venue_map(reader: Reader) -> Page:
    """Return what stands on the plan, floor by floor."""
    event, booths = reader.event, reader.content.booths.values()
    return Page(
        path=("map",),
        name="map",
        title=reader.word("map"),
        description=reader.word("map.text", event=reader.say(event.name), venue=reader.say(event.venue.name)),
        text=joined(
            element("h1", reader.word("map")),
            element("p", f"{reader.say(event.venue.name)}, {reader.say(event.venue.area)}"),
            *(
                section(
                    reader.say(floor.name),
                    items(_stand(reader, booth) for booth in booths if booth.floor == floor.id),
                )
                for floor in reader.content.floors.values()
            ),
        ),
    )


def _exhibitor_at(reader: Reader, booth: Booth) -> Exhibitor | None:
    return reader.content.exhibitors.get(booth.exhibitor or "")


def _stand(reader: Reader, booth: Booth) -> Markup:
    exhibitor = _exhibitor_at(reader, booth)
    name = link(reader.mark(booth.name), "booths", booth.id)
    return joined(name, reader.mark(exhibitor.name) if exhibitor else "", by=": ")


def booth(reader: Reader, booth_id: str) -> Page | None:
    """Return a booth's page: who is there and what they bring."""
    found = reader.content.booths.get(booth_id)
    if found is None:
        return None
    floor, exhibitor = reader.content.floors.get(found.floor), _exhibitor_at(reader, found)
    name = reader.say(found.name)
    where = reader.word("booth.at", booth=name, floor=reader.say(floor.name)) if floor else name
    about = reader.say(exhibitor.summary) if exhibitor else f"{reader.word('booth.free')}."
    return Page(
        path=("booths", found.id),
        name="booth",
        title=reader.say(exhibitor.name) if exhibitor else reader.say(found.name),
        description=described(f"{where}.", about),
        data=booth_data(reader, found, exhibitor),
        text=joined(
            element("h1", reader.mark(exhibitor.name if exhibitor else found.name)),
            element("p", where),
            _shown(reader, exhibitor) if exhibitor else element("p", reader.word("booth.free")),
        ),
    )


def _shown(reader: Reader, exhibitor: Exhibitor) -> Markup:
    content = reader.content
    services = [content.services[each] for each in exhibitor.services if each in content.services]
    shown = [content.innovations[each] for each in exhibitor.innovations if each in content.innovations]
    return joined(
        reader.paragraphs(exhibitor.summary),
        section(reader.word("services"), *(_service(reader, service) for service in services)),
        section(reader.word("innovations.shown"), _innovations(reader, shown)),
    )


def _service(reader: Reader, service: Service) -> Markup:
    documents = items(reader.mark(each) for each in service.documents)
    return joined(
        element("h3", reader.mark(service.name)),
        reader.paragraphs(service.summary),
        facts(
            [
                (reader.word("documents"), documents),
                (reader.word("fee"), reader.mark(service.fee.text) if service.fee else ""),
            ]
        ),
        reader.mark(service.disclaimer, "p") if service.disclaimer else "",
    )


def _innovations(reader: Reader, found: Iterable[Innovation]) -> Markup:
    return items(
        joined(
            link(reader.mark(each.name), "awards", each.id),
            reader.mark(each.unit or each.institution),
            by=", ",
        )
        for each in found
    )


def awards(reader: Reader) -> Page:
    """Return when winners are announced, and the catalogue they are chosen from."""
    everything = sorted(reader.content.innovations.values(), key=lambda each: reader.say(each.name).lower())
    return Page(
        path=("awards",),
        name="awards",
        title=reader.word("awards"),
        description=reader.word("awards.text", event=reader.say(reader.event.name)),
        text=joined(
            element("h1", reader.word("awards")),
            *(_ceremony(reader, each) for each in reader.content.award_lists),
            section(reader.word("innovations"), _innovations(reader, everything)),
        ),
    )


def _ceremony(reader: Reader, awarded: AwardList) -> Markup:
    session = reader.content.sessions.get(awarded.session)
    return section(
        reader.say(awarded.name),
        element("p", f"{reader.word('ceremony')}: ", slot(reader, session, day=True)) if session else "",
    )


def innovation(reader: Reader, innovation_id: str) -> Page | None:
    """Return an innovation's page: whose it is and where it is shown."""
    found = reader.content.innovations.get(innovation_id)
    if found is None:
        return None
    exhibitor = reader.content.exhibitors.get(found.exhibitor or "")
    booths = [reader.content.booths.get(each) for each in exhibitor.booths] if exhibitor else []
    whose = joined(reader.mark(found.unit) if found.unit else "", reader.mark(found.institution), by=", ")
    said = ", ".join(part for part in (reader.say(found.unit), reader.say(found.institution)) if part)
    return Page(
        path=("awards", found.id),
        name="innovation",
        kind="article",
        title=reader.say(found.name),
        description=described(f"{said}.", reader.say(found.summary)),
        text=joined(
            element("h1", reader.mark(found.name)),
            element("p", whose),
            reader.paragraphs(found.summary),
            section(reader.word("shown_at"), items(_stand(reader, each) for each in booths if each)),
        ),
    )
