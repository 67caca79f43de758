"""Checks a data package on its own, with no store and no account: who made it, and whether every file is as it was.

Each thing that can be wrong has a code and a sentence of its own. Files are read a piece at a time, however large.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from rrn_desktop.errors import NotFound, StoreNewer, UserFacingError
from rrn_desktop.exports.checked import CheckedDocument, Part
from rrn_desktop.exports.outside import is_litter, opened
from rrn_desktop.exports.package.agreeing import table_findings
from rrn_desktop.exports.package.manifest import (
    MANIFEST,
    MOST_BYTES,
    SIGNATURE,
    SIGNED_AS,
    FileStated,
    Manifest,
    SignatureFile,
    read_manifest,
    read_signature,
)
from rrn_desktop.exports.package.stating import days_finding, listed_twice, stated_findings
from rrn_desktop.keys.member import verify
from rrn_desktop.keys.roll import Roll, RollMember
from rrn_desktop.keys.shapes import bytes_of
from rrn_desktop.ledger.findings import Finding, of_problem
from rrn_desktop.ledger.record_file import Signature

KIND, EXPORTER = "package", "exporter"
_PIECE = 1 << 20
_MOST_EXTRA = 20


@dataclass(frozen=True, slots=True)
class _Signed:
    """What the manifest says, once it is known who signed it."""

    manifest: Manifest | None
    site: str | None
    by: RollMember | None
    findings: tuple[Finding, ...]
    demo: bool | None = None


def check_package(folder: Path) -> CheckedDocument:
    """Check a package: its signature, each of its files, and that what they say agrees.

    Raises NotFound when the folder can't be read. Codes: manifest_changed, signature_broken, signed_by_stranger,
    not_by_lead, exporter_left, other_site, demo_differs, file_changed, file_missing, file_extra, period_differs,
    columns_differ, description_differs, rows_differ, counts_differ, twin_differs, unreadable, newer, and those of a
    list of members that does not hold.
    """
    names = _names_in(folder)
    signed = _signed(folder, names)
    files = tuple(_file_findings(folder, names, signed))
    parts = (_exporter_part(signed), _files_part(signed, files))
    return CheckedDocument(KIND, signed.site, parts, (*signed.findings, *files), _signatures(signed))


def _names_in(folder: Path) -> frozenset[str]:
    try:
        next(folder.iterdir(), None)
        found = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    except OSError:
        raise NotFound("The folder can't be read.", "Nothing was changed.", "Check the path and try again.") from None
    return frozenset(path.relative_to(folder).as_posix() for path in found if not is_litter(path.name))


def _signed(folder: Path, names: frozenset[str]) -> _Signed:
    findings = [_missing(name) for name in (MANIFEST, SIGNATURE) if name not in names]
    data = _small(folder, MANIFEST) if MANIFEST in names else b""
    manifest = signature = None
    try:
        manifest = read_manifest(data) if MANIFEST in names else None
        signature = read_signature(_small(folder, SIGNATURE)) if SIGNATURE in names else None
        roll = Roll.replay(signature.roll) if signature else None
    except UserFacingError as problem:
        return _Signed(manifest, None, None, (*findings, _unread(problem)))
    if manifest is None or signature is None or roll is None:
        return _Signed(manifest, roll.site_id if roll else None, None, tuple(findings))
    said = _signature_findings(data, manifest, signature, roll)
    by = None if said else roll.members.get(signature.by)
    return _Signed(manifest, roll.site_id, by, (*findings, *said), roll.demo)


def _signature_findings(data: bytes, manifest: Manifest, signature: SignatureFile, roll: Roll) -> tuple[Finding, ...]:
    """Return the first reason why the signature proves nothing; none when it does."""
    member = roll.members.get(signature.by)
    if manifest.site != roll.site_id:
        return (Finding("other_site", "The package names another site than its list of members."),)
    if member is None or manifest.made_by.id != signature.by:
        return (Finding("signed_by_stranger", "It is signed by someone who is not the one it names, or no member."),)
    der = bytes_of(signature.signature)
    try:
        decode_dss_signature(der)
    except ValueError:
        return (Finding("signature_broken", "The signature itself was changed: it is no signature any more."),)
    if not verify(member.sign, SIGNED_AS, data, der):
        says = "What the package says of itself was changed after it was signed, or was signed by someone else."
        return (Finding("manifest_changed", says),)
    return _right_findings(member)


def _right_findings(member: RollMember) -> tuple[Finding, ...]:
    """Return why someone who signed had no right to; none when they had."""
    if not member.active:
        return (Finding("exporter_left", "The member who signed this package had left the site by then."),)
    if not member.is_lead:
        return (Finding("not_by_lead", "It is signed by a member who is no lead of the site."),)
    return ()


def _file_findings(folder: Path, names: frozenset[str], signed: _Signed) -> Iterator[Finding]:
    manifest = signed.manifest
    if manifest is None:
        return
    stated = {one.path: one for one in manifest.files}
    for path in sorted(names - set(stated) - {MANIFEST, SIGNATURE})[:_MOST_EXTRA]:
        yield Finding("file_extra", f"The file {_short(path)} does not belong to the package.")
    found = [_missing(one.path) if one.path not in names else _changed(folder, one) for one in manifest.files]
    said = [one for one in (*found, _demo_finding(signed), days_finding(manifest), listed_twice(manifest)) if one]
    said = said or list(stated_findings(folder, manifest))
    yield from said or table_findings(folder, manifest)


def _demo_finding(signed: _Signed) -> Finding | None:
    if signed.manifest is None or signed.demo in (None, signed.manifest.demo):
        return None
    return Finding("demo_differs", "The package and its list of members differ on whether its facts are made up.")


def _changed(folder: Path, stated: FileStated) -> Finding | None:
    path = folder / stated.path
    changed = Finding("file_changed", f"The file {stated.path} is not the one that was signed: it was changed.")
    digest, size = hashlib.sha256(), 0
    try:
        if path.is_symlink():
            return changed
        with opened(path) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return Finding("unreadable", f"The file {stated.path} can't be read.")
    return None if (digest.hexdigest(), size) == (stated.sha256, stated.bytes) else changed


def _small(folder: Path, name: str) -> bytes:
    """Return what is in a file of ours, and no more than any of ours holds."""
    try:
        with opened(folder / name) as stream:
            return stream.read(MOST_BYTES)
    except OSError:
        return b""


def _missing(name: str) -> Finding:
    return Finding("file_missing", f"The file {name} is missing.")


def _unread(problem: UserFacingError) -> Finding:
    if isinstance(problem, StoreNewer):
        return Finding("newer", "The package was made by a newer version of this program.")
    found = of_problem(problem)
    return Finding("unreadable", found.says) if found.code.startswith("store_") else found


def _short(path: str) -> str:
    """Return a path as it can be told in one line, whatever signs a stranger's file has in its name."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in path)
    return shown if len(shown) <= 80 else shown[:79] + "…"


def _exporter_part(signed: _Signed) -> Part:
    if signed.by is None or signed.manifest is None:
        return Part("exporter", holds=False, says="Who made the package is not proved.")
    made = signed.manifest.made_by
    role = f", {made.role}" if made.role else ""
    return Part("exporter", holds=True, says=f"Made and signed by {made.name}{role}, a lead, on {_day(signed)}.")


def _files_part(signed: _Signed, files: tuple[Finding, ...]) -> Part:
    manifest = signed.manifest
    if manifest is None:
        return Part("files", holds=None, says="The files could not be checked: what they should be is not known.")
    if files:
        return Part("files", holds=False, says="The files are not as they were signed.")
    days = f"{manifest.period.first} to {manifest.period.last}"
    what = "nothing happened in it, so it is a nil return" if manifest.nil else f"{manifest.incidents} incidents"
    names = " With names." if manifest.identifiable else " Without names."
    return Part("files", holds=True, says=f"All {len(manifest.files)} files are whole: {days}, {what}.{names}")


def _signatures(signed: _Signed) -> tuple[Signature, ...]:
    manifest = signed.manifest
    if signed.by is None or manifest is None:
        return ()
    covers = f"data package {manifest.period.first} to {manifest.period.last}"
    return (Signature(manifest.made_by.name, manifest.made_by.role, manifest.made_at, covers, EXPORTER),)


def _day(signed: _Signed) -> str:
    return signed.manifest.made_at[:10] if signed.manifest else ""
