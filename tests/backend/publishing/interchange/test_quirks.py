"""One quirk at a time: what is kept, what is skipped, and what the warning says."""

import json
from datetime import timedelta
from typing import Any

from backend.publishing.interchange import ReadWarning, ScheduleDraft, read_schedule
from tests.backend.publishing.interchange.samples import event_xml, schedule_xml


def only(draft: ScheduleDraft) -> tuple[str, timedelta]:
    [session] = draft.sessions
    return session.start.isoformat(), session.end - session.start


def schedule_json(event: dict[str, Any], **conference: Any) -> bytes:
    day = {"index": 1, "date": "2018-11-07", "rooms": {"Balai A": [event]}}
    whole = {"title": "Forum", "time_zone_name": "Asia/Jakarta", "days": [day], **conference}
    return json.dumps({"schedule": {"conference": whole}}).encode()


def test_a_bad_event_is_skipped_and_the_others_stay() -> None:
    data = schedule_xml(
        event_xml(number="1", start="soon"),
        event_xml(number="2", title=""),
        event_xml(number="3", start=""),
        event_xml(number="4", title="Good"),
    )
    draft = read_schedule(data)
    assert [session.title.en for session in draft.sessions] == ["Good"]
    assert draft.warnings == [
        ReadWarning("event 1 in Balai A", "has no readable start: 'soon'", "skipped"),
        ReadWarning("event 2 in Balai A", "has no title", "skipped"),
        ReadWarning("event 3 in Balai A", "has no start", "skipped"),
    ]


def test_an_event_keeps_its_id_when_it_moves_and_is_renamed() -> None:
    before = read_schedule(schedule_xml(event_xml(guid="7b0c", start="10:00", title="Old")))
    after = read_schedule(
        schedule_xml(event_xml(number="9", guid="7b0c", start="15:00", title="New"), room='name="Balai B"')
    )
    assert before.sessions[0].id == after.sessions[0].id
    assert before.sessions[0].start != after.sessions[0].start


def test_an_event_without_guid_keeps_its_id_when_it_moves() -> None:
    before = read_schedule(schedule_xml(event_xml(number="7", start="10:00")))
    after = read_schedule(schedule_xml(event_xml(number="7", start="15:00")))
    assert before.sessions[0].id == after.sessions[0].id


def test_events_with_the_same_guid_are_sessions_of_their_own_whatever_their_order() -> None:
    morning, noon = event_xml(guid="7b0c", start="10:00"), event_xml(guid="7b0c", start="12:00")
    draft = read_schedule(schedule_xml(morning, noon))
    turned = read_schedule(schedule_xml(noon, morning))
    ids = [session.id for session in draft.sessions]
    assert len(set(ids)) == 2
    assert [session.id for session in turned.sessions] == ids
    note = ReadWarning(
        "event 1 in Balai A", "shares its guid or id with another event", "kept as its own session"
    )
    assert draft.warnings == [note, note]


def test_events_that_agree_in_everything_are_both_kept() -> None:
    draft = read_schedule(schedule_xml(event_xml(), event_xml()))
    assert len({session.id for session in draft.sessions}) == 2
    assert draft.warnings[-1].what == "stands twice in the same room and slot"


def test_an_event_without_any_key_is_known_by_its_room_and_slot() -> None:
    event = "<event><start>10:00</start><duration>00:30</duration><title>Sesi</title></event>"
    draft = read_schedule(schedule_xml(event))
    assert draft.sessions == read_schedule(schedule_xml(event)).sessions
    assert draft.warnings == [
        ReadWarning("event (without id) in Balai A", "has neither guid nor id", "known by its room and slot")
    ]


def test_a_room_keeps_its_id_when_its_name_changes_under_the_same_guid() -> None:
    before = read_schedule(schedule_xml(event_xml(), room='name="Balai A" guid="77aa"'))
    after = read_schedule(schedule_xml(event_xml(), room='name="Balai Agung" guid="77aa"'))
    assert [room.id for room in before.rooms] == [room.id for room in after.rooms]
    assert before.sessions[0].room == after.sessions[0].room


def test_rooms_whose_names_make_the_same_slug_stay_two() -> None:
    draft = read_schedule(
        schedule_xml(event_xml(), rest=f'<room name="Balai-A!">{event_xml(number="2")}</room>')
    )
    assert len({room.id for room in draft.rooms}) == 2
    assert len({session.room for session in draft.sessions}) == 2


def test_a_room_text_unlike_its_element_gives_way_to_the_element() -> None:
    draft = read_schedule(schedule_xml(event_xml(more="<room>Balai C</room>")))
    assert [room.name.en for room in draft.rooms] == ["Balai A"]
    assert draft.warnings == [
        ReadWarning("event 1 in Balai A", "says it is in Balai C but stands under Balai A", "Balai A is used")
    ]


def test_imported_rooms_do_not_promise_to_be_step_free() -> None:
    assert [room.step_free for room in read_schedule(schedule_xml(event_xml())).rooms] == [False]


def test_an_absurd_duration_gives_one_slot() -> None:
    zone = "<time_zone_name>Asia/Jakarta</time_zone_name>"
    slot = f"{zone}<timeslot_duration>00:15</timeslot_duration>"
    draft = read_schedule(schedule_xml(event_xml(duration="6944:11:40"), conference=slot))
    assert only(draft) == ("2018-11-07T10:00:00+07:00", timedelta(minutes=15))
    assert draft.warnings == [
        ReadWarning(
            "event 1 in Balai A", "has an absurd duration: '6944:11:40'", "one slot of 15 minutes instead"
        )
    ]


def test_no_duration_gives_half_an_hour_where_the_file_names_no_slot() -> None:
    draft = read_schedule(schedule_xml(event_xml(duration="")))
    assert only(draft) == ("2018-11-07T10:00:00+07:00", timedelta(minutes=30))


def test_a_start_before_the_day_change_is_on_the_next_date() -> None:
    conference = "<time_zone_name>Asia/Jakarta</time_zone_name><day_change>06:00</day_change>"
    draft = read_schedule(schedule_xml(event_xml(start="05:59"), conference=conference))
    assert only(draft)[0] == "2018-11-08T05:59:00+07:00"
    assert [session.day for session in draft.sessions] == ["2018-11-07"]


def test_a_start_before_the_day_begins_is_on_the_next_date() -> None:
    day = 'date="2018-11-07" start="2018-11-07T09:00:00+07:00" end="2018-11-08T02:00:00+07:00"'
    draft = read_schedule(schedule_xml(event_xml(start="01:00"), day=day))
    assert only(draft)[0] == "2018-11-08T01:00:00+07:00"
    assert [session.day for session in draft.sessions] == ["2018-11-07"]


def test_hours_past_24_run_into_the_next_date() -> None:
    draft = read_schedule(schedule_xml(event_xml(start="25:30")))
    assert only(draft)[0] == "2018-11-08T01:30:00+07:00"


def test_a_start_that_summer_time_skips_is_moved_and_told() -> None:
    draft = read_schedule(
        schedule_xml(
            event_xml(start="02:30"),
            conference="<time_zone_name>Europe/Berlin</time_zone_name>",
            day='date="2024-03-31"',
        )
    )
    assert only(draft)[0] == "2024-03-31T03:30:00+02:00"
    assert draft.warnings == [
        ReadWarning(
            "event 1 in Balai A", "starts at 02:30, which the change to summer time skips", "moved to 03:30"
        )
    ]


def test_an_event_across_the_change_to_winter_time_keeps_its_length() -> None:
    draft = read_schedule(
        schedule_xml(
            event_xml(start="01:30", duration="02:00"),
            conference="<time_zone_name>Europe/Berlin</time_zone_name>",
            day='date="2024-10-27"',
        )
    )
    [session] = draft.sessions
    assert session.start.isoformat() == "2024-10-27T01:30:00+02:00"
    assert session.end.isoformat() == "2024-10-27T02:30:00+01:00"


def test_the_zone_asked_for_wins_over_the_file() -> None:
    draft = read_schedule(schedule_xml(event_xml()), zone="Asia/Makassar")
    assert only(draft)[0] == "2018-11-07T10:00:00+08:00"
    assert draft.time_zone == "Asia/Makassar"


def test_a_date_without_offset_is_in_the_zone_with_or_without_its_time() -> None:
    whole = read_schedule(schedule_xml(event_xml(start="", more="<date>2018-11-08T13:15:00</date>")))
    alone = read_schedule(schedule_xml(event_xml(start="13:15", more="<date>2018-11-08</date>")))
    assert only(whole)[0] == only(alone)[0] == "2018-11-08T13:15:00+07:00"


def test_a_day_given_in_two_parts_is_one_day() -> None:
    morning = 'date="2018-11-07" start="2018-11-07T08:00:00+07:00" end="2018-11-07T12:00:00+07:00"'
    evening = (
        '</day><day date="2018-11-07" start="2018-11-07T17:00:00+07:00" end="2018-11-07T23:00:00+07:00">'
    )
    draft = read_schedule(schedule_xml(event_xml(), day=morning, rest=evening))
    assert [(day.start.hour, day.end.hour) for day in draft.days] == [(8, 23)]


def test_dates_with_offsets_need_no_zone() -> None:
    draft = read_schedule(
        schedule_xml(event_xml(more="<date>2018-11-07T10:00:00+07:00</date>"), conference="")
    )
    assert only(draft)[0] == "2018-11-07T10:00:00+07:00"
    assert draft.time_zone is None


def test_an_event_on_a_day_the_file_does_not_have_gets_the_day() -> None:
    draft = read_schedule(schedule_xml(event_xml(more="<date>2018-11-09T10:00:00+07:00</date>")))
    assert [day.id for day in draft.days] == ["2018-11-07", "2018-11-09"]
    assert draft.warnings == [
        ReadWarning("day 2018-11-09", "has events but no day of its own in the file", "the day is added")
    ]


def test_a_day_that_ends_before_it_starts_takes_its_hours_from_its_events() -> None:
    day = 'date="2018-11-07" start="2018-11-07T09:00:00+07:00" end="2018-11-07T08:00:00+07:00"'
    draft = read_schedule(schedule_xml(event_xml(start="10:00"), day=day))
    assert draft.days[0].start == draft.sessions[0].start
    assert draft.warnings == [
        ReadWarning("day 1", "ends before it starts", "its hours are taken from its events")
    ]


def test_a_file_without_days_is_an_empty_draft() -> None:
    draft = read_schedule(b"<schedule><conference><title>Forum</title></conference></schedule>")
    assert (draft.title, draft.days, draft.sessions) == ("Forum", [], [])


def test_languages_are_read_as_a_list_of_codes() -> None:
    draft = read_schedule(schedule_xml(event_xml(more="<language>German, en_GB / Klingonish</language>")))
    assert draft.sessions[0].languages == ["de", "en"]
    assert draft.warnings == [
        ReadWarning("event 1 in Balai A", "names a language we do not know: 'Klingonish'", "left out"),
        ReadWarning("file", "1 events are in 'de'", "their texts stand in the place of English ones"),
    ]


def test_texts_of_no_stated_language_stand_on_the_side_asked_for() -> None:
    data = schedule_xml(event_xml(title="Rapat"))
    assert read_schedule(data, spoken="id").sessions[0].title.id == "Rapat"
    assert read_schedule(data).sessions[0].title.en == "Rapat"


def test_texts_of_several_languages_may_stand_beside_each_other_in_xml() -> None:
    event = (
        '<event id="1"><start>10:00</start><duration>00:30</duration>'
        '<title xml:lang="id">Rapat</title><title xml:lang="en">Meeting</title></event>'
    )
    title = read_schedule(schedule_xml(event)).sessions[0].title
    assert (title.id, title.en) == ("Rapat", "Meeting")


def test_unescaped_markup_in_xml_keeps_its_words() -> None:
    more = "<abstract><p>One <b>two</b></p><p>three</p></abstract>"
    draft = read_schedule(schedule_xml(event_xml(more=more)))
    assert draft.sessions[0].abstract.en == "One two\n\nthree"


def test_an_address_that_is_no_web_address_is_not_taken_for_a_source() -> None:
    draft = read_schedule(schedule_xml(event_xml(more="<url>javascript:alert(1)</url>")))
    assert draft.sessions[0].source == []


def test_people_are_keyed_on_guid_before_code_and_name() -> None:
    people = (
        '<persons><person guid="aa" id="0">Ana</person><person guid="aa" id="1">Ana B.</person></persons>'
    )
    draft = read_schedule(schedule_xml(event_xml(more=people)))
    assert [speaker.name.en for speaker in draft.speakers] == ["Ana"]
    assert len(draft.sessions[0].speakers) == 1


def test_a_person_without_a_name_is_left_out() -> None:
    draft = read_schedule(schedule_xml(event_xml(more='<persons><person id="4"/></persons>')))
    assert draft.speakers == []
    assert draft.warnings == [ReadWarning("event 1 in Balai A", "names a person without a name", "left out")]


def test_json_takes_a_language_list_a_plain_person_and_numbers_as_text() -> None:
    event = {
        "id": 5,
        "start": "10:00",
        "duration": 45,
        "title": "Sesi",
        "language": ["id", "en"],
        "persons": ["Ana"],
    }
    draft = read_schedule(schedule_json(event))
    assert only(draft) == ("2018-11-07T10:00:00+07:00", timedelta(minutes=45))
    assert draft.sessions[0].languages == ["id", "en"]
    assert [speaker.name.en for speaker in draft.speakers] == ["Ana"]


def test_json_rooms_may_be_null_and_days_of_another_shape() -> None:
    days = [
        {"index": 1, "date": "2018-11-07", "rooms": None},
        "day two",
        {"rooms": [{"name": "B", "events": []}]},
    ]
    draft = read_schedule(schedule_json({}, days=days))
    assert draft.sessions == []
    assert [room.name.en for room in draft.rooms] == ["B"]


def test_a_zone_that_is_none_is_told_and_left_aside() -> None:
    data = schedule_xml(
        event_xml(more="<date>2018-11-07T10:00:00+07:00</date>"),
        conference="<time_zone_name>WIB</time_zone_name>",
    )
    assert read_schedule(data).warnings == [ReadWarning("conference", "'WIB' is no time zone", "left aside")]


def test_a_text_of_absurd_length_is_cut() -> None:
    draft = read_schedule(schedule_xml(event_xml(more=f"<abstract>{'kata ' * 5000}</abstract>")))
    assert len(draft.sessions[0].abstract.en) <= 20_002
    assert draft.warnings == [ReadWarning("event 1 in Balai A", "has a text of 24999 characters", "cut")]


def test_links_and_attachments_become_materials_each_address_once() -> None:
    links = (
        "<links><link href='https://example.org/a'>Slides &amp; notes</link>"
        "<link href='javascript:x'/></links>"
        "<attachments><attachment href='https://example.org/b.pdf'/>"
        "<attachment href=' https://example.org/a '>Again</attachment></attachments>"
    )
    draft = read_schedule(schedule_xml(event_xml(more=links)))
    [session] = draft.sessions
    assert [(each.title.en, each.url) for each in session.materials] == [
        ("Slides & notes", "https://example.org/a"),
        ("example.org/b.pdf", "https://example.org/b.pdf"),
    ]
    assert draft.warnings == [
        ReadWarning("event 1 in Balai A", "links to no web address: 'javascript:x'", "left out")
    ]


def test_a_json_events_links_become_materials() -> None:
    event = {
        "id": 1,
        "date": "2018-11-07T10:00:00+07:00",
        "title": "Sesi",
        "links": [{"title": "Salindia", "url": "https://example.org/s"}, "odd"],
        "attachments": [{"title": None, "url": "https://example.org/b"}],
    }
    [session] = read_schedule(schedule_json(event)).sessions
    assert [(each.title.id, each.url) for each in session.materials] == [
        ("Salindia", "https://example.org/s"),
        ("example.org/b", "https://example.org/b"),
    ]
