"""Which answers set a clock going, and which answer it."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Condition, Definition
from rrn_desktop.forms.rules import Scope, holds
from rrn_desktop.standards.clocks import DueClock, Match

_ALWAYS = Condition()


def begins(clock: DueClock, definition: Definition, answers: Answers) -> bool:
    """Say whether these answers set a clock going: by default, every incident does."""
    if not clock.begun_by:
        return definition.form == "incident"
    return next(parts_that_begin(clock, definition, answers), None) is not None


def parts_that_begin(clock: DueClock, definition: Definition, answers: Answers) -> Iterator[Answers]:
    """Yield the answers, or the rows of them, that set a clock going."""
    for match in clock.begun_by:
        yield from _parts(match, definition, answers)


def parts_that_answer(clock: DueClock, definition: Definition, answers: Answers) -> Iterator[Answers]:
    """Yield the answers, or the rows of them, that answer a clock."""
    for match in clock.answered_by:
        yield from _parts(match, definition, answers)


def _parts(match: Match, definition: Definition, answers: Answers) -> Iterator[Answers]:
    if definition.form != match.form:
        return
    where, whole = match.where or _ALWAYS, Scope(definition.questions, answers)
    if not match.rows:
        if holds(where, (whole,)):
            yield answers
        return
    repeat = definition.find(match.rows)
    if repeat is None:
        return
    for row in answers.rows(match.rows):
        if holds(where, (Scope(repeat.questions, row), whole)):
            yield row
