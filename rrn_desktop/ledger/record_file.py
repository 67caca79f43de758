"""A record as a signed file: all that it takes to check it elsewhere, without this store.

Canonical JSON: ``{"format": "rrn-record/1", "site", "roll": [{"statement", "signatures"}], "entries": [{"header",
"header_signature", "ciphertext", "content_key", "body", "signature"}]}``. ``header`` and ``body`` are the very texts
that were signed; ciphertext, content key and signatures are base64. The entries are the versions of one record, then
what was added to it, then the marks on it. A file with anything but versions of an incident is ``rrn-record/2``; there
an entry by which something written without an account was taken in has ``inbox_key``, which opens what lies in its
``body``. A file with a mark on the record, such as a lead's second signature, is ``rrn-record/3``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.shapes import Hash
from rrn_desktop.keys.statements import SignedStatement
from rrn_desktop.ledger import headers
from rrn_desktop.ledger.belonging import ELSEWHERE, about_of
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.findings import Finding, of_entry, of_problem
from rrn_desktop.ledger.headers import ATTACHED, SEAL, TAKEN_IN, check_row
from rrn_desktop.ledger.opening import (
    OpenedAttached,
    OpenedBody,
    OpenedNote,
    OpenedPayload,
    checked_box,
    proved_attached,
    proved_body,
    proved_note,
    proved_payload,
)
from rrn_desktop.ledger.record_marks import MARKS, check_mark, is_unsigned, marked_entry, name_of_mark
from rrn_desktop.ledger.refusals import REASONS, EntryRefused
from rrn_desktop.ledger.succession import STRANGER, may_follow
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry

FAMILY, PLAIN, WITH_ADDED, WITH_MARKS = "rrn-record", 1, 2, 3
LIMIT = 64 * 1024 * 1024
AUTHOR, NOT_SIGNED = "author", "not_signed"
Opened: TypeAlias = OpenedBody | OpenedAttached | OpenedNote


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version, addition or mark, with what proves it."""

    header: str
    header_signature: str
    ciphertext: str
    content_key: str
    body: str
    signature: str
    inbox_key: str | UnsetType = UNSET


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    format: Annotated[str, msgspec.Meta(pattern=r"\Arrn-record/[123]\Z")]
    site: Hash
    roll: tuple[SignedStatement, ...]
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that holds: who, as what they signed names them, in which role, when, over what.

    ``kind`` is author, countersign, confirmed, or not_signed for words that their writer never signed.
    """

    by: str
    role: str
    at: str
    covers: str
    kind: str = AUTHOR


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file proves: whether all of it holds, what does not, and by whom it is signed.

    ``versions``, ``additions`` and ``marks`` are what of it holds by itself, in the order of the file; ``roll`` is the
    list of members in it, None when that does not hold.
    """

    site: str
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    versions: tuple[OpenedBody, ...] = ()
    additions: tuple[OpenedAttached, ...] = ()
    marks: tuple[OpenedNote, ...] = ()
    roll: Roll | None = field(default=None, repr=False)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Return the versions of the record."""
        return tuple(one.body for one in self.versions)

    @property
    def attached(self) -> tuple[Attached, ...]:
        """Return what was added to the record."""
        return tuple(one.body for one in self.additions)

    @property
    def holds(self) -> bool:
        """Say whether everything in the file holds."""
        return not self.findings


def make_record_file(
    site: str,
    roll: Sequence[SignedStatement],
    entries: Sequence[tuple[StoredEntry, OpenedBody | OpenedAttached]],
    marks: Sequence[tuple[StoredEntry, OpenedNote]] = (),
) -> bytes:
    """Return the versions of a record, what was added to it, and the marks on it, as a signed file."""
    version = PLAIN if all(entry.row.kind == SEAL for entry, _ in entries) else WITH_ADDED
    statements = [msgspec.to_builtins(item) for item in roll]
    listed = [_as_listed(entry, opened.payload) for entry, opened in (*entries, *marks)]
    form = f"{FAMILY}/{WITH_MARKS if marks else version}"
    return canonical({"format": form, "site": site, "roll": statements, "entries": listed})


def check_record_file(data: bytes, *, name: str = "record.json", site: str | None = None) -> CheckedFile:
    """Check a signed file on its own; with ``site``, also that it is from that site.

    Raises StoreDamaged or StoreNewer when it is no such file at all.
    """
    file = strict_json.decode(data, name, _File, FAMILY, (PLAIN, WITH_ADDED, WITH_MARKS))
    try:
        roll = Roll.replay(file.roll)
    except UserFacingError as problem:
        return CheckedFile(file.site, (of_problem(problem),), ())
    findings = list(_site_findings(file, roll, site))
    read: list[Opened] = []
    for number, entry in enumerate(file.entries, start=1):
        row: LedgerRow | None = None
        try:
            row = headers.row_of(entry.header.encode("utf-8"), _base64(entry.header_signature))
            read.append(_proved(entry, row, roll))
        except EntryRefused as refused:
            findings.append(_finding(refused, row, number))
    versions = tuple(one for one in read if isinstance(one, OpenedBody))
    additions = tuple(one for one in read if isinstance(one, OpenedAttached))
    findings += _together(read, len(file.entries))
    marks, refused_marks = _sorted_marks(read, roll)
    signatures = (*_signatures(read), *(_of_mark(mark, about) for mark, about in marks))
    return CheckedFile(
        site=roll.site_id,
        findings=(*findings, *refused_marks),
        signatures=signatures,
        versions=versions,
        additions=additions,
        marks=tuple(mark for mark, _ in marks),
        roll=roll,
    )


def _as_listed(entry: StoredEntry, payload: OpenedPayload) -> dict[str, str]:
    listed = {
        "header": entry.row.header.decode("utf-8"),
        "header_signature": to_text(entry.row.signature),
        "ciphertext": to_text(entry.box or b""),
        "content_key": to_text(payload.content_key),
        "body": payload.body.decode("utf-8"),
        "signature": to_text(payload.signature),
    }
    return listed if payload.inbox_key is None else {**listed, "inbox_key": to_text(payload.inbox_key)}


def _sorted_marks(
    read: Sequence[Opened], roll: Roll
) -> tuple[list[tuple[OpenedNote, OpenedBody | OpenedAttached]], list[Finding]]:
    """Return the marks that hold, each with what it is about, and what was found about the others."""
    entries = [one for one in read if not isinstance(one, OpenedNote)]
    holding: list[tuple[OpenedNote, OpenedBody | OpenedAttached]] = []
    findings: list[Finding] = []
    for mark in (one for one in read if isinstance(one, OpenedNote)):
        try:
            about = marked_entry(mark, entries)
            check_mark(mark, about, roll)
        except EntryRefused as refused:
            findings.append(of_entry(refused.finding, mark.row))
            continue
        holding.append((mark, about))
    return holding, findings


def _signatures(read: Sequence[Opened]) -> list[Signature]:
    """Return whose signatures versions and additions carry, and whose words were never signed."""
    found: list[Signature] = []
    for one in read:
        if isinstance(one, OpenedNote):
            continue
        body, covers = one.body, _covers(one.body)
        if one.row.kind != TAKEN_IN:
            found.append(Signature(body.author_name, body.author_role, one.row.at, covers))
        if is_unsigned(body) and body.written_by:
            whose = body.written_by
            found.append(Signature(whose.name, whose.role, body.written_at, covers, NOT_SIGNED))
    return found


def _of_mark(mark: OpenedNote, about: OpenedBody | OpenedAttached) -> Signature:
    name, role = name_of_mark(mark.note.details)
    return Signature(name, role, mark.row.at, _covers(about.body), mark.row.kind)


def _covers(body: Body | Attached) -> str:
    what = f"version {body.version}" if isinstance(body, Body) else body.form
    return f"{body.number} {what}" if body.number else what


def _proved(entry: _Entry, row: LedgerRow, roll: Roll) -> Opened:
    header, then = check_row(row, roll)
    box = checked_box(StoredEntry(row, _base64(entry.ciphertext)), header)
    payload = proved_payload(header, box, _base64(entry.content_key), then)
    if (entry.body.encode("utf-8"), _base64(entry.signature)) != (payload.body, payload.signature):
        raise EntryRefused("body_changed")
    if header.kind in MARKS:
        return OpenedNote(row, proved_note(payload), payload)
    if header.kind == TAKEN_IN:
        inbox_key = "" if entry.inbox_key is UNSET else entry.inbox_key
        payload = replace(payload, inbox_key=_base64(inbox_key))
    is_attached = header.kind in ATTACHED or (header.kind == TAKEN_IN and header.version is None)
    if is_attached:
        return OpenedAttached(row, proved_attached(payload), payload)
    return OpenedBody(row, proved_body(payload), payload)


def _finding(refused: EntryRefused, row: LedgerRow | None, number: int) -> Finding:
    if row is not None:
        return of_entry(refused.finding, row)
    return Finding(refused.finding, f"Entry {number} of this file: {REASONS[refused.finding]}")


def _base64(text: str) -> bytes:
    try:
        return from_base64(text)
    except ValueError:
        raise EntryRefused("body_unreadable") from None


def _site_findings(file: _File, roll: Roll, site: str | None) -> list[Finding]:
    if file.site != roll.site_id:
        return [Finding("other_site", "The file names another site than its list of members.")]
    if site is not None and site != roll.site_id:
        return [Finding("other_site", "The file is from another site.")]
    return []


def _together(read: Sequence[Opened], entries: int) -> list[Finding]:
    findings: list[Finding] = []
    if not entries:
        findings.append(Finding("no_entries", "There is no record in this file."))
    if len({(one.row.record, one.row.number) for one in read}) > 1:
        findings.append(Finding("records_mixed", "The entries in this file are not of one record."))
    if len({one.row.hash for one in read}) < len(read):
        findings.append(Finding("entry_twice", "The same entry stands in this file twice."))
    versions = [one for one in read if isinstance(one, OpenedBody)]
    if len(read) == entries and not _in_a_row(versions):
        findings.append(Finding("version_missing", "A version of this record is missing in the file, or out of order."))
    taken = {one.row.entry for one in versions if one.row.kind == TAKEN_IN}
    added = [one for one in read if isinstance(one, OpenedAttached) and one.row.kind == TAKEN_IN]
    findings += [of_entry(ELSEWHERE, one.row) for one in added if about_of(one) not in taken]
    strange = [one for one in versions[1:] if not one.payload.by_lead]
    mine = [one for one in strange if may_follow(versions[0].body, one.row.member)]
    return [*findings, *(of_entry(STRANGER, one.row) for one in strange if one not in mine)]


def _in_a_row(versions: Sequence[OpenedBody]) -> bool:
    """Say whether versions begin with the first, and each names the one before it; a number may have been lost."""
    first = [one.body.version for one in versions[:1]]
    return first in ([], [1]) and all(
        after.body.version > before.body.version and after.body.previous == before.row.hash
        for before, after in pairwise(versions)
    )
