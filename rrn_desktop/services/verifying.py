"""Checking what was sealed: a whole store, or one exported file with no store and no account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.errors import NotFound, UserFacingError
from rrn_desktop.ledger import verifying as ledger
from rrn_desktop.ledger.findings import Finding
from rrn_desktop.ledger.record_file import LIMIT, check_record_file
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import Signature

STORE, RECORD_FILE, UNKNOWN = "store", "record_file", "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, whether it holds, and in words what does and what does not."""

    path: Path
    kind: str
    holds: bool
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    says: tuple[str, ...]


def verify_store(session: Session) -> Checked:
    """Check chain, headers, roll, signatures, numbers and heads; for a lead every sealed record is opened too."""
    held = session.held
    seeds = None if held.register_seed is None else {held.roll.register.epoch: held.register_seed}
    found = ledger.verify_store(held.desk, session.store, held.roll, register=held.register, seeds=seeds)
    says = (
        f"{found.entries} entries were checked: each header, its signature, and its place in the chain.",
        f"{found.opened} sealed entries were opened, and what their authors signed was checked."
        if seeds
        else "What is sealed was not opened: only a lead's account can.",
        f"The list of members has {held.roll.seq + 1} signed statements, and each holds.",
        _verdict(found.holds),
    )
    return Checked(session.store, STORE, found.holds, found.findings, (), says)


def verify_file(path: Path) -> Checked:
    """Check an exported signed record, with no store and no account; raises NotFound when it can't be read."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LIMIT else b""
    except OSError:
        raise NotFound("The file can't be read.", "Nothing was changed.", "Check the path and try again.") from None
    try:
        found = check_record_file(data, name=path.name)
    except UserFacingError as problem:
        return Checked(path, UNKNOWN, False, (Finding(problem.code, problem.what),), (), (_verdict(False),))
    signatures = tuple(Signature(one.by, one.role, one.at, one.covers, holds=True) for one in found.signatures)
    says = (f"The fingerprint of the site is {found.site}: compare it with the site's own.", _verdict(found.holds))
    return Checked(path, RECORD_FILE, found.holds, found.findings, signatures, says)


def _verdict(holds: bool) -> str:
    return "All that was checked holds." if holds else "Not everything holds: see what was found."
