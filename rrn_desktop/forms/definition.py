"""A form as data: frozen steps, questions, choices, conditions and cross-field rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

import msgspec

from rrn_desktop.canonical import canonical, digest
from rrn_desktop.forms.answers import parts_of


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Choice(_Part, frozen=True):
    """One thing to choose: a code that never changes and a label that people read.

    ``alone`` marks a choice that can't stand with others, such as "no one".
    """

    code: str
    label: str
    hint: str = ""
    alone: bool = False


class UnknownWords(_Part, frozen=True):
    """What a stated unknown is called at one question, where the usual words do not fit."""

    state: str
    label: str


class Condition(_Part, frozen=True):
    """When something holds: a test of one answer, or all, any or none of other conditions.

    ``path`` is the id of a question in the same row, or in a row or form around it.
    """

    path: str | None = None
    any_of: tuple[str, ...] = ()
    answered: bool | None = None
    states: tuple[str, ...] = ()
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()


class Question(_Part, frozen=True, dict=True):
    """One question: what is asked, how it is answered, when it is shown and why it is asked.

    - ``optional`` is marked on the screen; nothing marks what is required.
    - ``unknowns`` are the states that may be said instead of an answer.
    - ``first`` marks what a first record asks.
    - ``limit`` is the most characters kept; ``lowest`` and ``highest`` bound a number.
    - ``lead`` marks what only a lead is asked.
    - ``carry`` marks what may be taken over when an incident is begun like an earlier one.
    - ``derived`` marks what the program fills in: it is shown and never asked.
    - ``copied`` says of a person's file whether an answer is copied into each record; how others are reached is not.
    - ``since`` is the version of the form that first asked it, so that columns are only ever appended.
    """

    id: str
    type: str
    label: str
    hint: str = ""
    missing: str = ""
    optional: bool = False
    choices: tuple[Choice, ...] = ()
    unknowns: tuple[str, ...] = ()
    unknown_words: tuple[UnknownWords, ...] = ()
    standards: tuple[str, ...] = ()
    privacy: str = "record"
    shown_when: Condition | None = None
    required_when: Condition | None = None
    first: bool = False
    lead: bool = False
    limit: int | None = None
    lowest: int | None = None
    highest: int | None = None
    questions: tuple[Question, ...] = ()
    row_name: str = ""
    row_add: str = ""
    row_max: int = 30
    carry: bool = False
    derived: bool = False
    copied: bool = True
    since: int = 1

    @cached_property
    def _by_code(self) -> dict[str, Choice]:
        return {choice.code: choice for choice in reversed(self.choices)}

    def choice(self, code: str) -> Choice | None:
        """Return the choice with a code."""
        return self._by_code.get(code)


class Rule(_Part, frozen=True):
    """One check of answers against each other or against the clock: a named check and its words.

    ``question`` is a pattern path; ``other`` and ``until`` are ids in the same row or around it.
    ``what``, ``safe`` and ``next`` are shown as they are.
    """

    code: str
    kind: str
    check: str
    question: str
    what: str
    other: str = ""
    until: str = ""
    seconds: int = 0
    when: Condition | None = None
    safe: str = "Nothing is lost: your answer stays as you wrote it."
    next: str = "Please look at it again."


class Facts(_Part, frozen=True):
    """Which questions say who, when, where and what: the paths that the rest of the program reads."""

    person: str = ""
    happened: str = ""
    found_out: str = ""
    told_by: str = ""
    place: str = ""
    practices: str = ""
    kind: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    next_shift: str = ""
    told: str = ""
    told_how: str = ""
    not_told: tuple[str, ...] = ()


class Step(_Part, frozen=True):
    """One page of questions that belong together."""

    id: str
    title: str
    short: str
    questions: tuple[Question, ...]
    hint: str = ""


class Definition(_Part, frozen=True, dict=True):
    """The versioned text of a form.

    ``family`` names what a form is one kind of, such as the additions; ``inside`` names the question of the incident
    form that asks the same.
    """

    form: str
    version: int
    title: str
    steps: tuple[Step, ...]
    facts: Facts = Facts()
    rules: tuple[Rule, ...] = ()
    family: str = ""
    inside: str = ""

    @cached_property
    def _by_pattern(self) -> dict[str, Question]:
        return dict(self.walk())

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions of the top level, in order."""
        return tuple(question for step in self.steps for question in step.questions)

    def walk(self) -> Iterator[tuple[str, Question]]:
        """Yield every question with its pattern path, in order: ``practices``, then ``practices[].start``."""
        yield from walk_questions(self.questions)

    def find(self, path: str) -> Question | None:
        """Return the question at a path, with or without row numbers, or None."""
        try:
            return self._by_pattern.get(pattern_of(path))
        except ValueError:
            return None

    def question(self, path: str) -> Question:
        """Return the question at a path, with or without row numbers; raises KeyError."""
        found = self.find(path)
        if found is None:
            raise KeyError(path)
        return found

    def step_of(self, path: str) -> Step:
        """Return the step in which a path is asked; raises KeyError."""
        top = parts_of(path.replace("[]", ""))[0][0]
        for step in self.steps:
            if any(question.id == top for question in step.questions):
                return step
        raise KeyError(path)

    @cached_property
    def _rules_by_pattern(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            pattern = pattern_of(rule.question)
            found[pattern] = (*found.get(pattern, ()), rule)
        return found

    def rules_of(self, path: str) -> tuple[Rule, ...]:
        """Return the rules about the question at a path, in order; raises ValueError for what is no path."""
        return self._rules_by_pattern.get(pattern_of(path), ())

    def digest(self) -> str:
        """Return the hash by which a released definition is held still."""
        return digest("definition", canonical(msgspec.to_builtins(self)))


def walk_questions(questions: tuple[Question, ...], prefix: str = "") -> Iterator[tuple[str, Question]]:
    """Yield questions and the questions of their rows, with pattern paths."""
    for question in questions:
        yield prefix + question.id, question
        yield from walk_questions(question.questions, f"{prefix}{question.id}[].")


@lru_cache(maxsize=4096)
def pattern_of(path: str) -> str:
    """Return ``practices[].start`` for ``practices[0].start``, ``practices[].start`` or ``practices.start``."""
    keys = [key for key, _ in parts_of(path.replace("[]", ""))]
    return "[].".join(keys)
