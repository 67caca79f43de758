"""Rows of the tables from the bodies of records and additions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        self._hiding = hiding
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

    def incidents(self, page: Sequence[bytes], into: Tables) -> None:
        """Add the rows of the newest versions of some incidents; of a void one only its keys."""
        decode = self._decoders["incident"].decode
        read = [decode(data) for data in page]
        into["incidents"] += [self._keys("incidents", body) for body in read if body.status == VOID]
        bodies = [body for body in read if body.status != VOID]
        files = [self._details(self._named(body)) for body in bodies]
        begun = [self._begun(body, born) for body, (born, _) in zip(bodies, files, strict=True)]
        answers, people = [body.answers for body in bodies], [cells for _, cells in files]
        into["incidents"] += self._plans["incidents", "incident"].rows(begun, answers, people)
        records = [self._record(body) for body in bodies]
        inner = [
            (record, own, *row)
            for (record, *own), body in zip(records, bodies, strict=True)
            for row in _numbered(body.answers.q_practices)
        ]
        leads = [(record, place, _seconds(row), *own) for record, own, place, row in inner]
        into["practices"] += self._plans["practices", "incident"].rows(leads, [row for *_, row in inner])
        for table, path in (("injuries", "q_injuries"), ("told", "q_told")):
            inner = [
                (record, own, *row)
                for (record, *own), body in zip(records, bodies, strict=True)
                for row in _numbered(getattr(body.answers, path))
            ]
            leads = [(record, "record", place, *own, *("" for _ in own)) for record, own, place, _ in inner]
            into[table] += self._plans[table, "incident"].rows(leads, [row for *_, row in inner])

    def added(self, form: str, page: Sequence[bytes], into: Tables) -> None:
        """Add the rows of what was added to incidents on some form."""
        bodies = [self._decoders[form].decode(data) for data in page]
        begun = [self._addition(body) for body in bodies]
        into[ADDED[form]] += self._plans[ADDED[form], form].rows(begun, [body.answers for body in bodies])

    def support(self, page: Sequence[bytes], into: Tables) -> None:
        """Add the rows of some records of support."""
        for body in map(self._decoders["support"].decode, page):
            into["support"] += self._records("support", body, [body.about])

    def review(self, data: bytes) -> Any:
        """Return a learning review, read but not yet made into rows."""
        return self._decoders["review"].decode(data)

    def reviewed(self, body: Any, incidents: Sequence[str], into: Tables) -> None:
        """Add the rows of a learning review, one for each incident that was looked at, and of its actions."""
        into["reviews"] += self._records("reviews", body, incidents)
        if incidents and body.status != VOID:
            inner = list(_numbered(body.answers.q_actions))
            record, *own = self._record(body)
            begun = [(record, place, *own) for place, _ in inner]
            into["actions"] += self._plans["actions", "review"].rows(begun, [row for _, row in inner])

    def _begun(self, body: Any, born: str) -> Cells:
        age = _age(born, body.answers.q_started)
        record, *own = self._record(body)
        named = (body.number or "", body.author_name) if self._whole else ()
        return (record, *_version(body), age, *named, *own)

    def _record(self, body: Any) -> Cells:
        """Return the pseudonym of a record, and its own id where names are asked for."""
        return (self._hiding.record(body.record), *((body.record,) if self._whole else ()))

    def _addition(self, body: Any) -> Cells:
        record, *own = self._record(body)
        return (record, "addition", self._hiding.addition(body.entry), *own, *((body.entry,) if self._whole else ()))

    def _records(self, table: str, body: Any, incidents: Sequence[str]) -> list[Row]:
        if body.status == VOID:
            return [self._keys(table, body, incident) for incident in incidents]
        record, *own = self._record(body)
        begun: list[Cells] = []
        for incident in incidents:
            named = (body.author_name, *own, incident) if self._whole else ()
            begun.append((record, self._hiding.record(incident), *_version(body), *named))
        return self._plans[table, body.form].rows(begun, [body.answers] * len(begun))

    def _keys(self, table: str, body: Any, *more: str) -> Row:
        ids = [body.record, *more]
        keys = [*map(self._hiding.record, ids), *_version(body)[:3]]
        row = keys + [""] * (len(self._tables[table].columns) - len(keys))
        if self._whole:
            codes = [field.code for field in self._tables[table].fields]
            for code, own in zip(("record_id", "incident_id"), ids, strict=False):
                row[codes.index(code)] = own
        return row

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
        return born if isinstance(born, str) else "", tuple(self._person_plan.rows([()], [details])[0])

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


def _numbered(rows: Any) -> Iterator[tuple[str, Any]]:
    """Yield the rows of a repeat with their places; none for a stated unknown."""
    if type(rows) is tuple:
        for place, row in enumerate(rows, 1):
            yield str(place), row


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
