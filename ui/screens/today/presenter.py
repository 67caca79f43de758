"""What Today shows, in words. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services import guests, left_behind, messages, people_import, taking_in, whom_to_tell
from rrn_desktop.services import today as todays
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import Today
from ui.screens.parts.due_line import LATER, NOW, DueLine
from ui.screens.parts.telling_words import care_words
from ui.screens.parts.times import status_words, today_words, when_words
from ui.screens.parts.words import tell


class Line(NamedTuple):
    """One line that leads to something: its key, its title and a line of detail."""

    key: str
    title: str
    detail: str


class DueSection(NamedTuple):
    """What is due in one manner: late, today, soon and so on, under a heading that counts it."""

    heading: str
    lines: tuple[DueLine, ...]


class News(NamedTuple):
    """One message to this member: its key, its title, what it belongs to and what it says."""

    key: str
    title: str
    detail: str
    text: str


class TodayPresenter:
    """Reads Today once, and words it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._most = todays.AT_ONCE
        self.read()

    @property
    def is_lead(self) -> bool:
        """Return whether the register is open to this member."""
        return self._session.is_lead

    @property
    def may_let_in(self) -> bool:
        """Return whether this member may let guests in."""
        return guests.may_let_in(self._session)

    @property
    def may_add_people(self) -> bool:
        """Return whether this member may add people to this place."""
        return people_import.may_import(self._session)

    def nothing_words(self) -> str:
        """Return that nothing is due, or nothing now, or no words when something is."""
        if self._today.nothing_due:
            return tell("due_none")
        return "" if self.due_now() else tell("due_none_now")

    @property
    def today(self) -> Today:
        """Return what was read last."""
        return self._today

    def read(self, *, older: bool = False) -> None:
        """Read again; with older records of this member than before, where that is asked for."""
        if older:
            self._most += todays.AT_ONCE
        # Someone may be writing without an account while this member is signed in.
        taking_in.take_in(self._session)
        self._today: Today = todays.today(self._session, self._most)
        self._left = len(left_behind.listing(self._session)) if self.is_lead else 0

    def mark_read(self, key: str) -> None:
        """Take note that a message was read, and read again."""
        messages.mark_seen(self._session, key)
        self.read()

    def day(self) -> str:
        """Return the day on the wall of this place."""
        return today_words(self._session.moment().now, self._session.zone)

    def warning(self) -> str:
        """Return that a guest's time is over, or that no lead was here for days and their duties are overdue."""
        if guests.ended(self._session):
            return tell("guest_you_over")
        count = self._today.lead_overdue
        if not count:
            return ""
        return tell("lead_overdue_one") if count == 1 else tell("lead_overdue", count=count)

    def news(self) -> tuple[News, ...]:
        """Return the messages that were not read yet."""
        return tuple(
            News(one.hash, one.title, _news_detail(one.number, when_words(one.at)), one.text)
            for one in self._today.messages
        )

    def due_now(self) -> tuple[DueSection, ...]:
        """Return what is late, due today or soon, each manner under its heading."""
        return self._due(NOW)

    def due_later(self) -> tuple[DueSection, ...]:
        """Return what is due later, what is only proposed, and what was done late in the last days."""
        return self._due(LATER)

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

    def waiting(self) -> tuple[Line, ...]:
        """Return what others left behind and what nobody has confirmed yet, one line a kind."""
        found = []
        if self._left:
            title = tell("left_one") if self._left == 1 else tell("left_many", count=self._left)
            found.append(Line("left_behind", title, tell("left_today_detail")))
        if unconfirmed := len(self._today.inbox):
            title = tell("unconfirmed_one") if unconfirmed == 1 else tell("unconfirmed_many", count=unconfirmed)
            found.append(Line("unconfirmed", title, tell("unconfirmed_today_detail")))
        return tuple(found)

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

    def _due(self, states: tuple[str, ...]) -> tuple[DueSection, ...]:
        cares = whom_to_tell.of_dues(self._session, self._today.due, self._today.notices)
        lines = [DueLine.of(due, numbered=True, care=care_words(cares.get(due.id))) for due in self._today.due]
        found = []
        for state in states:
            here = tuple(one for one in lines if one.state == state)
            if here:
                found.append(DueSection(tell(f"due_{state}_heading", count=len(here)), here))
        return tuple(found)


def older_records(today: Today) -> int:
    """Return how many older records of a member the next press brings."""
    return min(today.older_records, todays.AT_ONCE)


def _news_detail(number: str | None, time: str) -> str:
    return tell("message_at", number=number, time=time) if number else time
