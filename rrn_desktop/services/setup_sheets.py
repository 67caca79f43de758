"""What the papers of a new site say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rrn_desktop.exports.sheets import Sheet
from rrn_desktop.files import problem_of_writing

_WORDS_A_LINE = 4


def ready_folder(folder: Path) -> None:
    """Make the folder that sheets go into, for its owner alone; raises a StoreUnusable when that can't be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise problem_of_writing(problem) from None


def share_sheets(site_name: str, shares: Sequence[str]) -> tuple[Sheet, ...]:
    """Return one sheet for each recovery share."""
    return tuple(_share_sheet(site_name, number, words) for number, words in enumerate(shares, start=1))


def words_on(text: str) -> str:
    """Return the words that a sheet's text sets in by four blanks."""
    lines = [line for line in text.splitlines() if line.startswith("    ")]
    return " ".join(" ".join(word for word in line.split() if word.isalpha()) for line in lines)


def fingerprint_sheet(site_name: str, site_id: str) -> Sheet:
    """Return the sheet that names the site's fingerprint, to compare with what a document shows."""
    groups = [site_id[start : start + 8] for start in range(0, len(site_id), 8)]
    return Sheet(
        name="site-fingerprint",
        title="Fingerprint of this site",
        before=(f"Site: {site_name}.", "A record from this site shows the same letters and digits. It is no secret."),
        lines=(" ".join(groups[:4]), " ".join(groups[4:])),
        after=("If they differ, the record was not made here.",),
    )


def passphrase_sheet(number: int, name: str, passphrase: str, *notes: str) -> Sheet:
    """Return the sheet that tells a member a passphrase that was made up for them, with more sentences to know."""
    return Sheet(
        name=f"first-passphrase-{number}",
        title="Your passphrase",
        before=(f"For: {name}.", *notes, "Keep this to yourself. Nobody else needs it, and nobody can look it up."),
        lines=_in_lines(passphrase),
        after=("Type the words with one space between them.",),
    )


def cover_of_passphrases(site_name: str, names: Sequence[str]) -> Sheet:
    """Return what stands before first passphrases that are printed together: how to hand them out, and to whom."""
    return Sheet(
        name="first-passphrases",
        title="First passphrases",
        before=(
            f"Site: {site_name}.",
            "Behind this page there is one page for each of these colleagues. Hand each page to the one it is for, and "
            "to nobody else. They choose words of their own when they sign in for the first time.",
        ),
        lines=tuple(names),
    )


def _share_sheet(site_name: str, number: int, words: str) -> Sheet:
    return Sheet(
        name=f"recovery-share-{number}",
        title=f"Recovery card {number} of 3",
        before=(
            f"Site: {site_name}.",
            "Any two of the three cards together open this site's records when every passphrase is lost. "
            "One card alone opens nothing. Give each to a different person, and keep it where only they can get it.",
        ),
        lines=_in_lines(words),
        after=("Without two of these cards, records can't be opened once all leads have lost their passphrases.",),
    )


def _in_lines(words: str) -> tuple[str, ...]:
    each = words.split()
    return tuple(" ".join(each[start : start + _WORDS_A_LINE]) for start in range(0, len(each), _WORDS_A_LINE))
