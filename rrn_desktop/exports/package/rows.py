"""Rows of the tables from the bodies of records and additions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec
from msgspec import Raw

from rrn_desktop.clock import WallTime
from rrn_desktop.exports.package.cells import Cells, Hiding
from rrn_desktop.exports.package.plans import Row, person_plan, plan
from rrn_desktop.exports.package.shapes import NEEDED, PREFIX, Moment, State, group
from rrn_desktop.exports.package.tables import questions_of, tables
from rrn_desktop.forms.definition import walk_questions
from rrn_desktop.forms.derive import age_on

Rows: TypeAlias = tuple[str, list[Row]]
VOID = "void"
ADDED = {"told": "told", "injury": "injuries"}
"""What is counted among the rows of a table where it was added later, by form."""
_DETAILS_KEPT = 4096
_REPEATS = {"practices": "practices", "injuries": "injuries", "told": "told"}


class _Named(msgspec.Struct, frozen=True):
    """What a record copied from the directory about somebody whom it names."""

    details: Raw = Raw(b"{}")


class RowMaker:
    """Makes the rows of one package; one with names is ``identifiable``."""

    def __init__(self, hiding: Hiding, *, identifiable: bool = False) -> None:
        self._whole = identifiable
        self._tables = {table.name: table for table in tables(identifiable=identifiable)}
        self._plans = {
            (table.name, feed.form): plan(table, feed, hiding, whole=identifiable)
            for table in self._tables.values()
            for feed in table.feeds
        }
        self._person_plan = person_plan(hiding, self._tables["incidents"], whole=identifiable)
        self._person_decoder = msgspec.json.Decoder(self._answers("person"))
        self._details = lru_cache(_DETAILS_KEPT)(self._read_details)
        self._decoders = {
            "incident": self._decoder("incident", people=(dict[str, Raw], {})),
            "support": self._decoder("support", about=(str, "")),
            "review": self._decoder("review", about=(str, "")),
            **{form: self._decoder(form, entry=(str, "")) for form in ADDED},
        }

    def incident(self, data: bytes) -> Iterator[Rows]:
        """Yield the rows of an incident's newest version, by table; of a void one only its keys."""
        body = self._decoders["incident"].decode(data)
        if body.status == VOID:
            yield "incidents", [self._keys("incidents", body)]
            return
        answers = body.answers
        born, person = self._details(self._named(body))
        lead = [body.record, *_version(body), _age(born, answers.q_started)]
        if self._whole:
            lead += [body.number or "", body.author_name]
        yield "incidents", [lead + self._plans["incidents", "incident"].cells(answers, person)]
        for table, path in _REPEATS.items():
            rows = getattr(answers, PREFIX + path)
            if rows and not isinstance(rows, State):
                yield table, list(self._repeated(table, body.record, rows))

    def added(self, form: str, data: bytes) -> Rows:
        """Return the row of something that was added to an incident, and its table."""
        body = self._decoders[form].decode(data)
        table = ADDED[form]
        return table, [[body.record, "addition", body.entry, *self._plans[table, form].cells(body.answers)]]

    def support(self, data: bytes) -> Rows:
        """Return the row of a record of support."""
        body = self._decoders["support"].decode(data)
        return "support", [self._record("support", body, body.about)]

    def review(self, data: bytes) -> Any:
        """Return a learning review, read but not yet made into rows."""
        return self._decoders["review"].decode(data)

    def reviewed(self, body: Any, incidents: list[str]) -> Iterator[Rows]:
        """Yield the rows of a learning review, one for each incident that was looked at, and of its actions."""
        yield "reviews", [self._record("reviews", body, incident) for incident in incidents]
        actions = body.answers.q_actions
        if body.status != VOID and actions and not isinstance(actions, State):
            make = self._plans["actions", "review"].cells
            yield "actions", [[body.record, str(place), *make(row)] for place, row in enumerate(actions, 1)]

    def _repeated(self, table: str, record: str, rows: tuple[Any, ...]) -> Iterator[Row]:
        make = self._plans[table, "incident"].cells
        for place, row in enumerate(rows, 1):
            lead = [record, str(place), _seconds(row)] if table == "practices" else [record, "record", str(place)]
            yield lead + make(row)

    def _record(self, table: str, body: Any, incident: str) -> Row:
        if body.status == VOID:
            return self._keys(table, body, incident)
        lead = [body.record, incident, *_version(body), *([body.author_name] if self._whole else [])]
        return lead + self._plans[table, body.form].cells(body.answers)

    def _keys(self, table: str, body: Any, *more: str) -> Row:
        keys = [body.record, *more, *_version(body)[:3]]
        return keys + [""] * (len(self._tables[table].columns) - len(keys))

    def _named(self, body: Any) -> bytes:
        """Return what the record copied about its person, as JSON; of one in no directory there is nothing."""
        found = body.people.get(body.answers.q_person.id) if body.people else None
        return b"{}" if found is None else bytes(found)

    def _read_details(self, data: bytes) -> tuple[str, Cells]:
        """Return day of birth and cells of a person as a record copied them; what does not fit the file is left out."""
        try:
            details = self._person_decoder.decode(msgspec.json.decode(data, type=_Named).details)
        except msgspec.ValidationError:
            details = self._person_decoder.decode(b"{}")
        born = details.q_born
        return born if isinstance(born, str) else "", tuple(self._person_plan.cells(details))

    def _answers(self, form: str) -> Any:
        questions = questions_of(form)
        every = frozenset(question.id for _, question in walk_questions(questions))
        return group(form, questions, words=every if self._whole else NEEDED)

    def _decoder(self, form: str, **more: tuple[Any, Any]) -> msgspec.json.Decoder[Any]:
        named: dict[str, tuple[Any, Any]] = {"number": (str | None, None), "author_name": (str, "")}
        common: dict[str, tuple[Any, Any]] = {
            "form": (str, form), "version": (int, 1), "status": (str, ""), "form_version": (int, 1),
            "written_at": (str, ""), **(named if self._whole else {}),
        }  # fmt: skip
        fields: list[Any] = [("record", str), ("answers", self._answers(form))]
        fields += [(name, *shape) for name, shape in (common | more).items()]
        return msgspec.json.Decoder(msgspec.defstruct("Body", fields, frozen=True, gc=False))


def numbers_also(review: Any) -> tuple[str, ...]:
    """Return the numbers of the other incidents that a learning review, once read, looked at."""
    rows = review.answers.q_also
    if isinstance(rows, State):
        return ()
    return tuple(row.q_number.strip() for row in rows if isinstance(row.q_number, str))


def _version(body: Any) -> tuple[str, str, str, str]:
    return (str(body.version), body.status, str(body.form_version), body.written_at)


def _age(born: str, started: Moment) -> str:
    age = age_on(born, WallTime(started.local, started.offset)) if born else None
    return "" if age is None else str(age)


def _seconds(practice: Any) -> str:
    """Return how long a practice took: by its two times, else as it was said; nothing where the end is before."""
    start, end, stated = practice.q_start, practice.q_end, practice.q_duration
    if start.offset and end.offset:
        between = datetime.fromisoformat(end.local + end.offset) - datetime.fromisoformat(start.local + start.offset)
        seconds = int(between.total_seconds())
        return str(seconds) if seconds >= 0 else ""
    return "" if stated.seconds is None else str(stated.seconds)
