"""The JSON Schema of an answers file, derived from the definition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rrn_desktop.forms.body import KINDS, REGIONS
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.rich_types import ROOM_FOR_MARKS
from rrn_desktop.forms.simple_types import MOST_NUMBER
from rrn_desktop.forms.texts import LINE_LIMIT, TEXT_LIMIT

_ONE_LINE = r"^[^\u0000-\u0008\u000a-\u001f\u007f]*$"
_LINES = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
_DAY = r"^(19|20|21|22)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
_CLOCK = r"^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"
_LOCAL = r"^(19|20|21|22)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"
_OFFSET = r"^$|^[+-](0[0-9]|1[0-3]):[0-5][0-9]$|^\+14:00$"


def schema(definition: Definition) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an answers file for a definition."""
    top = _object(
        {
            "form": {"const": definition.form},
            "form_version": {"const": definition.version},
            "profile": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
            "answers": _group(definition.questions),
        },
        required=("form", "form_version", "profile", "answers"),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rrn-desktop:answers:{definition.form}:{definition.version}",
        "title": definition.title,
        **top,
    }


def question_schema(question: Question) -> dict[str, Any]:
    """Return the JSON Schema of the answers to one question, its stated unknowns among them."""
    answer = SCHEMAS[question.type](question)
    words = {"title": question.label} | ({"description": question.hint} if question.hint else {})
    if not question.unknowns:
        return {**words, **answer}
    state = _object({"state": {"enum": list(question.unknowns)}}, required=("state",))
    return {**words, "anyOf": [answer, state]}


def _group(questions: tuple[Question, ...]) -> dict[str, Any]:
    return _object({question.id: question_schema(question) for question in questions})


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": list(required)} if required else {})


def _line(question: Question) -> dict[str, Any]:
    return {"type": "string", "maxLength": question.limit or LINE_LIMIT, "pattern": _ONE_LINE}


def _lines(question: Question) -> dict[str, Any]:
    return {"type": "string", "maxLength": question.limit or TEXT_LIMIT, "pattern": _LINES}


def _codes(question: Question) -> list[str]:
    return [choice.code for choice in question.choices]


def _choice(question: Question) -> dict[str, Any]:
    return {"enum": _codes(question)}


def _choices(question: Question) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": _codes(question)}, "uniqueItems": True}


def _yes_no(_: Question) -> dict[str, Any]:
    return {"enum": ["yes", "no"]}


def _date(_: Question) -> dict[str, Any]:
    return {"type": "string", "pattern": _DAY}


def _time(_: Question) -> dict[str, Any]:
    return {"type": "string", "pattern": _CLOCK}


def _moment(_: Question) -> dict[str, Any]:
    zone = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+/-]{0,60}$"}
    local, offset = {"type": "string", "pattern": _LOCAL}, {"type": "string", "pattern": _OFFSET}
    return _object({"local": local, "offset": offset, "zone": zone}, required=("local", "offset"))


def _number(_: Question) -> dict[str, Any]:
    return {"type": "integer", "minimum": -MOST_NUMBER, "maximum": MOST_NUMBER}


def _duration(_: Question) -> dict[str, Any]:
    seconds = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_NUMBER}
    return _object({"stated": _plain_line(), "seconds": seconds}, required=("stated",))


def _person(_: Question) -> dict[str, Any]:
    return _object({"id": _plain_line(), "name": _plain_line(), "role": _plain_line()}, required=("name",))


def _body_map(_: Question) -> dict[str, Any]:
    marks = [
        _object(
            {
                "view": {"const": view},
                "region": {"enum": list(regions)},
                "kind": {"enum": list(KINDS)},
                "note": _plain_line(),
            },
            required=("view", "region", "kind"),
        )
        for view, regions in REGIONS.items()
    ]
    return {"type": "array", "maxItems": ROOM_FOR_MARKS, "items": {"anyOf": marks}}


def _repeat(question: Question) -> dict[str, Any]:
    return {"type": "array", "maxItems": question.row_max, "items": _group(question.questions)}


def _plain_line() -> dict[str, Any]:
    return {"type": "string", "maxLength": LINE_LIMIT, "pattern": _ONE_LINE}


SCHEMAS: dict[str, Callable[[Question], dict[str, Any]]] = {
    "text": _line,
    "long_text": _lines,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "date": _date,
    "time": _time,
    "date_time": _moment,
    "number": _number,
    "duration": _duration,
    "person": _person,
    "staff": _person,
    "body_map": _body_map,
    "repeat": _repeat,
}
