"""What is asked of the register, and how it is worded. No Qt here."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from rrn_desktop.services import register, register_columns
from rrn_desktop.services.drafts import INCIDENT
from rrn_desktop.services.register import Query, Row
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
STATUSES = ("first", "complete", "amended", "void")
_DATE = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})")


class SavedAll(NamedTuple):
    """Where records were saved, and a line for each that could not be."""

    folder: Path
    left_out: tuple[str, ...]


class RegisterPresenter:
    """Holds the question that the table answers: of incidents, from each of which its support and review are read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.query = Query(form=INCIDENT)

    def ids(self) -> array[int]:
        """Return the ids of every record that fits, in order."""
        return register.ids(self._session, self.query)

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """Return the records of some ids."""
        return register.rows(self._session, ids)

    def ask(self, *, text: str, status: str, start: str, end: str, sort: int) -> None:
        """Change the question; a date that can't be read is left out."""
        _key, column, descending = SORTS[sort]
        self.query = replace(
            self.query,
            text=text.strip(),
            status=status or None,
            start=read_date(start),
            end=read_date(end),
            sort=column,
            descending=descending,
        )

    def counted(self, count: int) -> str:
        """Return how many records fit, in words."""
        if count:
            return tell("rows_one") if count == 1 else tell("rows_many", count=f"{count:,}")
        plain = Query(form=INCIDENT, sort=self.query.sort, descending=self.query.descending)
        return tell("rows_empty" if self.query == plain else "rows_none")

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


def read_date(text: str) -> str | None:
    """Return ``2026-11-22`` for ``22 11 2026``, or None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None
