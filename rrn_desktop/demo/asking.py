"""How to answer what is asked for: the answers that fit a condition of a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from rrn_desktop.demo.chance import one_of
from rrn_desktop.forms.definition import Condition, Definition, Question
from rrn_desktop.forms.values import Value
from rrn_desktop.standards.clocks import DueClock

_MOSTLY = 0.92
Weights = Mapping[str, Mapping[str, float]]


def answers_to(
    clock: DueClock, definition: Definition, rng: Random, weights: Weights, *, rows: str = ""
) -> dict[str, Value] | None:
    """Return answers of a form that answer a clock, or None where that form does not.

    With ``rows`` they are the answers of one row of that repeat. ``weights`` say which codes are chosen more often.
    """
    match = next((one for one in clock.answered_by if (one.form, one.rows) == (definition.form, rows)), None)
    if match is None:
        return None
    if match.where is None:
        return {}
    questions = definition.question(rows).questions if rows else definition.questions
    prefix = f"{definition.form}.{rows}." if rows else f"{definition.form}."
    meeting = _Meeting(rng, {one.id: one for one in questions}, weights, prefix, _excluded(match.where))
    meeting.meet(match.where)
    return meeting.found


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Answers that are chosen one after the other, so that a condition holds."""

    rng: Random
    questions: Mapping[str, Question]
    weights: Weights
    prefix: str
    excluded: frozenset[str]
    found: dict[str, Value] = field(default_factory=dict)

    def meet(self, condition: Condition) -> None:
        """Add answers that make a condition hold; what was chosen before stays."""
        for part in condition.all:
            self.meet(part)
        if condition.any:
            # What comes first is what is usual; the others are the ways out.
            usual = self.rng.random() < _MOSTLY
            self.meet(condition.any[0] if usual else one_of(self.rng, condition.any))
        question = self.questions.get(condition.path or "")
        if question is None or question.id in self.found:
            return
        offered = tuple(choice.code for choice in question.choices if choice.code not in self.excluded)
        codes = condition.any_of or offered
        if codes:
            code = one_of(self.rng, codes, self.weights.get(self.prefix + question.id))
            self.found[question.id] = (code,) if question.type == "choices" else code


def _excluded(condition: Condition) -> frozenset[str]:
    """Return the codes that would not do, where any other answer does."""
    here = frozenset(code for part in condition.none for code in part.any_of)
    return here.union(*(_excluded(part) for part in (*condition.all, *condition.any)))
