"""The pages of one draft: each made when it is first needed, and shown as the answers are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Step
from rrn_desktop.forms.values import WallTime
from ui.forms.section_page import SectionPage
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.record.context import field_context
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.sign_below import SignBelow
from ui.screens.record.sign_page import SignPage
from ui.screens.writing.pages import WritingPages
from ui.widgets.banner import Banner


class RecordPages(WritingPages):
    """Makes and keeps the pages, of which one asks for a passphrase and one shows what helps the person.

    Signals: ``sign_wanted`` for Enter in the passphrase.
    """

    sign_wanted = Signal()

    _presenter: RecordPresenter
    _last_title = "sign"

    def __init__(self, presenter: RecordPresenter) -> None:
        super().__init__(presenter)
        self._context = field_context(presenter.session)
        self._helping: dict[str, HelpingCard] = {}
        self._below: SignBelow | None = None

    def arrive(self, page_id: str, path: str = "") -> bool:
        """Move the focus to where one begins on a page: at what helps the person, unless a question is meant."""
        began = super().arrive(page_id, path)
        helping = self._helping.get(page_id)
        here = path and self._presenter.way.step_of(path) == page_id
        if helping is not None and not helping.isHidden() and not here:
            helping.focus_first()
        return began

    def page(self, page_id: str) -> QWidget:
        """Return a page, up to date, with what helps the person on the one after they are named."""
        found = super().page(page_id)
        if isinstance(found, SectionPage):
            self._show_what_helps(page_id, found)
        return found

    def sign_page(self) -> SignPage | SignBelow | None:
        """Return where one signs, while it is open."""
        return self._passing if isinstance(self._passing, SignPage) else self._below

    def _section(self, step: Step) -> SectionPage:
        section = SectionPage(step, self._context)
        if self._presenter.way.one_page:
            self._below = SignBelow(self._presenter.hands(), self._presenter.beside.means(), section)
            self._below.entered.connect(self.sign_wanted)
        for sentence in self._presenter.beside.others_at_it():
            section.add_above(Banner(sentence))
        return section

    def _show_place(self, step_id: str, section: SectionPage) -> None:
        """Say which section of how many this is, as answers change that, or what a short entry belongs to."""
        if self._presenter.way.one_page:
            section.show_words(self._presenter.beside.belongs_to())
            if self._below is not None:
                self._below.show_hands(self._presenter.hands())
        else:
            super()._show_place(step_id, section)

    def _last_page(self) -> SignPage:
        presenter, way = self._presenter, self._presenter.way
        page = SignPage(presenter.hands(), presenter.beside.means(), len(way.gaps()), may_be_first=way.may_be_first())
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
