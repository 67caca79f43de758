"""Shows veraPDF what the product makes, and the same broken on purpose: ``python -m tests.conformance``.

Each document has to pass PDF/UA-1 and PDF/A-3a; each broken one has to fail for the reason for which it was broken.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.conformance.broken import broken_ones
from tests.conformance.papers import papers
from tests.conformance.vera import PROFILES, Missing, Verdict, ask, command


@dataclass(frozen=True, slots=True)
class Shown:
    """A document and what has to come of it: ``breaks`` names the clause for each profile that must complain."""

    name: str
    pdf: bytes = field(repr=False)
    breaks: Mapping[str, str] = field(default_factory=dict)

    def is_as_wanted(self, verdicts: Mapping[str, Verdict]) -> bool:
        """Say whether each profile complains about just what it has to, or about nothing."""
        return all(
            self.breaks[profile] in verdict.clauses if profile in self.breaks else verdict.passed
            for profile, verdict in verdicts.items()
        )


def all_shown() -> Iterator[Shown]:
    """Yield what the product makes, then what was broken on purpose."""
    for name, pdf in papers():
        yield Shown(name, pdf)
    for name, pdf, breaks in broken_ones():
        yield Shown(f"broken: {name}" if breaks else name, pdf, breaks)


def asked(shown: Sequence[Shown]) -> list[dict[str, Verdict]]:
    """Return veraPDF's verdicts about each."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(shown))]
        for path, document in zip(paths, shown, strict=True):
            path.write_bytes(document.pdf)
        return ask(paths)


def table(shown: Sequence[Shown], verdicts: Sequence[Mapping[str, Verdict]]) -> Table:
    """Return what came of each, and whether it had to."""
    drawn = Table(title="veraPDF on what the product makes; whatever is broken on purpose has to fail")
    for heading in ("document", *(f"{profile}: what fails" for profile in PROFILES), "as it has to be"):
        drawn.add_column(heading)
    for document, said in zip(shown, verdicts, strict=True):
        words = ["passes" if said[profile].passed else _complaint(said[profile]) for profile in PROFILES]
        drawn.add_row(document.name, *words, "yes" if document.is_as_wanted(said) else "NO")
    return drawn


def _complaint(verdict: Verdict) -> str:
    return " ".join(verdict.clauses) or verdict.said


def main() -> int:
    """Make all, ask about all, and print the table; 1 when something is not as it has to be or can't be asked."""
    try:
        # Looked for first: whoever lacks it should not wait for the documents.
        command()
        shown = list(all_shown())
        verdicts = asked(shown)
    except Missing as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    Console(width=None if sys.stdout.isatty() else 150).print(table(shown, verdicts))
    wrong = [document.name for document, said in zip(shown, verdicts, strict=True) if not document.is_as_wanted(said)]
    sys.stdout.write(f"{len(shown)} documents, {len(wrong)} not as they have to be.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
