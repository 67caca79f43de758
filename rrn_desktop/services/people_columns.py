"""What the columns of a list of people mean, guessed from their headings, and how a cell becomes an answer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.reading import read_answers, write_answers
from rrn_desktop.services.days import DAY, read_day
from rrn_desktop.services.people_sheet import LONGEST_CELL, Sheet

NAME, FIRST, LAST, BORN, LOCAL_ID = "name", "first_name", "last_name", "born", "local_id"
BACK = "back"
"""What a list changes of someone who had left: they are here again. No column can be this."""
_LABELS = {NAME: "Name", FIRST: "First name", LAST: "Last name"}
NAMES = (NAME, FIRST, LAST)
_WEEKDAY = re.compile(r"^[a-z]+,? ")
_TIME_BEHIND = re.compile(r"[t ]0?0:00(?::00)?(?:\.0+)?z?$")
_GROUP = re.compile(r" - |:")
_SEVERAL = re.compile(r"[;,/|\n]")


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can be: its id, and how people call it."""

    id: str
    label: str


class CellRefused(Exception):
    """A cell can't be read; the text says why, without repeating what stands in it."""


def fields() -> tuple[Field, ...]:
    """Return what a column can be: the name, whole or in two parts, and what a person's file asks in one answer.

    Whom to tell and whom not is said of each in several, so no cell can hold it.
    """
    named = tuple(Field(key, _LABELS[key]) for key in NAMES)
    asked = registry.definition("person").questions
    return (*named, *(Field(question.id, question.label) for question in asked if question.type != "repeat"))


def are_headings(row: Sequence[str]) -> bool:
    """Say whether a row names a column for names, as a title above a table does not."""
    return any(_fits(cell, field) for cell in row for field in (NAME, LAST))


def guess(sheet: Sheet) -> dict[str, str]:
    """Return which heading means which field, as far as its wording and its cells say; each field once."""
    found: dict[str, str] = {}
    for one in fields():
        heading = _best(sheet, one.id, set(found))
        if heading is not None:
            found[heading] = one.id
    by_field = {one: heading for heading, one in found.items()}
    if FIRST in by_field and LAST in by_field:
        found.pop(by_field.get(NAME, ""), None)
    else:
        for part in (FIRST, LAST) if NAME in by_field else ():
            found.pop(by_field.get(part, ""), None)
    return {heading: found[heading] for heading in sheet.headings if heading in found}


def read_name(cells: Mapping[str, str]) -> str:
    """Return the name in a row: whole, or from its two parts; ``Pryce, Dylan`` is turned round."""
    whole = " ".join(cells.get(NAME, "").split())
    if not whole:
        return " ".join(f"{cells.get(FIRST, '')} {cells.get(LAST, '')}".split())
    last, comma, first = whole.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else whole


def read_cell(field: str, text: str, today: date) -> Any:
    """Return the JSON answer that a cell gives to a question of a person's file; raises CellRefused."""
    if len(text) > LONGEST_CELL:
        raise CellRefused("There is too much in this cell.")
    file = registry.definition("person")
    answer = _answer(file.question(field), " ".join(text.split()), today)
    try:
        return write_answers(file, read_answers(file, {field: answer}))[field]
    except AnswersRefused as problem:
        raise CellRefused(problem.what) from None


def _answer(question: Question, text: str, today: date) -> Any:
    if question.type == "date":
        return _state(question, text) or _day(text, today)
    if question.type in {"choice", "yes_no"}:
        return _state(question, text) or _code(question, text)
    if question.type == "choices":
        parts = [part for part in _SEVERAL.split(text) if part.strip()]
        return _state(question, text) or [_code(question, part) for part in parts]
    return text


def _state(question: Question, text: str) -> dict[str, str] | None:
    for state in question.unknowns:
        if _plain(text) in _words("states", state) and _plain(text):
            return {"state": state}
    return None


def _code(question: Question, text: str) -> str:
    # What stands behind the group counts as well, as in "Asian or Asian British - Indian".
    tried = {_plain(text), _plain(_GROUP.split(text)[-1])}
    offered = (
        {"yes": "Yes", "no": "No"}
        if question.type == "yes_no"
        else {choice.code: choice.label for choice in question.choices}
    )
    for code, label in offered.items():
        if tried & {_plain(code), _plain(label), *_words("cells", question.id, code)}:
            return code
    raise CellRefused(f"This is none of the answers that “{question.label}” knows.")


def _day(text: str, today: date) -> str:
    said = _WEEKDAY.sub("", _TIME_BEHIND.sub("", text.casefold()))
    if DAY.fullmatch(said) is None:
        raise CellRefused("This is no date that can be read. Write it like 03/02/2016, with the day first.")
    try:
        found = read_day(said)
    except ValueError:
        raise CellRefused("There is no such day. Write it like 03/02/2016, with the day first.") from None
    if found > today:
        raise CellRefused("This day is still to come.")
    return found.isoformat()


def _best(sheet: Sheet, field: str, taken: set[str]) -> str | None:
    free = [heading for heading in sheet.headings if heading not in taken]
    for wording in _words("headings", field):
        for heading in free:
            if _plain(heading) == wording and _mostly_reads(sheet.column(heading), field):
                return heading
    return None


def _mostly_reads(cells: Sequence[str], field: str) -> bool:
    """Say whether most cells of a column can be what a field asks; so "Gender" is told to be the one or the other."""
    if field in NAMES or registry.definition("person").question(field).type in {"text", "long_text"}:
        return True
    filled = [cell for cell in cells if cell]
    return not filled or sum(_reads(field, cell) for cell in filled) * 2 > len(filled)


def _reads(field: str, cell: str) -> bool:
    try:
        read_cell(field, cell, date.max)
    except CellRefused:
        return False
    return True


def _fits(cell: str, field: str) -> bool:
    return _plain(cell) in _words("headings", field)


def _plain(text: str) -> str:
    """Return letters and digits alone, small: how headings and cells are compared."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@cache
def _words(*keys: str) -> tuple[str, ...]:
    """Return the words under keys of the data, as they are compared."""
    step: Any = _data()
    for key in keys:
        step = step.get(key, {})
    return tuple(_plain(word) for word in step)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("people_columns.toml").read_text(encoding="utf-8"))
