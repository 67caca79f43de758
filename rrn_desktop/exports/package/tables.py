"""The tables of a data package, made from every released version of the forms that feed them.

Columns are only ever appended: those of a form's later version stand after all that was there before. The order in
which versions were released is therefore kept here; a new one goes to the end of the list, never between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

import msgspec

from rrn_desktop.exports.package.fields import Field, fields_of
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.registry import definition

RELEASED = (
    ("incident", 1), ("incident", 2), ("person", 1), ("support", 1), ("review", 1), ("told", 1), ("injury", 1),
)  # fmt: skip
"""Every version of every form that a package is made from, in the order of release."""
KEPT_OUT = frozenset({("person", 2)})
"""Versions of which no package takes anything: whom a family may hear from, or must not, is for those on shift."""
Released: TypeAlias = tuple[tuple[str, int], ...]

_RECORD = Field("record", "The record (a pseudonym: the same record has the same one)", free=True, required=True)
_INCIDENT = Field("incident", "The incident that it is about (its pseudonym)", free=True, required=True)
_RECORD_ID = Field("record_id", "The record (its own id, as on its paper)", free=True, identifying=True)
_INCIDENT_ID = Field("incident_id", "The incident that it is about (its own id)", free=True, identifying=True)
_ROW_ID = Field("row_id", "What was added (its own id)", free=True, identifying=True)
_STATUSES = (
    ("first", "First record, to be completed"),
    ("complete", "Complete"),
    ("amended", "Amended"),
    ("void", "Void: entered in error, never counted"),
)
_SOURCES = (("record", "In the record"), ("addition", "Added later"))
_VERSION = (
    Field("version", "Version of the record", "integer", required=True),
    Field("status", "Status of the record", codes=_STATUSES, required=True),
    Field("form_version", "Version of the form it was written with", "integer", required=True),
    Field("written_at", "When it was written and signed", "datetime"),
)
_ROW = Field("row", "Which row of the record it is", "integer", required=True)
_SOURCE = (
    Field("source", "Whether it stood in the record or was added later", codes=_SOURCES, required=True),
    Field("row", "Which row of the record it is, or the pseudonym of what was added", free=True, required=True),
)
_AGE = Field("age", "Age of the person on the day, in whole years", "integer")
_SECONDS = Field("seconds", "How long it took, in seconds: by its two times, else as it was said", "integer")
_AUTHOR = Field("author_name", "Who wrote it", free=True, identifying=True)
_NUMBER = Field("number", "Number in the book of the desk", free=True, identifying=True)


@dataclass(frozen=True, slots=True)
class Feed:
    """Where the rows of a table come from: a form and the path of a repeat in it; codes may begin with a prefix."""

    form: str
    path: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Cells that name a row of another table."""

    column: str
    table: str
    to: str = "record"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the question that fills it, None for what the package itself says; ``feed`` is where it began."""

    field: Field
    question: Question | None
    feed: Feed | None


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a package: its columns in order, and which of them name a row."""

    name: str
    title: str
    feeds: tuple[Feed, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the columns as they are described."""
        return tuple(column.field for column in self.columns)


_TO_INCIDENT = (Link("record", "incidents"),)
_PLANS: tuple[tuple[str, str, tuple[Field, ...], tuple[Feed, ...], tuple[str, ...], tuple[Link, ...]], ...] = (
    ("incidents", "Incidents", (_RECORD, *_VERSION, _AGE, _NUMBER, _AUTHOR, _RECORD_ID),
     (Feed("incident"), Feed("person", prefix="person_")), ("record",), ()),
    ("practices", "Holds and restrictions", (_RECORD, _ROW, _SECONDS, _RECORD_ID),
     (Feed("incident", "practices"),), ("record", "row"), _TO_INCIDENT),
    ("injuries", "Injuries", (_RECORD, *_SOURCE, _RECORD_ID, _ROW_ID),
     (Feed("incident", "injuries"), Feed("injury")), ("record", "source", "row"), _TO_INCIDENT),
    ("told", "People told", (_RECORD, *_SOURCE, _RECORD_ID, _ROW_ID),
     (Feed("incident", "told"), Feed("told")), ("record", "source", "row"), _TO_INCIDENT),
    ("support", "Support afterwards", (_RECORD, _INCIDENT, *_VERSION, _AUTHOR, _RECORD_ID, _INCIDENT_ID),
     (Feed("support"),), ("record",), (Link("incident", "incidents"),)),
    ("reviews", "Learning reviews", (_RECORD, _INCIDENT, *_VERSION, _AUTHOR, _RECORD_ID, _INCIDENT_ID),
     (Feed("review"),), ("record", "incident"), (Link("incident", "incidents"),)),
    ("actions", "What will be done", (_RECORD, _ROW, _RECORD_ID),
     (Feed("review", "actions"),), ("record", "row"), (Link("record", "reviews"),)),
)  # fmt: skip
_PERSON, _COUNTABLE = "person", frozenset({"choice", "choices", "yes_no"})
NAMES = tuple(plan[0] for plan in _PLANS)


@cache
def tables(*, identifiable: bool = False, released: Released | None = None) -> tuple[Table, ...]:
    """Return the tables of a package; without names, unless it was asked for with names.

    ``released`` are the versions of forms that there were when it was made; all of them where nothing is said.
    """
    known = RELEASED if released is None else released
    return tuple(
        Table(name, title, feeds, tuple(_columns(leading, feeds, known, identifiable=identifiable)), key, links)
        for name, title, leading, feeds, key, links in _PLANS
    )


def forms_of(released: Released) -> dict[str, tuple[int, ...]]:
    """Return the versions of each form, in the order of release."""
    return {form: tuple(number for name, number in released if name == form) for form, _ in released}


def released_with(forms: Mapping[str, tuple[int, ...]]) -> Released | None:
    """Return what had been released when a package said that it was made from some forms; None for what never was."""
    prefixes = (RELEASED[:count] for count in range(len(RELEASED), 0, -1))
    return next((prefix for prefix in prefixes if forms_of(prefix) == forms), None)


def questions_of(form: str, path: str = "", released: Released | None = None) -> tuple[Question, ...]:
    """Return the questions that any released version of a form asks at a path, those of the first version first."""
    found: tuple[Question, ...] = ()
    for version in (number for name, number in (RELEASED if released is None else released) if name == form):
        found = _together(found, _asked(definition(form, version), path))
    return found


def is_place(form: str, question: Question) -> bool:
    """Say whether a question is the one that says where an incident was."""
    return definition(form).facts.place == question.id


def _columns(
    leading: tuple[Field, ...], feeds: tuple[Feed, ...], released: Released, *, identifiable: bool
) -> Iterator[Column]:
    codes: set[str] = set()
    for column in (*(Column(field, None, None) for field in leading), *_fed(feeds, released)):
        if column.field.code not in codes and (identifiable or not column.field.identifying):
            codes.add(column.field.code)
            yield column


def _fed(feeds: tuple[Feed, ...], released: Released) -> Iterator[Column]:
    """Yield the columns of some feeds, version by version, as they were released; some come more than once."""
    for form, version in released:
        for feed in (feed for feed in feeds if feed.form == form):
            merged = {question.id: question for question in questions_of(form, feed.path, released)}
            for asked in _asked(definition(form, version), feed.path):
                there = {field.code for field in _fields(feed, asked)}
                for field in _fields(feed, merged[asked.id]):
                    if field.code in there:
                        yield Column(field, merged[asked.id], feed)


def _fields(feed: Feed, question: Question) -> tuple[Field, ...]:
    place = not feed.path and is_place(feed.form, question)
    fields = fields_of(question, code=feed.prefix + question.id, is_place=place)
    if feed.form == _PERSON and question.type not in _COUNTABLE:
        # A day of birth, a class or a local number says who someone is.
        return tuple(replace(field, identifying=True) for field in fields)
    return fields


def _asked(form: Definition, path: str) -> tuple[Question, ...]:
    return form.question(path).questions if path else form.questions


def _together(first: tuple[Question, ...], later: tuple[Question, ...]) -> tuple[Question, ...]:
    found = {question.id: question for question in first}
    for question in later:
        there = found.get(question.id)
        found[question.id] = question if there is None else _both(there, question)
    return tuple(found.values())


def _both(first: Question, later: Question) -> Question:
    """Return a question with every choice, stated unknown and inner question that either version has."""
    codes = {choice.code for choice in first.choices}
    return msgspec.structs.replace(
        first,
        choices=(*first.choices, *(choice for choice in later.choices if choice.code not in codes)),
        unknowns=tuple(dict.fromkeys((*first.unknowns, *later.unknowns))),
        questions=_together(first.questions, later.questions),
    )
