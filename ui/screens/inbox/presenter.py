"""What someone writes without signing in, from its first answer until it is handed in. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rrn_desktop.clock import Clock
from rrn_desktop.forms.values import Value
from rrn_desktop.services import inbox
from rrn_desktop.services.inbox import InboxSealed
from rrn_desktop.services.inbox_draft import InboxDraft
from rrn_desktop.services.notices import Notice
from ui.screens.inbox.way import InboxWay
from ui.screens.parts.times import clock_words
from ui.screens.parts.words import tell


def begun(store: Path, name: str, role: str, clock: Clock | None) -> InboxDraft:
    """Begin a record and keep it at once, so that its four words are there before the first answer; slow."""
    return inbox.save(inbox.begin(store, name, role, clock=clock))


def carried_on(store: Path, phrase: str, clock: Clock | None) -> InboxDraft:
    """Return what was begun with four words; slow."""
    return inbox.carry_on(store, phrase, clock=clock)


def correcting(store: Path, phrase: str, clock: Clock | None) -> InboxDraft:
    """Begin a correction of what was handed in with four words, and keep it at once; slow."""
    draft = inbox.add_to(store, phrase, clock=clock)
    return draft if draft.revision else inbox.save(draft)


class InboxPresenter:
    """Takes answers, saves them, lets the notice stand and hands in; ``way`` says what is wrong, missing and next."""

    def __init__(self, draft: InboxDraft) -> None:
        self.way = InboxWay(draft)
        self.unsaved = False

    @property
    def draft(self) -> InboxDraft:
        """Return what is written, as it is typed."""
        return self.way.draft

    @property
    def saved_at(self) -> str:
        """Return the hour and minute of the last save, or nothing."""
        return clock_words(self.draft.saved_at)

    def writer(self) -> str:
        """Return who is writing, and that they are not signed in."""
        return tell("inbox_writer", name=self.draft.name)

    def answer(self, path: str, value: Value | None) -> None:
        """Take an answer; None takes it away."""
        self._take(replace(self.draft, answers=self.draft.answers.with_answer(path, value)))

    def add_row(self, path: str) -> None:
        """Add an empty row to a question that repeats."""
        self._take(replace(self.draft, answers=self.draft.answers.with_row(path)))

    def remove_row(self, path: str, index: int) -> None:
        """Take a row away."""
        self._take(replace(self.draft, answers=self.draft.answers.without_row(path, index)))

    def save(self) -> None:
        """Save what is not saved yet; raises the error when that can't be done."""
        if self.unsaved:
            self.way.draft = inbox.save(self.draft)
            self.unsaved = False

    def proposed_notice(self) -> Notice | None:
        """Return the notice that colleagues would see, or None when there is none to ask about."""
        return inbox.proposed(self.draft)

    def let_stand(self, notice: Notice, next_shift: str, watching: str) -> None:
        """Let the notice stand in the writer's words, and keep it."""
        worded = replace(notice, next_shift=next_shift.strip(), watching=watching.strip())
        self._take(inbox.stand(self.draft, worded))
        self.save()

    def submit(self, *, first: bool) -> InboxSealed:
        """Hand it in; away from the window, as a disk may be slow."""
        return inbox.seal(self.draft, first=first)

    def _take(self, draft: InboxDraft) -> None:
        self.way.draft = draft
        self.unsaved = True
