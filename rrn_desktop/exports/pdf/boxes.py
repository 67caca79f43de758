"""Frames: what must not be overlooked, someone's own words, and the place for the signature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rrn_desktop.exports.pdf.content import Box, Quote, SignHere
from rrn_desktop.exports.pdf.look import ACCENT, WARM, WARM_LINE, Design
from rrn_desktop.exports.pdf.pen import Pen
from rrn_desktop.exports.pdf.strips import Strip, framed, kept, spaced
from rrn_desktop.exports.pdf.tags import Element
from rrn_desktop.exports.pdf.words import paragraphs


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted panel with a bar at its left; it is ``pad`` points higher than what stands on it, above and below."""

    x: float
    width: float
    pad: float
    bar: str
    fill: str | None

    def paint(self, pen: Pen, top: float, bottom: float) -> None:
        """Draw it."""
        low, high = bottom - self.pad, top - bottom + 2 * self.pad
        if self.fill is not None:
            pen.box(self.x, low, self.width, high, self.fill)
        pen.box(self.x, low, 3, high, self.bar)


@dataclass(frozen=True, slots=True)
class Outline:
    """A plain frame."""

    x: float
    width: float
    pad: float

    def paint(self, pen: Pen, top: float, bottom: float) -> None:
        """Draw it."""
        pen.outline(self.x, bottom - self.pad, self.width, top - bottom + 2 * self.pad, ACCENT)


@dataclass(slots=True, eq=False)
class SignatureField:
    """The field over the frame: ``high`` points up from the foot of its strip."""

    element: Element
    x: float
    width: float
    high: float
    pad: float

    def paint(self, pen: Pen, top: float) -> None:
        """Put it on the page."""
        pen.signature(self.element, (self.x, top - self.pad, self.x + self.width, top + self.high + self.pad))


def box(block: Box, parent: Element, look: Design) -> list[Strip]:
    """Return a warm panel with a bold title; nothing when it says nothing."""
    pad = look.unit * 2
    x, width = look.left + 3 + pad, look.width - 3 - 2 * pad
    group = Element("Div")
    new = partial(group.child, "P")
    strips = paragraphs(block.title, look.type("strong"), x, width, new)
    strips += paragraphs(block.text, look.type("body"), x, width, new)
    return _panelled(strips, group, parent, Panel(look.left, look.width, pad, WARM_LINE, WARM), look)


def quote(block: Quote, parent: Element, look: Design) -> list[Strip]:
    """Return someone's own words beside a bar, with whose they are below; nothing when there are none."""
    pad = look.unit
    x, width = look.left + 3 + look.unit * 2.5, look.width - 3 - look.unit * 2.5
    group = Element("BlockQuote")
    new = partial(group.child, "P")
    strips = paragraphs(block.text, look.type("lead"), x, width, new)
    whose = paragraphs(block.whose, look.type("small"), x, width, new)
    if strips and whose:
        strips[-1].keep = True
        spaced(whose, look.unit * 0.5, 0)
    return _panelled(strips + whose, group, parent, Panel(look.left, look.width, pad, ACCENT, None), look)


def _panelled(strips: list[Strip], group: Element, parent: Element, panel: Panel, look: Design) -> list[Strip]:
    if not strips:
        return []
    parent.kids.append(group)
    gap = panel.pad + look.unit * 2
    if len(strips) > 1:
        strips[0].keep = True
    return spaced(framed(strips, panel), gap, gap)


def sign_here(block: SignHere, parent: Element, look: Design) -> list[Strip]:
    """Return the frame for the electronic signature with the words in it; it stays on one page."""
    pad = look.unit * 2
    x, width = look.left + pad, look.width - 2 * pad
    group = parent.child("Div")
    new = partial(group.child, "P")
    strips = paragraphs(block.title, look.type("strong"), x, width, new)
    strips += [strip for line in block.lines for strip in paragraphs(line, look.type("body"), x, width, new)]
    if not strips:
        strips = [Strip(look.unit * 8)]
    high = sum(strip.height for strip in strips) + sum(strip.before for strip in strips[1:])
    form = group.child("Form", alt="Field for the electronic signature of who printed this")
    strips.append(Strip(0, (SignatureField(form, look.left, look.width, high, pad),)))
    return spaced(framed(kept(strips), Outline(look.left, look.width, pad)), pad + look.unit * 3, pad + look.unit * 3)
