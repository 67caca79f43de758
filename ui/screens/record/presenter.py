"""The way of one draft, from its first answer to its seal. No Qt here."""

from __future__ import annotations

from dataclasses import replace

from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import Value
from rrn_desktop.services import drafts, notices, sealing
from rrn_desktop.services import today as todays
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.notices import Notice
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.telling_words import care_words
from ui.screens.parts.times import clock_words
from ui.screens.parts.words import tell
from ui.screens.record.beside import Beside
from ui.screens.record.hands import Hands, hands_on
from ui.screens.record.way import Way
from ui.sittings import Sittings


class RecordPresenter:
    """Takes answers, saves them, lets the notice stand and seals.

    ``way`` says what is wrong, missing and next, ``beside`` what stands beside the questions.
    """

    def __init__(self, session: Session, draft: Draft, sittings: Sittings) -> None:
        self.session, self._sittings = session, sittings
        self.way = Way(session, draft)
        self.beside = Beside(session, self.way)
        self.unsaved = False

    @property
    def draft(self) -> Draft:
        """Return the draft as it is typed."""
        return self.way.draft

    @property
    def definition(self) -> Definition:
        """Return the form that is being answered."""
        return self.way.definition

    @property
    def saved_at(self) -> str:
        """Return the hour and minute of the last save, or nothing."""
        return clock_words(self.draft.saved_at)

    def title(self) -> str:
        """Return what is being written, by its number and without a name."""
        if not self.way.is_incident:
            title = self.definition.title
            return tell("form_of_number", title=title, number=self.draft.number) if self.draft.number else title
        if self.draft.number is None:
            return tell("incident")
        keys = {"complete": "completing_number", "amend": "amending_number"}
        return tell(keys.get(self.draft.purpose, "incident_number"), number=self.draft.number)

    def answer(self, path: str, value: Value | None) -> None:
        """Take an answer; None takes it away."""
        self._take(replace(self.draft, answers=self.draft.answers.with_answer(path, value), at_question=path))

    def add_row(self, path: str) -> None:
        """Add an empty row to a question that repeats."""
        self._take(replace(self.draft, answers=self.draft.answers.with_row(path), at_question=path))

    def remove_row(self, path: str, index: int) -> None:
        """Take a row away."""
        self._take(replace(self.draft, answers=self.draft.answers.without_row(path, index), at_question=path))

    def visit(self, path: str) -> None:
        """Remember the question at hand, to come back to it when the draft is opened again."""
        self.way.draft = replace(self.draft, at_question=path)

    def save(self) -> None:
        """Save what is not saved yet; raises the error when that can't be done."""
        if self.unsaved:
            self.way.draft = drafts.save(self.session, self.draft)
            self.unsaved = False

    def proposed_notice(self) -> Notice | None:
        """Return the notice that colleagues would see now, or None when there is none to ask about."""
        return notices.proposed(self.session, self.draft)

    def let_stand(self, notice: Notice, next_shift: str, watching: str) -> None:
        """Let the notice stand in the author's words; the draft gets its number."""
        worded = replace(notice, next_shift=next_shift.strip(), watching=watching.strip())
        self.way.draft = notices.stand(self.session, self.draft, worded)

    def seal(self, passphrase: str, *, first: bool) -> Sealed:
        """Sign and seal; slow, so it is run away from the window."""
        return sealing.seal(self.session, self.draft, passphrase, first=first)

    def hands(self) -> Hands:
        """Return who signs, and in how many sittings this was typed."""
        return hands_on(self.session, self._sittings, self.draft, self.definition)

    def due_after(self, sealed: Sealed) -> tuple[DueLine, ...]:
        """Return what is still due for the incident of what was sealed."""
        due = todays.today(self.session).due if sealed.number else ()
        care = care_words(self.beside.whom_to_tell()) if due else ""
        open_ones = (DueLine.of(one, care=care) for one in due if one.number == sealed.number)
        return tuple(one for one in open_ones if one.state != "done_late")

    def _take(self, draft: Draft) -> None:
        self.way.draft = draft
        self.unsaved = True
        self._sittings.typed(draft.id)
