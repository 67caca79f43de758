"""From what a document says to its bytes: tagged pages that last and hold nothing that it doesn't say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rrn_desktop.exports.pdf.content import Block, Document, SignHere, Together

if TYPE_CHECKING:
    from rrn_desktop.exports.pdf.look import Design
    from rrn_desktop.exports.pdf.strips import Placed
    from rrn_desktop.exports.pdf.tags import Element

# Six points of the large look: smaller than that nobody reads, so what is longer goes on over two pages.
_SMALLEST = 0.35


def make_pdf(document: Document) -> bytes:
    """Return a document as PDF, unsigned: PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once, PDF 1.7, A4.

    Equal documents give equal bytes: dates are ``made_at``, and nothing comes from a clock or from chance. With
    ``SignHere`` among the blocks there is one empty signature field named Exporter, over its frame.
    Raises ``FileNotFoundError`` for a Picture that is not an icon of ours and ``TypeError`` for what is no block.
    """
    # The rooms that know fonts and pages are loaded when the first document is made, not when the program starts.
    from rrn_desktop.exports.pdf.file import PdfFile
    from rrn_desktop.exports.pdf.page import Around, draw
    from rrn_desktop.exports.pdf.tags import Element
    from rrn_desktop.exports.pdf.writing import write

    structure, pages, look = _laid_out(document)
    file = PdfFile()
    widget = file.keep() if any(isinstance(block, SignHere) for block in _flat(document.blocks)) else 0
    demo = next((kid for kid in structure.kids if isinstance(kid, Element)), None) if document.demo else None
    drawn = draw(pages, Around(document.footer, demo, look), widget)
    return write(document, structure, drawn, file, widget)


def _flat(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the blocks with those that stay together one by one."""
    return [part for block in blocks for part in (_flat(block.blocks) if isinstance(block, Together) else [block])]


def _laid_out(document: Document) -> tuple[Element, list[list[Placed]], Design]:
    """Return the elements and the pages; letters become smaller when all has to stand on one page."""
    from rrn_desktop.exports.pdf.look import design

    scale = 1.0
    while True:
        look = design(document.look, scale)
        structure, pages = _set(document, look)
        if not document.one_page or len(pages) == 1 or scale <= _SMALLEST:
            return structure, pages, look
        scale -= 0.05


def _set(document: Document, look: Design) -> tuple[Element, list[list[Placed]]]:
    from rrn_desktop.exports.pdf.layout import Layout
    from rrn_desktop.exports.pdf.look import PAGE_HEIGHT
    from rrn_desktop.exports.pdf.strips import paginate
    from rrn_desktop.exports.pdf.tags import Element

    structure = Element("Document", lang=document.lang)
    if document.demo:
        structure.child("P")
    layout = Layout(structure, look)
    strips = layout.begin(document)
    for block in document.blocks:
        strips += layout.strips(block)
    return structure, paginate(strips, PAGE_HEIGHT - look.top, look.height)
