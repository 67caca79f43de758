"""Filling a statement's lists of columns and marks; values are never filled in, they are bound."""

from __future__ import annotations

import re
from functools import lru_cache
from string import Template

_HARMLESS = re.compile(r"[A-Za-z_0-9 ,.?<>=()]*")


@lru_cache(maxsize=512)
def fill(template: str, **parts: str) -> str:
    """Return a statement with its ``$parts``, which may be made of names and marks alone."""
    for part in parts.values():
        if not _HARMLESS.fullmatch(part):
            raise ValueError("only names and marks are filled into a statement")
    return Template(template).substitute(parts)


def marks(count: int) -> str:
    """Return so many question marks."""
    return ", ".join("?" * count)
