"""The pages of one draft: each made when it is first needed, and shown as the answers are."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Step
from rrn_desktop.forms.values import WallTime
from ui.forms.section_page import SectionPage
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.parts.telling_card import TellingCard
from ui.screens.record.context import field_context
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.sign_below import SignBelow
from ui.screens.record.sign_page import SignPage
from ui.screens.writing.pages import WritingPages
from ui.widgets.banner import Banner

_Above = TypeVar("_Above", HelpingCard, TellingCard)


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
        self._above: dict[str, HelpingCard | TellingCard] = {}
        self._below: SignBelow | None = None

    def arrive(self, page_id: str, path: str = "") -> bool:
        """Move the focus to where one begins on a page: at what is to read first, unless a question is meant."""
        began = super().arrive(page_id, path)
        above = self._above.get(page_id)
        here = path and self._presenter.way.step_of(path) == page_id
        if above is not None and not above.isHidden() and not here:
            above.focus_first()
        return began

    def page(self, page_id: str) -> QWidget:
        """Return a page, up to date, with what is to read first: what helps the person, or whom not to tell."""
        found = super().page(page_id)
        if isinstance(found, SectionPage):
            self._show_above(page_id, found)
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

    def _show_above(self, page_id: str, section: SectionPage) -> None:
        """Put what helps on the page after the one that asks who it is, and whom not to tell where someone is told."""
        beside = self._presenter.beside
        if beside.tells(page_id):
            telling = self._kept_above(page_id, section, TellingCard)
            telling.show_said(beside.whom_to_tell())
        elif beside.follows_the_person(page_id):
            helping = self._kept_above(page_id, section, HelpingCard)
            helping.show_card(beside.what_helps(), beside.plan_note(), beside.person())

    def _kept_above(self, page_id: str, section: SectionPage, kind: type[_Above]) -> _Above:
        kept = self._above.get(page_id)
        if not isinstance(kept, kind):
            kept = self._above[page_id] = kind(first=True)
            section.add_above(kept)
        return kept

    def _likely_day(self) -> str:
        """Return the likely day of moments not written yet: the incident's, or today for a short entry."""
        way = self._presenter.way
        path = self._presenter.definition.facts.happened
        happened = self._presenter.draft.answers.get(path) if path else None
        if isinstance(happened, WallTime) and (way.is_incident or way.one_page):
            return happened.local[:10]
        return self._context.now().date().isoformat() if way.one_page else ""
