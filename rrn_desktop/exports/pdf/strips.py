"""Strips: what a document is cut into so that it can be spread over pages; none of them is ever torn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from rrn_desktop.exports.pdf.pen import Pen


class Paint(Protocol):
    """Something on a strip."""

    def paint(self, pen: Pen, top: float) -> None:
        """Draw it; ``top`` is the upper edge of its strip."""


class Frame(Protocol):
    """What lies behind several strips one after the other, drawn anew on each page."""

    def paint(self, pen: Pen, top: float, bottom: float) -> None:
        """Draw it behind what stands between these edges."""


@dataclass(slots=True, eq=False)
class Strip:
    """A level piece of a page. Distances are in points.

    ``keep`` keeps it on one page with the next strip, ``together`` does so unless that is too much for one page;
    ``head`` is put above it again when it begins a page;
    ``under`` are lines and tints of its own; ``new_page`` begins a page.
    """

    height: float
    paints: tuple[Paint, ...] = ()
    before: float = 0
    after: float = 0
    keep: bool = False
    together: bool = False
    frames: tuple[Frame, ...] = ()
    under: tuple[Paint, ...] = ()
    head: tuple[Strip, ...] = field(default=(), repr=False)
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on a page with its upper edge; ``again`` when it stands on an earlier page already."""

    strip: Strip
    top: float
    again: bool = False


def kept(strips: list[Strip]) -> list[Strip]:
    """Return the strips so that all of them stay on one page where they fit on one."""
    for strip in strips[:-1]:
        strip.together = True
    return strips


def spaced(strips: list[Strip], before: float, after: float) -> list[Strip]:
    """Return the strips with at least these distances above the first and below the last."""
    if strips:
        strips[0].before = max(strips[0].before, before)
        strips[-1].after = max(strips[-1].after, after)
    return strips


def framed(strips: list[Strip], frame: Frame) -> list[Strip]:
    """Return the strips with a frame behind them."""
    for strip in strips:
        strip.frames = (frame, *strip.frames)
    return strips


def paginate(strips: Sequence[Strip], top: float, height: float) -> list[list[Placed]]:
    """Return the pages; ``top`` is the upper edge of the column of text and ``height`` how far down it goes."""
    filling = _Filling(top, height)
    for group in _groups(strips, lambda strip: strip.keep or strip.together):
        filling.add(group)
    return filling.pages


def _groups(strips: Sequence[Strip], holds: Callable[[Strip], bool]) -> Iterator[Sequence[Strip]]:
    """Return the strips in groups, of which each ends with a strip that does not hold on to the next."""
    start = 0
    for end in range(1, len(strips) + 1):
        if end == len(strips) or not holds(strips[end - 1]) or strips[end].new_page:
            yield strips[start:end]
            start = end


@dataclass(slots=True)
class _Filling:
    """Pages while they are being filled."""

    top: float
    height: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0
    last_after: float = 0

    def add(self, group: Sequence[Strip]) -> None:
        if group[0].new_page and self.pages[-1]:
            self._next_page()
        parts: Iterable[Sequence[Strip]] = (
            [group] if self._fits_on_one(group) else _groups(group, lambda strip: strip.keep)
        )
        for part in parts:
            if not self._fits(part) and self.pages[-1] and self._fits_on_one(part):
                self._next_page(part[0].head)
            for strip in part:
                if not self._fits((strip,)) and self.pages[-1]:
                    self._next_page(strip.head)
                self._place(strip)

    def _fits_on_one(self, group: Sequence[Strip]) -> bool:
        return _height((*group[0].head, *group)) <= self.height

    def _gap(self, strip: Strip) -> float:
        return max(self.last_after, strip.before) if self.pages[-1] else 0

    def _fits(self, group: Sequence[Strip]) -> bool:
        return self.used + self._gap(group[0]) + _height(group) <= self.height + 0.01

    def _next_page(self, head: Sequence[Strip] = ()) -> None:
        self.pages.append([])
        self.used = self.last_after = 0
        for strip in head:
            self._place(strip, again=True)

    def _place(self, strip: Strip, *, again: bool = False) -> None:
        self.used += self._gap(strip)
        self.pages[-1].append(Placed(strip, self.top - self.used, again))
        self.used += strip.height
        self.last_after = strip.after


def _height(group: Sequence[Strip]) -> float:
    """Return the height of strips from the top of the first to the bottom of the last."""
    gaps = sum(max(above.after, below.before) for above, below in pairwise(group))
    return sum(strip.height for strip in group) + gaps
