"""Where something written without signing in is on its way, worked out from its answers alone. No Qt here."""

from __future__ import annotations

from typing import ClassVar

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.navigation import COMPLETED
from rrn_desktop.forms.validation import Problem, validate
from rrn_desktop.services.inbox_draft import InboxDraft
from ui.screens.writing.way import CHECK, WritingWay

SUBMIT = "its:submit"
"""The page from which one hands in."""


class InboxWay(WritingWay):
    """What is wrong, missing and next; ``draft`` is set anew with each answer."""

    last: ClassVar[str] = SUBMIT

    def __init__(self, draft: InboxDraft) -> None:
        super().__init__(draft.definition)
        self.draft = draft

    @property
    def answers(self) -> Answers:
        """Return the answers as they are typed."""
        return self.draft.answers

    @property
    def is_incident(self) -> bool:
        """Return whether this is a record of an incident, and not a correction."""
        return bool(self.definition.facts.practices)

    @property
    def lists_steps(self) -> bool:
        """Return whether its steps stand in a list at the side: those of a correction do not."""
        return self.is_incident

    def first_page(self) -> str:
        """Return the first step that is not finished, or the check page."""
        return next((page.step.id for page in self.pages() if page.status != COMPLETED), CHECK)

    def after(self, page_id: str) -> str:
        """Return the page that follows; a correction is handed in right after it is written."""
        return super().after(page_id) if self.is_incident else SUBMIT

    def before(self, page_id: str) -> str | None:
        """Return the page before, or None at the first."""
        straight = page_id == SUBMIT and not self.is_incident
        return self.steps()[-1].id if straight else super().before(page_id)

    def _judge(self) -> tuple[Problem, ...]:
        return validate(self.definition, self.draft.answers, self.draft.moment())

    def _needed(self, _step_id: str | None) -> set[str]:
        """An incident needs who, when and where."""
        facts = self.definition.facts
        return {facts.person, facts.happened, facts.place} if self.is_incident else set()
