"""A record as a signed file: all that it takes to check it elsewhere, without this store.

Canonical JSON: ``{"format": "rrn-record/1", "site", "roll": [{"statement", "signatures"}], "entries": [{"header",
"header_signature", "ciphertext", "content_key", "body", "signature"}]}``. ``header`` and ``body`` are the very texts
that were signed; ciphertext, content key and signatures are base64. The entries are the versions of one record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.shapes import Hash
from rrn_desktop.keys.statements import SignedStatement
from rrn_desktop.ledger import bodies, headers
from rrn_desktop.ledger.bodies import Body
from rrn_desktop.ledger.findings import Finding, of_entry, of_problem
from rrn_desktop.ledger.headers import check_row
from rrn_desktop.ledger.opening import OpenedBody, checked_box, proved_payload
from rrn_desktop.ledger.refusals import REASONS, EntryRefused
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry

FAMILY, VERSION = "rrn-record", 1
LIMIT = 64 * 1024 * 1024


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version, with what proves it."""

    header: str
    header_signature: str
    ciphertext: str
    content_key: str
    body: str
    signature: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    format: Annotated[str, msgspec.Meta(pattern=r"\Arrn-record/1\Z")]
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

    @property
    def holds(self) -> bool:
        """Say whether everything in the file holds."""
        return not self.findings


def make_record_file(
    site: str, roll: Sequence[SignedStatement], versions: Sequence[tuple[StoredEntry, OpenedBody]]
) -> bytes:
    """Return the versions of a record as a signed file."""
    entries = [
        {
            "header": entry.row.header.decode("utf-8"),
            "header_signature": to_text(entry.row.signature),
            "ciphertext": to_text(entry.box or b""),
            "content_key": to_text(opened.payload.content_key),
            "body": opened.payload.body.decode("utf-8"),
            "signature": to_text(opened.payload.signature),
        }
        for entry, opened in versions
    ]
    statements = [msgspec.to_builtins(item) for item in roll]
    return canonical({"format": f"{FAMILY}/{VERSION}", "site": site, "roll": statements, "entries": entries})


def check_record_file(data: bytes, *, name: str = "record.json", site: str | None = None) -> CheckedFile:
    """Check a signed file on its own; with ``site``, also that it is from that site.

    Raises StoreDamaged or StoreNewer when it is no such file at all.
    """
    file = strict_json.decode(data, name, _File, FAMILY, VERSION)
    try:
        roll = Roll.replay(file.roll)
    except UserFacingError as problem:
        return CheckedFile(file.site, (of_problem(problem),), (), ())
    findings = list(_site_findings(file, roll, site))
    signatures: list[Signature] = []
    read: list[Body] = []
    for number, entry in enumerate(file.entries, start=1):
        row: LedgerRow | None = None
        try:
            row = headers.row_of(entry.header.encode("utf-8"), _base64(entry.header_signature))
            body = _proved(entry, row, roll)
        except EntryRefused as refused:
            findings.append(_finding(refused, row, number))
            continue
        read.append(body)
        covers = f"{body.number} version {body.version}"
        signatures.append(Signature(body.author_name, body.author_role, row.at, covers))
    findings += _together(read, len(file.entries))
    return CheckedFile(roll.site_id, tuple(findings), tuple(signatures), tuple(read))


def _proved(entry: _Entry, row: LedgerRow, roll: Roll) -> Body:
    header, then = check_row(row, roll)
    box = checked_box(StoredEntry(row, _base64(entry.ciphertext)), header)
    payload = proved_payload(header, box, _base64(entry.content_key), then)
    if (entry.body.encode("utf-8"), _base64(entry.signature)) != (payload.body, payload.signature):
        raise EntryRefused("body_changed")
    body = bodies.read_body(payload.body)
    bodies.check_belongs(body, header)
    return body


def _finding(refused: EntryRefused, row: LedgerRow | None, number: int) -> Finding:
    if row is not None:
        return of_entry(refused.finding, row)
    return Finding(refused.finding, f"Version {number} in this file: {REASONS[refused.finding]}")


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


def _together(read: Sequence[Body], entries: int) -> list[Finding]:
    findings: list[Finding] = []
    if not entries:
        findings.append(Finding("no_entries", "There is no record in this file."))
    if len({(body.record, body.number) for body in read}) > 1:
        findings.append(Finding("records_mixed", "The versions in this file are not of one record."))
    versions = [body.version for body in read]
    if len(read) == entries and versions != list(range(1, entries + 1)):
        findings.append(Finding("version_missing", "A version of this record is missing in the file, or out of order."))
    return findings
