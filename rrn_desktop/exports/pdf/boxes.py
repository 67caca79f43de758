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

# How far a frame reaches over what it lies behind, above and below, where it is cut between pages too.
_OVER = 3.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted panel with a bar at its left."""

    x: float
    width: float
    bar: str
    fill: str | None

    def paint(self, pen: Pen, top: float, bottom: float) -> None:
        """Draw it."""
        low, high = bottom - _OVER, top - bottom + 2 * _OVER
        if self.fill is not None:
            pen.box(self.x, low, self.width, high, self.fill)
        pen.box(self.x, low, 3, high, self.bar)


@dataclass(frozen=True, slots=True)
class Outline:
    """A plain frame."""

    x: float
    width: float

    def paint(self, pen: Pen, top: float, bottom: float) -> None:
        """Draw it."""
        pen.outline(self.x, bottom - _OVER, self.width, top - bottom + 2 * _OVER, ACCENT)


@dataclass(slots=True, eq=False)
class SignatureField:
    """The field over the frame: ``high`` points up from the foot of its strip."""

    element: Element
    x: float
    width: float
    high: float

    def paint(self, pen: Pen, top: float) -> None:
        """Put it on the page."""
        pen.signature(self.element, (self.x, top - _OVER, self.x + self.width, top + self.high + _OVER))


def box(block: Box, parent: Element, look: Design) -> list[Strip]:
    """Return a warm panel with a bold title; nothing when it says nothing."""
    pad = look.unit * 2
    x, width = look.left + 3 + pad, look.width - 3 - 2 * pad
    group = Element("Div")
    new = partial(group.child, "P")
    strips = paragraphs(block.title, look.type("strong"), x, width, new)
    strips += paragraphs(block.text, look.type("body"), x, width, new)
    return _panelled(strips, group, parent, Panel(look.left, look.width, WARM_LINE, WARM), look)


def quote(block: Quote, parent: Element, look: Design) -> list[Strip]:
    """Return someone's own words beside a bar, with whose they are below; nothing when there are none."""
    x, width = look.left + 3 + look.unit * 2.5, look.width - 3 - look.unit * 2.5
    group = Element("BlockQuote")
    new = partial(group.child, "P")
    strips = paragraphs(block.text, look.type("lead"), x, width, new)
    whose = paragraphs(block.whose, look.type("small"), x, width, new)
    if strips and whose:
        strips[-1].keep = True
        spaced(whose, look.unit * 0.5, 0)
    return _panelled(strips + whose, group, parent, Panel(look.left, look.width, ACCENT, None), look)


def _panelled(strips: list[Strip], group: Element, parent: Element, panel: Panel, look: Design) -> list[Strip]:
    if not strips:
        return []
    parent.kids.append(group)
    pad = look.unit * (1 if panel.fill is None else 2) - _OVER
    if len(strips) > 1:
        strips[0].keep = True
    return spaced(framed(_padded(strips, pad), panel), look.unit * 2 + _OVER, look.unit * 2 + _OVER)


def _padded(strips: list[Strip], pad: float) -> list[Strip]:
    """Return the strips with empty space inside their frame, above and below."""
    strips[-1].keep = True
    return [Strip(pad, keep=True), *strips, Strip(pad)]


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
    strips = kept(_padded(strips, pad - _OVER))
    high = sum(strip.height for strip in strips) + sum(strip.before for strip in strips[1:])
    form = group.child("Form", alt="Field for the electronic signature of who printed this")
    strips[-1].together = True
    strips.append(Strip(0, (SignatureField(form, look.left, look.width, high),)))
    return spaced(framed(strips, Outline(look.left, look.width)), look.unit * 3 + _OVER, look.unit * 3 + _OVER)
