"""How pages look: sizes, distances and colours of the two looks, in points."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.exports.pdf.content import Look
from rrn_desktop.exports.pdf.fonts import Face, faces

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
INK, QUIET, ACCENT = "0.078 0.129 0.169", "0.275 0.337 0.388", "0.043 0.361 0.408"
TINT, LINE, WARM = "0.925 0.957 0.961", "0.757 0.8 0.827", "1 0.969 0.898"
WARM_LINE, WARM_INK = "0.71 0.463 0", "0.478 0.294 0"


@dataclass(frozen=True, slots=True)
class Type:
    """Letters of one size: the face, the size, the distance from line to line, and the colour."""

    face: Face
    size: float
    leading: float
    colour: str = INK

    @property
    def drop(self) -> float:
        """Return how far below the top of its line the letters stand."""
        return (self.leading + self.size * 0.72) / 2


@dataclass(frozen=True, slots=True)
class Design:
    """What one look says of each kind of text; ``unit`` is the distance that all others are made of."""

    left: float
    right: float
    top: float
    bottom: float
    unit: float
    icon: float
    code: float
    styles: dict[str, Type] = field(repr=False)

    @property
    def width(self) -> float:
        """Return the width of the column of text."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def height(self) -> float:
        """Return the height of the column of text."""
        return PAGE_HEIGHT - self.top - self.bottom

    def type(self, style: str) -> Type:
        """Return the letters of a style: of content.Style, or of a part of a page such as ``title``."""
        return self.styles[style]


def design(look: Look, scale: float = 1.0) -> Design:
    """Return how a look is set; with a scale below 1 its letters and distances are smaller."""
    regular, bold = faces().regular, faces().bold
    large = look == "large"
    sizes: dict[str, tuple[Face, float, float, str]] = _large(regular, bold) if large else _record(regular, bold)
    styles = {
        name: Type(face, size * scale, leading * scale, colour) for name, (face, size, leading, colour) in sizes.items()
    }
    margin = (18 if large else 20) * MM
    return Design(
        left=margin, right=margin, top=17 * MM, bottom=(25 if large else 22) * MM,
        unit=(7.0 if large else 4.0) * scale,
        icon=(18 if large else 9) * MM * scale,
        code=(32 if large else 26) * MM,
        styles=styles,
    )  # fmt: skip


def _record(regular: Face, bold: Face) -> dict[str, tuple[Face, float, float, str]]:
    return {
        "body": (regular, 10, 14.5, INK),
        "small": (regular, 8.5, 12, QUIET),
        "lead": (regular, 11.5, 16.5, INK),
        "mono": (regular, 9.5, 14, INK),
        "place": (regular, 9, 12, QUIET),
        "title": (bold, 19, 25, INK),
        "under": (regular, 10.5, 15, QUIET),
        "2": (bold, 12.5, 17, ACCENT),
        "3": (bold, 11, 15, INK),
        "4": (bold, 10, 14.5, INK),
        "cell": (regular, 9.5, 13.5, INK),
        "label": (bold, 9.5, 13.5, INK),
        "strong": (bold, 10, 14.5, INK),
        "footer": (regular, 8, 10, QUIET),
        "demo": (bold, 9, 11, WARM_INK),
    }


def _large(regular: Face, bold: Face) -> dict[str, tuple[Face, float, float, str]]:
    return {
        "body": (regular, 18, 28, INK),
        "small": (regular, 14, 21, QUIET),
        "lead": (regular, 20, 31, INK),
        "mono": (regular, 14, 21, INK),
        "place": (regular, 14, 20, QUIET),
        "title": (bold, 30, 38, INK),
        "under": (regular, 16, 24, QUIET),
        "2": (bold, 24, 32, ACCENT),
        "3": (bold, 21, 29, INK),
        "4": (bold, 18, 28, INK),
        "cell": (regular, 18, 26, INK),
        "label": (bold, 18, 26, INK),
        "strong": (bold, 18, 28, INK),
        "footer": (regular, 11, 14, QUIET),
        "demo": (bold, 12, 15, WARM_INK),
    }
