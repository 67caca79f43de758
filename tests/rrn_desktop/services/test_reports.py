from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import page
import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.report_document import report_document
from rrn_desktop.exports.pdf.signed_file import read_signed
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.services import directory, own_words, records, reports, voiding
from rrn_desktop.services.name_check import Choice, Choices
from rrn_desktop.services.name_words import words_of
from rrn_desktop.services.reading import reader
from rrn_desktop.services.reports import Kind, NamesToCheck
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.after_incident import WEEK_LATER
from tests.rrn_desktop.services.reported import KINDS, NUMBER, Report, followed_by_everything, report
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    CHILDS_SENTENCE,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    few,
    next_version,
    sealed,
)

REPLACED, KEPT = Choices(others=Choice("replace")), Choices(others=Choice("keep"))
LATER = WEEK_LATER + timedelta(hours=2)
OTHERS = {"okafor", "lewis", "tomos", "bevan", "khan", "gwyn"}


@pytest.fixture(scope="module")
def followed(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = new_school.copy(tmp_path_factory.mktemp("followed"))
    followed_by_everything(own)
    return own


@pytest.fixture
def here(followed: School, tmp_path: Path) -> Iterator[School]:
    yield from followed.lent(tmp_path)


@pytest.fixture(scope="module")
def replaced(followed: School, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Kind, Report]:
    return _each(followed, tmp_path_factory.mktemp("replaced"), REPLACED)


@pytest.fixture(scope="module")
def kept(followed: School, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Kind, Report]:
    return _each(followed, tmp_path_factory.mktemp("kept"), KEPT)


def _each(followed: School, folder: Path, choices: Choices) -> Mapping[Kind, Report]:
    own = followed.copy(folder)
    found = {kind: report(own.enter(LEAD, LATER), kind, choices, folder) for kind in KINDS}
    own.leave()
    return found


def _exported(session: Session) -> list[desk_ledger.StoredEntry]:
    with session.held.desk.read() as connection:
        record = desk_ledger.record_of_number(connection, NUMBER)
        return list(desk_ledger.by_kinds(connection, record or "", ["export"]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_was_replaced_is_nowhere_in_the_document(replaced: Mapping[Kind, Report], kind: Kind) -> None:
    words = {word.folded for word in words_of(replaced[kind].everything)}

    assert words.isdisjoint(OTHERS)
    assert "member of staff A" in replaced[kind].words
    assert CHILD in replaced[kind].words


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_stands_on_the_pages_word_for_word(here: School, kept: Mapping[Kind, Report], kind: Kind) -> None:
    found = reports.passages(here.enter(LEAD, LATER), kind, NUMBER)

    printed = [one for one in found if not one.theirs]
    assert len(printed) > 10
    assert [one.id for one in printed if " ".join(one.text.split()) not in kept[kind].words] == []


@pytest.mark.parametrize("kind", KINDS)
def test_who_must_not_be_told_and_how_staff_were_hurt_is_in_no_report(kept: Mapping[Kind, Report], kind: Kind) -> None:
    everything = kept[kind].everything

    assert not [word for word in ("Gwyn", "court", "ankle", "Khan", "Her ankle") if word in everything]


def test_a_parents_report_says_what_they_have_to_know(replaced: Mapping[Kind, Report]) -> None:
    words = replaced["parent"].words

    for said in (
        "Thursday 14 May 2026, 10:40", "“maybe half a minute” (30 seconds)", "1 held your child; 1 saw it",
        "To stop them being hurt by accident", "Left hand (front): graze", "First aid", "Ear defenders",
        "Injury of your child, found later", "A quiet place", "Put right since", "Quiet alarm, says", "1 June 2026",
        "complaints procedure", "The record was written by Teaching assistant",
        "Printed and signed electronically by Mrs Shah, Deputy head",
    ):  # fmt: skip
        assert said in words, said


def test_the_own_copy_speaks_to_the_person_and_has_their_words(replaced: Mapping[Kind, Report]) -> None:
    words = replaced["own"].words

    for said in (
        "Staff held you and walked with you.", "You were hurt.", CHILDS_SENTENCE, "You were given first aid.",
        "You said yes.", "so that you did not leave", "You can talk to:", "Less noise",
    ):  # fmt: skip
        assert said in words, said
    assert "The person" not in words


def test_what_they_said_is_in_a_parents_report_only_when_that_is_decided(here: School, tmp_path: Path) -> None:
    session = here.enter(LEAD, LATER)
    theirs = {one.text: one.id for one in reports.passages(session, "parent", NUMBER) if one.theirs}

    shared = Choices({theirs[CHILDS_SENTENCE]: Choice("keep")}, others=Choice("replace"))
    printed = report(session, "parent", shared, tmp_path)

    assert CHILDS_SENTENCE in printed.words
    assert not [text for text in theirs if text != CHILDS_SENTENCE and text in printed.words]


@pytest.mark.parametrize("kind", KINDS)
def test_report_json_is_all_that_is_inside_and_the_pages_are_made_of_it(
    replaced: Mapping[Kind, Report], kind: Kind
) -> None:
    made = make_pdf(report_document(replaced[kind].attached["report.json"]))
    signed = read_signed(replaced[kind].pdf)

    assert list(replaced[kind].attached) == ["report.json"]
    assert signed.findings == ()
    assert signed.unsigned == made
    assert "answers" not in replaced[kind].data


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("kind", KINDS)
def test_reports_conform(replaced: Mapping[Kind, Report], kind: Kind, profile: str) -> None:
    made = make_pdf(report_document(replaced[kind].attached["report.json"]))

    found = page.validate_pdf_bytes(made, profile=profile)

    assert found.is_compliant, str(found)


def test_nothing_is_written_while_a_name_is_undecided(here: School, tmp_path: Path) -> None:
    session = here.enter(LEAD, LATER)
    found = reports.passages(session, "parent", NUMBER)
    all_but_one = {one.id: Choice("keep") for one in found if one.marks}
    all_but_one.popitem()

    with pytest.raises(NamesToCheck) as problem:
        reports.export_report(session, "parent", NUMBER, tmp_path / "out.pdf", Choices(all_but_one))

    assert problem.value.code == "names_to_check"
    assert not list(tmp_path.glob("*.pdf"))
    assert _exported(session) == []


def test_decisions_made_for_an_earlier_version_are_not_taken_for_this_one(school: School, tmp_path: Path) -> None:
    session = school.enter(AUTHOR)
    sealed(session, case(1))
    before = {one.id: Choice("leave_out") for one in reports.passages(session, "own", NUMBER)}
    next_version(session, records.begin_amendment(session, NUMBER, "Place"), lambda a: a.with_answer("place", "Gate"))

    with pytest.raises(NamesToCheck):
        reports.export_report(session, "own", NUMBER, tmp_path / "out.pdf", Choices(before, others=Choice("keep")))


def test_someone_of_the_staff_stays_one_when_their_name_is_typed_elsewhere_as_well(school: School) -> None:
    session = school.enter(AUTHOR)
    number = sealed(session, case(1).with_answer("told[0].name", AUTHOR)).number or ""

    marks = [mark for one in reports.passages(session, "parent", number) for mark in one.marks]

    assert {mark.kind for mark in marks} == {"person", "staff"}


def test_names_of_others_are_replaced_by_what_the_site_calls_its_people(here: School) -> None:
    session = here.enter(LEAD, LATER)
    before = {mark.suggests for one in reports.passages(session, "own", NUMBER) for mark in one.marks}

    own_words.say(session, {"person": "pupil"})
    after = {mark.suggests for one in reports.passages(session, "parent", NUMBER) for mark in one.marks}

    assert {words for words in after if "another" in words} == {"another pupil"}
    assert not [words for words in before if "pupil" in words]


def test_the_author_prints_from_their_own_record_and_no_one_else_but_a_lead(here: School, tmp_path: Path) -> None:
    printed = report(here.enter(AUTHOR, LATER), "parent", REPLACED, tmp_path)

    assert "Support was given Friday 15 May 2026" in printed.words
    assert "Staff have added something to the record that is not in this report" in printed.words
    assert "Printed and signed electronically by Ms Okafor, Teaching assistant" in printed.words
    for other in (COLLEAGUE, OFFICE):
        with pytest.raises(NoRight):
            reports.export_report(here.enter(other, LATER), "parent", NUMBER, tmp_path / "out.pdf", REPLACED)


def test_the_ledger_keeps_what_was_handed_out_and_no_names(here: School, tmp_path: Path) -> None:
    session = here.enter(LEAD, LATER)

    handed = reports.export_report(session, "parent", NUMBER, tmp_path / "out.pdf", REPLACED, reason="For mum")

    (entry,) = _exported(session)
    details = open_note(entry, reader(session), session.held.roll).details
    assert entry.row.hash == handed.entry_hash
    assert details["what"] == "parent_report"
    assert details["person"] == next(one.id for one in directory.people(session) if one.name == CHILD)
    assert details["reason"] == "For mum"
    assert details["files"] == [{"name": "out.pdf", "sha256": handed.files[0].sha256, "rows": 1}]
    assert [details[key] > 0 for key in ("passages", "passages_left_out", "names")] == [True, True, True]
    assert not [name for name in ("Okafor", "Dylan", "Lewis") if name in json.dumps(details)]


def test_of_a_void_record_there_is_no_report(school: School, tmp_path: Path) -> None:
    sealed(school.enter(AUTHOR), case(1))
    session = school.enter(LEAD)
    voiding.void(session, NUMBER, "Written twice", PASSPHRASES[LEAD])

    with pytest.raises(Refused):
        reports.passages(session, "parent", NUMBER)
    with pytest.raises(NotFound):
        reports.passages(session, "parent", "2026-A-999")


def test_a_first_record_says_so_and_what_is_missing_and_a_newer_version_is_named(
    school: School, tmp_path: Path
) -> None:
    session = school.enter(AUTHOR)
    sealed(session, few(), first=True)
    first = report(session, "parent", REPLACED, tmp_path)
    lead = school.enter(LEAD)
    next_version(lead, records.begin_completion(lead, NUMBER), lambda _: case(1))
    older = report(school.enter(AUTHOR), "parent", REPLACED, tmp_path)

    assert "This is a first report" in first.words
    assert "Not written down yet" in first.words
    assert "There is a newer version of this record" in older.words
    assert older.data["version"] == 1


@pytest.mark.parametrize("number", [2, 3, 4, 9])
def test_each_case_makes_both_reports(new_school: School, tmp_path: Path, number: int) -> None:
    own = new_school.copy(tmp_path)
    session = own.enter(AUTHOR, LATER.replace(year=2027))
    told = case(number)
    name = sealed(session, told, first=number == 9).number or ""
    printed = {kind: report(session, kind, REPLACED, tmp_path, name) for kind in KINDS}
    own.leave()

    person = told.get("person")
    assert all(getattr(person, "name", "?") in one.words for one in printed.values())
    assert "At a glance" in printed["parent"].words
    assert "Staff have added something" not in printed["parent"].words
    assert "What staff did" in printed["own"].words
