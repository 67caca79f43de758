"""What typed text may hold: any script, any length that can be read, no character that can't be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE_LIMIT = 500
TEXT_LIMIT = 20_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAK = re.compile("[\r\n]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a value can't stand: a code, what happened, and what to do next."""

    code: str
    what: str
    next_step: str


def flaw_of_text(text: str, limit: int, *, lines: bool) -> Flaw | None:
    """Return why a text can't be kept as it is, or None. Nothing is ever cut or changed to make it fit."""
    if "\0" in text:
        return Flaw(
            "nul_character",
            "The text holds an empty character (NUL) that can't be kept.",
            "Type the words again, or paste them as plain text.",
        )
    if _SURROGATE.search(text):
        return Flaw(
            "broken_character",
            "The text holds half a character that can't be kept.",
            "Type the broken sign again, or leave it out.",
        )
    if _CONTROL.search(text):
        return Flaw(
            "control_character",
            "The text holds a hidden control character that can't be kept.",
            "Type the words again, or paste them as plain text.",
        )
    if not lines and _BREAK.search(text):
        return Flaw("line_break", "This answer has room for one line only.", "Please put it in one line.")
    if len(text) > limit:
        return Flaw(
            "too_long",
            f"The text has {len(text):,} characters; there is room for {limit:,}.",
            "Please make it shorter, or keep the rest where it is and say where.",
        )
    return None
