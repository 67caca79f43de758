"""Figures: icons, and codes to scan (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rrn_desktop.exports.pdf.icons import icon_lines
from rrn_desktop.exports.pdf.look import ACCENT, INK
from rrn_desktop.exports.pdf.pen import Pen
from rrn_desktop.exports.pdf.strips import Strip
from rrn_desktop.exports.pdf.tags import Element

_QUIET_ZONE = 4


@dataclass(slots=True, eq=False)
class Figure:
    """A square drawing that hangs down from the top of its strip, ``x`` its left edge and ``side`` its size."""

    element: Element
    drawing: str
    x: float
    side: float

    def paint(self, pen: Pen, top: float) -> None:
        """Draw it."""
        pen.figure(self.element, (self.x, top - self.side, self.x + self.side, top), self.drawing)


def icon(name: str, element: Element, x: float, side: float) -> Figure:
    """Return one of our icons; raises ``FileNotFoundError`` for a name that is not among them."""
    return Figure(element, f"{side / 24:.4f} 0 0 {side / 24:.4f} 0 0 cm {ACCENT} RG {icon_lines(name)}", x, side)


def code(text: str, element: Element, x: float, side: float) -> tuple[Figure, float]:
    """Return a QR code, and how much has to stay white around it: four modules, as ISO/IEC 18004 asks for."""
    import segno

    rows = segno.make(text, micro=False, error="m", boost_error=False).matrix
    count = len(rows)
    runs = [
        f"{start} {count - 1 - n} {end - start} 1 re" for n, row in enumerate(rows) for start, end in _runs(bytes(row))
    ]
    module = side / count
    drawing = f"{module:.5f} 0 0 {module:.5f} 0 0 cm {INK} rg {' '.join(runs)} f"
    return Figure(element, drawing, x, side), module * _QUIET_ZONE


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Return where the dark modules of a row begin and end."""
    edges = [n for n in range(len(row) + 1) if (row[n] if n < len(row) else 0) != (row[n - 1] if n else 0)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def beside(figure: Figure, strips: list[Strip], *, centred: bool = False) -> list[Strip]:
    """Return strips with a figure that hangs beside them, and stay with it as far down as it goes.

    Strips that are not as high as the figure are ``centred`` beside it, or stand at its top.
    """
    least = figure.side
    high = strips[0].height
    for above, below in pairwise(strips):
        if high >= least:
            break
        above.keep = True
        high += max(above.after, below.before) + below.height
    rest = max(0.0, least - high)
    above_all = rest / 2 if centred else 0.0
    strips[-1].keep = rest > 0
    first = Strip(above_all, (figure,), keep=True)
    return [first, *strips, *([Strip(rest - above_all)] if rest else [])]
