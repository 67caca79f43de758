"""Working days and school days: by the bank holidays of a nation, and by what a site enters itself."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import cast

NATIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern_ireland": "NIR"}
_SATURDAY = 5
# Far beyond any closure; without an end, a site that entered "closed for good" would make the count run on for ever.
_FARTHEST = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Closed:
    """A time in which the site works on no day, such as a training day; both days belong to it."""

    start: date
    end: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A time in which there is school; both days belong to it."""

    start: date
    end: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a site of a nation works, and those on which there is school."""

    nation: str
    closures: tuple[Closed, ...] = ()
    terms: tuple[Term, ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Say whether a day is no Saturday, no Sunday, no bank holiday of the nation and in no closure."""
        if day.weekday() >= _SATURDAY or day in _bank_holidays(self.nation):
            return False
        return not any(closed.start <= day <= closed.end for closed in self.closures)

    def is_school_day(self, day: date) -> bool:
        """Say whether a day is a working day in a term; outside the terms that are known, each working day counts."""
        return self.is_working_day(day) and (not self.knows_terms_of(day) or self._in_term(day))

    def knows_terms_of(self, day: date) -> bool:
        """Say whether a day lies between the first and the last day of the terms that were entered."""
        if not self.terms:
            return False
        return min(term.start for term in self.terms) <= day <= max(term.end for term in self.terms)

    def working_day_after(self, day: date, count: int) -> date:
        """Return the working day that is so many after a day; the day itself is not counted."""
        return _counted(day, count, self.is_working_day)

    def school_day_after(self, day: date, count: int) -> date:
        """Return the school day that is so many after a day; the day itself is not counted."""
        return _counted(day, count, self.is_school_day)

    def _in_term(self, day: date) -> bool:
        return any(term.start <= day <= term.end for term in self.terms)


def _counted(day: date, count: int, counts: Callable[[date], bool]) -> date:
    last = min(day, date.max - _FARTHEST) + _FARTHEST
    while count > 0 and day < last:
        day += timedelta(days=1)
        count -= counts(day)
    return day


@cache
def _bank_holidays(nation: str) -> Container[date]:
    # Late: the holidays of all the world take as long to load as the rest of the core.
    from holidays import country_holidays

    return cast("Container[date]", country_holidays("GB", subdiv=NATIONS[nation]))
