"""What helps one person, and the ways to say more. No Qt here."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.services import good_days, person_files, what_helps, whom_to_tell
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.what_helps import Card
from rrn_desktop.services.whom_to_tell import WhomToTell


class CardPresenter:
    """Reads a person's card, and begins what changes it."""

    def __init__(self, session: Session, person: str) -> None:
        self._session = session
        who = what_helps.whom(session, person)
        self.person, self._key = who.name, who.id or who.name
        self.card: Card | None = what_helps.card(session, self._key)

    def telling(self) -> WhomToTell | None:
        """Return what their file says about telling others, or None."""
        return whom_to_tell.of_person(self._session, self._key)

    def plan_note(self) -> str:
        """Return what their plan says about holding or restricting, or nothing."""
        return person_files.plan_note(self._session, self._key)

    def read(self) -> None:
        """Read again."""
        self.card = what_helps.card(self._session, self._key)

    @property
    def may_publish(self) -> bool:
        """Return whether this member writes the card."""
        return self._session.is_lead

    def begin_card(self) -> Draft:
        """Return the draft of the next card."""
        return what_helps.begin(self._session, self._key)

    def begin_good_day(self) -> Draft:
        """Return the draft of a day that went well."""
        return good_days.begin(self._session, self._key)

    def print_to(self, folder: Path) -> tuple[Path, ...]:
        """Write the card as a page to print into a folder."""
        return what_helps.print_card(self._session, self._key, folder)
