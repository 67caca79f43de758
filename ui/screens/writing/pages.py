"""The pages of something being written: each made when it is first needed, and shown as the answers are."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Step
from rrn_desktop.services.notices import Notice
from ui.forms.check_answers import CheckAnswersPage, check_cards
from ui.forms.section_page import SectionPage
from ui.screens.parts.words import tell
from ui.screens.writing.notice_page import NoticePage
from ui.screens.writing.passing_page import PassingPage
from ui.screens.writing.presenter import WritingPresenter
from ui.screens.writing.todo_page import TodoPage
from ui.screens.writing.way import CHECK, NOTICE, STILL_TO_DO
from ui.widgets.accessible import announce
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.measures import discard


class WritingPages(QObject):
    """Makes and keeps the pages; who writes decides what a step, the notice and the last page look like.

    Signals: ``answered``, ``row_asked`` and ``remove_asked`` as the sections say them, ``question_wanted`` and
    ``step_wanted`` for a place to go to.
    """

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)
    question_wanted = Signal(str)
    step_wanted = Signal(str)

    _notice_lead = "notice_lead"
    _last_title = ""

    def __init__(self, presenter: WritingPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._sections: dict[str, SectionPage] = {}
        self._passing: PassingPage | None = None
        self._check: CheckAnswersPage | None = None
        self._check_problems = ErrorSummary()
        self._check_problems.followed.connect(self.question_wanted)
        self._notice: Notice | None = None

    def page(self, page_id: str) -> QWidget:
        """Return a page, up to date."""
        if page_id == CHECK:
            return self._check_page()
        if page_id in self._titles():
            return self._fresh(page_id)
        section = self._sections.get(page_id) or self._kept(page_id)
        self.refresh(page_id)
        section.show_problems((), focus=False)
        return section

    def refresh(self, page_id: str) -> None:
        """Show the answers as they are, and which questions matter now."""
        section = self._sections.get(page_id)
        state = next((one for one in self._presenter.way.pages() if one.step.id == page_id), None)
        if section is not None and state is not None:
            self._show_place(page_id, section)
            section.refresh(self._presenter.way.answers, state.questions)
            section.suggest_day(self._likely_day())

    def arrive(self, page_id: str, path: str = "") -> bool:
        """Move the focus to where one begins on a page, and say which page it is; False where nothing begins."""
        section = self._sections.get(page_id)
        if section is not None:
            section.arrive(path if path and self._presenter.way.step_of(path) == page_id else "")
        elif page_id == CHECK and self._check is not None:
            self._check.arrive()
        elif self._passing is not None:
            announce(self._passing, tell(self._titles()[page_id]))
            return self._passing.focus_first()
        return True

    def complain(self, page_id: str) -> bool:
        """Show what must be mended on a page before going on; False when there is nothing."""
        errors = self._presenter.way.errors(None if page_id == CHECK else page_id)
        wrong = [(problem.question, problem.message) for problem in errors]
        section = self._sections.get(page_id)
        if section is not None:
            unreadable = section.unreadable()
            paths = {path for path, _words in unreadable}
            wrong = [*unreadable, *((path, words) for path, words in wrong if path not in paths)]
            section.show_problems(wrong)
        elif self._check is not None:
            self._check_problems.show_problems(wrong)
            if wrong:
                self._check.verticalScrollBar().setValue(0)
                self._check_problems.take_focus()
        return bool(wrong)

    def half_typed(self) -> bool:
        """Return whether something stands on a page that no answer holds: half a day, or words for the notice."""
        worded = isinstance(self._passing, NoticePage) and self._passing.is_worded()
        return worded or any(section.half_typed() for section in self._sections.values())

    def make_notice(self, notice: Notice) -> None:
        """Take the notice that the next notice page shows."""
        self._notice = notice

    def let_notice_stand(self) -> None:
        """Let the notice stand as it is worded on its page."""
        if isinstance(self._passing, NoticePage):
            self._presenter.let_stand(self._passing.notice, *self._passing.words())
            self._passing.take_note()

    # What differs with who writes

    @abstractmethod
    def _section(self, step: Step) -> SectionPage:
        """Return the page of a step."""

    @abstractmethod
    def _last_page(self) -> PassingPage:
        """Return the page from which what is written is handed over."""

    def _show_place(self, step_id: str, section: SectionPage) -> None:
        """Say which section of how many this is, as answers change that."""
        ids = [step.id for step in self._presenter.way.steps()]
        section.show_place(ids.index(step_id) + 1, len(ids))

    def _likely_day(self) -> str:
        """Return the likely day of moments not written yet, or nothing."""
        return ""

    # What does not

    def _titles(self) -> dict[str, str]:
        return {NOTICE: "notice_title", STILL_TO_DO: "todo_title", self._presenter.way.last: self._last_title}

    def _kept(self, step_id: str) -> SectionPage:
        section = self._section(next(one for one in self._presenter.way.steps() if one.id == step_id))
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
        self._check.show_cards(check_cards(way.definition, way.pages(), way.answers, way.problems()))
        return self._check

    def _fresh(self, page_id: str) -> PassingPage:
        if self._passing is not None:
            discard(self._passing)
        way = self._presenter.way
        if page_id == NOTICE and self._notice is not None:
            self._passing = NoticePage(self._notice, tell(self._notice_lead))
        elif page_id == way.last:
            self._passing = self._last_page()
        else:
            todo = self._passing = TodoPage(way.to_do(), {step.id: step.short for step in way.steps()})
            todo.followed.connect(self.question_wanted)
        return self._passing
