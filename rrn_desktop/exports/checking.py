"""Checks a document or a package on its own, with no store and no account: what it is, and whether it holds."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.errors import NotFound, UserFacingError
from rrn_desktop.exports.checked import CheckedDocument, author_part
from rrn_desktop.exports.outside import bytes_of
from rrn_desktop.exports.package.checking import check_package
from rrn_desktop.exports.package.describing import NAME as DESCRIPTION
from rrn_desktop.exports.package.manifest import MANIFEST, SIGNATURE
from rrn_desktop.ledger.findings import Finding, of_problem
from rrn_desktop.ledger.record_file import LIMIT, CheckedFile, check_record_file

RECORD_FILE, UNKNOWN = "record_file", "unknown"
_PDF_BEGINS_WITHIN = 1024  # what readers allow before "%PDF-"


def check_file(path: Path) -> CheckedDocument:
    """Check one file, or one package; raises NotFound when it can't be read."""
    if path.is_dir():
        if not is_package(path):
            raise NotFound("This folder is no data package.", "Nothing was changed.", "Choose the folder of one.")
        return check_package(path)
    return _checked(_bytes_of(path), path.name)


def is_package(path: Path) -> bool:
    """Say whether a folder is a data package, whatever state it is in."""
    return any((path / name).is_file() for name in (MANIFEST, SIGNATURE, DESCRIPTION))


def check_signed_json(data: bytes, name: str) -> CheckedDocument:
    """Check a record as signed JSON."""
    try:
        return of_record_file(check_record_file(data, name=name))
    except UserFacingError as problem:
        return CheckedDocument(UNKNOWN, None, (), (of_problem(problem),), ())


def of_record_file(found: CheckedFile) -> CheckedDocument:
    """Return what was found about a record's signed file as what was found about a document."""
    return CheckedDocument(RECORD_FILE, found.site, (author_part(holds=found.holds),), found.findings, found.signatures)


def _checked(data: bytes | None, name: str) -> CheckedDocument:
    if data is None:
        too_large = Finding("too_large", "The file is larger than any document that this program makes.")
        return CheckedDocument(UNKNOWN, None, (), (too_large,), ())
    if b"%PDF-" in data[:_PDF_BEGINS_WITHIN]:
        from rrn_desktop.exports.pdf.checking import check_pdf

        return check_pdf(data)
    return check_signed_json(data, name)


def _bytes_of(path: Path) -> bytes | None:
    """Return what is in a file, or None when it is larger than anything of ours."""
    try:
        return bytes_of(path, LIMIT, follow=True)
    except OSError:
        raise NotFound("The file can't be read.", "Nothing was changed.", "Check the path and try again.") from None
