"""Who was hurt and who was told, in one line each: as the record says, and as was added to it later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rrn_desktop.exports.pdf.record_source import Added, Version
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.values import Unknown
from rrn_desktop.forms.wording import shown

_INJURY = "injury"
_UNKNOWN = {"how": "it is not known how", "when": "it is not known when"}


def said(definition: Definition, answers: Answers, path: str) -> str:
    """Return the answer at a path in words; "" for none, and for a question that the form does not ask."""
    question = definition.find(path) if path else None
    return "" if question is None else shown(question, answers.get(path))


def hurt(version: Version, added: Sequence[Added]) -> str:
    """Return who was hurt, with each injury that was found later in a line of its own."""
    later = (one for one in added if one.definition.form == _INJURY)
    lines = (f"Found later: {said(one.definition, one.answers, 'who')}" for one in later)
    return "\n".join(filter(None, (said(version.definition, version.answers, "injured"), *lines)))


def told(version: Version, added: Sequence[Added]) -> str:
    """Return who was told, one in a line, with those who were told after it was sealed."""
    definition, answers = version.definition, version.answers
    question = definition.find(definition.facts.told)
    rows = answers.rows(definition.facts.told)
    first = [_line(question.questions, row) for row in rows] if question else []
    first = first or [said(definition, answers, definition.facts.told)]
    later = (one for one in added if one.definition.inside == definition.facts.told)
    lines = (f"Later: {_line(one.definition.questions, one.answers)}" for one in later)
    return "\n".join(filter(None, (*first, *lines)))


def _line(questions: Sequence[Question], row: Answers) -> str:
    return ", ".join(_parts({one.id: one for one in questions}, row))


def _parts(asked: dict[str, Question], row: Answers) -> Iterator[str]:
    whom, name = (_words(asked, row, key) for key in ("whom", "name"))
    known = name and not isinstance(row.get("name"), Unknown)
    yield f"{whom} ({name})" if known else whom
    for key in ("how", "when", "withheld"):
        if isinstance(row.get(key), Unknown) and key in _UNKNOWN:
            yield _UNKNOWN[key]
        elif words := _words(asked, row, key):
            yield words if key == "when" else words[:1].lower() + words[1:]


def _words(asked: dict[str, Question], row: Answers, key: str) -> str:
    return shown(asked[key], row.get(key)) if key in asked else ""
