"""What is asked of the register, and how it is worded. No Qt here."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from rrn_desktop.services import register, register_columns, register_views
from rrn_desktop.services.register import Row
from rrn_desktop.services.register_views import ALL_DAYS, STATUSES, Search, View, Views, query_of
from rrn_desktop.services.session import Session
from ui.progress import Progress
from ui.screens.parts.words import tell

Sort = Literal["happened", "number", "person", "status"]
SORTS: tuple[tuple[str, Sort, bool], ...] = (
    ("sort_happened_down", "happened", True),
    ("sort_happened_up", "happened", False),
    ("sort_number_down", "number", True),
    ("sort_number_up", "number", False),
    ("sort_person_up", "person", False),
    ("sort_person_down", "person", True),
    ("sort_status_up", "status", False),
)
_DATE = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})")


class SavedAll(NamedTuple):
    """Where records were saved, and a line for each that could not be."""

    folder: Path
    left_out: tuple[str, ...]


class Asked(NamedTuple):
    """What stands in the filters; ``sort`` is a place in ``SORTS``, and days are as they were typed."""

    text: str = ""
    status: str = ""
    days: str = ALL_DAYS[0]
    start: str = ""
    end: str = ""
    sort: int = 0

    def __repr__(self) -> str:
        return "Asked(hidden)"


class SavedSearches:
    """The searches that one member saved."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Views:
        """Return them by name."""
        return register_views.mine(self._session)

    def save(self, name: str, search: Search) -> View:
        """Save a search under a name."""
        return register_views.keep(self._session, name, search)

    def rename(self, view: View, name: str) -> View:
        """Give one another name."""
        return register_views.rename(self._session, view.id, name)

    def change(self, view: View, search: Search) -> View:
        """Let one stand for another search."""
        return register_views.change(self._session, view.id, search)

    def remove(self, view: View) -> View:
        """Remove one, and return what it was."""
        return register_views.remove(self._session, view.id)

    def remove_closed(self) -> None:
        """Remove those that open no more."""
        register_views.remove_closed(self._session)


class RegisterPresenter:
    """Holds the question that the table answers: of incidents, from each of which its support and review are read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.saved = SavedSearches(session)
        self.search = Search()
        self.query = query_of(self.search, self._today())

    def ids(self) -> array[int]:
        """Return the ids of every record that fits, in order."""
        return register.ids(self._session, self.query)

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """Return the records of some ids."""
        return register.rows(self._session, ids)

    def ask(self, asked: Asked) -> None:
        """Change the question; a date that can't be read is left out."""
        _key, column, descending = SORTS[asked.sort]
        days = next((one for one in ALL_DAYS if one == asked.days), ALL_DAYS[0])
        self.search = Search(
            text=asked.text.strip(),
            status=next((one for one in STATUSES if one == asked.status), None),
            days=days,
            start=read_date(asked.start) if days == ALL_DAYS[0] else None,
            end=read_date(asked.end) if days == ALL_DAYS[0] else None,
            sort=column,
            descending=descending,
        )
        self.query = query_of(self.search, self._today())

    def counted(self, count: int) -> str:
        """Return how many records fit, in words."""
        if count:
            return tell("rows_one") if count == 1 else tell("rows_many", count=f"{count:,}")
        plain = Search(sort=self.search.sort, descending=self.search.descending)
        return tell("rows_empty" if self.search == plain else "rows_none")

    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day that the register shows, or None where it is not narrowed to days."""
        start, end = self.query.start, self.query.end
        return (date.fromisoformat(start), date.fromisoformat(end)) if start and end and start <= end else None

    def folder_name(self) -> str:
        """Return a name for a folder of records that names nobody."""
        return f"records {self._session.desk_code} {self._session.wall().local[:10]}"

    def save_all(self, folder: Path, reason: str, progress: Progress) -> SavedAll:
        """Save every record that fits as PDF in a new folder; slow.

        Raises the sentence that says why not, also when it was stopped.
        """
        from rrn_desktop.services import printing

        given = printing.export_all(self._session, folder, self.query, reason=reason, progress=progress)
        return SavedAll(folder, tuple(f"{one.number}: {one.says}" for one in given.left_out))

    def columns(self) -> tuple[str, ...]:
        """Return the columns that this member sees, in their order."""
        return register_columns.shown(self._session)

    def keep_columns(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Keep which columns this member sees, and return them."""
        return register_columns.keep(self._session, columns)

    def set_aside(self) -> str:
        """Return what is wrong with entries that could not be read, or nothing."""
        aside = register.set_aside(self._session)
        if not aside:
            return ""
        key = "set_aside_one" if len(aside) == 1 else "set_aside"
        return tell(key, count=len(aside), says=aside[0].says)

    def _today(self) -> date:
        return date.fromisoformat(self._session.wall().local[:10])


def asked_of(search: Search) -> Asked:
    """Return what stands in the filters for a search."""
    order = next((at for at, one in enumerate(SORTS) if one[1:] == (search.sort, search.descending)), 0)
    start, end = (_as_typed(day) for day in (search.start, search.end))
    return Asked(search.text, search.status or "", search.days, start, end, order)


def search_words(search: Search) -> str:
    """Return what is looked for, in words."""
    asked = asked_of(search)
    parts = [
        tell("view_text", text=search.text) if search.text else "",
        tell(f"status_{search.status}") if search.status else "",
        tell(f"days_{search.days}") if search.days != "own" else "",
        tell("view_from", day=asked.start) if asked.start else "",
        tell("view_to", day=asked.end) if asked.end else "",
    ]
    found = [part for part in parts if part] or [tell("view_all")]
    return " · ".join((*found, tell(SORTS[asked.sort][0])))


def _as_typed(day: str | None) -> str:
    found = date.fromisoformat(day) if day else None
    return f"{found.day} {found.month} {found.year}" if found else ""


def read_date(text: str) -> str | None:
    """Return ``2026-11-22`` for ``22 11 2026``, or None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None
