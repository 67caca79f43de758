"""Which period, with or without names, and what will be in it, in words. No Qt here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from rrn_desktop.services import packaging
from rrn_desktop.services.session import Session
from ui.progress import Progress
from ui.screens.parts.times import month_words
from ui.screens.parts.words import tell

THIS, LAST, OWN = "this_month", "last_month", "own_dates"


class Period(NamedTuple):
    """The first and the last day, both within it."""

    start: date
    end: date


def month_of(day: date) -> Period:
    """Return the month in which a day lies."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


class FiguresPresenter:
    """Makes the data package of a period."""

    def __init__(self, session: Session, first: str = "", last: str = "") -> None:
        self._session = session
        self._today = date.fromisoformat(session.wall().local[:10])
        self._asked = Period(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None

    def begun(self) -> tuple[str, Period]:
        """Return which period to begin with: the one that was asked for, as far as it is over, or the last month."""
        asked, today = self._asked or self.month(LAST), self._today
        for which in (LAST, THIS):
            if asked == self.month(which):
                return which, asked
        # The days of the register may be still to come; those of figures are not.
        return OWN, Period(min(asked.start, today), min(asked.end, today))

    def month(self, which: str) -> Period:
        """Return this month, or the last one whole."""
        this = month_of(self._today)
        return month_of(this.start - timedelta(days=1)) if which == LAST else this

    def month_words(self, which: str) -> str:
        """Return the name of this month, or of the last one."""
        return month_words(self.month(which).start)

    def is_over(self, period: Period) -> bool:
        """Return whether nothing can happen in a period any more."""
        return period.end < self._today

    def counted(self, period: Period) -> tuple[str, tuple[str, ...]]:
        """Return what will be in the package, and what is still open in its period."""
        found = packaging.counted(self._session, start=period.start.isoformat(), end=period.end.isoformat())
        said = tell("figures_nil") if found.nil else counted_words("figures", found.incidents)
        open_yet = [] if self.is_over(period) else [tell("figures_not_over")]
        for key, count in (
            ("figures_first", found.first_records),
            ("figures_drafts", found.unfinished_drafts),
            ("figures_undated", found.undated),
            ("figures_aside", found.set_aside),
        ):
            if count:
                open_yet.append(counted_words(key, count))
        return said, tuple(open_yet)

    def suggested(self, period: Period) -> str:
        """Return a name for the folder."""
        return f"figures {self._session.desk_code} {period.start.isoformat()} to {period.end.isoformat()}"

    def make(self, path: Path, period: Period, reason: str, progress: Progress) -> Path:
        """Make the package, with names where there is a reason for them; slow.

        Raises the sentence that says why not, also when it was stopped.
        """
        packaging.export_package(
            self._session,
            path,
            start=period.start.isoformat(),
            end=period.end.isoformat(),
            identifiable=bool(reason),
            reason=reason,
            progress=progress,
        )
        return path


def counted_words(key: str, count: int) -> str:
    """Return words for one of something, or for several."""
    return tell(f"{key}_one") if count == 1 else tell(f"{key}_many", count=f"{count:,}")
