"""Where something written without signing in is on its way, worked out from its answers alone. No Qt here."""

from __future__ import annotations

from typing import cast

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Step
from rrn_desktop.forms.navigation import COMPLETED, PageState, ToDo, pages, to_do
from rrn_desktop.forms.validation import Problem, validate
from rrn_desktop.services.inbox_draft import InboxDraft
from ui.screens.parts.words import tell
from ui.widgets.task_list import Status, Task

CHECK, NOTICE, STILL_TO_DO, SUBMIT = "its:check", "its:notice", "its:todo", "its:submit"
"""The pages that are no step, named as no step can be; checking follows the last step and is a task of its own."""


class InboxWay:
    """What is wrong, missing and next; ``draft`` is set anew with each answer."""

    def __init__(self, draft: InboxDraft) -> None:
        self.draft = draft
        self.definition: Definition = draft.definition
        self._judged: tuple[Answers, tuple[Problem, ...]] | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Return every error, gap and prompt of the answers as they are."""
        if self._judged is None or self._judged[0] is not self.draft.answers:
            found = validate(self.definition, self.draft.answers, self.draft.moment())
            self._judged = (self.draft.answers, found)
        return self._judged[1]

    def errors(self, step_id: str | None = None) -> tuple[Problem, ...]:
        """Return what must be mended first, of one step or of all; an incident needs who, when and where."""
        facts = self.definition.facts
        first = {facts.person, facts.happened, facts.place} if self.is_incident else set()
        found = (one for one in self.problems() if one.kind == "error" or (one.kind == "gap" and one.question in first))
        return tuple(one for one in found if step_id is None or self.step_of(one.question) == step_id)

    def gaps(self) -> tuple[Problem, ...]:
        """Return the answers that are still to come."""
        return tuple(problem for problem in self.problems() if problem.kind == "gap")

    @property
    def is_incident(self) -> bool:
        """Return whether this is a record of an incident, and not a correction."""
        return bool(self.definition.facts.practices)

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

    def tasks(self, here: str) -> list[Task]:
        """Return the task list; the step at hand is at least in progress."""
        lines = []
        for page in self.pages():
            status = "in_progress" if page.step.id == here and page.status == "not_started" else page.status
            lines.append(Task(page.step.id, page.step.short, cast(Status, status)))
        return [*lines, Task(CHECK, tell("check"), "in_progress" if here in {CHECK, SUBMIT} else "not_started")]

    def first_page(self) -> str:
        """Return the first step that is not finished, or the check page."""
        return next((page.step.id for page in self.pages() if page.status != COMPLETED), CHECK)

    def after(self, step_id: str) -> str:
        """Return the step that follows, or the check page."""
        ids = [step.id for step in self.steps()] + [CHECK]
        return ids[ids.index(step_id) + 1]

    def before(self, step_id: str) -> str | None:
        """Return the step before, or None at the first."""
        ids = [step.id for step in self.steps()] + [CHECK]
        at = ids.index(step_id)
        return ids[at - 1] if at else None
