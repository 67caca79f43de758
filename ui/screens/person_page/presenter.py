"""One person in words: whom to tell, plan, what helps, good days, records in time, file. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from rrn_desktop.errors import NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.wording import day_words, shown
from rrn_desktop.services import directory, good_days, people_columns, person_files, register, what_helps, whom_to_tell
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.register import Query, Row
from rrn_desktop.services.session import Session
from rrn_desktop.services.what_helps import Card
from rrn_desktop.services.whom_to_tell import WhomToTell
from ui.screens.parts.times import status_words, without_weekday
from ui.screens.parts.words import tell
from ui.screens.person_page.file_presenter import FilePresenter

MOST = 50
"""Records shown at once: the newest; the register shows all."""
_DAYS = 10
_TOLD = "plan_and_told"
_ABOUT = "about"


class RecordLine(NamedTuple):
    """One record of the person: its number, and what it says of itself in a line."""

    number: str
    title: str
    detail: str


class PersonPresenter:
    """Reads what this member may know of one person: a lead their records as well, others what stands on the desk."""

    def __init__(self, session: Session, person: str) -> None:
        self._session = session
        who = what_helps.whom(session, person)
        self.person, self._id = who.name, who.id
        if who.id is None and self.is_lead:
            self._known_by_records(person)
        self.key = who.id or self.person
        self.read()

    def read(self) -> None:
        """Read again."""
        self._found = self._of_desk()
        if self._found is not None:
            self.person = self._found.name
        self.card: Card | None = what_helps.card(self._session, self.key)
        self.telling: WhomToTell | None = whom_to_tell.of_person(self._session, self.key)
        self.count = 0
        rows = () if not self.is_lead else self._of_directory() if self._id else self._of_name()
        self.records = tuple(_line(row) for row in rows)

    @property
    def is_lead(self) -> bool:
        """Return whether their records are shown: the register is open to this member."""
        return self._session.is_lead

    @property
    def may_change(self) -> bool:
        """Return whether this member may change the file: there is one, and they are a lead or an administrator."""
        return self._found is not None and person_files.may_change(self._session)

    @property
    def is_here(self) -> bool:
        """Return whether they are on the list of those who are here."""
        return self._found is not None and self._found.left_on is None

    def left_words(self) -> str:
        """Return since when they are off the list, or nothing."""
        left = None if self._found is None else self._found.left_on
        return tell("person_left", day=without_weekday(day_words(left))) if left else ""

    def plan_note(self) -> str:
        """Return what their plan says about holding or restricting, or nothing."""
        return person_files.plan_note(self._session, self.key)

    def good_days(self) -> tuple[tuple[str, str], ...]:
        """Return the latest days that went well: which day and who wrote it down, and what helped."""
        found = what_helps.days_that_went_well(self._session, self.key, _DAYS)
        lines = ((tell("good_day_line", day=day_words(one.day), name=one.by_name), one.helped) for one in found)
        return tuple((title, " ".join(helped.split())) for title, helped in lines)

    def counted(self) -> str:
        """Return how many records there are, in words, and how many of them are shown."""
        if not self.count:
            return tell("person_records_none")
        many = tell("rows_one") if self.count == 1 else tell("rows_many", count=f"{self.count:,}")
        return many if self.count <= MOST else tell("person_records_newest", count=many, shown=MOST)

    def file(self) -> tuple[tuple[str, str], ...]:
        """Return what their file says of them, question by question; nothing for someone the directory lacks."""
        answers = Answers() if self._found is None else person_files.answers_of(self._found)
        step = registry.definition(person_files.FORM).step_of("born")
        said = ((question, shown(question, answers.get(question.id))) for question in step.questions)
        return tuple((question.label, words) for question, words in said if words)

    def about_file(self) -> FilePresenter:
        """Return what changes what their file says of them."""
        return FilePresenter(self._session, self.key, _ABOUT)

    def told_file(self) -> FilePresenter:
        """Return what changes their plan, and whom to tell and whom not."""
        return FilePresenter(self._session, self.key, _TOLD)

    def file_again(self, page: str, answers: Mapping[str, Any], before: Mapping[str, Any]) -> FilePresenter:
        """Return what changes a file as someone was changing it who is back."""
        found = FilePresenter(self._session, self.key, page)
        found.go_on(answers, before)
        return found

    def let_go(self, day: str) -> str:
        """Take them off the list, with the last day as it was typed; returns what was done.

        Raises CellRefused for words that are no day, and what ``person_files.let_go`` does.
        """
        today = date.fromisoformat(self._session.wall().local[:10])
        last = str(people_columns.read_cell(people_columns.BORN, day, today)) if day else ""
        return tell("leave_done", name=person_files.let_go(self._session, self.key, last).name)

    def bring_back(self) -> str:
        """Put them on the list again; returns what was done."""
        return tell("person_is_back", name=person_files.bring_back(self._session, self.key).name)

    def begin_good_day(self) -> Draft:
        """Return the draft of a day that went well."""
        return good_days.begin(self._session, self.key)

    def _of_desk(self) -> directory.Person | None:
        try:
            return person_files.find(self._session, self.key)
        except NotFound:
            return None

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
