"""Where something being written is on its way, worked out from its answers and never kept beside them. No Qt here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Literal, NamedTuple, cast

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Step
from rrn_desktop.forms.navigation import PageState, ToDo, pages, to_do
from rrn_desktop.forms.validation import Problem
from ui.screens.parts.words import tell

CHECK, NOTICE, STILL_TO_DO = "its:check", "its:notice", "its:todo"
"""The pages that are no step, named as no step can be; checking follows the last step and is a task of its own."""


Status = Literal["not_started", "in_progress", "completed", "needs_attention"]


class TaskLine(NamedTuple):
    """One line of the task list."""

    id: str
    title: str
    status: Status


class _Judged(NamedTuple):
    """What was worked out from some answers, so that it is worked out once for each change."""

    answers: Answers
    problems: tuple[Problem, ...]
    pages: tuple[PageState, ...]


class WritingWay(ABC):
    """What is wrong, missing and next in a form.

    ``last`` is the page from which it is handed over, right after checking.
    """

    last: ClassVar[str]

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._judged: _Judged | None = None

    @property
    @abstractmethod
    def answers(self) -> Answers:
        """Return the answers as they are typed."""

    @property
    @abstractmethod
    def lists_steps(self) -> bool:
        """Return whether its steps stand in a list at the side, and what is still to do can be asked for."""

    def problems(self) -> tuple[Problem, ...]:
        """Return every error, gap and prompt of the answers as they are."""
        return self._now().problems

    def errors(self, step_id: str | None = None) -> tuple[Problem, ...]:
        """Return what must be mended before going on, of one step or of all."""
        needed = self._needed(step_id)
        found = (
            one for one in self.problems() if one.kind == "error" or (one.kind == "gap" and one.question in needed)
        )
        return tuple(one for one in found if step_id is None or self.step_of(one.question) == step_id)

    def gaps(self) -> tuple[Problem, ...]:
        """Return the answers that are still to come."""
        return tuple(problem for problem in self.problems() if problem.kind == "gap")

    def step_of(self, path: str) -> str:
        """Return the id of the step in which a question is asked."""
        return self.definition.step_of(path).id

    def to_do(self) -> tuple[ToDo, ...]:
        """Return the answers that are still to come, as a list to work through."""
        return to_do(self.definition, self.problems())

    def pages(self) -> tuple[PageState, ...]:
        """Return the steps that are asked, each with how far it is."""
        return self._now().pages

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that are asked."""
        return tuple(page.step for page in self.pages())

    def tasks(self, here: str) -> tuple[TaskLine, ...]:
        """Return the task list; the step at hand is at least in progress."""
        lines = []
        for page in self.pages():
            status = "in_progress" if page.step.id == here and page.status == "not_started" else page.status
            lines.append(TaskLine(page.step.id, page.step.short, cast(Status, status)))
        checking: Status = "in_progress" if here in {CHECK, self.last} else "not_started"
        return (*lines, TaskLine(CHECK, tell("check"), checking))

    def after(self, page_id: str) -> str:
        """Return the page that follows a step, or the check page."""
        order = self._order()
        return order[order.index(page_id) + 1]

    def before(self, page_id: str) -> str | None:
        """Return the page before, or None at the first."""
        order = self._order()
        at = order.index(page_id)
        return order[at - 1] if at else None

    def _now(self) -> _Judged:
        if self._judged is None or self._judged.answers is not self.answers:
            found = self._judge()
            self._judged = _Judged(self.answers, found, pages(self.definition, self.answers, found))
        return self._judged

    def _order(self) -> list[str]:
        return [*(step.id for step in self.steps()), CHECK, self.last]

    @abstractmethod
    def _judge(self) -> tuple[Problem, ...]:
        """Return what the rules find in the answers."""

    @abstractmethod
    def _needed(self, step_id: str | None) -> set[str]:
        """Return the questions that must be answered before going on from one step, or from all."""
