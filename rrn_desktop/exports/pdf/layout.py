"""From the blocks of a document to strips, and at the same time to the elements that a screen reader is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, singledispatchmethod

from rrn_desktop.exports.pdf import boxes, figures, grids
from rrn_desktop.exports.pdf.content import (
    Box,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    NewPage,
    Picture,
    Quote,
    Scan,
    SignHere,
    Together,
    Words,
)
from rrn_desktop.exports.pdf.look import Design
from rrn_desktop.exports.pdf.strips import Strip, kept, spaced
from rrn_desktop.exports.pdf.tags import Element
from rrn_desktop.exports.pdf.words import Line, paragraphs

_BULLET = "\u2022"
_DISC = "<</O/List/ListNumbering/Disc>>"


@dataclass(slots=True)
class Layout:
    """Sets blocks one after the other below the element of the document."""

    document: Element
    look: Design
    level: int = 1

    def begin(self, document: Document) -> list[Strip]:
        """Return what stands above the blocks: the place, the title, what is said below it."""
        unit = self.look.unit
        strips = self._plain(document.place, "place")
        title = self._plain(document.title, "title", tag="H1")
        strips += spaced(title, unit * 0.5, unit * 0.5)
        strips += self._plain(document.under_title, "under")
        return spaced(kept(strips), 0, unit * 4)

    def _plain(self, text: str, style: str, *, tag: str = "P", lang: str | None = None) -> list[Strip]:
        new = partial(self.document.child, tag, lang=lang)
        return paragraphs(text, self.look.type(style), self.look.left, self.look.width, new)

    @singledispatchmethod
    def strips(self, block: object) -> list[Strip]:
        """Return the strips of a block."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @strips.register
    def _(self, block: Heading) -> list[Strip]:
        """A heading stays with what follows; a level that would leave a gap is raised (PDF/UA-1, 7.4.2)."""
        text = " ".join(block.text.split())
        if not text:
            return []
        self.level = max(2, min(block.level, self.level + 1, 4))
        found = self._plain(text, str(self.level), tag=f"H{self.level}")
        for strip in found:
            strip.keep = True
        unit = self.look.unit
        return spaced(found, unit * {2: 5, 3: 3.5, 4: 2.5}[self.level], unit)

    @strips.register
    def _(self, block: Words) -> list[Strip]:
        return spaced(self._plain(block.text, block.style, lang=block.lang), self.look.unit, self.look.unit)

    @strips.register
    def _(self, block: Bullets) -> list[Strip]:
        items = [item for item in block.items if item.strip()]
        if not items:
            return []
        unit, body = self.look.unit, self.look.type("body")
        group = self.document.child("L", attributes=_DISC)
        indent = body.size * 1.3
        strips: list[Strip] = []
        for item in items:
            entry = group.child("LI")
            label = entry.child("Lbl")
            says = entry.child("LBody")
            x = self.look.left + indent
            found = paragraphs(item, body, x, self.look.width - indent, _one_or_more(says, item))
            if not found:
                group.kids.remove(entry)
                continue
            dot = body.face.letters(_BULLET)
            found[0].paints = (Line(label, dot, slice(0, 1), body, self.look.left + indent * 0.3), *found[0].paints)
            strips += spaced(found, unit * 0.6, 0)
        return spaced(strips, unit, unit)

    @strips.register
    def _(self, block: Facts) -> list[Strip]:
        return spaced(grids.facts(block, self.document, self.look), self.look.unit * 2, self.look.unit * 5.5)

    @strips.register
    def _(self, block: Grid) -> list[Strip]:
        return spaced(grids.grid(block, self.document, self.look), self.look.unit * 2, self.look.unit * 5.5)

    @strips.register
    def _(self, block: Quote) -> list[Strip]:
        return boxes.quote(block, self.document, self.look)

    @strips.register
    def _(self, block: Box) -> list[Strip]:
        return boxes.box(block, self.document, self.look)

    @strips.register
    def _(self, block: SignHere) -> list[Strip]:
        return boxes.sign_here(block, self.document, self.look)

    @strips.register
    def _(self, block: Picture) -> list[Strip]:
        look = self.look
        side, body = look.icon, look.type("body")
        figure = figures.icon(block.name, self.document.child("Figure", alt=block.alt or block.name), look.left, side)
        x = look.left + side + look.unit * 2.5
        width = look.width - side - look.unit * 2.5
        found = paragraphs(block.text, body, x, width, partial(self.document.child, "P")) or [Strip(body.leading)]
        return spaced(figures.beside(figure, found, centred=True), look.unit * 2, look.unit * 2)

    @strips.register
    def _(self, block: Scan) -> list[Strip]:
        look = self.look
        element = self.document.child("Figure", alt=block.alt or block.title or "Code to scan")
        figure, white = figures.code(block.code, element, look.left, look.code)
        away = look.code + max(white, look.unit * 3)
        x, width = look.left + away, look.width - away
        new = partial(self.document.child, "P")
        found = paragraphs(block.title, look.type("strong"), x, width, new)
        small = [paragraphs(line, look.type("small"), x, width, new) for line in block.lines]
        found += [strip for lines in small for strip in spaced(lines, look.unit * 0.6, 0)]
        return spaced(figures.beside(figure, found or [Strip(look.unit)]), white, white)

    @strips.register
    def _(self, block: Together) -> list[Strip]:
        return kept([strip for part in block.blocks for strip in self.strips(part)])

    @strips.register
    def _(self, _block: NewPage) -> list[Strip]:
        return [Strip(0, new_page=True)]


def _one_or_more(says: Element, text: str) -> Callable[[], Element]:
    """Return what makes the element of each line: the body itself when there is one line alone."""
    several = sum(1 for line in text.splitlines() if line.strip()) > 1
    return (lambda: says.child("P")) if several else (lambda: says)
