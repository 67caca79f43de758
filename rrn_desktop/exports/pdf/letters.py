"""Text as it can be printed: a letter without a shape is a box that still says what it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

BOX = "\ufffd"
# Tabs and the ends of lines that are no ends of lines elsewhere are blanks.
_ENDS = frozenset("\t\n\u0085\u2028\u2029")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Letters:
    """What is shown, and for each box in it, by its place, the letters that it stands for."""

    shown: str = field(repr=False)
    boxes: Mapping[int, str] = field(default_factory=dict, repr=False)


def letters(text: str, has: Callable[[str], bool]) -> Letters:
    """Return one line of text with boxes for the letters of which ``has`` says that the font lacks them.

    Text is composed first (Unicode NFC), since a font draws one letter better than a letter and its accent.
    Joiners and marks that change a letter the font lacks belong to its box; alone they are left out.
    """
    if text.isascii() and text.isprintable():
        return Letters(text)
    shown: list[str] = []
    boxes: dict[int, str] = {}
    open_box: int | None = None
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if has(letter) or kind == "Zs" or letter in _ENDS:
            shown.append(letter if has(letter) else " ")
            open_box = None
        elif kind not in _UNSEEN:
            open_box = len(shown)
            shown.append(BOX)
            boxes[open_box] = letter
        elif open_box is not None:
            boxes[open_box] += letter
    return Letters("".join(shown), boxes)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; every way in which systems end a line ends one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n").split("\n")
