"""Which page comes when, what state it is in, and what is still to do; pure, with no widget in sight."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Step
from rrn_desktop.forms.rules import Asked, asked
from rrn_desktop.forms.validation import ERROR, GAP, Problem
from rrn_desktop.forms.wording import label_of

NOT_STARTED, IN_PROGRESS, COMPLETED, NEEDS_ATTENTION = "not_started", "in_progress", "completed", "needs_attention"


@dataclass(frozen=True, slots=True)
class PageState:
    """One page: its step, how far it is, and the paths of the questions shown on it now."""

    step: Step
    status: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing still to do: where it is, what it is called, on which page, and what is wanted."""

    question: str
    label: str
    step_id: str
    message: str
    kind: str


def pages(
    definition: Definition, answers: Answers, problems: tuple[Problem, ...], *, first: bool = False
) -> tuple[PageState, ...]:
    """Return every page with its state; with ``first``, only what a first record asks."""
    shown: dict[str, list[Asked]] = {}
    for one in asked(definition, answers):
        if one.question.first or not first:
            shown.setdefault(_top(one.path), []).append(one)
    found = []
    for step in definition.steps:
        here = [one for question in step.questions for one in shown.get(question.id, ())]
        if here:
            found.append(PageState(step, _status(here, problems), tuple(one.path for one in here)))
    return tuple(found)


def next_step(states: tuple[PageState, ...], step_id: str) -> Step | None:
    """Return the page after one, or None after the last."""
    steps = [state.step for state in states]
    return next((after for before, after in pairwise(steps) if before.id == step_id), None)


def previous_step(states: tuple[PageState, ...], step_id: str) -> Step | None:
    """Return the page before one, or None before the first."""
    steps = [state.step for state in states]
    return next((before for before, after in pairwise(steps) if after.id == step_id), None)


def to_do(definition: Definition, problems: tuple[Problem, ...]) -> tuple[ToDo, ...]:
    """Return what is wrong or missing, each with the way to it; prompts are no duty and are left out."""
    return tuple(
        ToDo(
            question=problem.question,
            label=label_of(definition, problem.question),
            step_id=definition.step_of(problem.question).id,
            message=problem.message,
            kind=problem.kind,
        )
        for problem in problems
        if problem.kind in (ERROR, GAP)
    )


def _status(here: list[Asked], problems: tuple[Problem, ...]) -> str:
    paths = {one.path for one in here}
    kinds = {problem.kind for problem in problems if problem.question in paths}
    if ERROR in kinds:
        return NEEDS_ATTENTION
    if not any(one.answered for one in here):
        return NOT_STARTED
    return IN_PROGRESS if GAP in kinds else COMPLETED


def _top(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]
