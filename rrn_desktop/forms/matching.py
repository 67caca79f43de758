"""Whether answers fit a condition that stands outside their form, such as that of a clock; pure."""

from __future__ import annotations

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Condition, Definition
from rrn_desktop.forms.rules import Scope, holds


def answered(condition: Condition, definition: Definition, answers: Answers) -> bool:
    """Return whether a condition on questions of the top level holds; a question that is not asked has no answer."""
    return holds(condition, (Scope(definition.questions, answers),))


def rows_that_match(
    condition: Condition, definition: Definition, repeat_id: str, answers: Answers
) -> tuple[Answers, ...]:
    """Return the rows of a repeat of the top level for which a condition holds; raises KeyError if there is none."""
    inner = definition.question(repeat_id).questions
    around = Scope(definition.questions, answers)
    return tuple(row for row in answers.rows(repeat_id) if holds(condition, (Scope(inner, row), around)))
