"""Answers in plain words, step by step, with the rows of questions that repeat. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.derive import derived
from rrn_desktop.forms.navigation import pages
from rrn_desktop.forms.values import Value
from rrn_desktop.forms.wording import duration_words, shown
from ui.screens.parts.words import tell


class FactGroup(NamedTuple):
    """What belongs under one heading; an empty heading continues the step."""

    heading: str
    facts: tuple[tuple[str, str], ...]


class StepFacts(NamedTuple):
    """One step: its title and its groups."""

    title: str
    groups: tuple[FactGroup, ...]


def answer_facts(definition: Definition, answers: Answers) -> tuple[StepFacts, ...]:
    """Return every step with what was answered; what was asked and not answered says so, but for what was optional."""
    found = []
    lasted = _lengths(definition, answers)
    for page in pages(definition, answers, ()):
        asked = frozenset(page.questions)
        questions = tuple(question for question in page.step.questions if question.id in asked)
        groups = tuple(_merged(_with_length(group, lasted) for group in _top_level(questions, answers, asked)))
        if groups:
            found.append(StepFacts(page.step.title, groups))
    return tuple(found)


def _lengths(definition: Definition, answers: Answers) -> dict[str, str]:
    """Return how long each practice lasted, worked out from its times, by the heading of its row."""
    seconds = dict(derived(definition, answers))
    facts = definition.facts
    question = definition.find(facts.practices) if facts.practices else None
    found = {}
    for at, _row in enumerate(answers.rows(facts.practices) if question else ()):
        length = seconds.get(f"{facts.practices}[{at}].{facts.duration.rpartition('.')[2]}")
        if question is not None and isinstance(length, int):
            found[f"{_row_name(question)} {at + 1}"] = duration_words(length)
    return found


def _with_length(group: FactGroup, lasted: dict[str, str]) -> FactGroup:
    words = lasted.get(group.heading)
    return group if words is None else group._replace(facts=(*group.facts, (tell("lasted"), words)))


def _top_level(questions: tuple[Question, ...], answers: Answers, asked: frozenset[str]) -> Iterator[FactGroup]:
    for question in questions:
        rows = answers.rows(question.id)
        if not rows and not _left_out(question, answers):
            yield FactGroup("", ((question.label, _words(question, answers.get(question.id))),))
        for at, row in enumerate(rows):
            heading = f"{_row_name(question)} {at + 1}"
            yield FactGroup(heading, tuple(_row_facts(question, row, f"{question.id}[{at}].", asked)))


def _row_facts(question: Question, row: Answers, prefix: str, asked: frozenset[str]) -> Iterator[tuple[str, str]]:
    for inner in question.questions:
        path = prefix + inner.id
        if path not in asked:
            continue
        rows = row.rows(inner.id)
        for at, nested in enumerate(rows):
            facts = _row_facts(inner, nested, f"{path}[{at}].", asked)
            yield f"{_row_name(inner)} {at + 1}", ", ".join(words for _label, words in facts)
        if not rows and not _left_out(inner, row):
            yield inner.label, _words(inner, row.get(inner.id))


def _left_out(question: Question, answers: Answers) -> bool:
    return question.optional and answers.get(question.id) is None


def _words(question: Question, value: Value | None) -> str:
    return shown(question, value) or tell("not_answered")


def _row_name(question: Question) -> str:
    return question.row_name or question.label


def _merged(groups: Iterator[FactGroup]) -> Iterator[FactGroup]:
    facts: tuple[tuple[str, str], ...] = ()
    for group in groups:
        if group.heading:
            if facts:
                yield FactGroup("", facts)
                facts = ()
            yield group
        else:
            facts = (*facts, *group.facts)
    if facts:
        yield FactGroup("", facts)
