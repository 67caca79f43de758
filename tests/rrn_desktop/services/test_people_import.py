from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from rrn_desktop.errors import AnswersRefused, NoRight, NotFound, Refused, WrongUsage
from rrn_desktop.services import directory, people_import, person_files
from rrn_desktop.services.directory import Person
from rrn_desktop.services.people_import import Plan
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.school import AUTHOR, CHILD, LEAD, OFFICE, School, cells_of_desk, kinds_of_ledger

HEAD = "Adno,Forename,Surname,DOB,Year Group,Sex\n"
FILE = (
    HEAD
    + "1,Dylan Ŵyn,Pryce,03/02/2016,Year 5,M\n"
    + "2,Aminata,Sow,30/11/2015,Year 6,F\n"
    + "3,Mair,Ó Briain,31/02/2016,Year 4,F\n"
    + "4,,,01/01/2016,Year 4,F\n"
    + "2,Aminata,Sow,30/11/2015,Year 6,F\n"
    + "5,=cmd(),Hyper,02/03/2015,Year 5,F,too,many\n"
)


def planned(session: Session, folder: Path, text: str = FILE) -> Plan:
    file = folder / "people.csv"
    file.write_text(text, encoding="utf-8")
    sheet, guessed = people_import.open_sheet(file)
    return people_import.plan(session, sheet, guessed)


def imported(session: Session, folder: Path, text: str) -> Plan:
    found = planned(session, folder, text)
    people_import.carry_out(session, found)
    return found


def outcomes(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.outcome) for one in plan.rows]


def person(session: Session, name: str) -> Person:
    return next(one for one in directory.people(session) if one.name == name)


def test_a_plan_says_row_by_row_what_would_happen_and_changes_nothing(school: School, tmp_path: Path) -> None:
    session = school.enter(OFFICE)
    before = directory.people(session)

    plan = planned(session, tmp_path)

    assert outcomes(plan) == [
        (2, "updated"),
        (3, "added"),
        (4, "refused"),
        (5, "refused"),
        (6, "refused"),
        (7, "refused"),
    ]
    assert [(one.column, one.reason.split(".")[0]) for one in plan.of("refused")] == [
        ("DOB", "There is no such day"),
        ("Surname", "There is no name in this row"),
        ("", "The same person is in row 3"),
        ("", "This row has more cells than there are headings"),
    ]
    assert directory.people(session) == before


def test_what_was_planned_is_done_and_kept_in_the_ledger_without_names(school: School, tmp_path: Path) -> None:
    session = school.enter(OFFICE)
    known = person(session, CHILD)

    plan = imported(session, tmp_path, FILE)

    assert person(session, CHILD) == Person(known.id, CHILD, {**known.details, "local_id": "1", "sex": "male"})
    assert person(session, "Aminata Sow").details["born"] == "2015-11-30"
    assert len(directory.people(session)) == 2
    assert kinds_of_ledger(session).count(people_import.KIND) == 1
    assert not [where for where, cell in cells_of_desk(session) if "Aminata" in cell and where.startswith("ledger")]
    assert "Aminata" not in repr(plan)


def test_a_second_time_nothing_changes_and_the_ledger_says_nothing(school: School, tmp_path: Path) -> None:
    session = school.enter(LEAD)
    imported(session, tmp_path, FILE)
    before = directory.people(session)

    again = imported(session, tmp_path, FILE)

    assert [one.outcome for one in again.rows[:2]] == ["unchanged", "unchanged"]
    assert directory.people(session) == before
    assert kinds_of_ledger(session).count(people_import.KIND) == 1


def test_nobody_is_taken_away_and_empty_cells_empty_nothing(school: School, tmp_path: Path) -> None:
    session = school.enter(LEAD)
    imported(session, tmp_path, FILE)

    plan = imported(session, tmp_path, HEAD + "2,Aminata,Sow-Jones,,Year 7,\n")

    found = person(session, "Aminata Sow-Jones")
    assert plan.rows[0].changes == ("name", "year_group")
    assert (found.details["born"], found.details["sex"], found.details["year_group"]) == (
        "2015-11-30",
        "female",
        "Year 7",
    )
    assert person(session, CHILD)


@pytest.mark.parametrize(
    ("row", "outcome", "column"),
    [
        ("9,Dylan Ŵyn,PRYCE,03/02/2016,,", "unchanged", ""),
        (",dylan ŵyn,Pryce,03/02/2016,,", "unchanged", ""),
        ("8,Dylan Ŵyn,Pryce,03/02/2016,,", "refused", "Adno"),
        ("9,Someone,Else,01/01/2014,,", "refused", "Adno"),
        ("9,Dylan,Pryce-Jones,03/02/2016,,", "updated", ""),
        (",Dylan Ŵyn,Pryce,,,", "refused", "DOB"),
        ("8,Dylan Ŵyn,Pryce,,,", "added", ""),
        (",Dylan Ŵyn,Pryce,04/02/2016,,", "added", ""),
        (",Cerys,Hughes,01/01/2014,,", "updated", ""),
        (",Cerys,Hughes,,Year 3,", "updated", ""),
        (",Tom,Twice,,,", "refused", "Surname"),
    ],
)
def test_people_are_known_again_by_number_else_by_name_and_birth(
    shared: Session, tmp_path: Path, row: str, outcome: str, column: str
) -> None:
    plan = planned(shared, tmp_path, HEAD + row + "\n")

    assert (plan.rows[0].outcome, plan.rows[0].column) == (outcome, column)


@pytest.fixture(scope="module")
def shared(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A lead at a desk that knows a number, a name without a birth, and two of one name; plans change nothing."""
    own = new_school.copy(tmp_path_factory.mktemp("people"))
    session = own.enter(LEAD)
    imported(session, tmp_path_factory.mktemp("file"), HEAD + "9,Dylan Ŵyn,Pryce,03/02/2016,Year 5,M\n")
    for name in ("Cerys Hughes", "Tom Twice", "Tom Twice"):
        directory.add_person(session, name, {})
    yield session
    own.leave()


def test_refused_rows_come_back_with_the_reason_in_front_and_can_be_mended_and_read_again(
    school: School, tmp_path: Path
) -> None:
    session = school.enter(OFFICE)
    plan = imported(session, tmp_path, FILE)
    out = tmp_path / "refused.csv"

    handed = people_import.write_refused(session, plan, out)
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    mended = out.read_text("utf-8").replace("31/02/2016", "28/02/2016").replace("'28/02/2016", "28/02/2016")
    again = planned(session, tmp_path, mended)

    assert handed.files[0].rows == 4
    assert rows[0][:4] == ["Reason", "Column", "Row", "Adno"]
    assert rows[1][:3] == ["There is no such day. Write it like 03/02/2016, with the day first.", "DOB", "4"]
    assert rows[4][4] == "'=cmd()"
    assert again.mapping == plan.mapping
    assert outcomes(again)[0] == (2, "added")
    with pytest.raises(Refused):
        people_import.write_refused(session, plan, out)


def test_what_was_looked_at_too_long_ago_is_not_done(school: School, tmp_path: Path) -> None:
    session = school.enter(LEAD)
    plan = planned(session, tmp_path)
    directory.add_person(session, "Mair Jones", {})
    before = directory.people(session)

    with pytest.raises(Refused):
        people_import.carry_out(session, plan)

    assert directory.people(session) == before
    assert people_import.KIND not in kinds_of_ledger(session)


def test_only_leads_and_administrators_import(school: School, tmp_path: Path) -> None:
    session = school.enter(AUTHOR)

    with pytest.raises(NoRight):
        planned(session, tmp_path)

    assert not people_import.may_import(session)


@pytest.mark.parametrize(
    "mapping", [{}, {"DOB": "born"}, {"Nobody": "name"}, {"Surname": "shoe"}, {"Surname": "name", "Forename": "name"}]
)
def test_columns_that_make_no_sense_are_refused(shared: Session, tmp_path: Path, mapping: dict[str, str]) -> None:
    sheet = planned(shared, tmp_path).sheet

    with pytest.raises(WrongUsage):
        people_import.plan(shared, sheet, mapping)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as stream:
        stream.truncate(11_000_000)

    with pytest.raises(NotFound):
        people_import.open_sheet(tmp_path / "nowhere.csv")
    with pytest.raises(Refused):
        people_import.open_sheet(large)


def test_one_person_is_added_as_a_row_of_a_list_would_be(school: School) -> None:
    session = school.enter(OFFICE)

    added = people_import.add_one(session, {"name": "Mair Jones", "born": "3/2/2014", "year_group": ""})
    with pytest.raises(AnswersRefused) as refused:
        people_import.add_one(session, {"name": "Cai Rees", "born": "someday"})
    with pytest.raises(Refused):
        people_import.add_one(session, {"name": "MAIR JONES", "born": "2014-02-03"})

    assert person(session, "Mair Jones") == Person(added.id, "Mair Jones", {"born": "2014-02-03"})
    assert refused.value.question == "born"
    assert len(directory.people(session)) == 2


def test_someone_typed_who_has_left_is_said_to_have_left_and_not_to_be_here(school: School) -> None:
    session = school.enter(OFFICE)
    added = people_import.add_one(session, {"name": "Mair Jones", "born": "3/2/2014"})
    person_files.let_go(session, added.id)

    with pytest.raises(AnswersRefused, match=r"Someone of this name has left\."):
        people_import.add_one(session, {"name": "Mair Jones"})
    with pytest.raises(Refused, match="among those who have left"):
        people_import.add_one(session, {"name": "Mair Jones", "born": "3/2/2014"})

    assert person_files.find(session, added.id).left_on is not None
