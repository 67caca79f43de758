"""Takes the step that follows a record: the next version, a second signature, a new record, another day. No Qt here."""

from __future__ import annotations

from datetime import date

from rrn_desktop.services import countersigning, records, reviews, voiding
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session


class Steps:
    """What can be done with the record of one number; each raises the sentence that says why not."""

    def __init__(self, session: Session, number: str) -> None:
        self._session, self._number = session, number

    def complete(self) -> Draft:
        """Start the draft that completes the first record."""
        return records.begin_completion(self._session, self._number)

    def amend(self, reason: str) -> Draft:
        """Start the draft of an amendment."""
        return records.begin_amendment(self._session, self._number, reason)

    def begin_like(self) -> Draft:
        """Start a new incident that takes over what may be taken over."""
        return records.begin_like(self._session, self._number)

    def countersign(self, passphrase: str) -> None:
        """Put a second signature on it; slow, so it is run away from the window."""
        countersigning.countersign(self._session, self._number, passphrase)

    def void(self, reason: str, passphrase: str) -> None:
        """Keep it as entered in error; slow, so it is run away from the window."""
        voiding.void(self._session, self._number, reason, passphrase)

    def move_review(self, day: str, reason: str) -> None:
        """Put the learning review on another day."""
        reviews.move(self._session, self._number, date.fromisoformat(day), reason)
