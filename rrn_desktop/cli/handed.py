"""What a command says that handed files out."""

from __future__ import annotations

from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.services.handing_out import HandedOut


def handed_out(given: HandedOut) -> Answer:
    """Return what was written as an answer: each file with its fingerprint, and the entry that keeps it."""
    return Answer(plain(given), "\n".join(f"Written: {one.path}" for one in given.files))
