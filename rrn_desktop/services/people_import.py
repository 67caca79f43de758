"""People from a list that another system hands out: first what would happen, row by row, then that and nothing else.

Nobody is ever taken away, who left and is in the list is here again, and an empty cell never empties an answer. A row
that can't be read as it stands is refused whole, with the reason; the others are not held up by it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from rrn_desktop.errors import AnswersRefused, NoRight, Refused, UserFacingError, WrongUsage
from rrn_desktop.exports.package.guarding import guarded
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import people_columns as columns
from rrn_desktop.services.directory import checked_name, new_person
from rrn_desktop.services.handing_out import EXPORT, HandedOut, parcel
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.people_matching import Known, RowRefused, Sought
from rrn_desktop.services.people_sheet import Line, Sheet, read_sheet
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory
from rrn_desktop.store.desk_directory import Person

Outcome = Literal["added", "updated", "unchanged", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("added", "updated", "unchanged", "refused")
KIND = "people"
"""The kind of the entry that keeps an import; how many, and from which file, are sealed in it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one row; ``column`` is the heading above the cell that stands in the way, if it is one."""

    row: int
    outcome: Outcome
    name: str = field(repr=False)
    column: str = ""
    reason: str = ""
    person: Person | None = field(default=None, repr=False)
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen, row by row; nothing is written yet."""

    sheet: Sheet = field(repr=False)
    mapping: Mapping[str, str]
    rows: tuple[Planned, ...] = field(repr=False)
    seen: tuple[Person, ...] = field(repr=False)

    def of(self, outcome: Outcome) -> tuple[Planned, ...]:
        """Return the rows with an outcome."""
        return tuple(one for one in self.rows if one.outcome == outcome)


def may_import(session: Session) -> bool:
    """Say whether this member adds people: a lead or an administrator does."""
    return session.member.is_keeper


def open_sheet(path: Path) -> tuple[Sheet, dict[str, str]]:
    """Return the table in a file, and what its columns seem to mean; raises NotFound and SheetRefused."""
    sheet = read_sheet(path, columns.are_headings)
    return sheet, columns.guess(sheet)


def plan(session: Session, sheet: Sheet, mapping: Mapping[str, str]) -> Plan:
    """Return what would happen with these columns; ``mapping`` is from headings to ids of ``people_columns.fields``.

    Raises NoRight, and WrongUsage for a heading or a field that is not there, one named twice, or no name at all.
    """
    _refuse_others(session)
    _check_mapping(sheet, mapping)
    with session.held.desk.read() as connection:
        seen = desk_directory.people(connection)
    known, today = Known(seen), date.fromisoformat(session.wall().local[:10])
    rows = tuple(_planned(_Row(sheet, line, mapping), known, today) for line in sheet.lines)
    return Plan(sheet, dict(mapping), rows, seen)


def carry_out(session: Session, planned: Plan) -> None:
    """Add and update what a plan says, all of it or nothing, and keep in the ledger that it was done.

    Raises NoRight, and Refused where the people of the desk have changed since the plan was made.
    """
    _refuse_others(session)
    written = [one.person for one in planned.rows if one.person is not None and one.outcome in {"added", "updated"}]
    if not written:
        return
    with session.held.desk.write() as connection:
        if desk_directory.people(connection) != planned.seen:
            raise Refused(
                "The people of this place have changed since the list was looked at.",
                "Nothing was changed by the list.",
                "Look at the list again, then import it.",
            )
        for person in written:
            desk_directory.put_person(connection, person)
        note(connection, session, About(KIND), _counts(planned))
    settled(session)


def add_one(session: Session, cells: Mapping[str, str]) -> Person:
    """Add one person, whose cells are typed by ids of ``people_columns.fields``, and read as those of a list are.

    Raises NoRight, AnswersRefused that names the field, and Refused for someone who is here already or has left.
    """
    mapping = {one: one for one in cells}
    sheet = Sheet(tuple(cells), (Line(1, tuple(cell.strip() for cell in cells.values())),), "", "")
    planned = plan(session, sheet, mapping)
    one = planned.rows[0]
    if one.outcome == "refused":
        raise AnswersRefused(one.reason, "Nobody was added.", "Check it, then try again.", question=one.column)
    if columns.BACK in one.changes:
        raise Refused(
            "This person is among those who have left.", "Nobody was added.", "Open them there: they can come back."
        )
    if one.outcome != "added" or one.person is None:
        raise Refused("This person is here already.", "Nobody was added.", "Look for them in the list of people.")
    carry_out(session, planned)
    return one.person


def write_refused(session: Session, planned: Plan, path: Path) -> HandedOut:
    """Write the refused rows to a new CSV file for a spreadsheet: the reason in front, then each cell as it stood.

    UTF-8 with its mark, and an apostrophe before what a spreadsheet would run. Raises as ``handing_out.Parcel.add``.
    """
    refused = {one.row: one for one in planned.of("refused")}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["Reason", "Column", "Row", *map(guarded, planned.sheet.headings)])
    for line in planned.sheet.lines:
        if line.number in refused:
            one = refused[line.number]
            writer.writerow([one.reason, guarded(one.column), line.number, *map(guarded, line.cells)])
    with parcel(session) as packing:
        packing.add(path, stream.getvalue().encode("utf-8-sig"), len(refused))
        return packing.hand_over(About(EXPORT), {"what": "refused_people", "counts": {"rows": len(refused)}})


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a sheet, its cells by what their columns mean."""

    sheet: Sheet
    line: Line
    mapping: Mapping[str, str]

    def cells(self) -> dict[str, str]:
        filled = zip(self.sheet.headings, self.line.cells, strict=True)
        return {self.mapping[heading]: cell for heading, cell in filled if heading in self.mapping and cell}

    def heading(self, field: str) -> str:
        """Return the heading of the column for a field; for the name, that of any part of it."""
        wanted = (columns.NAME, columns.LAST, columns.FIRST) if field == columns.NAME else (field,)
        return next((heading for one in wanted for heading, means in self.mapping.items() if means == one), "")


def _planned(row: _Row, known: Known, today: date) -> Planned:
    cells = row.cells()
    name = columns.read_name(cells)
    try:
        _refuse_too_long(row.line)
        answers = _answers(cells, today)
        return _outcome(row.line.number, _checked(name), answers, known)
    except RowRefused as refused:
        return Planned(row.line.number, "refused", name, row.heading(refused.field), refused.reason)


def _refuse_too_long(line: Line) -> None:
    if line.too_long:
        raise RowRefused("", "This row has more cells than there are headings.")


def _outcome(row: int, name: str, answers: dict[str, Any], known: Known) -> Planned:
    born = answers.get(columns.BORN)
    sought = Sought(name, born if isinstance(born, str) else "", answers.get(columns.LOCAL_ID, ""))
    found = known.find(sought)
    if found is None:
        person = new_person(name, answers)
        known.add(person)
        known.claim(person, row)
        return Planned(row, "added", name, person=person)
    known.claim(found, row)
    details = {**found.details, **answers}
    by_number = folded(name) != folded(found.name)
    changed = replace(new_person(name if by_number else found.name, details), id=found.id)
    changes = tuple(key for key, value in answers.items() if found.details.get(key) != value)
    back = (columns.BACK,) if found.left_on is not None else ()
    changes = (*((columns.NAME,) if by_number else ()), *changes, *back)
    return Planned(row, "updated" if changes else "unchanged", name, person=changed, changes=changes)


def _answers(cells: Mapping[str, str], today: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in columns.fields():
        if one.id in cells and one.id not in columns.NAMES:
            try:
                found[one.id] = columns.read_cell(one.id, cells[one.id], today)
            except columns.CellRefused as refused:
                raise RowRefused(one.id, str(refused)) from None
    return found


def _checked(name: str) -> str:
    if not name:
        raise RowRefused(columns.NAME, "There is no name in this row.")
    try:
        return checked_name(name)
    except UserFacingError as problem:
        raise RowRefused(columns.NAME, problem.what) from None


def _check_mapping(sheet: Sheet, mapping: Mapping[str, str]) -> None:
    known = {one.id for one in columns.fields()}
    if not set(mapping) <= set(sheet.headings) or not set(mapping.values()) <= known:
        raise _wrong("A column or a field was named that is not there.", f"Fields are: {', '.join(sorted(known))}.")
    if len(set(mapping.values())) < len(mapping):
        raise _wrong("Two columns were given the same meaning.", "Keep one of them, and leave the other out.")
    if not set(mapping.values()) & set(columns.NAMES):
        raise _wrong("No column holds the names.", "Say which column is the name, or the first and the last name.")


def _wrong(what: str, next_step: str) -> WrongUsage:
    return WrongUsage(what, "Nothing was changed.", next_step)


def _counts(planned: Plan) -> dict[str, Any]:
    counted = {outcome: len(planned.of(outcome)) for outcome in OUTCOMES}
    ids = [one.person.id for one in planned.rows if one.person is not None and one.outcome != "unchanged"]
    return {"counts": counted, "file": planned.sheet.sha256, "people": ids}


def _refuse_others(session: Session) -> None:
    if not may_import(session):
        raise NoRight(
            "Only a lead or an administrator adds people.",
            "Nothing was changed.",
            "In a record you can type any name by hand.",
        )
