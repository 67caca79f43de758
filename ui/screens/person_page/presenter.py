"""One person in words: what helps, their file, and their records in time. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.wording import shown
from rrn_desktop.services import directory, good_days, register, what_helps
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.register import Query, Row
from rrn_desktop.services.session import Session
from rrn_desktop.services.what_helps import Card
from ui.screens.parts.times import status_words
from ui.screens.parts.words import tell

MOST = 50
"""Records shown at once: the newest; the register shows all."""


class RecordLine(NamedTuple):
    """One record of the person: its number, and what it says of itself in a line."""

    number: str
    title: str
    detail: str


class PersonPresenter:
    """Reads what leads may know of one person."""

    def __init__(self, session: Session, person: str) -> None:
        self._session = session
        who = what_helps.whom(session, person)
        self.person, self._id = who.name, who.id
        if who.id is None:
            self._known_by_records(person)
        self.key = who.id or self.person
        self.card: Card | None = None
        self.records: tuple[RecordLine, ...] = ()
        self.count = 0
        self.read()

    def read(self) -> None:
        """Read again."""
        self.card = what_helps.card(self._session, self.key)
        rows = self._of_directory() if self._id else self._of_name()
        self.records = tuple(_line(row) for row in rows)

    def counted(self) -> str:
        """Return how many records there are, in words, and how many of them are shown."""
        if not self.count:
            return tell("person_records_none")
        many = tell("rows_one") if self.count == 1 else tell("rows_many", count=f"{self.count:,}")
        return many if self.count <= MOST else tell("person_records_newest", count=many, shown=MOST)

    def file(self) -> tuple[tuple[str, str], ...]:
        """Return each question of their file with its answer in words; nothing for someone the directory lacks."""
        details = next((one.details for one in directory.people(self._session) if one.id == self._id), {})
        return _file(details)

    def begin_good_day(self) -> Draft:
        """Return the draft of a day that went well."""
        return good_days.begin(self._session, self.key)

    def _known_by_records(self, person: str) -> None:
        """Take the name from the newest record where the directory no longer has the id."""
        ids = register.ids(self._session, Query(person=person))
        for row in register.rows(self._session, ids[:1]):
            self.person, self._id = row.person, person

    def _of_directory(self) -> tuple[Row, ...]:
        ids = register.ids(self._session, Query(form=INCIDENT, person=self._id))
        self.count = len(ids)
        return register.rows(self._session, ids[:MOST])

    def _of_name(self) -> tuple[Row, ...]:
        """Return the records of someone who was only typed by name: of those that hold it, the ones about them."""
        found = register.every(self._session, Query(form=INCIDENT, text=self.person)) if self.person else ()
        rows = tuple(row for row in found if row.person == self.person)
        self.count = len(rows)
        return rows[:MOST]


def _line(row: Row) -> RecordLine:
    parts = (row.place, row.kinds, status_words(row.status, row.version), row.author_name)
    return RecordLine(row.number, f"{row.number}: {row.happened}", ". ".join(part for part in parts if part))


def _file(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    form = registry.definition("person")
    answers = read_answers(form, dict(details))
    return tuple(
        (question.label, words) for question in form.questions if (words := shown(question, answers.get(question.id)))
    )
