"""Pages: strips drawn where they were placed, with what stands on each page around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rrn_desktop.exports.pdf.fonts import Face, FontInUse, faces
from rrn_desktop.exports.pdf.look import ACCENT, LINE, MM, PAGE_HEIGHT, PAGE_WIDTH, Design, Type
from rrn_desktop.exports.pdf.pen import Pen
from rrn_desktop.exports.pdf.strips import Frame, Placed
from rrn_desktop.exports.pdf.tags import Element
from rrn_desktop.exports.pdf.words import broken

DEMONSTRATION = "Demonstration: made-up facts"
_NOBODY = Element("Artifact")
_BAND, _FOOTER = 3 * MM, 13 * MM


@dataclass(slots=True)
class Drawn:
    """All pages as they were drawn; ``frame`` is the page of the signature's field and its box, if there is one."""

    contents: list[bytes] = field(default_factory=list, repr=False)
    fonts: dict[str, FontInUse] = field(default_factory=dict, repr=False)
    frame: tuple[int, tuple[float, float, float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the text of each page; ``demo`` is the element that says that the facts are made up."""

    footer: str
    demo: Element | None
    look: Design


def draw(pages: Sequence[Sequence[Placed]], around: Around, widget: int) -> Drawn:
    """Draw the pages one after the other; ``widget`` is the number of the object of the signature's field."""
    weights: tuple[Face, ...] = (faces().regular, faces().bold)
    drawn = Drawn(fonts={face.name: FontInUse(face, key) for face, key in zip(weights, ("R", "B"), strict=True)})
    for number, placed in enumerate(pages):
        pen = Pen(number, drawn.fonts, widget)
        _behind(pen, placed)
        _demonstration(pen, around)
        _text(pen, placed)
        _margins(pen, around, number + 1, len(pages))
        drawn.contents.append(pen.written())
        if pen.frame is not None:
            drawn.frame = (number, pen.frame)
    return drawn


def _behind(pen: Pen, placed: Sequence[Placed]) -> None:
    """Draw the band, frames and lines, which lie behind the text."""
    with pen.decoration():
        pen.box(0, PAGE_HEIGHT - _BAND, PAGE_WIDTH, _BAND, ACCENT)
        for frame, first, last in _frames(placed):
            frame.paint(pen, first.top, last.top - last.strip.height)
        for place in placed:
            for mark in place.strip.under:
                mark.paint(pen, place.top)


def _frames(placed: Sequence[Placed]) -> list[tuple[Frame, Placed, Placed]]:
    """Return each frame with the first and the last strip that it lies behind on this page."""
    found: list[tuple[Frame, Placed, Placed]] = []
    for before, place in zip((None, *placed), placed, strict=False):
        for frame in place.strip.frames:
            running = before is not None and any(frame is other for other in before.strip.frames)
            n = next((n for n in range(len(found) - 1, -1, -1) if found[n][0] is frame), None) if running else None
            if n is None:
                found.append((frame, place, place))
            else:
                found[n] = (frame, found[n][1], place)
    return found


def _text(pen: Pen, placed: Sequence[Placed]) -> None:
    for place in placed:
        if place.again:
            with pen.decoration("Header"):
                for mark in place.strip.paints:
                    mark.paint(pen, place.top)
        else:
            for mark in place.strip.paints:
                mark.paint(pen, place.top)


def _demonstration(pen: Pen, around: Around) -> None:
    """Say at the head of each page that it shows made-up facts; a reader hears it once."""
    if around.demo is None:
        return
    letters = around.look.type("demo")
    level = PAGE_HEIGHT - _BAND - 7 * MM
    if pen.page == 0:
        _at_right(pen, around.demo, DEMONSTRATION, level, (around.look, letters))
        return
    with pen.decoration("Header"):
        _at_right(pen, _NOBODY, DEMONSTRATION, level, (around.look, letters))


def _margins(pen: Pen, around: Around, number: int, count: int) -> None:
    """Write at the foot of each page which one it is, and of what."""
    look = around.look
    letters = look.type("footer")
    with pen.decoration("Footer"):
        pen.rule(look.left, _FOOTER + letters.leading, look.width, LINE)
        place = f"Page {number} of {count}"
        room = look.width - letters.face.width(place, letters.size) - look.unit * 3
        text = letters.face.letters(" ".join(around.footer.split()))
        first = broken(text, letters, room)[0]
        if text.shown:
            pen.line(_NOBODY, (look.left, _FOOTER), text, first, letters)
        _at_right(pen, _NOBODY, place, _FOOTER, (look, letters))


def _at_right(pen: Pen, element: Element, text: str, level: float, how: tuple[Design, Type]) -> None:
    look, letters = how
    printable = letters.face.letters(text)
    x = look.left + look.width - letters.face.width(printable.shown, letters.size)
    pen.line(element, (x, level), printable, slice(0, len(printable.shown)), letters)
