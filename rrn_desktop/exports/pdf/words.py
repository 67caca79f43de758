"""Text broken into lines, as strips."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rrn_desktop.exports.pdf.letters import Letters, lines_of
from rrn_desktop.exports.pdf.look import Type
from rrn_desktop.exports.pdf.pen import Pen
from rrn_desktop.exports.pdf.strips import Strip
from rrn_desktop.exports.pdf.tags import Element

_WORDS = re.compile(r"[^ ]+ *| +")


@dataclass(slots=True, eq=False)
class Line:
    """One line of an element's text; ``x`` is its left edge on the page, ``down`` how far below its strip's top."""

    element: Element
    text: Letters
    part: slice
    letters: Type
    x: float
    down: float = 0

    def paint(self, pen: Pen, top: float) -> None:
        """Write it."""
        at = (self.x, top - self.down - self.letters.drop)
        pen.line(self.element, at, self.text, self.part, self.letters)


def wide(letters: Type, text: str) -> float:
    """Return how wide a text is in points."""
    return letters.face.width(letters.face.letters(text).shown, letters.size)


def broken(text: Letters, letters: Type, width: float) -> list[slice]:
    """Return the lines of a text that has to stand in a width; the blank at which a line ends stays on it.

    A word that is wider than the width is broken between letters.
    """
    lines: list[slice] = []
    start, used, shown = 0, 0.0, text.shown
    measure, size = letters.face.width, letters.size
    for word in _WORDS.finditer(shown):
        bare = word.group().rstrip(" ")
        reach = measure(bare, size)
        if used + reach > width and word.start() > start:
            lines.append(slice(start, word.start()))
            start, used = word.start(), 0.0
        if reach > width:
            pieces = _pieces(shown, word.start(), word.start() + len(bare), letters, width)
            lines += pieces[:-1]
            start = pieces[-1].start
            reach = measure(shown[start : word.start() + len(bare)], size)
        used += reach + measure(" ", size) * (len(word.group()) - len(bare))
    lines.append(slice(start, len(shown)))
    return lines


def _pieces(shown: str, start: int, end: int, letters: Type, width: float) -> list[slice]:
    """Return a word in pieces of which each stands in the width."""
    pieces: list[slice] = []
    used = 0.0
    for place in range(start, end):
        reach = letters.face.width(shown[place], letters.size)
        if used + reach > width and place > start:
            pieces.append(slice(start, place))
            start, used = place, 0.0
        used += reach
    return [*pieces, slice(start, end)]


def set_lines(text: str, letters: Type, width: float) -> list[list[tuple[Letters, slice]]]:
    """Return each line of a text that says something, broken into the lines that it takes up."""
    found = []
    for line in lines_of(text):
        printable = letters.face.letters(line.strip())
        if printable.shown:
            found.append([(printable, part) for part in broken(printable, letters, width)])
    return found


def paragraphs(text: str, letters: Type, x: float, width: float, new: Callable[[], Element]) -> list[Strip]:
    """Return a text as strips, one for each line; ``new`` makes the element of each line that the writer ended.

    The first two and the last two lines of a paragraph stay together.
    """
    strips: list[Strip] = []
    for lines in set_lines(text, letters, width):
        element = new()
        made = [Strip(letters.leading, (Line(element, *line, letters, x),)) for line in lines]
        if len(made) > 1:
            made[0].keep = made[-2].keep = True
        made[0].before = letters.leading * 0.2 if strips else 0
        strips += made
    return strips
