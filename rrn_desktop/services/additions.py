"""Additions: small sealed entries that anyone on the desk attaches to an incident, and that never alter its record."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from msgspec import UnsetType

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.belonging import check_incident
from rrn_desktop.ledger.bodies import WrittenBy
from rrn_desktop.ledger.headers import TAKEN_IN
from rrn_desktop.ledger.opening import OpenedAttached, open_attached
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import drafts
from rrn_desktop.services.author_names import account_names, name_of_author
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.entries import ADDITION
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.journal import log
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.desk_ledger import StoredEntry


@dataclass(frozen=True, slots=True)
class Addition:
    """One addition as it is read; ``written_by`` when the words are not those of the member who signed."""

    entry_hash: str
    number: str
    form: str
    form_version: int
    title: str
    happened_at: str | None
    written_at: str
    author: str
    author_name: str = field(repr=False)
    author_role: str = field(repr=False)
    written_by: WrittenBy | None = field(repr=False)
    body_text: str = field(repr=False)
    people: Mapping[str, Any] = field(repr=False)
    answers: Answers = field(repr=False)


def kinds() -> tuple[Definition, ...]:
    """Return the kinds of addition that there are, in the order in which they are offered."""
    return registry.additions()


def begin(session: Session, kind: str, number: str) -> Draft:
    """Return a new addition to the incident of a number; nothing is kept of it until it is saved.

    Raises NotFound for an unknown kind or number, and Refused for one that is void, given up or of another PC.
    """
    if kind not in {one.form for one in kinds()}:
        raise NotFound(
            "There is no addition of that kind.",
            "Nothing was changed.",
            f"Kinds are: {', '.join(one.form for one in kinds())}.",
        )
    incident = incident_of(session, number)
    return drafts.begin(session, kind, about=incident.record, number=incident.number)


def of_number(session: Session, number: str, *, looked_at: bool = False) -> tuple[Addition, ...]:
    """Return the additions to an incident that this member may read, in order of time.

    With ``looked_at`` the ledger keeps that they were read, unless they are all the member's own.
    """
    accounts = account_names(session)
    found = tuple(addition_of(opened, accounts) for _, opened in entries_added(session, number))
    if looked_at and any(one.author != session.member.id for one in found):
        record = None if not found else _record(session, number)
        log(session, About("view", record=record, number=number))
    return found


def addition_of(opened: OpenedAttached, accounts: Mapping[str, str]) -> Addition:
    """Return an opened entry as it is read, by the form that it was written with."""
    body = opened.body
    definition = registry.definition(body.form, body.form_version)
    return Addition(
        entry_hash=opened.row.hash,
        number=body.number,
        form=body.form,
        form_version=body.form_version,
        title=definition.title,
        happened_at=body.happened_at,
        written_at=body.written_at,
        author=body.author,
        author_name=name_of_author(accounts, body),
        author_role=body.author_role,
        written_by=None if isinstance(body.written_by, UnsetType) else body.written_by,
        body_text=opened.text.decode("utf-8"),
        people=body.people,
        answers=read_answers(definition, body.answers),
    )


def entries_added(session: Session, number: str) -> tuple[tuple[StoredEntry, OpenedAttached], ...]:
    """Return the same additions, each as it lies in the ledger and opened."""
    with session.held.desk.read() as connection:
        taken_in = desk_ledger.by_number(connection, number, TAKEN_IN)
        unsigned = (entry for entry in taken_in if entry.row.version is None)
        entries = (*desk_ledger.by_number(connection, number, ADDITION), *unsigned)
    by = reader(session)
    readable = [entry for entry in entries if by.is_among(entry)]
    opened: list[tuple[StoredEntry, OpenedAttached]] = []
    with session.held.desk.read() as connection:
        for entry in readable:
            # One that does not hold is named by verifying, and keeps nobody from the record and the rest.
            with suppress(EntryRefused):
                one = open_attached(entry, by, session.held.roll)
                check_incident(connection, one, session.held.roll)
                opened.append((entry, one))
    return tuple(sorted(opened, key=_in_time))


def _in_time(pair: tuple[StoredEntry, OpenedAttached]) -> tuple[Any, ...]:
    body = pair[1].body
    written = parse_rfc3339(body.written_at)
    return parse_rfc3339(body.happened_at or body.written_at), written, pair[0].row.hash


def _record(session: Session, number: str) -> str | None:
    with session.held.desk.read() as connection:
        return desk_ledger.record_of_number(connection, number)
