"""The pages of what is written without signing in: everything is typed by hand, and nothing is signed."""

from __future__ import annotations

from msgspec.structs import replace

from rrn_desktop.forms.definition import Step
from rrn_desktop.forms.values import WallTime
from ui.forms.field import FieldContext
from ui.forms.section_page import SectionPage
from ui.screens.inbox.presenter import InboxPresenter
from ui.screens.inbox.submit_page import SubmitPage
from ui.screens.parts.words import tell
from ui.screens.writing.pages import WritingPages


class InboxPages(WritingPages):
    """Makes and keeps the pages, the last of which hands in."""

    _presenter: InboxPresenter
    _notice_lead = "inbox_notice_lead"
    _last_title = "inbox_submit_title"

    def __init__(self, presenter: InboxPresenter) -> None:
        super().__init__(presenter)
        # Nobody is signed in, so nobody's name is offered: everything is typed by hand.
        self._context = FieldContext(presenter.draft.zone, presenter.draft.clock)

    def submit_page(self) -> SubmitPage | None:
        """Return the page on which one hands in, while it is open."""
        return self._passing if isinstance(self._passing, SubmitPage) else None

    def _section(self, step: Step) -> SectionPage:
        return SectionPage(_by_hand(step, self._presenter.way.definition.facts.person), self._context)

    def _show_place(self, step_id: str, section: SectionPage) -> None:
        if len(self._presenter.way.steps()) > 1:
            super()._show_place(step_id, section)

    def _last_page(self) -> SubmitPage:
        draft = self._presenter.draft
        page = SubmitPage(draft.name, draft.role, len(self._presenter.way.gaps()))
        page.question_wanted.connect(self.question_wanted)
        return page

    def _likely_day(self) -> str:
        path = self._presenter.way.definition.facts.happened
        started = self._presenter.draft.answers.get(path) if path else None
        return started.local[:10] if isinstance(started, WallTime) else ""


def _by_hand(step: Step, person: str) -> Step:
    """Return a step whose person is typed by hand: no file is looked up for them."""
    questions = tuple(
        replace(one, hint=tell("inbox_person_hint")) if one.id == person else one for one in step.questions
    )
    return replace(step, questions=questions)
