"""A record as a signed file: all that it takes to check it elsewhere, without this store.

Canonical JSON: ``{"format": "rrn-record/1", "site", "roll": [{"statement", "signatures"}], "entries": [{"header",
"header_signature", "ciphertext", "content_key", "body", "signature"}]}``. ``header`` and ``body`` are the very texts
that were signed; ciphertext, content key and signatures are base64. The entries are the versions of one record, then
what was added to it. A file with anything but versions of an incident is ``rrn-record/2``; there an entry by which
something written without an account was taken in has ``inbox_key``, which opens what lies in its ``body``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

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
    OpenedPayload,
    checked_box,
    proved_attached,
    proved_body,
    proved_payload,
)
from rrn_desktop.ledger.refusals import REASONS, EntryRefused
from rrn_desktop.ledger.succession import STRANGER, may_follow
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry

FAMILY, PLAIN, VERSION = "rrn-record", 1, 2
LIMIT = 64 * 1024 * 1024


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version or addition, with what proves it."""

    header: str
    header_signature: str
    ciphertext: str
    content_key: str
    body: str
    signature: str
    inbox_key: str | UnsetType = UNSET


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    format: Annotated[str, msgspec.Meta(pattern=r"\Arrn-record/[12]\Z")]
    site: Hash
    roll: tuple[SignedStatement, ...]
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that holds: who, as the body names them, in which role, when, over what."""

    by: str
    role: str
    at: str
    covers: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file proves: whether all of it holds, what does not, and by whom it is signed."""

    site: str
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    bodies: tuple[Body, ...]
    attached: tuple[Attached, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether everything in the file holds."""
        return not self.findings


def make_record_file(
    site: str, roll: Sequence[SignedStatement], entries: Sequence[tuple[StoredEntry, OpenedBody | OpenedAttached]]
) -> bytes:
    """Return the versions of a record, and what was added to it, as a signed file."""
    version = PLAIN if all(entry.row.kind == SEAL for entry, _ in entries) else VERSION
    statements = [msgspec.to_builtins(item) for item in roll]
    listed = [_as_listed(entry, opened.payload) for entry, opened in entries]
    return canonical({"format": f"{FAMILY}/{version}", "site": site, "roll": statements, "entries": listed})


def check_record_file(data: bytes, *, name: str = "record.json", site: str | None = None) -> CheckedFile:
    """Check a signed file on its own; with ``site``, also that it is from that site.

    Raises StoreDamaged or StoreNewer when it is no such file at all.
    """
    file = strict_json.decode(data, name, _File, FAMILY, _version_of(data))
    try:
        roll = Roll.replay(file.roll)
    except UserFacingError as problem:
        return CheckedFile(file.site, (of_problem(problem),), (), ())
    findings = list(_site_findings(file, roll, site))
    signatures: list[Signature] = []
    read: list[OpenedBody | OpenedAttached] = []
    for number, entry in enumerate(file.entries, start=1):
        row: LedgerRow | None = None
        try:
            row = headers.row_of(entry.header.encode("utf-8"), _base64(entry.header_signature))
            proved = _proved(entry, row, roll)
        except EntryRefused as refused:
            findings.append(_finding(refused, row, number))
            continue
        read.append(proved)
        if row.kind != TAKEN_IN:
            # Whoever took it in signed that they did; its writer signed nothing.
            body = proved.body
            signatures.append(Signature(body.author_name, body.author_role, row.at, _covers(body)))
    findings += _together(read, len(file.entries))
    versions = tuple(one.body for one in read if isinstance(one, OpenedBody))
    attached = tuple(one.body for one in read if isinstance(one, OpenedAttached))
    return CheckedFile(roll.site_id, tuple(findings), tuple(signatures), versions, attached)


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


def _version_of(data: bytes) -> int:
    try:
        return PLAIN if strict_json.parse(data).get("format") == f"{FAMILY}/{PLAIN}" else VERSION
    except ValueError:
        return VERSION


def _covers(body: Body | Attached) -> str:
    what = f"version {body.version}" if isinstance(body, Body) else body.form
    return f"{body.number} {what}" if body.number else what


def _proved(entry: _Entry, row: LedgerRow, roll: Roll) -> OpenedBody | OpenedAttached:
    header, then = check_row(row, roll)
    box = checked_box(StoredEntry(row, _base64(entry.ciphertext)), header)
    payload = proved_payload(header, box, _base64(entry.content_key), then)
    if (entry.body.encode("utf-8"), _base64(entry.signature)) != (payload.body, payload.signature):
        raise EntryRefused("body_changed")
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


def _together(read: Sequence[OpenedBody | OpenedAttached], entries: int) -> list[Finding]:
    findings: list[Finding] = []
    if not entries:
        findings.append(Finding("no_entries", "There is no record in this file."))
    if len({(one.body.record, one.body.number) for one in read}) > 1:
        findings.append(Finding("records_mixed", "The entries in this file are not of one record."))
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
