"""The way of one draft, from its first answer to its seal. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple, cast

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Step
from rrn_desktop.forms.navigation import PageState, ToDo, pages, to_do
from rrn_desktop.forms.validation import Problem
from rrn_desktop.forms.values import Value
from rrn_desktop.services import drafts, notices, sealing
from rrn_desktop.services import today as todays
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.notices import Notice
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.times import clock_words
from ui.screens.parts.words import tell

CHECK, NOTICE, TODO, SIGN = "check", "notice", "todo", "sign"
"""The pages that are no step; checking follows the last step and is a task of its own."""


Status = Literal["not_started", "in_progress", "completed", "needs_attention"]


class TaskLine(NamedTuple):
    """One line of the task list."""

    id: str
    title: str
    status: Status


class RecordPresenter:
    """Holds the draft as it is typed; what it shows is worked out from the answers, never kept beside them."""

    def __init__(self, session: Session, draft: Draft) -> None:
        self.session = session
        self.draft = draft
        self.definition: Definition = registry.definition(draft.form, draft.form_version)
        self.unsaved = False
        self._judged: tuple[Answers, tuple[Problem, ...]] | None = None

    @property
    def saved_at(self) -> str:
        """Return the hour and minute of the last save, or nothing."""
        return clock_words(self.draft.saved_at)

    def title(self) -> str:
        """Return what is being written, by its number and without a name."""
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
        self.draft = replace(self.draft, at_question=path)

    def save(self) -> None:
        """Save what is not saved yet; raises the error when that can't be done."""
        if self.unsaved:
            self.draft = drafts.save(self.session, self.draft)
            self.unsaved = False

    def problems(self) -> tuple[Problem, ...]:
        """Return every error, gap and prompt of the answers as they are."""
        if self._judged is None or self._judged[0] is not self.draft.answers:
            self._judged = (self.draft.answers, sealing.problems(self.session, self.draft))
        return self._judged[1]

    def errors(self, step_id: str | None = None) -> tuple[Problem, ...]:
        """Return what must be mended before signing, of one step or of all; a notice needs who, when and where."""
        facts = self.definition.facts
        named = {facts.person, facts.happened, facts.place} if self.draft.number is None and step_id is None else set()
        found = (one for one in self.problems() if one.kind == "error" or (one.kind == "gap" and one.question in named))
        return tuple(one for one in found if step_id is None or self.step_of(one.question) == step_id)

    def gaps(self) -> tuple[Problem, ...]:
        """Return the answers that a complete record needs and that are not there."""
        return tuple(problem for problem in self.problems() if problem.kind == "gap")

    def may_be_first(self) -> bool:
        """Return whether this may be sealed with answers still to come."""
        return self.draft.purpose == "new"

    def step_of(self, path: str) -> str:
        """Return the id of the step in which a question is asked."""
        return self.definition.step_of(path).id

    def to_do(self) -> tuple[ToDo, ...]:
        """Return the answers that are still to come."""
        return to_do(self.definition, self.problems())

    def pages(self) -> tuple[PageState, ...]:
        """Return the steps that are asked, each with how far it is."""
        return pages(self.definition, self.draft.answers, self.problems())

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that are asked."""
        return tuple(page.step for page in self.pages())

    def tasks(self, here: str) -> tuple[TaskLine, ...]:
        """Return the task list; the step at hand is at least in progress."""
        lines = []
        for page in self.pages():
            status = "in_progress" if page.step.id == here and page.status == "not_started" else page.status
            lines.append(TaskLine(page.step.id, page.step.short, cast(Status, status)))
        checking: Status = "in_progress" if here in {CHECK, SIGN} else "not_started"
        return (*lines, TaskLine(CHECK, tell("check"), checking))

    def first_page(self) -> str:
        """Return where to begin: at the question last worked on, else at what the purpose asks for."""
        steps = [step.id for step in self.steps()]
        if self.draft.at_question and (left_at := self.step_of(self.draft.at_question)) in steps:
            return left_at
        return {"complete": TODO, "amend": CHECK}.get(self.draft.purpose) or steps[0]

    def after(self, step_id: str) -> str:
        """Return the step that follows, or the check page."""
        ids = [step.id for step in self.steps()] + [CHECK]
        return ids[ids.index(step_id) + 1]

    def before(self, step_id: str) -> str | None:
        """Return the step before, or None at the first."""
        ids = [step.id for step in self.steps()] + [CHECK]
        at = ids.index(step_id)
        return ids[at - 1] if at else None

    def proposed_notice(self) -> Notice | None:
        """Return the notice that colleagues would see now, or None when there is none to ask about."""
        return notices.proposed(self.session, self.draft)

    def let_stand(self, notice: Notice, next_shift: str, watching: str) -> None:
        """Let the notice stand in the author's words; the draft gets its number."""
        worded = replace(notice, next_shift=next_shift.strip(), watching=watching.strip())
        self.draft = notices.stand(self.session, self.draft, worded)

    def seal(self, passphrase: str, *, first: bool) -> Sealed:
        """Sign and seal; slow, so it is run away from the window."""
        return sealing.seal(self.session, self.draft, passphrase, first=first)

    def due_after(self, sealed: Sealed) -> tuple[DueLine, ...]:
        """Return what is still due for the record that was sealed."""
        due = todays.today(self.session).due
        return tuple(DueLine.of(one) for one in due if one.number == sealed.number)

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self.unsaved = True
