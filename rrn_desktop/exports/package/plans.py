"""How the cells of a table's row are made from the answers of one form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, TypeAlias

from msgspec.structs import astuple

from rrn_desktop.exports.package.cells import Cells, CellsOf, Hiding, cells_of
from rrn_desktop.exports.package.fields import fields_of
from rrn_desktop.exports.package.shapes import NEEDED, default_of
from rrn_desktop.exports.package.tables import Column, Feed, Table, is_place, questions_of
from rrn_desktop.forms.definition import Question

Row: TypeAlias = list[str]
_Part: TypeAlias = tuple[int, Any, Cells, CellsOf]
# Instead of the place of a value: cells of the person's file, and what this form does not ask.
_PERSON_CELLS, _ABSENT = -1, -2
PERSON = Feed("person", prefix="person_")


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fill the columns that come from questions, in their order.

    A part stands for neighbouring columns of one question: the place of its value, the value of no answer with the
    cells of none, and what makes the cells of any other. A page is filled question by question, which is faster than
    row by row; most questions are not answered, and that is known at once.
    """

    parts: tuple[_Part, ...]

    def rows(self, begun: Sequence[Cells], answers: Sequence[Any], people: Sequence[Cells] = ()) -> list[Row]:
        """Return a row for each of some answers, after the cells with which it begins.

        ``people`` are the cells of each one's file, for the table that has any.
        """
        values = list(zip(*map(astuple, answers), strict=True))
        parts: list[Sequence[Cells]] = [begun]
        for place, nothing, empty, read in self.parts:
            if place == _ABSENT:
                parts.append([empty] * len(begun))
                continue
            column = people if place == _PERSON_CELLS else values[place] if values else ()
            parts.append([empty if value is nothing else read(value) for value in column])
        return [list(chain.from_iterable(row)) for row in zip(*parts, strict=True)]


def plan(table: Table, feed: Feed, hiding: Hiding, *, whole: bool) -> Plan:
    """Return how one of its feeds fills a table; a column that this feed does not know stays empty."""
    asked = {feed.prefix + question.id: question for question in questions_of(feed.form, feed.path)}
    return Plan(tuple(_parts(table, feed, asked, hiding, whole=whole)))


def person_plan(hiding: Hiding, table: Table, *, whole: bool) -> Plan:
    """Return how a person's file fills its columns of a table."""
    own = tuple(column for column in table.columns if column.feed == PERSON)
    asked = {PERSON.prefix + question.id: question for question in questions_of(PERSON.form)}
    return Plan(tuple(_part(group, asked, PERSON, hiding, whole=whole) for group in _by_question(own)))


def _parts(table: Table, feed: Feed, asked: dict[str, Question], hiding: Hiding, *, whole: bool) -> Iterator[_Part]:
    seen = 0
    for group in _by_question(tuple(column for column in table.columns if column.question is not None)):
        if group[0].feed == PERSON:
            yield (_PERSON_CELLS, None, (), itemgetter(slice(seen, seen + len(group))))
            seen += len(group)
        else:
            yield _part(group, asked, feed, hiding, whole=whole)


def _part(group: Sequence[Column], asked: dict[str, Question], feed: Feed, hiding: Hiding, *, whole: bool) -> _Part:
    name, wanted = _name(group[0]), [column.field.code for column in group]
    empty = ("",) * len(group)
    question = asked.get(name)
    if question is None:
        return (_ABSENT, None, empty, lambda _value: empty)
    place = not feed.path and is_place(feed.form, question)
    fields = fields_of(question, code=name, is_place=place)
    there = [field.code for field in fields if whole or not field.identifying]
    read = cells_of(question, hiding, whole=whole, is_place=place)
    nothing = default_of(question, words=whole or question.id in NEEDED)
    return (list(asked).index(name), nothing, empty, read if there == wanted else _picked(read, there, wanted))


def _by_question(columns: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    for _, group in groupby(columns, key=_name):
        yield tuple(group)


def _name(column: Column) -> str:
    assert column.question is not None
    assert column.feed is not None
    return column.feed.prefix + column.question.id


def _picked(read: CellsOf, there: Sequence[str], wanted: Sequence[str]) -> CellsOf:
    """Return what makes some of a question's cells, and empty ones for columns that this version of it lacks."""
    places = [there.index(code) if code in there else None for code in wanted]

    def pick(value: Any) -> Cells:
        cells = read(value)
        return tuple("" if place is None else cells[place] for place in places)

    return pick
