"""Sheets to print and keep: recovery shares, the site's fingerprint, a first passphrase."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from rrn_desktop.files import write_whole
from rrn_desktop.resources import resource_path


@dataclass(frozen=True)
class Sheet:
    """One page of large plain text: a title, paragraphs, and lines to be copied exactly."""

    name: str
    title: str
    before: tuple[str, ...]
    lines: tuple[str, ...]
    after: tuple[str, ...] = ()


def as_text(sheet: Sheet) -> str:
    """Return the sheet as plain text; the lines to be copied are set in by four blanks."""
    parts = [sheet.title, "=" * len(sheet.title), "", *sheet.before, ""]
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
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

    styles = _styles()
    story: list[Flowable] = [Paragraph(escape(sheet.title), styles["title"])]
    story += [Paragraph(escape(text), styles["body"]) for text in sheet.before]
    story.append(Spacer(1, 4 * mm))
    story += [Paragraph(escape(line), styles["line"]) for line in sheet.lines]
    story.append(Spacer(1, 4 * mm))
    story += [Paragraph(escape(text), styles["body"]) for text in sheet.after]
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=25 * mm, rightMargin=25 * mm, topMargin=25 * mm, bottomMargin=25 * mm,
        title=sheet.title, author="RRN Desktop", lang="en-GB", initialFontName="NotoSans",
    )  # fmt: skip
    document.build(story)
    return buffer.getvalue()


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
        "line": ParagraphStyle("line", parent=body, fontName="NotoSans-Bold", fontSize=15, leading=24, spaceAfter=2),
    }
