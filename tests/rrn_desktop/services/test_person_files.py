"""A person's file: changed and kept aside, whom it says not to tell, and where none of that may go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.errors import AnswersRefused, NoRight, NotFound, Refused
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.services import directory, people_import, person_files, reports, whom_to_tell
from rrn_desktop.services.name_check import Choice, Choices
from rrn_desktop.services.people_as_written import with_known_people
from rrn_desktop.services.reading import reader, versions_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.services.whom_to_tell import NotToTell, ToTell
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.month import MAY, package
from tests.rrn_desktop.services.reported import report
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    CHILD_DETAILS,
    LEAD,
    OFFICE,
    School,
    case,
    few,
    kept,
    sealed,
)

FATHER, ORDER = {"who": "Father, Gethin Quillfeather", "reason": "Zephyrcourt order"}, "Zephyrcourt"
NAN = {"name": "Nan, Olwenna Pryce", "relation": "Grandmother", "how": "Ring 01632 960983", "note": "After fourteen"}
SAID: dict[str, Any] = {
    "plan_note": "Do not hold, use marshmallow cushions",
    "tell_decides": "own",
    "tell_wish": "nobody",
    "tell_note": "Said so on Whitmonday",
    "not_to_tell": [FATHER, {"who": "An aunt", "reason": {"state": "not_known"}}],
    "to_tell": [NAN],
}
CANARIES = ("Quillfeather", ORDER, "Olwenna", "960983", "fourteen", "marshmallow", "Whitmonday", "Grandmother")


def changed(session: Session, **more: Any) -> directory.Person:
    answers = read_answers(registry.definition("person"), {**CHILD_DETAILS, **SAID, **more})
    return person_files.change(session, CHILD, answers)


def noted(session: Session, member: str) -> list[dict[str, Any]]:
    with session.held.desk.read() as connection:
        rows = desk_ledger.rows_of_member(connection, member, person_files.KIND)
        entries = [desk_ledger.by_hash(connection, row.hash) for row in rows]
    opened = [open_note(entry, reader(session), session.held.roll) for entry in entries if entry is not None]
    return [dict(one.details) for one in opened]


@pytest.fixture(scope="module")
def told(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """The school after the office wrote down who is told, and an incident was sealed and noticed since."""
    own = new_school.copy(tmp_path_factory.mktemp("told"))
    changed(own.enter(OFFICE))
    sealed(own.enter(AUTHOR), case(1))
    yield own
    own.leave()


def test_a_file_is_changed_and_the_ledger_keeps_whose_and_which_questions_but_not_a_word(told: School) -> None:
    lead = told.enter(LEAD)

    found = person_files.find(lead, CHILD)

    assert dict(found.details) == {**CHILD_DETAILS, **SAID}
    (note,) = noted(lead, told.member(OFFICE))
    assert note == {"what": "changed", "changed": list(SAID), "people": [found.id]}


def test_a_recorder_changes_no_file_and_takes_nobody_off(told: School) -> None:
    recorder = told.enter(AUTHOR)

    for attempt in (changed, lambda session: person_files.let_go(session, CHILD)):
        with pytest.raises(NoRight):
            attempt(recorder)

    assert person_files.find(recorder, CHILD).left_on is None


@pytest.mark.parametrize(
    ("rows", "question"),
    [
        ({"not_to_tell": [{"reason": "Because"}]}, "not_to_tell[0].who"),
        ({"not_to_tell": [FATHER, {"who": "An aunt"}]}, "not_to_tell[1].reason"),
        ({"to_tell": [{"relation": "Mother"}]}, "to_tell[0].name"),
    ],
)
def test_someone_who_must_not_be_told_is_kept_with_a_name_and_a_reason_or_not_at_all(
    told: School, rows: dict[str, Any], question: str
) -> None:
    lead = told.enter(LEAD)

    with pytest.raises(AnswersRefused) as refusal:
        changed(lead, **rows)

    assert refusal.value.question == question
    assert dict(person_files.find(lead, CHILD).details) == {**CHILD_DETAILS, **SAID}


def test_whom_not_to_tell_is_found_by_name_by_id_and_by_number_for_everyone_on_shift(told: School) -> None:
    recorder = told.enter(AUTHOR)
    person = person_files.find(recorder, CHILD)

    found = whom_to_tell.of_person(recorder, person.id)

    assert found is not None
    assert found.not_to_tell == (NotToTell(FATHER["who"], FATHER["reason"]), NotToTell("An aunt", "Not known"))
    assert found.to_tell == (ToTell(*NAN.values()),)
    assert (found.wish, found.wish_code, found.decides) == ("Tell nobody", "nobody", "They decide themselves")
    assert found.warns
    assert whom_to_tell.of_person(recorder, CHILD.upper()) == found
    assert whom_to_tell.of_ref(recorder, PersonRef(CHILD)) == found
    assert whom_to_tell.of_number(recorder, "2026-A-001") == found
    assert whom_to_tell.of_number(told.enter(OFFICE), "2026-A-001") == found


def test_a_stranger_and_a_file_that_says_nothing_warn_of_nobody(told: School) -> None:
    lead = told.enter(LEAD)

    directory.add_person(lead, "Amara N.", {"year_group": "Year 8"})

    assert whom_to_tell.of_person(lead, "Amara N.") is None
    assert whom_to_tell.of_person(lead, "Somebody Else") is None
    assert whom_to_tell.of_number(lead, "2026-A-099") is None


@pytest.mark.parametrize(
    ("spoilt", "warned"),
    [
        ({"year_group": 5}, ["Father, Gethin Quillfeather", "An aunt"]),
        ({"a_later_question": "x"}, ["Father, Gethin Quillfeather", "An aunt"]),
        ({"not_to_tell": [{"who": 7}]}, ["Part of the file can't be read. It may say whom not to tell."]),
    ],
    ids=["another answer", "a later question", "the list itself"],
)
def test_one_answer_that_can_not_be_read_hides_no_warning(
    school: School, spoilt: dict[str, Any], warned: list[str]
) -> None:
    session = school.enter(OFFICE)
    details = {**changed(session).details, **spoilt}
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("UPDATE people SET details = ? WHERE name = ?", (json.dumps(details), CHILD))

    said = whom_to_tell.of_person(session, CHILD)

    assert said is not None
    assert ([one.who for one in said.not_to_tell], said.warns) == (warned, True)


def test_of_two_people_of_one_name_the_file_that_warns_is_shown_as_one_of_several(school: School) -> None:
    lead = school.enter(LEAD)
    changed(lead)

    directory.add_person(lead, CHILD, {})

    found = whom_to_tell.of_person(lead, CHILD)
    assert found is not None
    assert (found.one_of_several, found.not_to_tell[0].who) == (True, FATHER["who"])


def test_a_record_keeps_the_plan_and_whom_not_to_tell_but_not_how_others_are_reached(told: School) -> None:
    author = told.enter(AUTHOR)

    body = versions_of_number(author, "2026-A-001")[-1].body

    (details,) = [one["details"] for one in body.people.values() if "details" in one]
    assert details == {**CHILD_DETAILS, **{key: said for key, said in SAID.items() if key != "to_tell"}}


def test_no_package_and_no_report_for_parents_says_whom_not_to_tell(told: School, tmp_path: Path) -> None:
    plain, named = package(told, tmp_path / "plain", MAY), package(told, tmp_path / "named", MAY, reason="Asked for")

    parent = report(told.enter(LEAD), "parent", Choices(others=Choice("replace")), tmp_path)

    files = [file.read_bytes().decode("utf-8", "replace") for one in (plain, named) for file in one.rglob("*.*")]
    assert any(CHILD in text for text in files)
    assert [word for word in CANARIES for text in (*files, parent.everything) if word.lower() in text.lower()] == []


def test_a_name_of_the_file_is_found_in_what_is_printed_for_others(told: School) -> None:
    author = told.enter(AUTHOR)
    sealed(
        author,
        case(1).with_answer("plan_why", "Quillfeather had rung in the morning").with_answer("plan", "not_followed"),
    )

    found = reports.passages(author, "parent", "2026-A-002")

    marked = {one.text[mark.start : mark.end] for one in found for mark in one.marks if mark.kind == "other"}
    assert "Quillfeather" in marked


def test_who_left_is_offered_no_more_and_known_again_by_name_or_by_a_list(school: School, tmp_path: Path) -> None:
    office = school.enter(OFFICE)
    person = person_files.let_go(office, CHILD, "2026-05-13")

    offered, typed = directory.people(office), with_known_people(office, kept(office, few()))

    assert (person.left_on, offered) == ("2026-05-13", ())
    assert typed.answers.get("person") == PersonRef(CHILD, person.id)
    with pytest.raises(Refused, match="off the list already"):
        person_files.let_go(office, CHILD)
    sheet = tmp_path / "list.csv"
    sheet.write_text(f"Name,DOB\n{CHILD},03/02/2016\n", encoding="utf-8")
    plan = people_import.plan(office, *people_import.open_sheet(sheet))
    people_import.carry_out(office, plan)
    assert [(one.outcome, one.changes) for one in plan.rows] == [("updated", ("back",))]
    assert [one.id for one in directory.people(office)] == [person.id]


def test_a_day_to_come_is_no_day_to_have_left_on_and_nobody_comes_back_who_is_here(school: School) -> None:
    office = school.enter(OFFICE)

    for day in ("2026-05-15", "yesterday"):
        with pytest.raises(Refused):
            person_files.let_go(office, CHILD, day)
    with pytest.raises(Refused, match="on the list already"):
        person_files.bring_back(office, CHILD)
    with pytest.raises(NotFound):
        person_files.find(office, "Somebody Else")

    person_files.let_go(office, CHILD)
    assert person_files.bring_back(office, CHILD) == person_files.find(office, CHILD)
