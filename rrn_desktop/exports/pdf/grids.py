"""Tables: rows of cells with hair lines between them, and a head that is put on each page again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rrn_desktop.exports.pdf.content import Facts, Grid
from rrn_desktop.exports.pdf.file import string
from rrn_desktop.exports.pdf.look import LINE, TINT, Design, Type
from rrn_desktop.exports.pdf.pen import Pen
from rrn_desktop.exports.pdf.strips import Paint, Strip, framed, kept
from rrn_desktop.exports.pdf.tags import Element
from rrn_desktop.exports.pdf.words import Line, set_lines, wide

_HEAD_OF = {scope: f"<</O/Table/Scope/{scope}>>" for scope in ("Row", "Column")}


@dataclass(frozen=True, slots=True)
class Tint:
    """A tinted part of the column of text behind rows."""

    x: float
    width: float

    def paint(self, pen: Pen, top: float, bottom: float) -> None:
        """Fill it."""
        pen.box(self.x, bottom, self.width, top - bottom, TINT)


@dataclass(frozen=True, slots=True)
class Rule:
    """A hair line, ``down`` points below the top of its strip."""

    x: float
    width: float
    down: float

    def paint(self, pen: Pen, top: float) -> None:
        """Draw it."""
        pen.rule(self.x, top - self.down, self.width, LINE)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: its text, its element, its letters, and its left and right edge."""

    text: str
    element: Element
    letters: Type
    left: float
    right: float


def facts(block: Facts, parent: Element, look: Design) -> list[Strip]:
    """Return labels and what they say; a row without a label and without words is left out."""
    rows = [row for row in block.rows if row[0].strip() or row[1].strip()]
    if not rows:
        return []
    table = _table(parent, block.summary)
    edge = look.left + look.width * 0.34
    strips: list[Strip] = []
    for label, says in rows:
        row = table.child("TR")
        cells = (
            _Cell(label, row.child("TH", attributes=_HEAD_OF["Row"]), look.type("label"), look.left, edge),
            _Cell(says, row.child("TD"), look.type("cell"), edge, look.left + look.width),
        )
        strips += _row(cells, look)
    framed(strips, Tint(look.left, edge - look.left))
    return _with_line_above(strips, look)


def grid(block: Grid, parent: Element, look: Design) -> list[Strip]:
    """Return a table with a head; rows that are shorter than the longest have empty cells at their end."""
    count = max([len(block.head), *map(len, block.rows)])
    if count == 0:
        return []
    table = _table(parent, block.summary)
    edges = _edges(block, count, look)
    head_row = table.child("THead").child("TR")
    head: list[Strip] = []
    head_cells = [
        _Cell(text, head_row.child("TH", attributes=_HEAD_OF["Column"]), look.type("label"), *edge)
        for text, edge in zip(_filled(block.head, count), edges, strict=True)
    ]
    head = kept(framed(_row(head_cells, look), Tint(look.left, look.width)))
    body = table.child("TBody") if block.rows else table
    strips: list[Strip] = []
    for texts in block.rows:
        row = body.child("TR")
        cells = zip(_filled(texts, count), edges, strict=True)
        strips += _row([_Cell(text, row.child("TD"), look.type("cell"), *edge) for text, edge in cells], look)
    for strip in strips:
        strip.head = tuple(head)
    head[-1].keep = bool(strips)
    return _with_line_above([*head, *strips], look)


def _table(parent: Element, summary: str) -> Element:
    return parent.child("Table", attributes=f"<</O/Table/Summary {string(summary)}>>" if summary else "")


def _filled(texts: Sequence[str], count: int) -> list[str]:
    return [*texts, *[""] * (count - len(texts))]


def _edges(block: Grid, count: int, look: Design) -> list[tuple[float, float]]:
    """Return the left and the right edge of each column."""
    usable = len(block.widths) == count and all(share > 0 for share in block.widths)
    shares = block.widths if usable else (1.0,) * count
    x, edges = look.left, []
    for width in _widths(shares, _least(block, count, look), look.width):
        edges.append((x, x + width))
        x += width
    return edges


def _least(block: Grid, count: int, look: Design) -> list[float]:
    """Return how wide each column has to be so that none of its words is broken; at most a third of the page."""
    words: list[set[str]] = [set() for _ in range(count)]
    for texts in block.rows:
        for column, text in zip(words, texts, strict=False):
            column.update(text.split())
    cell, label = look.type("cell"), look.type("label")
    both = look.unit * 3 + 1
    least = [both + max([wide(cell, word) for word in column], default=0.0) for column in words]
    for n, text in enumerate(block.head):
        least[n] = max([least[n], *(both + wide(label, word) for word in text.split())])
    return [min(width, look.width / 3) for width in least]


def _widths(shares: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Return the widths of columns: as they are shared out, but none below what it needs while others have more."""
    if sum(least) >= width:
        return [part * width / sum(least) for part in least]
    narrow: set[int] = set()
    while True:
        rest = width - sum(least[n] for n in narrow)
        free = sum(share for n, share in enumerate(shares) if n not in narrow)
        found = [least[n] if n in narrow else rest * share / free for n, share in enumerate(shares)]
        short = {n for n in range(len(shares)) if n not in narrow and found[n] < least[n]}
        if not short:
            return found
        narrow |= short


def _row(cells: Sequence[_Cell], look: Design) -> list[Strip]:
    """Return a row; one that is higher than a third of a page is cut between its lines, so that it can go on."""
    inside, above = look.unit * 1.5, look.unit * 0.8
    leading = max(cell.letters.leading for cell in cells)
    columns = [_cell_lines(cell, inside) for cell in cells]
    most = max(1, *map(len, columns))
    at_once = most if most * leading < look.height / 3 else 3
    strips: list[Strip] = []
    for start in range(0, most, at_once):
        end = min(start + at_once, most)
        first, last = start == 0, end == most
        down = above if first else 0.0
        paints: list[Paint] = []
        for lines in columns:
            for n, line in enumerate(lines[start:end]):
                line.down = down + n * leading
                paints.append(line)
        high = down + (end - start) * leading + (above if last else 0)
        rule = (Rule(look.left, look.width, high),) if last else ()
        strips.append(Strip(high, tuple(paints), under=rule))
    return strips


def _cell_lines(cell: _Cell, inside: float) -> list[Line]:
    """Return the lines of a cell; each line that the writer ended is a paragraph, when there are several."""
    x, width = cell.left + inside, max(cell.right - cell.left - 2 * inside, cell.letters.size)
    found = set_lines(cell.text, cell.letters, width)
    elements = [cell.element] if len(found) == 1 else [cell.element.child("P") for _ in found]
    return [
        Line(element, text, part, cell.letters, x)
        for element, lines in zip(elements, found, strict=True)
        for text, part in lines
    ]


def _with_line_above(strips: list[Strip], look: Design) -> list[Strip]:
    strips[0].under = (Rule(look.left, look.width, 0), *strips[0].under)
    return strips
