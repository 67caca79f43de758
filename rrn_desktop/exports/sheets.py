"""Sheets to print and keep: recovery shares, the site's fingerprint, a first passphrase, what helps someone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.exports.pdf.content import Block, Box, Bullets, Document, Heading, NewPage, Words
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.files import write_whole


@dataclass(frozen=True)
class Section:
    """A heading and the words under it; each line of the text stays a line."""

    heading: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Sheet:
    """One page of large plain text: a title, paragraphs, sections, and lines to be copied exactly.

    With ``one_page`` the letters become as small as it takes for all of it to stand on one side of paper.
    """

    name: str
    title: str = field(repr=False)
    before: tuple[str, ...] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    after: tuple[str, ...] = field(default=(), repr=False)
    sections: tuple[Section, ...] = ()
    one_page: bool = False


def as_text(sheet: Sheet) -> str:
    """Return the sheet as plain text; the lines to be copied are set in by four blanks."""
    parts = [sheet.title, "=" * len(sheet.title), "", *sheet.before, ""]
    for section in sheet.sections:
        parts += [section.heading, "-" * len(section.heading), *_lines_of(section.text), ""]
    parts += [f"    {line}" for line in sheet.lines]
    return "\n".join([*parts, "", *sheet.after, ""])


def write_sheet(sheet: Sheet, folder: Path, *, text: bool = True) -> tuple[Path, ...]:
    """Write the sheet as PDF, and as text if wanted, readable by their owner alone, and return the paths."""
    plain, pdf = folder / f"{sheet.name}.txt", folder / f"{sheet.name}.pdf"
    if text:
        write_whole(plain, as_text(sheet).encode("utf-8"))
    write_whole(pdf, as_pdf(sheet))
    return (plain, pdf) if text else (pdf,)


def write_together(name: str, cover: Sheet, sheets: Sequence[Sheet], folder: Path) -> Path:
    """Write sheets as one PDF, each on a page of its own behind a cover, for its owner alone; return its path."""
    blocks: list[Block] = [*(Words(text) for text in cover.before), Bullets(cover.lines)]
    for sheet in sheets:
        blocks += [NewPage(), Heading(sheet.title), *(Words(text) for text in sheet.before)]
        blocks += [Box("\n".join(sheet.lines)), *(Words(text) for text in sheet.after)]
    made = make_pdf(
        Document(
            title=cover.title, place="", under_title="", footer="", blocks=tuple(blocks), made_at=None, look="large"
        )
    )
    path = folder / f"{name}.pdf"
    write_whole(path, made)
    return path


def as_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as A4 pages in large print, tagged for screen readers; it doesn't say when it was made."""
    blocks: list[Block] = [Words(text) for text in sheet.before]
    for section in sheet.sections:
        blocks += [Heading(section.heading), Words(section.text)]
    blocks.append(Box("\n".join(sheet.lines)))
    # Below sections a sentence on its own would be taken for one more line of the last.
    blocks += [Box("", text) if sheet.sections else Words(text) for text in sheet.after]
    return make_pdf(
        Document(
            title=sheet.title, place="", under_title="", footer="", blocks=tuple(blocks), made_at=None, look="large",
            one_page=sheet.one_page,
        )
    )  # fmt: skip


def _lines_of(text: str) -> list[str]:
    """Return the lines of a text that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
