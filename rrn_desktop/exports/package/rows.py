"""Rows of the tables from the bodies of records and additions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec
from msgspec import Raw

from rrn_desktop.clock import WallTime
from rrn_desktop.exports.package.cells import Cells, Hiding
from rrn_desktop.exports.package.plans import Row, person_plan, plan
from rrn_desktop.exports.package.shapes import NEEDED, Moment, State, group
from rrn_desktop.exports.package.tables import questions_of, tables
from rrn_desktop.forms.definition import walk_questions
from rrn_desktop.forms.derive import age_on

Tables: TypeAlias = dict[str, list[Row]]
"""Rows by the name of their table."""
VOID = "void"
ADDED = {"told": "told", "injury": "injuries"}
"""What is counted among the rows of a table where it was added later, by form."""
_DETAILS_KEPT = 4096


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

    def incident(self, data: bytes, into: Tables) -> None:
        """Add the rows of an incident's newest version; of a void one only its keys."""
        body = self._decoders["incident"].decode(data)
        if body.status == VOID:
            into["incidents"].append(self._keys("incidents", body))
            return
        answers = body.answers
        born, person = self._details(self._named(body))
        row = [body.record, *_version(body), _age(born, answers.q_started)]
        if self._whole:
            row += [body.number or "", body.author_name]
        into["incidents"].append(self._plans["incidents", "incident"].fill(row, answers, person))
        for table, rows in (("injuries", answers.q_injuries), ("told", answers.q_told)):
            if rows and type(rows) is tuple:
                fill, out = self._plans[table, "incident"].fill, into[table]
                for place, one in enumerate(rows, 1):
                    out.append(fill([body.record, "record", str(place)], one))
        self._practices(body.record, answers.q_practices, into)

    def added(self, form: str, data: bytes, into: Tables) -> None:
        """Add the row of something that was added to an incident."""
        body = self._decoders[form].decode(data)
        table = ADDED[form]
        into[table].append(self._plans[table, form].fill([body.record, "addition", body.entry], body.answers))

    def support(self, data: bytes, into: Tables) -> None:
        """Add the row of a record of support."""
        body = self._decoders["support"].decode(data)
        into["support"].append(self._record("support", body, body.about))

    def review(self, data: bytes) -> Any:
        """Return a learning review, read but not yet made into rows."""
        return self._decoders["review"].decode(data)

    def reviewed(self, body: Any, incidents: Sequence[str], into: Tables) -> None:
        """Add the rows of a learning review, one for each incident that was looked at, and of its actions."""
        if not incidents:
            return
        into["reviews"].extend(self._record("reviews", body, incident) for incident in incidents)
        actions = body.answers.q_actions
        if body.status != VOID and not isinstance(actions, State):
            fill = self._plans["actions", "review"].fill
            into["actions"].extend(fill([body.record, str(place)], row) for place, row in enumerate(actions, 1))

    def _practices(self, record: str, rows: Any, into: Tables) -> None:
        if not isinstance(rows, State):
            fill = self._plans["practices", "incident"].fill
            into["practices"].extend(
                fill([record, str(place), _seconds(row)], row) for place, row in enumerate(rows, 1)
            )

    def _record(self, table: str, body: Any, incident: str) -> Row:
        if body.status == VOID:
            return self._keys(table, body, incident)
        row = [body.record, incident, *_version(body), *([body.author_name] if self._whole else [])]
        return self._plans[table, body.form].fill(row, body.answers)

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
        return born if isinstance(born, str) else "", tuple(self._person_plan.fill([], details))

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
