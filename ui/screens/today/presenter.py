"""What Today shows, in words. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services import today as todays
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import Today
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.times import status_words, today_words, when_words
from ui.screens.parts.words import tell


class Line(NamedTuple):
    """One line that leads to a draft or a record: its key, its title and a line of detail."""

    key: str
    title: str
    detail: str


class TodayPresenter:
    """Reads Today once, and words it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._today: Today = todays.today(session)

    @property
    def is_lead(self) -> bool:
        """Return whether the register is open to this member."""
        return self._session.is_lead

    @property
    def today(self) -> Today:
        """Return what was read last."""
        return self._today

    def read(self) -> None:
        """Read again."""
        self._today = todays.today(self._session)

    def day(self) -> str:
        """Return the day on the wall of this place."""
        return today_words(self._session.moment().now, self._session.zone)

    def drafts(self) -> tuple[Line, ...]:
        """Return the member's own drafts."""
        return tuple(
            Line(
                draft.id,
                draft.title,
                tell("draft_saved", purpose=tell(f"draft_{draft.purpose}"), time=when_words(draft.saved_at)),
            )
            for draft in self._today.drafts
        )

    def due(self) -> tuple[DueLine, ...]:
        """Return what is due, the late first as the service orders it."""
        return tuple(DueLine.of(due, numbered=True) for due in self._today.due)

    def records(self) -> tuple[Line, ...]:
        """Return the member's own sealed records."""
        return tuple(
            Line(
                record.number,
                tell("incident_number", number=record.number),
                tell(
                    "record_line",
                    happened=when_words(record.happened),
                    person=record.person,
                    status=status_words(record.status, record.version),
                ),
            )
            for record in self._today.my_records
        )
