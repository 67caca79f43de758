"""Takes in, at each sign-in, what was written without an account: its notice at once, and once it is sealed all of it.

The member who takes it in reads the notice and not a word more. Each file becomes one entry whose id is the file's
own: a crash between the commit and the file's removal takes nothing in twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from rrn_desktop.errors import DoesNotHold, Refused, StoreNewer, UserFacingError
from rrn_desktop.files import sweep_parts
from rrn_desktop.forms import registry
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.ledger.headers import moment
from rrn_desktop.ledger.inbox_bodies import DETAIL
from rrn_desktop.ledger.inbox_file import InboxFile
from rrn_desktop.services import inbox_aside as aside
from rrn_desktop.services import inbox_items as items
from rrn_desktop.services.calendar import calendar_within
from rrn_desktop.services.follow_ups import closed_by, due_from_notice, rows_of
from rrn_desktop.services.inbox_draft import DeskNote
from rrn_desktop.services.inbox_notices import WRITING, answers_known, on_the_board, writer_words
from rrn_desktop.services.inbox_phrases import forget_old
from rrn_desktop.services.inbox_place import INBOX, PHRASES, hold_inbox
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.own_numbers import numbers_within
from rrn_desktop.services.session import Session
from rrn_desktop.services.to_confirm import to_confirm
from rrn_desktop.store import desk_directory, desk_follow_ups, desk_inbox, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_inbox import InboxSeen

TAKEN_IN = "taken_in"
_INCIDENT = "incident"
_FACT, _FIRST = "inbox/{}", "first"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in from one file: its number, its form, who wrote it, and whether it is sealed yet."""

    number: str
    form: str
    writer: str = field(repr=False)
    state: str


@dataclass(frozen=True, slots=True)
class _Item:
    """One file that can be taken in now, with what this member may know of it."""

    path: Path
    file: InboxFile
    note: DeskNote = field(repr=False)


def take_in(session: Session) -> tuple[TakenIn, ...]:
    """Take in what was written without an account, and return what is new since the last time.

    - Quick when there is nothing; call it again whenever Today is shown.
    - A file that can't be taken in is set aside and named; it keeps nobody from signing in, and no other file out.
    """
    store = session.store
    if not any((store / INBOX).glob("*")):
        return ()
    with suppress(UserFacingError):
        _tidy(session)
    found: list[TakenIn] = []
    for item in sorted(_ready(session), key=lambda one: (one.file.about is not None, one.note.written_at.instant())):
        with suppress(UserFacingError):
            taken = _taken(session, item)
            found += [taken] if taken is not None else []
    return tuple(found)


def take_one(session: Session, item: str) -> TakenIn:
    """Take in one file that is sealed; raises Refused when it can't be."""
    taken = [_taken(session, one) for one in _ready(session) if one.file.id == item]
    found = next((one for one in taken if one is not None), None)
    if found is None:
        raise Refused("This could not be taken in.", "It is kept in the inbox.", "Sign in again, and look at Today.")
    return found


def _tidy(session: Session) -> None:
    aside.bring_back(session.store, by_lead=session.is_lead)
    with hold_inbox(session.store):
        for folder in (session.store / INBOX, session.store / INBOX / PHRASES):
            sweep_parts(folder)
    forget_old(session.store, session.held.clock.now())


def _ready(session: Session) -> Iterator[_Item]:
    """Give each file that can be read by this member and whose turn it is; set aside what never can be."""
    for path in items.paths(session.store):
        file = _read(session, path)
        if file is None:
            continue
        try:
            said = items.note_of(session, file)
        except DoesNotHold:
            aside.put_aside(path, aside.DAMAGED)
            continue
        if said is not None:
            yield _Item(path, file, said)


def _read(session: Session, path: Path) -> InboxFile | None:
    try:
        file = items.read(path)
    except StoreNewer:
        aside.put_aside(path, aside.NEWER)
    except UserFacingError:
        if path.exists():
            aside.put_aside(path, aside.DAMAGED)
    else:
        if file.site == session.held.roll.site_id:
            return file
        aside.put_aside(path, aside.FOREIGN)
    return None


def _taken(session: Session, item: _Item) -> TakenIn | None:
    if item.note.form != _INCIDENT:
        return _addition_taken(session, item) if item.file.state != WRITING else None
    if item.note.happened is None:
        return None
    with session.held.desk.read() as connection:
        there = desk_inbox.seen(connection, item.file.id)
        taken = desk_ledger.by_entry(connection, item.file.id) is not None
        stranger = there is None and _is_known(connection, item.file.record)
    if stranger:
        aside.put_aside(item.path, aside.DIFFERS)
        return None
    if taken:
        _taken_before(session, item)
        return None
    if item.file.state == WRITING:
        return None if there is not None and there.revision >= item.file.revision else _notice_stands(session, item)
    return _incident_taken(session, item)


def _is_known(connection: Connection, record: str) -> bool:
    """Say whether a record with this id is here already: then a file must not speak in its name."""
    return desk_notices.notice_of(connection, record) is not None or bool(desk_ledger.by_record(connection, record))


def _taken_before(session: Session, item: _Item) -> None:
    """Remove a file whose entry stands; one that is not the very file that was taken in is kept aside instead."""
    with session.held.desk.read() as connection:
        same = desk_directory.fact(connection, _FACT.format(item.file.id)) == _digest(item)
    if same:
        items.remove(item.path)
    else:
        aside.put_aside(item.path, aside.DIFFERS)


def _notice_stands(session: Session, item: _Item) -> TakenIn:
    with session.held.desk.write() as connection:
        number = _stand(connection, session, item)
    settled(session)
    return TakenIn(number, item.note.form, writer_words(item.note.writer), item.file.state)


def _incident_taken(session: Session, item: _Item) -> TakenIn:
    with session.held.desk.write() as connection:
        number = _stand(connection, session, item)
        _enter(connection, session, item, About(TAKEN_IN, item.file.id, item.file.record, number, 1))
        desk_notices.set_status(connection, item.file.record, item.note.status)
        desk_follow_ups.add(connection, _follow_ups(connection, session, item))
        _answered(connection, session, item)
    settled(session)
    items.remove(item.path)
    return TakenIn(number, item.note.form, writer_words(item.note.writer), item.file.state)


def _addition_taken(session: Session, item: _Item) -> TakenIn | None:
    """Take in what was added to an incident; it waits while that incident is still to be taken in itself."""
    with session.held.desk.read() as connection:
        about = desk_inbox.seen(connection, item.file.about or "")
        taken = desk_ledger.by_entry(connection, item.file.id) is not None
    if taken:
        _taken_before(session, item)
        return None
    if about is None or about.number is None:
        if item.file.about is None or not items.path_of(session.store, item.file.about).exists():
            aside.put_aside(item.path, aside.UNKNOWN)
        return None
    with session.held.desk.write() as connection:
        _enter(connection, session, item, About(TAKEN_IN, item.file.id, about.record, about.number))
        desk_inbox.see(connection, _seen(item, about.record, about.number))
        desk_follow_ups.add(connection, to_confirm(connection, item.file.id, about.record, item.note.written_at))
    settled(session)
    items.remove(item.path)
    return TakenIn(about.number, item.note.form, writer_words(item.note.writer), item.file.state)


def _stand(connection: Connection, session: Session, item: _Item) -> str:
    """Put the notice up, or bring it up to date, and return its number; both are kept or neither."""
    new = desk_notices.notice_of(connection, item.file.record) is None
    board = replace(on_the_board(item.note, item.file.record), status=WRITING)
    number = desk_notices.stand(connection, board, session.desk_code, session.book_year()).number
    if new and item.note.happened is not None:
        due_from_notice(connection, session, item.file.record, item.note.happened)
    if new:
        note(connection, session, About("notice", record=item.file.record, number=number))
    desk_inbox.see(connection, _seen(item, item.file.record, number))
    return number


def _seen(item: _Item, record: str, number: str) -> InboxSeen:
    return InboxSeen(item.file.id, record, number, item.file.revision, item.file.state)


def _enter(connection: Connection, session: Session, item: _Item, about: About) -> None:
    """Append the whole file as an entry that the register alone opens, and remember which file it was."""
    desk_directory.put_fact(connection, _FACT.format(item.file.id), _digest(item))
    note(connection, session, about, {DETAIL: items.text_of(item.file)}, recipients_of(session.held.roll))


def _answered(connection: Connection, session: Session, item: _Item) -> None:
    """Close what the record itself answers: that it was made, at the time at which it was written."""
    definition = registry.definition(_INCIDENT)
    known = answers_known(item.note, definition)
    answered = closed_by(
        session.profile, item.file.record, definition, known, by_lead=False, first=item.note.status == _FIRST
    )
    desk_follow_ups.close(connection, answered, moment(item.note.written_at.instant()))


def _digest(item: _Item) -> str:
    return hashlib.sha256(items.text_of(item.file).encode("ascii")).hexdigest()


def _follow_ups(connection: Connection, session: Session, item: _Item) -> Iterator[desk_follow_ups.FollowUp]:
    """Give what is due after an incident as far as its notice tells, and that someone confirms who wrote it."""
    record, said = item.file.record, item.note
    definition = registry.definition(_INCIDENT)
    known = answers_known(said, definition)
    days, own = calendar_within(connection, session.profile), numbers_within(connection, session.profile)
    yield from rows_of(
        session.profile, record, definition, known,
        recorded=said.written_at, calendar=days, own=own, first=said.status == _FIRST,
    )  # fmt: skip
    yield from to_confirm(connection, item.file.id, record, said.written_at)
