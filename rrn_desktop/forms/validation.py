"""What is wrong with answers, what is missing, and what is worth a second look; pure, and it never raises."""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.clock import WallTime, offsets_of
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Rule
from rrn_desktop.forms.rules import NOT_FUTURE, Asked, Moment, asked, breaks
from rrn_desktop.forms.texts import Flaw
from rrn_desktop.forms.types import flaw_of, type_of
from rrn_desktop.forms.values import Unknown

ERROR, GAP, PROMPT = "error", "gap", "prompt"
SAFE = "Nothing is lost: your answer stays as you wrote it."

__all__ = ["ERROR", "GAP", "PROMPT", "Moment", "Problem", "validate"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one answer: an error blocks the seal, a gap only a complete record, a prompt nothing.

    ``message`` says what is wrong and what to do; ``safe`` says what is not lost.
    """

    question: str
    code: str
    message: str
    kind: str
    safe: str = SAFE


def validate(definition: Definition, answers: Answers, at: Moment) -> tuple[Problem, ...]:
    """Return the problems of the answers, in the order of the questions."""
    found: list[Problem] = []
    for one in asked(definition, answers):
        problem = _own_problem(one)
        if problem is not None:
            found.append(problem)
        found.extend(_broken(rule, one, at) for rule in definition.rules_of(one.path) if breaks(rule, one, at))
    return tuple(found)


def _own_problem(one: Asked) -> Problem | None:
    if not one.answered:
        if not one.required:
            return _of_flaw(one, _flaw_of_blank(one))
        words = one.question.missing or f"Please answer “{one.question.label}”."
        return Problem(one.path, "missing", words, GAP, "What you have written is kept.")
    return _of_flaw(one, _flaw(one))


def _flaw_of_blank(one: Asked) -> Flaw | None:
    return None if one.value is None else flaw_of(one.question, one.value)


def _flaw(one: Asked) -> Flaw | None:
    value = one.value
    if value is None or isinstance(value, Unknown):
        return None if value is None else flaw_of(one.question, value)
    flaw = type_of(one.question).problem(value)
    if flaw is None and isinstance(value, WallTime):
        return _flaw_of_moment(value)
    return flaw


def _flaw_of_moment(value: WallTime) -> Flaw | None:
    offsets = offsets_of(value.local, value.zone)
    clock = value.local[11:]
    if value.offset in offsets:
        return None
    if not offsets:
        return Flaw(
            "time_not_there",
            f"There was no {clock} on that day: the clocks went forward over it.",
            "Please check the time.",
        )
    if len(offsets) > 1:
        return Flaw(
            "time_came_twice",
            f"{clock} came twice that night, as the clocks went back.",
            "Please say which one you mean, the first or the second.",
        )
    return Flaw("wrong_offset", "The time and its offset do not go together in that zone.", "Please enter it again.")


def _of_flaw(one: Asked, flaw: Flaw | None) -> Problem | None:
    return None if flaw is None else Problem(one.path, flaw.code, f"{flaw.what} {flaw.next_step}", ERROR)


def _broken(rule: Rule, one: Asked, at: Moment) -> Problem:
    # A PC whose clock is plainly wrong must not keep anyone from sealing what did happen.
    kind = PROMPT if at.doubted and rule.check == NOT_FUTURE else rule.kind
    return Problem(one.path, rule.code, f"{rule.what} {rule.next}", kind, rule.safe)
