"""Which answers set a clock going, and which answer it."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Condition, Definition
from rrn_desktop.forms.matching import answered, rows_that_match
from rrn_desktop.standards.clocks import DueClock, Match

_ALWAYS = Condition()


def begins(clock: DueClock, definition: Definition, answers: Answers, *, first: bool = False) -> bool:
    """Say whether these answers set a clock going: by default, every incident does.

    ``first`` says that they are those of a first record, which has gaps still.
    """
    if not clock.begun_by:
        return definition.form == "incident"
    return next(parts_that_begin(clock, definition, answers, first=first), None) is not None


def parts_that_begin(
    clock: DueClock, definition: Definition, answers: Answers, *, first: bool = False
) -> Iterator[Answers]:
    """Yield the answers, or the rows of them, that set a clock going."""
    for match in clock.begun_by:
        yield from _parts(match, definition, answers, first=first)


def parts_that_answer(
    clock: DueClock, definition: Definition, answers: Answers, *, first: bool = False
) -> Iterator[Answers]:
    """Yield the answers, or the rows of them, that answer a clock."""
    for match in clock.answered_by:
        yield from _parts(match, definition, answers, first=first)


def _parts(match: Match, definition: Definition, answers: Answers, *, first: bool) -> tuple[Answers, ...]:
    if definition.form != match.form or match.record == ("whole" if first else "first"):
        return ()
    where = match.where or _ALWAYS
    if not match.rows:
        return (answers,) if answered(where, definition, answers) else ()
    # An earlier version of a form may not ask for these rows yet.
    return () if definition.find(match.rows) is None else rows_that_match(where, definition, match.rows, answers)
