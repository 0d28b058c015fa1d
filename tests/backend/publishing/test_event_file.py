"""The project's own event file: sound, complete, in both languages."""

import gzip
import re
from collections import Counter
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from backend.agenda.schemas import Day, Room, Session
from backend.awards.schemas import Awards, Innovation
from backend.event.schemas import Event, Page
from backend.expo.schemas import Booth, Exhibitor, Floor, Service, Walks
from backend.publishing.dates import day_name
from backend.publishing.seed import COLLECTIONS, Document, UnreadableEventFile, read_event_file
from backend.push.schemas import Announcement, Topic
from tests.backend.publishing.event_records import ids, of, texts


@pytest.fixture(scope="module")
def document() -> Document:
    return read_event_file()


def test_the_event_fills_every_collection(document: Document) -> None:
    assert {name: len(records) for name, records in document.items()} == {
        "event": 1,
        "days": 2,
        "tracks": 6,
        "tags": 20,
        "rooms": 15,
        "sessions": 45,
        "speakers": 20,
        "floors": 2,
        "walks": 1,
        "booths": 56,
        "exhibitors": 48,
        "services": 12,
        "innovations": 47,
        "awards": 1,
        "topics": 6,
        "announcements": 6,
        "pages": 9,
    }


def test_ids_are_unique(document: Document) -> None:
    repeated = {
        name: [
            record_id for record_id, count in Counter(record.id for record in records).items() if count > 1
        ]
        for name, records in document.items()
    }
    assert repeated == {name: [] for name in COLLECTIONS}


def test_features_of_the_plan_have_ids_of_their_own(document: Document) -> None:
    found = [feature.id for floor in of(document, Floor) for feature in floor.plan.features]
    assert len(set(found) | ids(document, "booths")) == len(found) + 56


def test_every_text_is_there_in_both_languages(document: Document) -> None:
    found = [
        (where, text) for name, records in document.items() for where, text in texts(list(records), name)
    ]
    assert len(found) > 900
    assert [where for where, text in found if not text.id.strip() or not text.en.strip()] == []


def test_long_texts_are_not_left_untranslated(document: Document) -> None:
    found = [
        (where, text) for name, records in document.items() for where, text in texts(list(records), name)
    ]
    assert [where for where, text in found if text.id == text.en and len(text.id) > 60] == []


def test_sessions_refer_to_what_is_there(document: Document) -> None:
    sessions = of(document, Session)
    assert {session.day for session in sessions} == ids(document, "days")
    assert {session.track for session in sessions} <= ids(document, "tracks")
    assert {session.room for session in sessions} <= ids(document, "rooms")
    assert {tag for session in sessions for tag in session.tags} <= ids(document, "tags")
    assert {part.speaker for session in sessions for part in session.speakers} <= ids(document, "speakers")


def test_rooms_stand_on_the_plan(document: Document) -> None:
    units = {floor.id: {feature.id for feature in floor.plan.features} for floor in of(document, Floor)}
    lost = [
        room.id for room in of(document, Room) if room.unit_ids[0] not in units.get(room.floor or "", set())
    ]
    everywhere = set().union(*units.values())
    assert lost == []
    assert {unit for room in of(document, Room) for unit in room.unit_ids} <= everywhere


def test_booths_and_exhibitors_name_each_other(document: Document) -> None:
    taken = {booth.id: booth.exhibitor for booth in of(document, Booth) if booth.exhibitor}
    named = {booth: exhibitor.id for exhibitor in of(document, Exhibitor) for booth in exhibitor.booths}
    assert named == taken
    assert {booth.floor for booth in of(document, Booth)} <= ids(document, "floors")


def test_exhibitors_services_and_innovations_name_each_other(document: Document) -> None:
    exhibitors = of(document, Exhibitor)
    services = {(service.exhibitor, service.id) for service in of(document, Service)}
    assert {(each.id, service) for each in exhibitors for service in each.services} == services
    shown = {(each.exhibitor, each.id) for each in of(document, Innovation) if each.exhibitor}
    assert {(each.id, innovation) for each in exhibitors for innovation in each.innovations} == shown


def test_services_are_given_at_counters_of_the_plan(document: Document) -> None:
    counters = {
        feature.id: feature.properties.get("service_id")
        for floor in of(document, Floor)
        for feature in floor.plan.features
        if feature.feature_type == "kiosk"
    }
    counted = {place for exhibitor in of(document, Exhibitor) for place in exhibitor.counters}
    booths = ids(document, "booths")
    for service in of(document, Service):
        assert service.places
        assert all(place in booths or counters[place] == service.id for place in service.places)
        assert {place for place in service.places if place not in booths} <= counted
    assert {hour.day for service in of(document, Service) for hour in service.hours} == ids(document, "days")


def test_announcements_pages_and_awards_refer_to_what_is_there(document: Document) -> None:
    announcements, pages, [awards] = of(document, Announcement), of(document, Page), of(document, Awards)
    topics = {topic for said in announcements for topic in said.audience.topics or []}
    assert topics <= ids(document, "topics")
    assert {
        said.path.removeprefix("/agenda/") for said in announcements if said.path.startswith("/agenda/")
    } <= ids(document, "sessions")
    assert {page.room for page in pages if page.room} <= ids(document, "rooms")
    assert {award.session for award in awards.lists} <= ids(document, "sessions")


def test_times_lie_within_their_day_and_the_days_within_the_event(document: Document) -> None:
    [event], days = of(document, Event), {day.id: day for day in of(document, Day)}
    assert (event.start, event.end) == (
        min(d.start for d in days.values()),
        max(d.end for d in days.values()),
    )
    for session in of(document, Session):
        assert days[session.day].start <= session.start < session.end <= days[session.day].end, session.id
    for service in of(document, Service):
        for hour in service.hours:
            assert days[hour.day].start <= hour.open < hour.close <= days[hour.day].end, service.id
    for said in of(document, Announcement):
        assert said.expires_at is not None
        assert event.start <= said.sent_at < said.expires_at <= event.end, said.id
    for day in days.values():
        assert {moment.date() for moment in day.prayer_times.values()} == {day.date}


def test_days_are_named_after_their_dates(document: Document) -> None:
    days = of(document, Day)
    assert [(day.id, day.name) for day in days] == [
        (day.date.isoformat(), day_name(day.number, day.date)) for day in days
    ]


def test_no_room_and_no_person_is_in_two_sessions_at_once(document: Document) -> None:
    clashes = [
        (one.id, other.id)
        for one, other in combinations(of(document, Session), 2)
        if one.start < other.end
        and other.start < one.end
        and (
            one.room == other.room or {p.speaker for p in one.speakers} & {p.speaker for p in other.speakers}
        )
    ]
    assert clashes == []


def test_default_topics_are_marked(document: Document) -> None:
    assert {topic.id for topic in of(document, Topic) if topic.default_on} == {
        "programme",
        "ceremony",
        "services",
        "venue",
    }


def test_the_plan_is_compact(document: Document) -> None:
    numbers = re.findall(r"-?\d+\.\d+", msgspec.json.encode([f.plan for f in of(document, Floor)]).decode())
    assert max(len(number.partition(".")[2]) for number in numbers) <= 2
    kinds = {feature.feature_type for floor in of(document, Floor) for feature in floor.plan.features}
    assert kinds == {"level", "unit", "opening", "amenity", "kiosk", "fixture"}


def test_a_phone_on_bad_wifi_gets_the_event_in_a_few_packets(document: Document) -> None:
    encoded = msgspec.json.encode(document)
    assert len(gzip.compress(encoded)) < 60_000


def test_the_file_is_part_of_the_package() -> None:
    there = {path.name for path in files("backend.publishing.seed").iterdir()}
    assert {"event.json", "lantai-1.geojson", "lantai-2.geojson"} <= there


def test_a_record_that_its_collection_does_not_take_is_named(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text('{"tags": [{"id": "digital", "name": {"id": "Digital"}}]}')
    with pytest.raises(UnreadableEventFile, match=r"tags, record digital: .*`en`.*"):
        read_event_file(tmp_path)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "event.json is not valid JSON at line 1, column 2"),
        ("[]", "event.json holds no JSON object."),
        ('{"winners": []}', "event.json has collections we do not know: winners."),
        ('{"floors": [{"plan": "gone.geojson"}]}', "gone.geojson cannot be opened"),
        ('{"floors": [3]}', "floors, record 1:"),
        ('{"tags": 3}', "tags is no list."),
    ],
)
def test_a_file_that_cannot_be_read_is_a_clear_error(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "event.json").write_text(written)
    with pytest.raises(UnreadableEventFile, match=re.escape(said)):
        read_event_file(tmp_path)


def test_a_file_that_is_missing_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableEventFile, match="cannot be opened"):
        read_event_file(tmp_path)


def test_every_room_and_booth_can_be_walked_to(document: Document) -> None:
    (walks,) = of(document, Walks)
    nodes = {node.id for node in walks.nodes}
    ends = {end for edge in walks.edges for end in (edge.a, edge.b)}
    places = [room.node_id for room in of(document, Room)] + [booth.node_id for booth in of(document, Booth)]
    assert {node for node in places if node is not None} - ends == set()
    assert ends - nodes == set()
