"""Where a draft is on its way to the seal, worked out from its answers and never kept beside them. No Qt here."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Step
from rrn_desktop.forms.navigation import PageState, ToDo, pages, to_do
from rrn_desktop.forms.validation import Problem
from rrn_desktop.services import sealing
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.session import Session
from ui.screens.parts.words import tell

CHECK, NOTICE, STILL_TO_DO, SIGN = "its:check", "its:notice", "its:todo", "its:sign"
"""The pages that are no step, named as no step can be; checking follows the last step and is a task of its own."""


Status = Literal["not_started", "in_progress", "completed", "needs_attention"]


class TaskLine(NamedTuple):
    """One line of the task list."""

    id: str
    title: str
    status: Status


class Way:
    """What is wrong, missing and next in a draft; ``draft`` is set anew with each answer."""

    def __init__(self, session: Session, draft: Draft) -> None:
        self.draft = draft
        self.definition: Definition = registry.definition(draft.form, draft.form_version)
        self._session = session
        self._judged: tuple[Answers, tuple[Problem, ...]] | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Return every error, gap and prompt of the answers as they are."""
        if self._judged is None or self._judged[0] is not self.draft.answers:
            self._judged = (self.draft.answers, sealing.problems(self._session, self.draft))
        return self._judged[1]

    @property
    def is_incident(self) -> bool:
        """Return whether this is the record of an incident, which has a notice and may be sealed with gaps."""
        return self.draft.form == INCIDENT

    @property
    def one_page(self) -> bool:
        """Return whether this is so short that it is answered and signed on one page."""
        return len(self.definition.steps) == 1

    def errors(self, step_id: str | None = None) -> tuple[Problem, ...]:
        """Return what must be mended before going on, of one step or of all.

        A notice needs who, when and where; what has one page needs every answer, as it is signed from there.
        """
        gaps = {one.question for one in self.gaps()} if self.one_page else self._needed_for_notice(step_id)
        found = (one for one in self.problems() if one.kind == "error" or (one.kind == "gap" and one.question in gaps))
        return tuple(one for one in found if step_id is None or self.step_of(one.question) == step_id)

    def gaps(self) -> tuple[Problem, ...]:
        """Return the answers that a complete record needs and that are not there."""
        return tuple(problem for problem in self.problems() if problem.kind == "gap")

    def may_be_first(self) -> bool:
        """Return whether this may be sealed with answers still to come."""
        return self.is_incident and self.draft.purpose == "new"

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
        start = {"complete": STILL_TO_DO, "amend": CHECK}.get(self.draft.purpose)
        return steps[0] if start is None or self.one_page else start

    def after(self, step_id: str) -> str:
        """Return the step that follows, or the check page."""
        ids = [step.id for step in self.steps()] + [CHECK]
        return ids[ids.index(step_id) + 1]

    def before(self, step_id: str) -> str | None:
        """Return the step before, or None at the first."""
        ids = [step.id for step in self.steps()] + [CHECK]
        at = ids.index(step_id)
        return ids[at - 1] if at else None

    def _needed_for_notice(self, step_id: str | None) -> set[str]:
        facts = self.definition.facts
        asks = self.is_incident and self.draft.number is None and step_id is None
        return {facts.person, facts.happened, facts.place} if asks else set()
