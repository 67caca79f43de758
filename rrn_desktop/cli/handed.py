"""What a command says that handed files out."""

from __future__ import annotations

from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.services.handing_out import HandedOut


def handed_out(given: HandedOut) -> Answer:
    """Return what was written as an answer: each file with its fingerprint, the entry, and what was left out."""
    lines = [f"Written: {one.path}" for one in given.files]
    lines += [f"LEFT OUT {one.number}: {one.says}" for one in given.left_out]
    return Answer(plain(given), "\n".join(lines), exit_code=1 if given.left_out else 0)
