"""The pages of what is written without signing in: each made when it is first needed, shown as the answers are."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Step
from rrn_desktop.forms.values import WallTime
from rrn_desktop.services.notices import Notice
from ui.forms.check_answers import CheckAnswersPage, check_cards
from ui.forms.field import FieldContext
from ui.forms.section_page import SectionPage
from ui.screens.inbox.presenter import InboxPresenter
from ui.screens.inbox.submit_page import SubmitPage
from ui.screens.inbox.way import CHECK, NOTICE, STILL_TO_DO, SUBMIT
from ui.screens.parts.words import tell
from ui.screens.record.notice_page import NoticePage
from ui.screens.record.todo_page import TodoPage
from ui.widgets.accessible import announce
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.measures import discard

_TITLES = {NOTICE: "notice_title", SUBMIT: "inbox_submit_title", STILL_TO_DO: "todo_title"}


class InboxPages(QObject):
    """Makes and keeps the pages.

    Signals: ``answered``, ``row_asked`` and ``remove_asked`` as the sections say them, ``question_wanted`` and
    ``step_wanted`` for a place to go to.
    """

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)
    question_wanted = Signal(str)
    step_wanted = Signal(str)

    def __init__(self, presenter: InboxPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        # Nobody is signed in, so nobody's name is offered: everything is typed by hand.
        self._context = FieldContext(presenter.draft.zone, presenter.draft.clock)
        self._sections: dict[str, SectionPage] = {}
        self._passing: QWidget | None = None
        self._check: CheckAnswersPage | None = None
        self._check_problems = ErrorSummary()
        self._check_problems.followed.connect(self.question_wanted)
        self._notice: Notice | None = None

    def page(self, page_id: str) -> QWidget:
        """Return a page, up to date."""
        if page_id == CHECK:
            return self._check_page()
        if page_id in _TITLES:
            return self._fresh(page_id)
        section = self._sections.get(page_id) or self._section(page_id)
        self.refresh(page_id)
        section.show_problems((), focus=False)
        return section

    def refresh(self, page_id: str) -> None:
        """Show the answers as they are, and which questions matter now."""
        section = self._sections.get(page_id)
        state = next((one for one in self._presenter.way.pages() if one.step.id == page_id), None)
        if section is not None and state is not None:
            answers = self._presenter.draft.answers
            section.refresh(answers, state.questions)
            facts = self._presenter.way.definition.facts
            started = answers.get(facts.happened) if facts.happened else None
            if isinstance(started, WallTime):
                section.suggest_day(started.local[:10])

    def arrive(self, page_id: str, path: str = "") -> bool:
        """Move the focus to where one begins on a page, and say which page it is; False where nothing begins."""
        section = self._sections.get(page_id)
        if section is not None:
            section.arrive(path if path and self._presenter.way.step_of(path) == page_id else "")
        elif page_id == CHECK and self._check is not None:
            self._check.arrive()
        elif isinstance(self._passing, NoticePage | SubmitPage | TodoPage):
            announce(self._passing, tell(_TITLES[page_id]))
            return self._passing.focus_first()
        return True

    def complain(self, page_id: str) -> bool:
        """Show what must be mended on a page before going on; False when there is nothing."""
        way = self._presenter.way
        wrong = [(one.question, one.message) for one in way.errors(None if page_id == CHECK else page_id)]
        section = self._sections.get(page_id)
        if section is not None:
            unreadable = section.unreadable()
            paths = {path for path, _words in unreadable}
            section.show_problems([*unreadable, *((path, words) for path, words in wrong if path not in paths)])
            return bool(unreadable or wrong)
        if self._check is not None:
            self._check_problems.show_problems(wrong)
            if wrong:
                self._check.verticalScrollBar().setValue(0)
                self._check_problems.take_focus()
        return bool(wrong)

    def make_notice(self, notice: Notice) -> None:
        """Take the notice that the next notice page shows."""
        self._notice = notice

    def let_notice_stand(self) -> None:
        """Let the notice stand as it is worded on its page."""
        if isinstance(self._passing, NoticePage):
            words = self._passing.next_shift.toPlainText(), self._passing.watching.toPlainText()
            self._presenter.let_stand(self._passing.notice, *words)

    def submit_page(self) -> SubmitPage | None:
        """Return the page on which one hands in, while it is open."""
        return self._passing if isinstance(self._passing, SubmitPage) else None

    def _section(self, step_id: str) -> SectionPage:
        steps = self._presenter.way.steps()
        at = next(at for at, step in enumerate(steps) if step.id == step_id)
        section = SectionPage(_by_hand(steps[at], self._presenter.way.definition.facts.person), self._context)
        if len(steps) > 1:
            section.show_place(at + 1, len(steps))
        section.answered.connect(self.answered)
        section.row_asked.connect(self.row_asked)
        section.remove_asked.connect(self.remove_asked)
        self._sections[step_id] = section
        return section

    def _check_page(self) -> CheckAnswersPage:
        way = self._presenter.way
        if self._check is None:
            self._check = CheckAnswersPage()
            self._check.body.insertWidget(0, self._check_problems)
            self._check.change_asked.connect(self.step_wanted)
        self._check_problems.show_problems(())
        self._check.show_notice(tell("check_banner"), "warning")
        self._check.show_cards(check_cards(way.definition, way.pages(), way.draft.answers, way.problems()))
        return self._check

    def _fresh(self, page_id: str) -> QWidget:
        if self._passing is not None:
            discard(self._passing)
        if page_id == NOTICE and self._notice is not None:
            self._passing = NoticePage(self._notice, lead=tell("inbox_notice_lead"))
        elif page_id == SUBMIT:
            draft = self._presenter.draft
            self._passing = SubmitPage(draft.name, draft.role, len(self._presenter.way.gaps()))
            self._passing.question_wanted.connect(self.question_wanted)
        else:
            titles = {step.id: step.short for step in self._presenter.way.steps()}
            self._passing = TodoPage(self._presenter.way.to_do(), titles)
            self._passing.followed.connect(self.question_wanted)
        return self._passing


def _by_hand(step: Step, person: str) -> Step:
    """Return a step whose person is typed by hand: no file is looked up for them."""
    questions = tuple(
        replace(one, hint=tell("inbox_person_hint")) if one.id == person else one for one in step.questions
    )
    return replace(step, questions=questions)
