"""Boxes with a line for each of several: what each line is, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

_Read = TypeVar("_Read")
_ENDS = re.compile(r"\r\n|\r|\n")


class LineRefused(Exception):
    """A line can't be read; the text says why."""


def each_line(text: str, read: Callable[[int, str], _Read]) -> Iterator[_Read | str]:
    """Give what each line with something on it is, or the sentence on what is wrong with it; counted from 1."""
    for number, line in enumerate(_ENDS.split(text), start=1):
        if not line.strip():
            continue
        try:
            yield read(number, line)
        except LineRefused as refused:
            yield f"Line {number}: {refused}"
