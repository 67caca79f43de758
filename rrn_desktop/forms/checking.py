"""What makes a definition sound, beyond its shape: names, types, paths and codes that fit together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import msgspec

from rrn_desktop.forms.definition import Condition, Definition, Question, Rule, pattern_of
from rrn_desktop.forms.types import ALL_TYPES
from rrn_desktop.forms.values import UNKNOWN_STATES

PRIVACY = ("desk", "record", "health", "words")
KINDS = ("error", "gap", "prompt")
CHECKS = {
    "not_before": ("date_time", "date"),
    "not_future": ("date_time", "date"),
    "not_longer": ("date_time",),
    "not_same_day": ("date_time", "date"),
    "not_stated_otherwise": ("duration",),
}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*")
Fault: TypeAlias = tuple[str, str]
Scope: TypeAlias = dict[str, Question]


class DefinitionError(Exception):
    """A form's definition is wrong: a bug in the file, with the question and the reason."""

    def __init__(self, file: str, question: str, reason: str) -> None:
        super().__init__(f"{file}: {question or 'the form'}: {reason}")
        self.file = file
        self.question = question
        self.reason = reason


def faults(definition: Definition) -> Iterator[Fault]:
    """Yield (question, reason) for everything that is wrong, in order."""
    if _ID.fullmatch(definition.form) is None or definition.version < 1:
        yield "", "the form needs a plain name and a version from 1"
    yield from _twice("step", [step.id for step in definition.steps])
    for step in definition.steps:
        if _ID.fullmatch(step.id) is None or not step.title or not step.short or not step.questions:
            yield step.id, "a step needs a plain id, a title, a short title and questions"
    yield from _group_faults(definition.questions, "", {})
    for rule in definition.rules:
        yield from _rule_faults(definition, rule)
    yield from _facts_faults(definition)


def _group_faults(questions: tuple[Question, ...], prefix: str, around: Scope) -> Iterator[Fault]:
    yield from _twice("question", [question.id for question in questions], prefix)
    scope = around | {question.id: question for question in questions}
    for question in questions:
        path = prefix + question.id
        for fault in _QUESTION_FAULTS:
            for reason in fault(question):
                yield path, reason
        for condition in (question.shown_when, question.required_when):
            for reason in _condition_faults(condition, scope):
                yield path, reason
        yield from _group_faults(question.questions, f"{path}[].", scope)


def _name_faults(question: Question) -> Iterator[str]:
    if _ID.fullmatch(question.id) is None:
        yield "an id is lower-case letters, digits and _"
    if question.id == "state":
        yield "the id “state” is kept for stated unknowns"
    if question.type not in ALL_TYPES:
        yield f"there is no question type “{question.type}”"
    if not question.label.strip():
        yield "a question needs a label"
    if question.privacy not in PRIVACY:
        yield f"there is no privacy class “{question.privacy}”"


def _choice_faults(question: Question) -> Iterator[str]:
    codes = [choice.code for choice in question.choices]
    if (question.type in ("choice", "choices")) != bool(codes):
        yield "choice and choices need choices, and nothing else has them"
    if len(set(codes)) != len(codes):
        yield "a code stands twice among the choices"
    for choice in question.choices:
        if _CODE.fullmatch(choice.code) is None:
            yield f"the code “{choice.code}” is not lower-case letters, digits and _"
        if not choice.label.strip():
            yield f"the choice “{choice.code}” needs a label"


def _unknown_faults(question: Question) -> Iterator[str]:
    for state in question.unknowns:
        if state not in UNKNOWN_STATES:
            yield f"there is no stated unknown “{state}”"
    for words in question.unknown_words:
        if words.state not in question.unknowns:
            yield f"words for “{words.state}”, which can't be said here"


def _repeat_faults(question: Question) -> Iterator[str]:
    if (question.type == "repeat") != bool(question.questions):
        yield "a repeat needs questions, and nothing else has them"
    if question.type == "repeat" and not (question.row_name and question.row_add):
        yield "a repeat needs row_name and row_add"
    if question.optional and question.required_when is not None:
        yield "an optional question can't be required"


def _rule_faults(definition: Definition, rule: Rule) -> Iterator[Fault]:
    question = definition.find(rule.question)
    if question is None:
        yield rule.code, f"the rule asks of “{rule.question}”, which is not asked"
        return
    if rule.kind not in KINDS:
        yield rule.code, f"there is no kind of problem “{rule.kind}”"
    if question.type not in CHECKS.get(rule.check, ()):
        yield rule.code, f"the check “{rule.check}” does not fit the type “{question.type}”"
    scope = _scope_of(definition, rule.question)
    compared = {"not_future": (), "not_stated_otherwise": (rule.other, rule.until)}.get(rule.check, (rule.other,))
    for other in compared:
        if other not in scope or scope[other].type not in ("date_time", "date"):
            yield rule.code, f"the rule compares with “{other}”, which is no time that is asked there"
    for reason in _condition_faults(rule.when, scope):
        yield rule.code, reason


def _facts_faults(definition: Definition) -> Iterator[Fault]:
    for fact, path in msgspec.structs.asdict(definition.facts).items():
        if isinstance(path, str) and path and definition.find(path) is None:
            yield f"facts.{fact}", f"“{path}” is not asked"


def _condition_faults(condition: Condition | None, scope: Scope) -> Iterator[str]:
    if condition is None:
        return
    groups = (condition.all, condition.any, condition.none)
    for part in (*condition.all, *condition.any, *condition.none):
        yield from _condition_faults(part, scope)
    if condition.path is None:
        if not any(groups) or condition.any_of or condition.answered is not None or condition.states:
            yield "a condition needs a path, or other conditions"
        return
    if any(groups) or not (condition.any_of or condition.answered is not None or condition.states):
        yield f"the condition on “{condition.path}” needs any_of, answered or states, and nothing else"
    question = scope.get(condition.path)
    if question is None:
        yield f"the condition names “{condition.path}”, which is not asked there"
    else:
        yield from _offer_faults(condition, question)


def _offer_faults(condition: Condition, question: Question) -> Iterator[str]:
    known = {choice.code for choice in question.choices} | ({"yes", "no"} if question.type == "yes_no" else set())
    for code in condition.any_of:
        if code not in known:
            yield f"the condition names “{code}”, which “{condition.path}” does not offer"
    for state in condition.states:
        if state not in question.unknowns:
            yield f"the condition names the state “{state}”, which “{condition.path}” does not offer"


def _scope_of(definition: Definition, path: str) -> Scope:
    """Return the questions that can be named beside a path: those of its row and of all around it."""
    questions = definition.questions
    scope: Scope = {}
    for key in pattern_of(path).split("[]."):
        scope |= {question.id: question for question in questions}
        questions = scope[key].questions
    return scope


def _twice(what: str, ids: list[str], prefix: str = "") -> Iterable[Fault]:
    return [(prefix + name, f"this {what} is there twice") for name in sorted(set(ids)) if ids.count(name) > 1]


_QUESTION_FAULTS: tuple[Callable[[Question], Iterator[str]], ...] = (
    _name_faults,
    _choice_faults,
    _unknown_faults,
    _repeat_faults,
)
