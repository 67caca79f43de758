"""What a check of something from outside found: apart for its author, its exporter, and what is on its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rrn_desktop.ledger.findings import Finding
from rrn_desktop.ledger.record_file import Signature

About = Literal["author", "exporter", "pages", "files"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was checked: whether it holds (None when it could not be checked), in words."""

    about: About
    holds: bool | None
    says: str = field(repr=False)


def author_part(*, holds: bool) -> Part:
    """Return in words whether what the authors signed holds."""
    says = (
        "Each entry is as its author signed it." if holds else "What the authors signed was changed, or is not whole."
    )
    return Part("author", holds=holds, says=says)


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What a document or package proves; ``site`` is the fingerprint of its site, None when it names none."""

    kind: str
    site: str | None
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]

    @property
    def holds(self) -> bool:
        """Say whether everything that was checked holds."""
        return not self.findings
