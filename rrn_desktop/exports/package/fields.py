"""The columns of one question in a data package, by its type.

A column that could say who someone is, or that holds words that someone typed, is ``identifying``: it stands only in
a package that was asked for with names. Where words are left out, the column ``..._state`` says that they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from rrn_desktop.forms.body import KINDS, REGIONS
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.wording import state_words

GIVEN = "given"
_YES_NO = (("yes", "Yes"), ("no", "No"))
FieldType = Literal["string", "integer", "date", "time", "datetime"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its code, what stands in it, and what may stand in it.

    ``codes`` are the codes that may stand in it, each with its words; ``many`` is a list of such codes, parted
    by blanks. ``free`` is text that is no code of a list, which a spreadsheet could take for something else.
    ``pattern`` is a regular expression for the whole of a cell.
    """

    code: str
    title: str
    type: FieldType = "string"
    codes: tuple[tuple[str, str], ...] = ()
    many: bool = False
    pattern: str = ""
    free: bool = False
    identifying: bool = False
    required: bool = False


def fields_of(question: Question, *, code: str = "", is_place: bool = False) -> tuple[Field, ...]:
    """Return all columns of a question, identifying ones among them; ``code`` stands for its id where it differs."""
    name = code or question.id
    made = PLACE(question, name) if is_place else FIELDS[question.type](question, name)
    return (*made, *_state(question, name))


def _marks_pattern() -> str:
    regions = dict.fromkeys(region for inside in REGIONS.values() for region in inside)
    one = f"({'|'.join(REGIONS)}):({'|'.join(regions)}):({'|'.join(KINDS)})"
    return f"{one}( {one})*"


_MARKS = _marks_pattern()


def _state(question: Question, code: str) -> tuple[Field, ...]:
    hidden = ((GIVEN, "There is an answer"),) if question.type in WORDLESS else ()
    states = (*hidden, *((state, state_words(question, state)) for state in question.unknowns))
    if not states:
        return ()
    return (Field(f"{code}_state", f"{question.label} (said instead of an answer)", codes=states),)


def _words(question: Question, code: str) -> tuple[Field, ...]:
    return (Field(code, question.label, free=True, identifying=True),)


def _place(question: Question, code: str) -> tuple[Field, ...]:
    known = Field(f"{code}_code", f"{question.label} (a place of the site's own list)", free=True)
    return (known, *_words(question, code))


def _coded(question: Question, code: str) -> tuple[Field, ...]:
    codes = _YES_NO if question.type == "yes_no" else tuple((one.code, one.label) for one in question.choices)
    return (Field(code, question.label, codes=codes, many=question.type == "choices"),)


def _typed(kind: FieldType) -> Callable[[Question, str], tuple[Field, ...]]:
    return lambda question, code: (Field(code, question.label, kind),)


def _duration(question: Question, code: str) -> tuple[Field, ...]:
    stated = Field(f"{code}_stated", f"{question.label} (as it was said)", free=True, identifying=True)
    return (Field(f"{code}_seconds", f"{question.label} (in seconds, as it was said)", "integer"), stated)


def _person(question: Question, code: str) -> tuple[Field, ...]:
    pseudonym = Field(code, f"{question.label} (a pseudonym: the same person has the same one)", free=True)
    return (pseudonym, *_named(question, code)[:2])


def _named(question: Question, code: str) -> tuple[Field, ...]:
    parts = {"name": question.label, "id": f"{question.label} (id)", "role": f"{question.label} (job title)"}
    return tuple(Field(f"{code}_{part}", title, free=True, identifying=True) for part, title in parts.items())


def _body(question: Question, code: str) -> tuple[Field, ...]:
    notes = Field(f"{code}_notes", f"{question.label} (notes)", free=True, identifying=True)
    return (Field(code, f"{question.label} (view:region:kind of each mark)", pattern=_MARKS), notes)


def _rows(question: Question, code: str) -> tuple[Field, ...]:
    return (Field(f"{code}_rows", f"{question.label} (how many)", "integer"),)


FIELDS: Mapping[str, Callable[[Question, str], tuple[Field, ...]]] = {
    "text": _words,
    "long_text": _words,
    "choice": _coded,
    "choices": _coded,
    "yes_no": _coded,
    "date": _typed("date"),
    "time": _typed("time"),
    "date_time": _typed("datetime"),
    "number": _typed("integer"),
    "duration": _duration,
    "person": _person,
    "staff": _named,
    "body_map": _body,
    "repeat": _rows,
}
PLACE = _place
WORDLESS = frozenset({"text", "long_text", "duration", "staff"})
"""Types of which a package without names holds no more than that there is an answer."""
