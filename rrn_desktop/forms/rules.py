"""The one evaluator of rules: what is shown, what is required, and answers held against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Condition, Definition, Question, Rule, pattern_of
from rrn_desktop.forms.derive import moment_of, seconds_between
from rrn_desktop.forms.types import flaw_of, is_answered
from rrn_desktop.forms.values import StatedDuration, Unknown, Value

NOT_FUTURE = "not_future"


@dataclass(frozen=True, slots=True)
class Moment:
    """When answers are looked at, in which zone, and whether that clock is known to be wrong."""

    now: datetime
    zone: str
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The questions of one row, or of the form, and their answers."""

    questions: tuple[Question, ...]
    answers: Answers

    def asks(self, key: str) -> Question | None:
        """Return the question of this scope with an id."""
        return next((question for question in self.questions if question.id == key), None)


Scopes: TypeAlias = tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is asked now: its path, its value, and the rows around it, innermost first."""

    path: str
    question: Question
    value: Value | None
    scopes: Scopes

    @property
    def answered(self) -> bool:
        """Return whether it has an answer or a stated unknown."""
        return is_answered(self.question, self.value)

    @property
    def required(self) -> bool:
        """Return whether it wants an answer or a stated unknown; what the program fills in wants none."""
        if self.question.optional or self.question.derived:
            return False
        condition = self.question.required_when
        return condition is None or holds(condition, self.scopes)

    def beside(self, key: str) -> Value | None:
        """Return the value of another question in the same row or around it."""
        return value_of(key, self.scopes)[1]


def asked(definition: Definition, answers: Answers) -> Iterator[Asked]:
    """Yield every question that is shown now, with those of each row, in order."""
    yield from _asked(definition.questions, answers, "", ())


def holds(condition: Condition, scopes: Scopes) -> bool:
    """Return whether a condition holds for the answers in these rows."""
    if condition.path is None:
        every = all(holds(part, scopes) for part in condition.all)
        some = not condition.any or any(holds(part, scopes) for part in condition.any)
        return every and some and not any(holds(part, scopes) for part in condition.none)
    question, value = value_of(condition.path, scopes)
    answered = question is not None and is_answered(question, value)
    if condition.answered is not None and condition.answered != answered:
        return False
    if condition.states and not (isinstance(value, Unknown) and value.state in condition.states):
        return False
    return not condition.any_of or any(code in condition.any_of for code in _codes(value))


def value_of(key: str, scopes: Scopes) -> tuple[Question | None, Value | None]:
    """Return the nearest question of an id, and its value."""
    for scope in scopes:
        question = scope.asks(key)
        if question is not None:
            return question, scope.answers.get(key)
    return None, None


def hidden_answers(definition: Definition, answers: Answers) -> tuple[str, ...]:
    """Return the paths of values that stand at questions which are not shown."""
    shown = {one.path for one in asked(definition, answers)}
    return tuple(path for path, _ in answers.leaves() if path not in shown)


def without_hidden(definition: Definition, answers: Answers) -> Answers:
    """Return the answers without those whose questions are not shown; what is sealed is what was seen."""
    hidden = hidden_answers(definition, answers)
    while hidden:
        for path in hidden:
            answers = answers.with_answer(path, None)
        hidden = hidden_answers(definition, answers)
    return answers


def breaks(rule: Rule, one: Asked, at: Moment) -> bool:
    """Return whether an answer breaks a rule; what can't be told breaks none."""
    if pattern_of(one.path) != pattern_of(rule.question) or one.value is None or isinstance(one.value, Unknown):
        return False
    if flaw_of(one.question, one.value) is not None:
        return False
    if rule.when is not None and not holds(rule.when, one.scopes):
        return False
    return _CHECKS[rule.check](rule, one, at)


def _asked(questions: tuple[Question, ...], answers: Answers, prefix: str, around: Scopes) -> Iterator[Asked]:
    scopes = (Scope(questions, answers), *around)
    for question in questions:
        if question.shown_when is not None and not holds(question.shown_when, scopes):
            continue
        path = prefix + question.id
        yield Asked(path, question, answers.get(question.id), scopes)
        for index, row in enumerate(answers.rows(question.id) if question.questions else ()):
            yield from _asked(question.questions, row, f"{path}[{index}].", scopes)


def _codes(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(code for code in value if isinstance(code, str)) if isinstance(value, tuple) else ()


def _not_future(rule: Rule, one: Asked, at: Moment) -> bool:
    latest = at.now + timedelta(seconds=rule.seconds)
    moment = moment_of(one.value)
    if moment is not None:
        return moment > latest
    return isinstance(one.value, str) and one.value > latest.astimezone(ZoneInfo(at.zone)).date().isoformat()


def _not_before(rule: Rule, one: Asked, _: Moment) -> bool:
    other = _sound(rule.other, one)
    seconds = seconds_between(other, one.value)
    if seconds is not None:
        return seconds < 0
    days = _day(other), _day(one.value)
    return isinstance(one.value, str) and days[0] is not None and days[1] is not None and days[1] < days[0]


def _not_longer(rule: Rule, one: Asked, _: Moment) -> bool:
    seconds = seconds_between(_sound(rule.other, one), one.value)
    return seconds is not None and seconds > rule.seconds


def _not_same_day(rule: Rule, one: Asked, _: Moment) -> bool:
    other = _day(_sound(rule.other, one))
    return other is not None and other == _day(one.value)


def _not_stated_otherwise(rule: Rule, one: Asked, _: Moment) -> bool:
    between = seconds_between(_sound(rule.other, one), _sound(rule.until, one))
    stated = one.value.seconds if isinstance(one.value, StatedDuration) else None
    return between is not None and stated is not None and abs(between - stated) > rule.seconds


def _sound(key: str, one: Asked) -> Value | None:
    """Return the value of another question, or None when it can't be kept and so can't be compared."""
    question, value = value_of(key, one.scopes)
    if question is None or value is None or flaw_of(question, value) is not None:
        return None
    return value


def _day(value: Value | None) -> str | None:
    if isinstance(value, WallTime):
        return value.local[:10]
    return value if isinstance(value, str) else None


_CHECKS: dict[str, Callable[[Rule, Asked, Moment], bool]] = {
    NOT_FUTURE: _not_future,
    "not_before": _not_before,
    "not_longer": _not_longer,
    "not_same_day": _not_same_day,
    "not_stated_otherwise": _not_stated_otherwise,
}
