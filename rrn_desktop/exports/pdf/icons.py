"""The icons of resources/icons as lines on a page.

They are drawings of 24 by 24 units in the lucide manner: paths, circles, rectangles and lines without filling.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree import ElementTree as ET

from rrn_desktop.resources import resource_path

_SIZE = 24.0
_TOKEN = re.compile(r"[MmLlHhVvCcSsQqAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NAME = re.compile(r"[a-z0-9-]{1,40}")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
Point = tuple[float, float]


@lru_cache(maxsize=64)
def icon_lines(name: str) -> str:
    """Return an icon as PDF operators in a square of 24 units whose lower left corner is the origin.

    Raises ``FileNotFoundError`` for a name that is not among our icons.
    """
    if _NAME.fullmatch(name) is None:
        raise FileNotFoundError("no icon of ours")
    # The files are ours and travel with the program; nothing from outside is read here.
    tree = ET.fromstring((resource_path("icons") / f"{name}.svg").read_text("utf-8"))  # noqa: S314
    drawn = [_DRAWN[shape](node.attrib) for node in tree if (shape := node.tag.rpartition("}")[2]) in _DRAWN]
    return " ".join(["2 w 1 J 1 j", *drawn, "S"])


def _number(values: dict[str, str], key: str) -> float:
    return float(values.get(key, "0"))


def _path(values: dict[str, str]) -> str:
    return _Outline().drawn(values["d"])


def _line(values: dict[str, str]) -> str:
    x1, y1, x2, y2 = (_number(values, key) for key in ("x1", "y1", "x2", "y2"))
    return _Outline().drawn(f"M{x1} {y1}L{x2} {y2}")


def _circle(values: dict[str, str]) -> str:
    x, y, r = (_number(values, key) for key in ("cx", "cy", "r"))
    return _Outline().drawn(f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z")


def _rectangle(values: dict[str, str]) -> str:
    x, y, wide, high, r = (_number(values, key) for key in ("x", "y", "width", "height", "rx"))
    across, down = wide - 2 * r, high - 2 * r
    arc = f"a{r} {r} 0 0 1"
    return _Outline().drawn(
        f"M{x + r} {y}h{across}{arc} {r} {r}v{down}{arc} {-r} {r}h{-across}{arc} {-r} {-r}v{-down}{arc} {r} {-r}Z"
    )


_DRAWN: dict[str, Callable[[dict[str, str]], str]] = {
    "path": _path,
    "line": _line,
    "circle": _circle,
    "rect": _rectangle,
}


class _Outline:
    """Follows an SVG path (W3C SVG 1.1, 8.3) and notes it as PDF operators, with the vertical axis turned up."""

    def __init__(self) -> None:
        self._at: Point = (0.0, 0.0)
        self._began: Point = (0.0, 0.0)
        self._handle: Point | None = None
        self._noted: list[str] = []
        self._steps: dict[str, Callable[[list[float], bool, Point | None], None]] = {
            "M": self._m, "L": self._l, "H": self._h, "V": self._v, "C": self._c, "S": self._s, "Q": self._q,
            "A": self._a, "Z": self._z,
        }  # fmt: skip

    def drawn(self, path: str) -> str:
        for command, numbers in _commands(path):
            handle = self._handle
            self._handle = None
            self._steps[command.upper()](numbers, command.islower(), handle)
        return " ".join(self._noted)

    def _point(self, numbers: list[float], place: int, relative: bool) -> Point:
        x, y = numbers[place], numbers[place + 1]
        return (self._at[0] + x, self._at[1] + y) if relative else (x, y)

    def _note(self, operator: str, *points: Point) -> None:
        self._noted.append(" ".join(f"{x:.3f} {_SIZE - y:.3f}" for x, y in points) + f" {operator}")
        if points:
            self._at = points[-1]

    def _m(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        self._began = self._point(numbers, 0, relative)
        self._note("m", self._began)

    def _l(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        self._note("l", self._point(numbers, 0, relative))

    def _h(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        self._note("l", (numbers[0] + (self._at[0] if relative else 0), self._at[1]))

    def _v(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        self._note("l", (self._at[0], numbers[0] + (self._at[1] if relative else 0)))

    def _c(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        first, second, end = (self._point(numbers, place, relative) for place in (0, 2, 4))
        self._curve(first, second, end)

    def _s(self, numbers: list[float], relative: bool, handle: Point | None) -> None:
        x, y = self._at
        first = (2 * x - handle[0], 2 * y - handle[1]) if handle else self._at
        self._curve(first, self._point(numbers, 0, relative), self._point(numbers, 2, relative))

    def _q(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        (x, y), middle, end = self._at, self._point(numbers, 0, relative), self._point(numbers, 2, relative)
        first = (x + (middle[0] - x) * 2 / 3, y + (middle[1] - y) * 2 / 3)
        second = (end[0] + (middle[0] - end[0]) * 2 / 3, end[1] + (middle[1] - end[1]) * 2 / 3)
        self._curve(first, second, end)

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self._note("c", first, second, end)
        self._handle = second

    def _a(self, numbers: list[float], relative: bool, _: Point | None) -> None:
        end = self._point(numbers, 5, relative)
        for first, second, point in _arc(self._at, end, numbers):
            self._note("c", first, second, point)

    def _z(self, _numbers: list[float], _relative: bool, _: Point | None) -> None:
        self._note("h")
        self._at = self._began


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Return the commands of a path one by one; the flags of an arc may stand together without a blank."""
    tokens = _TOKEN.findall(path)
    command, place = "", 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
        takes = _TAKES[command.upper()]
        yield command, [float(token) for token in tokens[place : place + takes]]
        place += takes
        # Further points after a "move" are lines.
        command = {"M": "L", "m": "l"}.get(command, command)


def _arc(start: Point, end: Point, numbers: list[float]) -> Iterator[tuple[Point, Point, Point]]:
    """Return an arc of a circle as curves (W3C SVG 1.1, F.6); our icons have no ellipses, so the radii are equal."""
    radius, large, sweep = numbers[0], bool(numbers[3]), bool(numbers[4])
    (x1, y1), (x2, y2) = start, end
    half = math.hypot(x2 - x1, y2 - y1) / 2
    if half == 0 or radius == 0:
        return
    radius = max(radius, half)
    away = math.sqrt(max(0.0, radius**2 - half**2)) * (-1 if large == sweep else 1)
    x0 = (x1 + x2) / 2 - away * (y2 - y1) / (2 * half)
    y0 = (y1 + y2) / 2 + away * (x2 - x1) / (2 * half)
    first = math.atan2(y1 - y0, x1 - x0)
    turn = (math.atan2(y2 - y0, x2 - x0) - first) % (2 * math.pi)
    turn = turn if sweep else turn - 2 * math.pi
    steps = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / steps
    reach = radius * 4 / 3 * math.tan(step / 4)
    for n in range(steps):
        a, b = first + n * step, first + (n + 1) * step
        from_point = (x0 + radius * math.cos(a), y0 + radius * math.sin(a))
        to_point = (x0 + radius * math.cos(b), y0 + radius * math.sin(b))
        yield (
            (from_point[0] - reach * math.sin(a), from_point[1] + reach * math.cos(a)),
            (to_point[0] + reach * math.sin(b), to_point[1] - reach * math.cos(b)),
            to_point,
        )
