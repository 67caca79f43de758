"""The cases as they were told, read from their answers files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import AnswersFile, read_answers, read_answers_file
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.validation import Moment, Problem, validate

CASES = Path(__file__).parents[2] / "data" / "cases"
NAMES = tuple(sorted(path.stem for path in CASES.glob("case*.json")))
NOW = Moment(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), "Europe/London")
FIRST_RECORDS = ("case9",)


def file_of(name: str) -> AnswersFile:
    return read_answers_file((CASES / f"{name}.json").read_bytes())


def form_of(name: str) -> Definition:
    file = file_of(name)
    return definition(file.form, file.form_version)


def told(name: str) -> Answers:
    return read_answers(form_of(name), file_of(name).answers)


def problems_of(name: str) -> tuple[Problem, ...]:
    return validate(form_of(name), told(name), NOW)
