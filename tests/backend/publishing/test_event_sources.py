"""The project's own event file is honest about its sources and silent about winners."""

import json
import os
import re
from pathlib import Path

import msgspec
import pytest

from backend.agenda.schemas import Day, Session, Speaker
from backend.awards.schemas import Awards, Innovation
from backend.event.schemas import Event, Page
from backend.expo.schemas import Service
from backend.publishing.seed import Document, read_event_file
from tests.backend.publishing.event_records import addresses, of, whole

SEALED = Path(
    os.environ.get("COMPANION_TEST_WINNERS", Path(__file__).parents[4] / "shared/data/event/winners.json")
)
COUNTRIES = {"JP": "Jepang", "CN": "Tiongkok", "SG": "Singapura", "KR": "Korea Selatan"}


@pytest.fixture(scope="module")
def document() -> Document:
    return read_event_file()


def test_real_people_stand_only_in_sessions_whose_source_says_so(document: Document) -> None:
    people = {speaker.id: speaker for speaker in of(document, Speaker)}
    parts = [(session, part) for session in of(document, Session) for part in session.speakers]
    for session, part in parts:
        person = people[part.speaker]
        expected = "sample" if person.placeholder else "fact"
        assert part.basis == expected, (session.id, part.speaker)
        if not person.placeholder:
            assert session.basis == "fact"
            assert set(session.source) & set(person.source), (session.id, part.speaker)


def test_every_fact_and_every_real_person_has_a_source(document: Document) -> None:
    facts = [
        record
        for records in document.values()
        for record in records
        if getattr(record, "basis", "") == "fact"
    ]
    assert len(facts) > 70
    unsourced = [record.id for record in facts if not getattr(record, "source", None)]
    assert sorted(unsourced) == []
    assert all(speaker.basis == "fact" for speaker in of(document, Speaker) if not speaker.placeholder)


def test_unknown_speakers_are_the_four_planned_countries_to_be_announced(document: Document) -> None:
    placeholders = {speaker.country: speaker for speaker in of(document, Speaker) if speaker.placeholder}
    assert {country: speaker.name.id for country, speaker in placeholders.items()} == {
        code: f"Inovator dari {name}, segera diumumkan" for code, name in COUNTRIES.items()
    }
    assert {speaker.status for speaker in placeholders.values()} == {"planned"}
    assert all("Oktober 2018" in speaker.bio.id for speaker in placeholders.values())


def test_what_was_only_planned_and_what_was_reported_is_said(document: Document) -> None:
    sessions = {session.id: session for session in of(document, Session)}
    services = {service.id: service for service in of(document, Service)}
    people = {speaker.id: speaker for speaker in of(document, Speaker)}
    note = sessions["d1-top-40"].lineup_note
    assert note is not None
    assert note.en == (
        "In October 2018 the President was planned as presenter. "
        "According to press reports the Vice President presented the awards."
    )
    assert people["jusuf-kalla"].status == "reported"
    for service in ("permohonan-merek", "pencatatan-ciptaan"):
        assert "Planned in October 2018" in services[service].summary.en
        assert "Direncanakan pada Oktober 2018" in services[service].summary.id


def test_innovations_do_not_differ_in_a_way_that_tells_who_won(document: Document) -> None:
    facts = [innovation for innovation in of(document, Innovation) if innovation.basis == "fact"]
    assert len(facts) == 27
    assert {(tuple(innovation.source), innovation.list) for innovation in facts} == {
        (("press 2018",), "top-99-2018")
    }
    assert [innovation.id for innovation in facts] == sorted(innovation.id for innovation in facts)


def test_no_record_has_a_field_for_winning(document: Document) -> None:
    names = set(re.findall(r'"(\w+)":', whole(document)))
    assert {name for name in names if re.search(r"winner|won|rank|pemenang|juara|award", name)} == {"awards"}
    [awards] = of(document, Awards)
    assert [msgspec.to_builtins(each).keys() for each in awards.lists] == [
        {"id", "name", "session", "size", "from"}
    ] * 2


def test_no_address_names_an_institution_together_with_a_prize(document: Document) -> None:
    prize = re.compile(
        r"raih|terima-penghargaan|dapat|anugerahkan|serahkan-penghargaan-top-40|terbanyak|terbaik"
    )
    # Of these the first is about business licences, the others tell that prizes were given and not to whom.
    allowed = [
        "https://izinedar.com/syarat-dan-cara-mendapatkan-nib-oss-untuk-pelaku-usaha/",
        (
            "https://libertymagz.com/2018/10/25/kementrian-panrb-berikan-penghargaan-pada-40-instansi"
            "-pemerintah-untuk-pelayanan-publik-terbaik-di-indonesia"
        ),
        "https://www.majalah-gempur.com/2018/11/wapres-jk-serahkan-penghargaan-top-40.html",
    ]
    assert sorted(address for address in addresses(document) if prize.search(address)) == allowed


def test_nothing_that_is_sealed_elsewhere_stands_in_the_file(document: Document) -> None:
    sealed = json.loads(SEALED.read_text()) if SEALED.is_file() else {}
    told = [sealed.get("innovation_sources"), sealed.get("record_sources")]
    withheld = set(re.findall(r"https?://[^\s\"]+", json.dumps(told)))
    assert addresses(document) & withheld == set()


def test_no_source_is_a_file_of_ours(document: Document) -> None:
    sources = {
        source for found in re.findall(r'"source":\[([^\]]*)\]', whole(document)) for source in [found]
    }
    assert [source for source in sources if ".json" in source or "shared/" in source] == []


def test_the_page_about_the_data_lists_the_sources_of_the_programme(document: Document) -> None:
    page = next(page for page in of(document, Page) if page.id == "tentang-data")
    programme = [*of(document, Event), *of(document, Day), *of(document, Session), *of(document, Speaker)]
    cited = {source for record in programme for source in record.source if source.startswith("https://")}
    assert {
        address for address in cited if address not in page.body.id or address not in page.body.en
    } == set()
