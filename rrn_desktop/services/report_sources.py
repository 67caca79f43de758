"""What a report draws on: the record and all that was added to it, as far as the member who prints it may read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from msgspec import UnsetType

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.exports.pdf.report_answers import Source
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.forms.wording import day_words
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.opening import OpenedBody, open_entry
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import directory, whom_to_tell
from rrn_desktop.services.additions import entries_added
from rrn_desktop.services.entries import ADDITION
from rrn_desktop.services.follow_ups import of_incident
from rrn_desktop.services.name_finder import Kind, Known, only_names
from rrn_desktop.services.reading import not_rightful_of, reader, versions_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger

_SUPPORT, _REVIEW = "support", "review"
# Texts in which a name is typed: of those who were told, who took part in a review, who will do something.
_NAME_FIELDS = {"name", "who", "owner", "with_whom"}
_Listed: TypeAlias = tuple[Kind, str | None, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A record as its report sees it: its newest version, all sources, whose names are looked for, and who it is about.

    ``newer`` says that a version came after it which this member may not read, ``more`` that something was added to it
    which they may not read. ``dates`` are days in words that follow-ups know.
    """

    opened: OpenedBody
    sources: tuple[Source, ...]
    person: PersonRef | None = field(repr=False)
    known: tuple[Known, ...] = field(repr=False)
    newer: bool
    more: bool
    dates: Mapping[str, str]


def gathered(session: Session, number: str) -> Gathered:
    """Return what a report on the incident of a number draws on.

    Raises NotFound, NoRight when no version is theirs to read, and DoesNotHold for one that was changed.
    """
    newest = versions_of_number(session, number)[-1]
    opened: list[tuple[str, Body | Attached]] = [(newest.row.hash, newest.body)]
    opened += [(one.row.hash, one.body) for _, one in entries_added(session, number)]
    for form in (_SUPPORT, _REVIEW):
        opened += [(one.row.hash, one.body) for one in _newest_under(session, number, form)]
    sources = tuple(_source(entry_hash, body) for entry_hash, body in opened)
    person = sources[0].answers.get(sources[0].definition.facts.person)
    who = person if isinstance(person, PersonRef) else None
    return Gathered(
        opened=newest,
        sources=sources,
        person=who,
        known=tuple(_known(session, who, sources, [body for _, body in opened])),
        newer=_is_newer(session, newest),
        more=_is_more(session, number),
        dates=_dates(session, newest.body, {source.form for source in sources}),
    )


def _newest_under(session: Session, number: str, form: str) -> Iterator[OpenedBody]:
    """Yield the newest version of each record of a form under a number that this member may read; no void ones."""
    with session.held.desk.read() as connection:
        entries = desk_ledger.by_number(connection, number, form)
    by, newest = reader(session), dict[str, OpenedBody]()
    for entry in entries:
        # One that does not hold is named by verifying, and keeps nobody from the rest.
        with suppress(EntryRefused):
            if by.is_among(entry) and entry.row.hash not in not_rightful_of(session, entry.row.record or ""):
                opened = open_entry(entry, by, session.held.roll)
                there = newest.get(opened.body.record)
                if there is None or there.body.version < opened.body.version:
                    newest[opened.body.record] = opened
    yield from (one for one in newest.values() if one.body.status != "void")


def _source(entry_hash: str, body: Body | Attached) -> Source:
    definition = registry.definition(body.form, body.form_version)
    return Source(body.form, definition, read_answers(definition, body.answers), entry_hash)


def _is_newer(session: Session, newest: OpenedBody) -> bool:
    aside = not_rightful_of(session, newest.body.record)
    with session.held.desk.read() as connection:
        rows = [entry.row for entry in desk_ledger.by_record(connection, newest.body.record)]
    return any((row.version or 0) > newest.body.version for row in rows if row.hash not in aside)


def _is_more(session: Session, number: str) -> bool:
    """Say whether something stands under a number that this member may not read; support of staff is left aside."""
    with session.held.desk.read() as connection:
        entries = desk_ledger.by_number(connection, number, ADDITION, _SUPPORT, _REVIEW)
    by = reader(session)
    return any(not by.is_among(entry) for entry in entries)


def _dates(session: Session, body: Body, forms: set[str]) -> Mapping[str, str]:
    """Return days that follow-ups know, in words: when support was given, and by when the review is due."""
    found: dict[str, str] = {}
    for one in of_incident(session, body.record):
        if one.kind == _SUPPORT and one.done_at is not None and _SUPPORT not in forms:
            found["support_given"] = _day(session, one.done_at)
        if one.kind == _REVIEW and one.outcome == "open" and _REVIEW not in forms:
            due = one.booked or one.due
            late = parse_rfc3339(due) < session.held.clock.now()
            found["review_late" if late else "review_due"] = _day(session, due)
    return found


def _day(session: Session, moment: str) -> str:
    return day_words(wall_time(parse_rfc3339(moment), session.zone).local[:10])


def _known(
    session: Session, person: PersonRef | None, sources: Sequence[Source], bodies: Sequence[Body | Attached]
) -> Iterator[Known]:
    """Yield everyone whose name may stand in a text: of the directory, of the record, of the file, of who wrote it."""
    listed: list[_Listed] = [("other", one.id, one.name) for one in directory.everyone(session)]
    listed += [("staff", one.id, one.name) for one in directory.members(session)]
    listed += [_as_written(identity, details) for body in bodies for identity, details in body.people.items()]
    listed += [named for source in sources for named in _named(source.definition, source.answers)]
    listed += [("staff", None, name) for body in bodies for name in _writers(body)]
    if person is not None:
        listed.append(("other", person.id, person.name))
        listed += [("other", None, only_names(name)) for name in whom_to_tell.names_in_file(session, person)]
    staff = {folded(name) for kind, _, name in listed if kind == "staff"}
    # A name alone, typed where anyone's may stand, makes no stranger of a member of staff.
    listed = [one for one in listed if one[0] == "staff" or one[1] is not None or folded(one[2]) not in staff]
    found = dict.fromkeys(Known(name, _kind(kind, identity, name, person)) for kind, identity, name in listed if name)
    yield from found


def _kind(kind: Kind, identity: str | None, name: str, person: PersonRef | None) -> Kind:
    if person is not None and kind == "other":
        same = identity == person.id if identity and person.id else folded(name) == folded(person.name)
        return "person" if same else "other"
    return kind


def _as_written(identity: str, details: Any) -> _Listed:
    kind: Kind = "staff" if "job_title" in details else "other"
    return kind, identity, str(details.get("name", ""))


def _named(definition: Definition, answers: Answers) -> Iterator[_Listed]:
    for path, value in answers.leaves():
        question = definition.question(path)
        if isinstance(value, PersonRef):
            yield ("staff" if question.type == "staff" else "other"), value.id, value.name
        elif question.type == "text" and question.id in _NAME_FIELDS and isinstance(value, str):
            yield "other", None, only_names(value)


def _writers(body: Body | Attached) -> Iterator[str]:
    yield body.author_name
    if not isinstance(body.written_by, UnsetType):
        yield body.written_by.name
