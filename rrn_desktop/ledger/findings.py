"""Findings: what does not hold, in words, and where."""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.errors import UserFacingError
from rrn_desktop.ledger.refusals import REASONS
from rrn_desktop.store.desk_ledger import LedgerRow


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: its code, its sentence, and the hash of the entry it is about."""

    code: str
    says: str
    entry: str | None = None


def of_entry(code: str, row: LedgerRow) -> Finding:
    """Return what was found about an entry, with its place and number in words."""
    number = f", number {row.number}" if row.number else ""
    return Finding(code, f"Entry {row.seq}{number}: {REASONS[code]}", row.hash)


def of_problem(problem: UserFacingError) -> Finding:
    """Return a refusal as a finding."""
    return Finding(problem.code, problem.what)
