"""What follows from what was written without an account, once a lead is there whose key opens it.

Who took it in knew its notice and no more; so until then only what any incident asks for is due.
"""

from __future__ import annotations

from collections.abc import Iterable

from rrn_desktop.clock import parse_rfc3339, read_wall
from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.ledger.belonging import check_incident
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.headers import TAKEN_IN, moment
from rrn_desktop.ledger.opening import OpenedAttached, open_taken_in
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.incidents import VOIDED
from rrn_desktop.services.reading import reader
from rrn_desktop.services.renewing import Asking, answered_now, due_now
from rrn_desktop.services.rightful import made_by_lead, may_void
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory, desk_follow_ups, desk_inbox, desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import StoredEntry

_FACT, _DONE = "inbox_opened/{}", "1"


def renew_what_was_taken_in(session: Session) -> None:
    """Begin, move and answer what is due by the answers of all that was taken in and that no lead has opened yet."""
    with session.held.desk.read() as connection:
        taken = [one.id for one in desk_inbox.all_seen(connection) if one.state == "sealed"]
        waiting = [one for one in taken if desk_directory.fact(connection, _FACT.format(one)) is None]
        entries = [found for one in waiting if (found := desk_ledger.by_entry(connection, one)) is not None]
    if entries:
        with session.held.desk.write() as connection:
            renew_within(connection, session, entries)


def renew_within(connection: Connection, session: Session, entries: Iterable[StoredEntry]) -> None:
    """Do the same for some entries, within a transaction; each counts once."""
    for entry in entries:
        known = _FACT.format(entry.row.entry)
        if entry.row.kind != TAKEN_IN or desk_directory.fact(connection, known) is not None:
            continue
        opened = _opened(connection, session, entry)
        if opened is None:
            continue
        if not _is_past(connection, session, entry):
            _renew(connection, session, *opened)
        desk_directory.put_fact(connection, known, _DONE)


def _opened(connection: Connection, session: Session, entry: StoredEntry) -> tuple[Body | Attached, Asking] | None:
    """Return what was taken in, or None for what can't be read: verifying names it, and it stops nobody."""
    try:
        opened = open_taken_in(entry, reader(session), session.held.roll)
        if isinstance(opened, OpenedAttached):
            check_incident(connection, opened, session.held.roll)
        body = opened.body
        definition = registry.definition(body.form, body.form_version)
        answers = read_answers(definition, body.answers)
    except (EntryRefused, AnswersRefused, KeyError):
        return None
    first = isinstance(body, Body) and body.status == "first"
    return body, Asking(body.profile, body.record, definition, answers, entry.row.entry, first)


def _is_past(connection: Connection, session: Session, entry: StoredEntry) -> bool:
    """Say whether this counts no more: its incident is void, or a lead sealed a newer version of it."""
    record = entry.row.record or ""
    if any(may_void(connection, session, mark.row) for mark in desk_ledger.by_kinds(connection, record, (VOIDED,))):
        return True
    versions = desk_ledger.by_record(connection, record) if entry.row.version is not None else ()
    return any((one.row.version or 0) > 1 and made_by_lead(session, one.row) for one in versions)


def _renew(connection: Connection, session: Session, body: Body | Attached, asking: Asking) -> None:
    written = read_wall(body.written_at, body.zone)
    due = due_now(connection, session, asking, recorded=written)
    answered = answered_now(connection, asking, by_lead=False)
    desk_follow_ups.add(connection, due.rows)
    at = moment(parse_rfc3339(body.written_at))
    for one in answered:
        desk_follow_ups.close(connection, (one.id,), one.at or at)
    desk_follow_ups.end(connection, due.ended, "not_asked")
