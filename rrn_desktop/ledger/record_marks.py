"""Marks on a record: a lead's second signature, and that it is confirmed who wrote what was not signed.

A mark is an entry of its own whose note names the entry that it is about: ``details`` are ``{"entry": hash, "name",
"role"}``, with ``"own": true`` where the only lead of a place signs an own record; of a confirmation also ``{"by": who
wrote it, "entries", "how": "own"|"lead", "due", "late"}``. The name is what who made the mark says of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import UnsetType

from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.headers import TAKEN_IN
from rrn_desktop.ledger.opening import OpenedAttached, OpenedBody, OpenedNote
from rrn_desktop.ledger.refusals import EntryRefused

COUNTERSIGNED, CONFIRMED = "countersign", "confirmed"
MARKS = (COUNTERSIGNED, CONFIRMED)
OWN = "own"
_UNSIGNED = ("left_behind", "without_account")
Marked: TypeAlias = OpenedBody | OpenedAttached


def is_unsigned(body: Body | Attached) -> bool:
    """Say whether the one who wrote something never signed it."""
    return not isinstance(body.written_by, UnsetType) and body.written_by.how in _UNSIGNED


def marked_entry(mark: OpenedNote, among: Iterable[Marked]) -> Marked:
    """Return what a mark is about; raises EntryRefused when it is not among what is at hand."""
    named = mark.note.details.get("entry")
    for one in among:
        if one.row.hash == named and (mark.row.kind == CONFIRMED or _is_version(one, mark)):
            return one
    raise EntryRefused("mark_of_nothing")


def check_mark(mark: OpenedNote, about: Marked, roll: Roll) -> None:
    """Raise EntryRefused unless who made a mark may make it on what it is about.

    - A second signature comes from another lead than the author; the only lead of a place says so on an own record.
    - What was written without an account is confirmed by a lead; the record itself also by who wrote it.
    """
    if mark.row.kind == CONFIRMED:
        if about.row.kind != TAKEN_IN:
            raise EntryRefused("mark_of_nothing")
        if not mark.payload.by_lead and not _by_writer(mark, about):
            raise EntryRefused("mark_by_stranger")
        return
    if not is_own(mark, about):
        return
    only = [one.id for one in roll.at(mark.payload.header.roll_head).leads()] == [mark.row.member]
    if not only or mark.note.details.get(OWN) is not True:
        raise EntryRefused("mark_by_author")


def is_own(mark: OpenedNote, about: Marked) -> bool:
    """Say whether a second signature is on its maker's own record."""
    own = mark.row.kind == COUNTERSIGNED and mark.row.member == about.body.author
    return own and not is_unsigned(about.body)


def name_of_mark(details: Mapping[str, object]) -> tuple[str, str]:
    """Return name and job of who made a mark, as they said; "" for what an earlier version did not say."""
    name, role = details.get("name"), details.get("role")
    return (name if isinstance(name, str) else "", role if isinstance(role, str) else "")


def _is_version(one: Marked, mark: OpenedNote) -> bool:
    return isinstance(one, OpenedBody) and one.body.version == mark.row.version


def _by_writer(mark: OpenedNote, about: Marked) -> bool:
    details, said = mark.note.details, mark.note.details.get("by")
    own = details.get("how") == "own" and isinstance(about, OpenedBody)
    return own and isinstance(said, str) and folded(said) == folded(about.body.author_name)
