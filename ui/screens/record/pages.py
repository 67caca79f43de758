"""The pages of one draft: each made when it is first needed, and shown as the answers are."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.values import WallTime
from rrn_desktop.services.notices import Notice
from ui.forms.check_answers import CheckAnswersPage, check_cards
from ui.forms.section_page import SectionPage
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.parts.words import tell
from ui.screens.record.context import field_context
from ui.screens.record.notice_page import NoticePage
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.sign_below import SignBelow
from ui.screens.record.sign_page import SignPage
from ui.screens.record.todo_page import TodoPage
from ui.screens.record.way import CHECK, NOTICE, SIGN, STILL_TO_DO
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.measures import discard


class RecordPages(QObject):
    """Makes and keeps the pages.

    Signals: ``answered``, ``row_asked`` and ``remove_asked`` as the sections say them, ``typed`` for a key in
    the notice, ``question_wanted`` and ``step_wanted`` for a place to go to, ``sign_wanted`` for Enter
    in the passphrase.
    """

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)
    typed = Signal()
    question_wanted = Signal(str)
    step_wanted = Signal(str)
    sign_wanted = Signal()

    def __init__(self, presenter: RecordPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._context = field_context(presenter.session)
        self._sections: dict[str, SectionPage] = {}
        self._helping: dict[str, HelpingCard] = {}
        self._below: SignBelow | None = None
        self._passing: QWidget | None = None
        self._check: CheckAnswersPage | None = None
        self._check_problems = ErrorSummary()
        self._check_problems.followed.connect(self.question_wanted)
        self._notice: Notice | None = None

    def page(self, page_id: str) -> QWidget:
        """Return a page, up to date."""
        if page_id == CHECK:
            return self._check_page()
        if page_id in {STILL_TO_DO, NOTICE, SIGN}:
            return self._fresh(page_id)
        section = self._sections.get(page_id) or self._section(page_id)
        self._show_place(page_id, section)
        self.refresh(page_id)
        section.show_problems((), focus=False)
        self._show_what_helps(page_id, section)
        return section

    def refresh(self, page_id: str) -> None:
        """Show the answers as they are, and which questions matter now."""
        section = self._sections.get(page_id)
        state = next((one for one in self._presenter.way.pages() if one.step.id == page_id), None)
        if section is not None and state is not None:
            section.refresh(self._presenter.draft.answers, state.questions)
            section.suggest_day(self._likely_day())

    def arrive(self, page_id: str, path: str = "") -> bool:
        """Move the focus to where one begins on a page, and say which page it is; False where nothing begins."""
        section = self._sections.get(page_id)
        if section is not None:
            wanted = path if path and self._presenter.way.step_of(path) == page_id else ""
            section.arrive(wanted)
            helping = self._helping.get(page_id)
            if helping is not None and not helping.isHidden() and not wanted:
                helping.focus_first()
        elif page_id == CHECK and self._check is not None:
            self._check.arrive()
        elif isinstance(self._passing, NoticePage | SignPage | TodoPage):
            announce(self._passing, tell({NOTICE: "notice_title", SIGN: "sign", STILL_TO_DO: "todo_title"}[page_id]))
            return self._passing.focus_first()
        return True

    def complain(self, page_id: str) -> bool:
        """Show what must be mended on a page before going on; False when there is nothing."""
        wrong = [(problem.question, problem.message) for problem in self._presenter.way.errors(_step_or_all(page_id))]
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

    def make_notice(self, notice: Notice) -> None:
        """Take the notice that the next notice page shows."""
        self._notice = notice

    def let_notice_stand(self) -> None:
        """Let the notice stand as it is worded on its page."""
        if isinstance(self._passing, NoticePage):
            words = self._passing.next_shift.toPlainText(), self._passing.watching.toPlainText()
            self._presenter.let_stand(self._passing.notice, *words)

    def sign_page(self) -> SignPage | SignBelow | None:
        """Return where one signs, while it is open."""
        return self._passing if isinstance(self._passing, SignPage) else self._below

    def _section(self, step_id: str) -> SectionPage:
        section = SectionPage(next(one for one in self._presenter.way.steps() if one.id == step_id), self._context)
        if self._presenter.way.one_page:
            self._below = SignBelow(self._presenter.session.member, self._presenter.beside.means(), section)
            self._below.entered.connect(self.sign_wanted)
        for sentence in self._presenter.beside.others_at_it():
            section.add_above(Banner(sentence))
        section.answered.connect(self.answered)
        section.row_asked.connect(self.row_asked)
        section.remove_asked.connect(self.remove_asked)
        self._sections[step_id] = section
        return section

    def _show_place(self, step_id: str, section: SectionPage) -> None:
        """Say which section of how many this is, as answers change that, or what a short entry belongs to."""
        if self._presenter.way.one_page:
            section.show_words(self._presenter.beside.belongs_to())
            return
        ids = [step.id for step in self._presenter.way.steps()]
        section.show_place(ids.index(step_id) + 1, len(ids))

    def _check_page(self) -> CheckAnswersPage:
        presenter = self._presenter
        if self._check is None:
            self._check = CheckAnswersPage()
            self._check.body.insertWidget(0, self._check_problems)
            self._check.change_asked.connect(self.step_wanted)
        self._check_problems.show_problems(())
        self._check.show_notice(tell("check_banner"), "warning")
        answers = presenter.draft.answers
        self._check.show_cards(
            check_cards(presenter.definition, presenter.way.pages(), answers, presenter.way.problems())
        )
        return self._check

    def _fresh(self, page_id: str) -> QWidget:
        if self._passing is not None:
            discard(self._passing)
        if page_id == NOTICE and self._notice is not None:
            self._passing = NoticePage(self._notice)
        elif page_id == SIGN:
            self._passing = self._sign_page()
        else:
            titles = {step.id: step.short for step in self._presenter.way.steps()}
            self._passing = TodoPage(self._presenter.way.to_do(), titles)
            self._passing.followed.connect(self.question_wanted)
        return self._passing

    def _sign_page(self) -> SignPage:
        presenter, way = self._presenter, self._presenter.way
        page = SignPage(
            presenter.session.member, presenter.beside.means(), len(way.gaps()), may_be_first=way.may_be_first()
        )
        page.entered.connect(self.sign_wanted)
        page.question_wanted.connect(self.question_wanted)
        return page

    def _show_what_helps(self, page_id: str, section: SectionPage) -> None:
        """Put what helps the person on top of the page after the one that asks who it is."""
        if not self._presenter.beside.follows_the_person(page_id):
            return
        if page_id not in self._helping:
            self._helping[page_id] = HelpingCard(first=True)
            section.add_above(self._helping[page_id])
        self._helping[page_id].show_card(self._presenter.beside.what_helps())

    def _likely_day(self) -> str:
        """Return the likely day of moments not written yet: the incident's, or today for a short entry."""
        way = self._presenter.way
        path = self._presenter.definition.facts.happened
        happened = self._presenter.draft.answers.get(path) if path else None
        if isinstance(happened, WallTime) and (way.is_incident or way.one_page):
            return happened.local[:10]
        return self._context.now().date().isoformat() if way.one_page else ""


def _step_or_all(page_id: str) -> str | None:
    return None if page_id == CHECK else page_id
