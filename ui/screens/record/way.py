"""Where a draft is on its way to the seal, worked out from its answers and never kept beside them. No Qt here."""

from __future__ import annotations

from typing import ClassVar

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.validation import Problem
from rrn_desktop.services import sealing
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.session import Session
from ui.screens.writing.way import CHECK, STILL_TO_DO, WritingWay

SIGN = "its:sign"
"""The page on which one signs."""


class Way(WritingWay):
    """What is wrong, missing and next in a draft; ``draft`` is set anew with each answer."""

    last: ClassVar[str] = SIGN

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(registry.definition(draft.form, draft.form_version))
        self.draft = draft
        self._session = session

    @property
    def answers(self) -> Answers:
        """Return the answers as they are typed."""
        return self.draft.answers

    @property
    def lists_steps(self) -> bool:
        """Return whether its steps stand in a list at the side: what has one page needs none."""
        return not self.one_page

    @property
    def is_incident(self) -> bool:
        """Return whether this is the record of an incident, which has a notice and may be sealed with gaps."""
        return self.draft.form == INCIDENT

    @property
    def one_page(self) -> bool:
        """Return whether this is so short that it is answered and signed on one page."""
        return len(self.definition.steps) == 1

    def may_be_first(self) -> bool:
        """Return whether this may be sealed with answers still to come."""
        return self.is_incident and self.draft.purpose == "new"

    def first_page(self) -> str:
        """Return where to begin: at the question last worked on, else at what the purpose asks for."""
        steps = [step.id for step in self.steps()]
        if self.draft.at_question and (left_at := self.step_of(self.draft.at_question)) in steps:
            return left_at
        start = {"complete": STILL_TO_DO, "amend": CHECK}.get(self.draft.purpose)
        return steps[0] if start is None or self.one_page else start

    def _judge(self) -> tuple[Problem, ...]:
        return sealing.problems(self._session, self.draft)

    def _needed(self, step_id: str | None) -> set[str]:
        """A notice needs who, when and where; what has one page needs every answer, as it is signed from there."""
        if self.one_page:
            return {one.question for one in self.gaps()}
        facts = self.definition.facts
        asks = self.is_incident and self.draft.number is None and step_id is None
        return {facts.person, facts.happened, facts.place} if asks else set()
