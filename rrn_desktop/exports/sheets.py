"""Sheets to print and keep: recovery shares, the site's fingerprint, a first passphrase, what helps someone."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from rrn_desktop.files import write_whole
from rrn_desktop.resources import resource_path


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


def write_sheet(sheet: Sheet, folder: Path) -> tuple[Path, ...]:
    """Write the sheet as text and as PDF, readable by their owner alone, and return both paths."""
    text, pdf = folder / f"{sheet.name}.txt", folder / f"{sheet.name}.pdf"
    write_whole(text, as_text(sheet).encode("utf-8"))
    write_whole(pdf, as_pdf(sheet))
    return text, pdf


def as_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF of A4 pages in an embedded font."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import Flowable, KeepInFrame, Paragraph, SimpleDocTemplate, Spacer

    styles = _styles()
    story: list[Flowable] = [Paragraph(escape(sheet.title), styles["title"])]
    story += [Paragraph(escape(text), styles["body"]) for text in sheet.before]
    story.append(Spacer(1, 4 * mm))
    for section in sheet.sections:
        story.append(Paragraph(escape(section.heading), styles["heading"]))
        story += [Paragraph(escape(line), styles["body"]) for line in _lines_of(section.text)]
    story += [Paragraph(escape(line), styles["line"]) for line in sheet.lines]
    story.append(Spacer(1, 4 * mm))
    story += [Paragraph(escape(text), styles["body"]) for text in sheet.after]
    if sheet.one_page:
        story = [KeepInFrame(0, 0, story, mode="shrink")]
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=25 * mm, rightMargin=25 * mm, topMargin=25 * mm, bottomMargin=25 * mm,
        title=sheet.title, author="RRN Desktop", lang="en-GB", initialFontName="NotoSans",
    )  # fmt: skip
    document.build(story)
    return buffer.getvalue()


def _lines_of(text: str) -> list[str]:
    """Return the lines of a text that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _styles() -> dict[str, object]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("NotoSans", "NotoSans-Bold"):
        file = "NotoSans-Bold.ttf" if name.endswith("Bold") else "NotoSans-Regular.ttf"
        registerFont(TTFont(name, str(resource_path("fonts") / file)))
    body = ParagraphStyle("body", fontName="NotoSans", fontSize=12, leading=18, spaceAfter=8)
    return {
        "title": ParagraphStyle("title", parent=body, fontName="NotoSans-Bold", fontSize=22, leading=28, spaceAfter=14),
        "body": body,
        "heading": ParagraphStyle(
            "heading", parent=body, fontName="NotoSans-Bold", fontSize=14, spaceBefore=8, spaceAfter=2
        ),
        "line": ParagraphStyle("line", parent=body, fontName="NotoSans-Bold", fontSize=15, leading=24, spaceAfter=2),
    }
