"""The clock of a story: it says what the story says, and never goes back."""

from __future__ import annotations

from datetime import UTC, datetime


class StoryClock:
    """A clock that is moved on by hand, to the second."""

    def __init__(self, begins: datetime) -> None:
        self._moment = begins.astimezone(UTC)

    def now(self) -> datetime:
        """Return where the story is."""
        return self._moment

    def move_on(self, moment: datetime) -> None:
        """Go on to a moment, or stay where a later one was reached already."""
        self._moment = max(self._moment, moment.astimezone(UTC).replace(microsecond=0))
