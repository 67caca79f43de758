"""A record and what was added to it, as one list in order of time. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from rrn_desktop.clock import WallTime, parse_rfc3339
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.derive import moment_of
from rrn_desktop.forms.wording import shown
from ui.screens.parts.addition_lines import AdditionLine
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell


class Moment(NamedTuple):
    """One moment: when, in words, what the record says happened then, or what was added."""

    at: datetime
    when: str
    words: str
    addition: AdditionLine | None = None


def moments(definition: Definition, answers: Answers, additions: tuple[AdditionLine, ...]) -> tuple[Moment, ...]:
    """Return everything that has a time, in order; what the record says comes before what was added to that minute."""
    found = list(_of_record(definition, answers))
    found += [Moment(parse_rfc3339(one.at), one.when, one.title, one) for one in additions]
    return tuple(sorted(found, key=lambda one: (one.at, one.addition is not None)))


def _of_record(definition: Definition, answers: Answers) -> Iterator[Moment]:
    facts = definition.facts
    yield from _moment(answers.get(facts.happened) if facts.happened else None, tell("time_began"))
    if facts.found_out:
        yield from _moment(answers.get(facts.found_out), tell("time_found_out"))
    for question in definition.questions:
        for row in answers.rows(question.id):
            yield from _of_row(question, row)


def _of_row(question: Question, row: Answers) -> Iterator[Moment]:
    """Yield the moments of a row: one with what it is, or its start and its end."""
    asked = [one for one in question.questions if one.type == "date_time"]
    what = _summary(question, row)
    keys = ("time_start", "time_end") if len(asked) > 1 else ("time_at",)
    for key, one in zip(keys, asked, strict=False):
        yield from _moment(row.get(one.id), tell(key, what=what))


def _summary(question: Question, row: Answers) -> str:
    """Return what a row is about: what was chosen in it first, and the name in it."""
    chosen = next((shown(one, row.get(one.id)) for one in question.questions if one.type == "choice"), "")
    named = next((shown(one, row.get(one.id)) for one in question.questions if one.id == "name"), "")
    words = ", ".join(part for part in (chosen, named) if part)
    name = question.row_name or question.label
    return f"{name}: {words}" if words else name


def _moment(value: object, words: str) -> Iterator[Moment]:
    at = moment_of(value) if isinstance(value, WallTime) else None
    if at is not None and isinstance(value, WallTime):
        yield Moment(at, when_words(value), words)
