"""Text as it can be printed: a letter without a shape is a box that still says what it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

BOX = "\ufffd"
_SPACES = {"\t": "    ", "\u2028": " ", "\u2029": " "}
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
    open_box = -1
    for letter in unicodedata.normalize("NFC", text):
        if has(letter):
            shown.append(letter)
            open_box = -1
        elif letter in _SPACES:
            shown.append(_SPACES[letter])
            open_box = -1
        elif unicodedata.category(letter) in _UNSEEN:
            if open_box >= 0:
                boxes[open_box] += letter
        else:
            open_box = sum(map(len, shown)) if "    " in shown else len(shown)
            shown.append(BOX)
            boxes[open_box] = letter
    return Letters("".join(shown), boxes)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; every way in which systems end a line ends one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n").split("\n")
