"""What the program tells one member: what was done with what they wrote, and what in the inbox needs care."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.forms.wording import day_words, moment_words
from rrn_desktop.ledger.bodies import Note
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.backup_notices import of_backups
from rrn_desktop.services.inbox_aside import set_aside
from rrn_desktop.services.reading import own_reader
from rrn_desktop.services.rightful import made_by_lead
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import CONFIRMED
from rrn_desktop.store import desk_ledger, desk_seen
from rrn_desktop.store.desk_ledger import StoredEntry

INBOX_ASIDE, BACKUP = "inbox_aside", "backup"
_TITLES: Mapping[str, str] = {
    "you_said": "You said, we did",
    "draft_opened": "Your draft was opened",
    "confirmed": "What you wrote was confirmed",
    "review_moved": "A learning review was moved",
    INBOX_ASIDE: "Something in the inbox needs care",
}
_SENTENCES: Mapping[str, str] = {
    "you_said": "{text}",
    "draft_opened": "A lead opened the draft that you left, and said why: {reason}",
    "confirmed": "It is confirmed that you wrote it.",
    "review_moved": "The learning review was moved to {to}. The reason: {reason}",
}
_MOMENTS = ("from", "to")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the member who is signed in; ``hash`` is what it is marked as seen by, ``at`` is local."""

    hash: str
    kind: str
    number: str | None
    at: str
    title: str
    text: str = field(repr=False)


def waiting(session: Session) -> tuple[Message, ...]:
    """Return what this member has not seen yet, the latest first."""
    with session.held.desk.read() as connection:
        seen = desk_seen.seen_by(connection, session.member.id)
        entries = desk_ledger.entries_for(connection, session.member.id, tuple(_SENTENCES))
    unseen = tuple(one for one in entries if one.row.hash not in seen)
    told = [*_of_entries(session, unseen), *_of_inbox(session), *_of_backups(session)]
    return tuple(one for one in told if one.hash not in seen)


def mark_seen(session: Session, message_hash: str) -> None:
    """Keep that this member has seen a message."""
    with session.held.desk.write() as connection:
        desk_seen.see(connection, session.member.id, message_hash)


def _of_entries(session: Session, entries: tuple[StoredEntry, ...]) -> Iterator[Message]:
    own = own_reader(session)
    for entry in entries:
        if entry.row.member == session.member.id:
            continue
        try:
            note = open_note(entry, own, session.held.roll)
        except EntryRefused:
            # Verifying names an entry that does not hold; here it says nothing.
            continue
        if entry.row.kind == CONFIRMED and not made_by_lead(session, entry.row):
            continue
        yield _message(session, entry, note)


def _message(session: Session, entry: StoredEntry, note: Note) -> Message:
    row = entry.row
    text = _SENTENCES[row.kind].format_map(_Said(session.zone, note.details))
    return Message(row.hash, row.kind, row.number, _by_the_wall(row.at, session.zone), _TITLES[row.kind], text)


def _of_inbox(session: Session) -> Iterator[Message]:
    for one in set_aside(session.store):
        mark = hashlib.sha256(f"{one.name}/{one.reason}".encode()).hexdigest()
        at = _by_the_wall(one.at, session.zone)
        yield Message(mark, INBOX_ASIDE, None, at, _TITLES[INBOX_ASIDE], one.says)


def _of_backups(session: Session) -> Iterator[Message]:
    for one in of_backups(session):
        yield Message(one.mark, BACKUP, None, one.at, one.title, one.text)


def _by_the_wall(moment: str, zone: str) -> str:
    return wall_time(parse_rfc3339(moment), zone).rfc3339()


class _Said(dict[str, str]):
    """The details of a note as words; one that is not there is not said."""

    def __init__(self, zone: str, details: Mapping[str, Any]) -> None:
        super().__init__(
            {key: _words(value, zone) if key in _MOMENTS else str(value) for key, value in details.items()}
        )

    def __missing__(self, key: str) -> str:
        return ""


def _words(value: object, zone: str) -> str:
    """Return a detail as words: a moment or a day as people say it, anything else as it was written."""
    text = str(value)
    try:
        return day_words(text) if _DAY.fullmatch(text) else moment_words(wall_time(parse_rfc3339(text), zone))
    except ValueError:
        return text
