"""Terms of a place that is being set up: a line for each, with its first and its last day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rrn_desktop.errors import Refused
from rrn_desktop.services.calendar import check_days
from rrn_desktop.services.days import DAY, read_day
from rrn_desktop.services.site_lines import LineRefused, each_line

_TERM = "Term"
_BEFORE = " \t,;:.-–—"
_TIE = re.compile(r"\s+(?:from|runs|is|between)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedTerm:
    """A term: what it is called, and its first and last day."""

    name: str
    start: date
    end: date


def terms_in(text: str) -> tuple[TypedTerm, ...]:
    """Return the terms of all lines that can be read; the others are named by wrong_term."""
    return tuple(one for one in each_line(text, _read) if isinstance(one, TypedTerm))


def wrong_term(text: str) -> str:
    """Return what is wrong with the first line that can't be used, or no words."""
    return next((one for one in each_line(text, _read) if isinstance(one, str)), "")


def _read(_number: int, line: str) -> TypedTerm:
    found = list(DAY.finditer(line))
    if len(found) != 2:
        raise LineRefused("write two days, like: Autumn term, 2 September 2026 to 18 December 2026")
    try:
        start, end = (read_day(match.group()) for match in found)
    except ValueError:
        raise LineRefused("there is no such day. Write days like 2 September 2026 or 02/09/2026") from None
    name = _TIE.sub("", line[: found[0].start()].strip(_BEFORE)).strip(_BEFORE) or _TERM
    try:
        check_days(start, end, name)
    except Refused as refused:
        raise LineRefused(f"{refused.what} {refused.next_step}") from None
    return TypedTerm(name, start, end)
