"""The people of this place in words, and a list on its way to them. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services import directory, people_columns, people_import
from rrn_desktop.services.people_import import OUTCOMES, Plan, Planned
from rrn_desktop.services.people_sheet import Sheet
from rrn_desktop.services.session import Session
from ui.screens.parts.times import without_weekday
from ui.screens.parts.words import tell

_SAMPLES, _SAMPLE_LENGTH = 3, 40
_SHOWN_FIRST = ("refused", "updated", "added", "unchanged")


class ColumnLine(NamedTuple):
    """One column of a list: its heading, a few of its cells, and what it is taken for, empty where it is left out."""

    heading: str
    sample: str
    field: str


class PeoplePresenter:
    """Reads the people, adds one, and takes a list in step by step."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sheet: Sheet | None = None
        self._plan: Plan | None = None
        self.file = Path()
        self.mapping: dict[str, str] = {}
        self.saved_refused = False
        self.gone = False
        self._ids: tuple[str, ...] = ()

    # Who is here

    def people(self) -> tuple[tuple[str, ...], ...]:
        """Return name, birth, year group and number of each person who is here, or of each who left, by name."""
        everyone = directory.everyone(self._session)
        shown = [one for one in everyone if (one.left_on is not None) == self.gone]
        self._ids = tuple(one.id for one in shown)
        return tuple(_cells(one) for one in shown)

    def person(self, row: int) -> str:
        """Return the id of the person in a row."""
        return self._ids[row]

    def add(self, cells: Mapping[str, str]) -> str:
        """Add one person and return what was done; raises as ``people_import.add_one``."""
        return tell("people_added_one", name=people_import.add_one(self._session, cells).name)

    # A list

    def open(self, path: Path) -> None:
        """Read a list; slow, so it is run away from the window."""
        self._sheet, self.mapping = people_import.open_sheet(path)
        self.file, self._plan = path, None

    def lead(self) -> str:
        """Return which list is at hand."""
        return tell("list_columns_lead", file=self.file.name, rows=_counted("list_rows", len(self._read().lines)))

    def letters(self) -> str:
        """Return in which letters the list is read, where that is a guess."""
        letters = self._read().letters
        return tell("list_letters", letters=letters) if letters != "UTF-8" else ""

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return what a column can be: id and label."""
        return tuple((one.id, one.label) for one in people_columns.fields())

    def columns(self) -> tuple[ColumnLine, ...]:
        """Return the columns of the list at hand."""
        sheet = self._read()
        return tuple(
            ColumnLine(heading, _sample(sheet.column(heading)), self.mapping.get(heading, ""))
            for heading in sheet.headings
        )

    def look(self, mapping: Mapping[str, str]) -> None:
        """Work out what would happen; slow, so it is run away from the window."""
        self.mapping = dict(mapping)
        self._plan = people_import.plan(self._session, self._read(), self.mapping)
        self.saved_refused = False

    def counts(self) -> tuple[str, ...]:
        """Return how many rows there are of each outcome, in words; none of those that have no row."""
        numbers = {outcome: len(self._planned().of(outcome)) for outcome in OUTCOMES}
        return tuple(_counted(f"list_{outcome}", number) for outcome, number in numbers.items() if number)

    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return line, name, outcome and why of each row; what is left out stands first."""
        rows = sorted(self._planned().rows, key=lambda one: (_SHOWN_FIRST.index(one.outcome), one.row))
        return tuple((str(one.row), one.name, tell(f"outcome_{one.outcome}"), _why(one)) for one in rows)

    def changes(self) -> bool:
        """Return whether anything would be changed."""
        return bool(self._planned().of("added") or self._planned().of("updated"))

    def has_refused(self) -> bool:
        """Return whether rows are left out."""
        return bool(self._planned().of("refused"))

    def carry_out(self) -> str:
        """Do what was shown, and return that in words; slow, so it is run away from the window."""
        people_import.carry_out(self._session, self._planned())
        return tell("list_done", words="; ".join(self.counts()))

    def save_refused(self, path: Path) -> str:
        """Save the rows that are left out, and return where."""
        people_import.write_refused(self._session, self._planned(), path)
        self.saved_refused = True
        return tell("list_saved_refused", file=path.name)

    def _read(self) -> Sheet:
        assert self._sheet is not None
        return self._sheet

    def _planned(self) -> Plan:
        assert self._plan is not None
        return self._plan


def _why(one: Planned) -> str:
    if one.reason:
        return f"{one.column}: {one.reason}" if one.column else one.reason
    labels = {people_columns.BACK: tell("list_back"), **{one.id: one.label for one in people_columns.fields()}}
    return ", ".join(labels[key] for key in one.changes)


def _sample(cells: tuple[str, ...]) -> str:
    found = list(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell))[:_SAMPLES]
    shown = [cell if len(cell) <= _SAMPLE_LENGTH else f"{cell[:_SAMPLE_LENGTH]}…" for cell in found]
    return tell("list_sample", cells="; ".join(shown)) if shown else tell("list_sample_none")


def _counted(key: str, count: int) -> str:
    return tell(f"{key}_one") if count == 1 else tell(key, count=f"{count:,}")


def _cells(one: directory.Person) -> tuple[str, ...]:
    name = one.name if one.left_on is None else tell("people_left_on", name=one.name, day=_day(one.left_on))
    return name, _day(one.details.get("born")), _text(one.details, "year_group"), _text(one.details, "local_id")


def _day(born: object) -> str:
    return without_weekday(day_words(born)) if isinstance(born, str) else ""


def _text(details: Mapping[str, object], key: str) -> str:
    value = details.get(key)
    return value if isinstance(value, str) else ""
