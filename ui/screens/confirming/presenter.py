"""What waits to be confirmed, in words. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services import taking_in
from rrn_desktop.services.session import Session
from rrn_desktop.services.taking_in import Unconfirmed
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell


class WaitingLine(NamedTuple):
    """One record that nobody has confirmed: its number, who is said to have written it, and what that means here."""

    number: str
    title: str
    said: str
    taken: str
    late: str
    name: str
    own: bool


class ConfirmPresenter:
    """Reads what waits, and confirms."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: tuple[Unconfirmed, ...] = taking_in.unconfirmed(session)

    @property
    def is_lead(self) -> bool:
        """Return whether this member may read the records, and confirm for somebody else."""
        return self._session.is_lead

    def read(self) -> None:
        """Read again."""
        self._waiting = taking_in.unconfirmed(self._session)

    def lines(self) -> tuple[WaitingLine, ...]:
        """Return what waits, by number."""
        return tuple(_line(one) for one in self._waiting)

    def confirm(self, line: WaitingLine, name: str, passphrase: str) -> str:
        """Confirm, and return what was done; slow, so it is run away from the window."""
        other = name if self.is_lead and not line.own and name != line.name else None
        taking_in.confirm(self._session, line.number, passphrase, name=other)
        return tell("confirmed", number=line.number)


def _line(one: Unconfirmed) -> WaitingLine:
    key = "confirm_named" if one.role else "confirm_named_plain"
    late = tell("due_late", words=when_words(one.due)) if one.late else ""
    return WaitingLine(
        number=one.number,
        title=tell("incident_number", number=one.number),
        said=tell(key, name=one.name, role=one.role),
        taken=tell("unconfirmed_taken", time=when_words(one.at)),
        late=late,
        name=one.name,
        own=one.own,
    )
