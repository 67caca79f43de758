"""What a printed record is made of: the signed files that are attached to it, once each of them holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import DoesNotHold
from rrn_desktop.exports.pdf import print_facts
from rrn_desktop.exports.pdf.print_facts import PrintFacts
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.headers import INCIDENT
from rrn_desktop.ledger.opening import OpenedAttached, OpenedBody, OpenedNote
from rrn_desktop.ledger.record_file import check_record_file

RECORD_JSON = "record.json"
SUPPORT, REVIEW = "support", "review"
_PART = re.compile(r"(support|review)-[1-9][0-9]{0,3}\.json")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record, with its answers by the form that it was written with."""

    opened: OpenedBody
    definition: Definition
    answers: Answers = field(repr=False)

    @property
    def body(self) -> Body:
        """Return what its author signed."""
        return self.opened.body


@dataclass(frozen=True, slots=True)
class Added:
    """One thing that was added to a record, with its answers by the form that it was written with."""

    opened: OpenedAttached
    definition: Definition
    answers: Answers = field(repr=False)

    @property
    def body(self) -> Attached:
        """Return what its author signed."""
        return self.opened.body


@dataclass(frozen=True, slots=True)
class Record:
    """One signed file: its name, its SHA-256, and what is in it; of the versions the newest is the last."""

    name: str
    sha256: str
    site: str
    versions: tuple[Version, ...]
    additions: tuple[Added, ...]
    marks: tuple[OpenedNote, ...]

    @property
    def newest(self) -> Version:
        """Return the version that counts."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that is printed: the incident, the support and the reviews that came after it, and the print facts."""

    facts: PrintFacts = field(repr=False)
    incident: Record
    others: tuple[Record, ...]

    def of_form(self, form: str) -> tuple[Record, ...]:
        """Return the other records of a form."""
        return tuple(one for one in self.others if one.newest.body.form == form)


def read_source(files: Mapping[str, bytes]) -> Source:
    """Return what is to be printed, by the attachments alone.

    Raises DoesNotHold when a signed file does not hold, is missing, or does not belong here; StoreDamaged and
    StoreNewer when a file is none of ours.
    """
    facts = print_facts.read(files.get(print_facts.NAME, b""))
    if set(files) != {*facts.parts, print_facts.NAME} or len(files) != len(facts.parts) + 1:
        raise _does_not_hold()
    if facts.parts[:1] != (RECORD_JSON,):
        raise _does_not_hold()
    incident, *others = (_record(name, files[name]) for name in facts.parts)
    if incident.newest.body.form != INCIDENT or not all(_belongs(one, incident) for one in others):
        raise _does_not_hold()
    return Source(facts, incident, tuple(others))


def in_time(additions: Iterable[Added]) -> tuple[Added, ...]:
    """Return what was added in the order in which it happened, or was written where nobody says when it happened."""
    return tuple(sorted(additions, key=lambda one: (_instant(one), one.opened.row.at, one.opened.row.hash)))


def _instant(one: Added) -> float:
    return parse_rfc3339(one.body.happened_at or one.body.written_at).timestamp()


def _record(name: str, data: bytes) -> Record:
    found = check_record_file(data, name=name)
    if not found.holds or not found.versions:
        raise _does_not_hold()
    return Record(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        site=found.site,
        versions=tuple(Version(one, *_read(one.body)) for one in found.versions),
        additions=tuple(Added(one, *_read(one.body)) for one in found.additions),
        marks=found.marks,
    )


def _read(body: Body | Attached) -> tuple[Definition, Answers]:
    try:
        definition = registry.definition(body.form, body.form_version)
    except KeyError:
        raise _does_not_hold() from None
    return definition, read_answers(definition, body.answers)


def _belongs(one: Record, incident: Record) -> bool:
    """Say whether a support or a review is about this incident, by itself or together with others."""
    named, body = _PART.fullmatch(one.name), one.newest.body
    if named is None or named[1] != body.form or one.site != incident.site:
        return False
    number = incident.newest.body.number
    also = [row.get("number") for row in one.newest.answers.rows("also")] if body.form == REVIEW else []
    return body.about == incident.newest.body.record or number in also


def _does_not_hold() -> DoesNotHold:
    return DoesNotHold(
        "The signed files of this record do not hold, or do not belong together.",
        "Nothing was printed.",
        "Tell your lead. Check the store.",
    )
