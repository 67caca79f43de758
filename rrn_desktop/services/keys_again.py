"""What someone who forgot their passphrase gets back, and what waits for two recovery cards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rrn_desktop.errors import Refused
from rrn_desktop.keys.keyring import DRAFT, RECEIVE, shared_key
from rrn_desktop.keys.rights import RECOVERY
from rrn_desktop.keys.roll import RollMember
from rrn_desktop.ledger.draft_boxes import DraftKey, DraftName, close_draft, open_own_draft
from rrn_desktop.ledger.opening import Reader, reader_of, register_reader
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.ledger.wrapping_again import WrappedAgain, wrap_again
from rrn_desktop.services.session import Session
from rrn_desktop.services.view_boxes import bound_to, closed_again
from rrn_desktop.store import desk_directory, desk_drafts, desk_views
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_drafts import DraftRow

_OWED = "keys_owed"


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What new keys open again: entries, drafts and saved searches; and what waits for two recovery cards."""

    entries: int = 0
    drafts: int = 0
    entries_waiting: int = 0
    drafts_waiting: int = 0
    searches: int = 0
    searches_waiting: int = 0


class DraftWaits(Refused):
    """A draft was written under keys that its author does not have any more."""

    code = "draft_waits"


def owe(session: Session, member: str) -> None:
    """Remember that someone gets new keys: after a crash, the next lead who signs in gives back what is theirs."""
    with session.held.desk.write() as connection:
        owed = _owed(desk_directory.fact(connection, _OWED))
        desk_directory.put_fact(connection, _OWED, json.dumps(sorted({*owed, member})))


def give_back_what_is_owed(session: Session) -> None:
    """Finish what a crash cut short; only a lead's session can."""
    with session.held.desk.read() as connection:
        owed = _owed(desk_directory.fact(connection, _OWED))
    for member in owed:
        give_back(session, member)


def give_back(session: Session, member: str) -> GivenBack:
    """Wrap a member's sealed entries to their keys of now; with two recovery cards, drafts and searches open too."""
    held = session.held
    listed = held.roll.members[member]
    wrapped = wrap_again(held.desk, held.roll, member, _readers(session, listed)) if listed.former else WrappedAgain()
    keys = _draft_keys(session, listed)
    with held.desk.write() as connection:
        back, waiting = _drafts(connection, held.roll.site_id, listed.id, keys)
        searches, closed = _searches(connection, held.roll.site_id, listed.id, keys)
    with held.desk.write() as connection:
        owed = [one for one in _owed(desk_directory.fact(connection, _OWED)) if one != member]
        desk_directory.put_fact(connection, _OWED, json.dumps(owed))
    return GivenBack(wrapped.done, back, wrapped.waiting, waiting, searches, closed)


def open_draft_row(session: Session, row: DraftRow) -> tuple[bytes, DraftKey]:
    """Return an own draft and its key; raises DraftWaits for one of before the member was given new keys."""
    try:
        return open_own_draft(row, session.held.roll.site_id, session.held.secrets.draft_key)
    except EntryRefused:
        if not session.held.roll.members[row.author].former:
            raise
        raise DraftWaits(
            "This draft was written before you were given new keys, and your passphrase does not open it.",
            "It is kept as you left it.",
            "Two recovery cards bring it back to you. From 24 hours after it was saved, a lead can open it as well.",
        ) from None


def _owed(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _readers(session: Session, listed: RollMember) -> list[Reader]:
    held = session.held
    register = register_reader(held.register_seeds)
    readers = [] if register is None else [register]
    return [*readers, *(reader_of(listed.id, seed) for seed in _kept(session, RECEIVE, listed))]


def _kept(session: Session, family: str, listed: RollMember) -> list[bytes]:
    """Return what recovery holds of a member's keys of before, the latest first; nothing for anyone but recovery."""
    held = session.held
    if session.member.id != RECOVERY:
        return []
    names = [f"{family}{listed.id}/{seq}" for seq, _ in reversed(listed.former)]
    return [
        shared_key(held.keyring, held.roll, name, RECOVERY, held.secrets)
        for name in names
        if held.keyring.find(name, RECOVERY) is not None
    ]


class _DraftKeys(NamedTuple):
    """What recovery holds of a member's draft keys: those of before, and the one of now where there is one before."""

    before: Sequence[bytes]
    now: bytes | None

    def __repr__(self) -> str:
        return "_DraftKeys(hidden)"


def _draft_keys(session: Session, listed: RollMember) -> _DraftKeys:
    held = session.held
    before = _kept(session, DRAFT, listed)
    now = shared_key(held.keyring, held.roll, DRAFT + listed.id, RECOVERY, held.secrets) if before else None
    return _DraftKeys(before, now)


def _drafts(connection: Connection, site: str, member: str, keys: _DraftKeys) -> tuple[int, int]:
    """Close a member's drafts of before under their draft key of now; return how many did, and how many wait."""
    back = waiting = 0
    for row in desk_drafts.drafts_of(connection, member):
        closed = None if keys.now is None else _closed_again(site, row, keys.before, keys.now)
        if closed is not None:
            desk_drafts.save_draft(connection, closed)
        back, waiting = back + (closed is not None), waiting + (closed is None)
    return back, waiting


def _searches(connection: Connection, site: str, member: str, keys: _DraftKeys) -> tuple[int, int]:
    """Close a lead's saved searches of before the same way."""
    back = waiting = 0
    for view, box in desk_views.of_member(connection, member):
        closed = None if keys.now is None else closed_again(box, bound_to(site, member, view), keys.before, keys.now)
        if closed is not None:
            desk_views.put(connection, member, view, closed)
        back, waiting = back + (closed is not None), waiting + (closed is None)
    return back, waiting


def _closed_again(site: str, row: DraftRow, before: Sequence[bytes], now: bytes) -> DraftRow | None:
    for key in before:
        try:
            plain, content = open_own_draft(row, site, key)
        except EntryRefused:
            continue
        revision = row.revision + 1
        box, wrap_author = close_draft(content, DraftName(site, row.id, row.author), revision, plain, now)
        return replace(row, revision=revision, box=box, wrap_author=wrap_author)
    return None
