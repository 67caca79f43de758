"""What may be taken over when an incident is begun like an earlier one; what happened must be said anew each time."""

from __future__ import annotations

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.types import flaw_of
from rrn_desktop.forms.values import Unknown, Value


def begun_from(definition: Definition, earlier: Answers) -> Answers:
    """Return the answers to begin with: those that the form marks as ones to carry, and nothing else.

    A stated unknown is not carried: what was not known then may be known now. The earlier answers may be those of an
    earlier version; what can't be kept any more is left out.
    """
    return _carried(definition.questions, earlier)


def _carried(questions: tuple[Question, ...], earlier: Answers) -> Answers:
    kept: dict[str, Value] = {}
    for question in questions:
        value = earlier.get(question.id)
        if not question.carry or value is None or isinstance(value, Unknown):
            continue
        if question.questions:
            rows = tuple(_carried(question.questions, row) for row in earlier.rows(question.id))
            kept[question.id] = tuple(row for row in rows if row)
        elif flaw_of(question, value) is None:
            kept[question.id] = value
    return Answers(kept)
