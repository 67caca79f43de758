"""Writes what stands on one page, each piece either as part of an element or as decoration (ISO 32000-1, 14.6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rrn_desktop.exports.pdf.fonts import FontInUse
from rrn_desktop.exports.pdf.letters import Letters
from rrn_desktop.exports.pdf.look import Type
from rrn_desktop.exports.pdf.tags import Element, Field, Mark


class Pen:
    """One page. Coordinates are in points from the lower left corner."""

    def __init__(self, page: int, fonts: dict[str, FontInUse], widget: int) -> None:
        self.page = page
        self._fonts = fonts
        self._widget = widget
        self._written: list[str] = []
        self._open: Element | None = None
        self._decorating = False
        self._marks = 0
        self.frame: tuple[float, float, float, float] | None = None

    def line(self, element: Element, at: tuple[float, float], text: Letters, part: slice, letters: Type) -> None:
        """Write a part of a text on one line.

        Boxes are an element of their own, which says what they stand for (ActualText: ISO 32000-1, 14.9.4).
        """
        if not text.boxes:
            self._words(element, at, text.shown[part], letters)
            return
        x, y = at
        place = part.start
        while place < part.stop:
            boxed, start = place in text.boxes, place
            while place < part.stop and (place in text.boxes) == boxed:
                place += 1
            shown = text.shown[start:place]
            if boxed and not self._decorating:
                actual = "".join(text.boxes[n] for n in range(start, place))
                self._words(element.child("Span", actual=actual), (x, y), shown, letters)
            else:
                self._words(element, (x, y), shown, letters)
            x += letters.face.width(shown, letters.size)

    def _words(self, element: Element, at: tuple[float, float], shown: str, letters: Type) -> None:
        self._belongs_to(element)
        strings = self._fonts[letters.face.name].strings(shown)
        shows = [f"/{key} {letters.size:.2f} Tf <{codes}> Tj" for key, codes in strings]
        self._written.append(f"BT {letters.colour} rg 1 0 0 1 {at[0]:.2f} {at[1]:.2f} Tm {' '.join(shows)} ET")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, whose lower left corner is given."""
        self._written.append(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def outline(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw the outline of a rectangle."""
        self._written.append(f"{colour} RG 0.8 w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def rule(self, x: float, y: float, width: float, colour: str) -> None:
        """Draw a level line."""
        self._written.append(f"{colour} RG 0.5 w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def figure(self, element: Element, box: tuple[float, float, float, float], drawing: str) -> None:
        """Draw a figure; ``box`` is its left, lower, right and upper edge, ``drawing`` is in that box's place."""
        element.attributes = f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{edge:.2f}' for edge in box)}]>>"
        self._belongs_to(element)
        self._written.append(f"q 1 0 0 1 {box[0]:.2f} {box[1]:.2f} cm {drawing} Q")

    def signature(self, element: Element, box: tuple[float, float, float, float]) -> None:
        """Put the field for the signature on the page, over what stands in the box."""
        self.close()
        element.kids.append(Field(self.page, self._widget))
        self.frame = box

    @contextmanager
    def decoration(self, kind: str = "") -> Iterator[None]:
        """Take what is drawn meanwhile for decoration, which no reader reads out."""
        self.close()
        self._written.append(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC" if kind else "/Artifact BMC")
        self._decorating = True
        yield
        self._decorating = False
        self._written.append("EMC")

    def _belongs_to(self, element: Element) -> None:
        if self._decorating or element is self._open:
            return
        self.close()
        self._written.append(f"/{element.tag} <</MCID {self._marks}>> BDC")
        element.kids.append(Mark(self.page, self._marks))
        self._marks += 1
        self._open = element

    def close(self) -> None:
        """End the piece that is open."""
        if self._open is not None:
            self._written.append("EMC")
            self._open = None

    def written(self) -> bytes:
        """Return the content of the page."""
        self.close()
        return "\n".join(self._written).encode("ascii")
