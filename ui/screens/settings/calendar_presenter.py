"""Terms and closures of a place, in words. No Qt here."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services import calendar
from rrn_desktop.services.session import Session
from ui.screens.parts.words import tell


class DaysLine(NamedTuple):
    """A term or a closure: what it is called, and its days in words."""

    key: str
    kind: str
    why: str
    days: str


class CalendarPresenter:
    """Reads and changes them; a change raises the sentence that says why not."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[DaysLine, ...]:
        """Return every term and every closure, the earliest first."""
        return tuple(
            DaysLine(one.id, one.kind, one.why, _days(one.start, one.end)) for one in calendar.listing(self._session)
        )

    def words(self) -> str:
        """Return what runs now or comes next, in words."""
        entries, today = calendar.listing(self._session), self._session.wall().local[:10]
        if not entries:
            return tell("calendar_none")
        now = next((one for one in entries if one.start <= today <= one.end), None)
        if now is not None:
            return tell("calendar_now", why=now.why, end=day_words(now.end))
        coming = next((one for one in entries if one.start > today), None)
        if coming is None:
            return tell("calendar_past")
        return tell("calendar_next", why=coming.why, start=day_words(coming.start))

    def add(self, kind: str, start: date, end: date, why: str) -> str:
        """Enter a term or a closure, and return what was done."""
        act = calendar.add_term if kind == calendar.TERM else calendar.add_closure
        return tell("calendar_added", why=act(self._session, start, end, why).why)

    def remove(self, line: DaysLine) -> str:
        """Take a term or a closure away, and return what was done."""
        calendar.remove(self._session, line.key)
        return tell("calendar_removed", why=line.why)


def _days(start: str, end: str) -> str:
    return day_words(start) if start == end else tell("calendar_days", start=day_words(start), end=day_words(end))
