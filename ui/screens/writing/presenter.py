"""What the screen of something being written asks of its presenter. No Qt here."""

from __future__ import annotations

from typing import Protocol

from rrn_desktop.forms.values import Value
from rrn_desktop.services.notices import Notice
from ui.screens.writing.way import WritingWay


class WritingPresenter(Protocol):
    """Takes answers, saves them and lets the notice stand."""

    @property
    def way(self) -> WritingWay:
        """Return what is wrong, missing and next."""

    @property
    def saved_at(self) -> str:
        """Return the hour and minute of the last save, or nothing."""

    def answer(self, path: str, value: Value | None) -> None:
        """Take an answer; None takes it away."""

    def add_row(self, path: str) -> None:
        """Add an empty row to a question that repeats."""

    def remove_row(self, path: str, index: int) -> None:
        """Take a row away."""

    def save(self) -> None:
        """Save what is not saved yet; raises the error when that can't be done."""

    def proposed_notice(self) -> Notice | None:
        """Return the notice that colleagues would see now, or None when there is none to ask about."""

    def let_stand(self, notice: Notice, next_shift: str, watching: str) -> None:
        """Let the notice stand in the writer's words."""
