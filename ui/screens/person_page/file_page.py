"""A person's file, one step of it at a time, to be changed and saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import AnswersRefused, UserFacingError
from rrn_desktop.forms.values import Value
from ui.forms.section_page import SectionPage
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.laid_over import lines_on, type_lines
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.screens.person_page.file_presenter import FilePresenter
from ui.screens.record.context import field_context
from ui.show_error import show_error
from ui.widgets.measures import column, sized
from ui.widgets.pages import Card

_NAME = "name"


class FilePage(QWidget):
    """Asks what a file says; nothing is kept before it is saved.

    Signals: ``saved`` fires when the file was changed, ``left`` on Cancel.
    """

    saved = Signal()
    left = Signal()

    def __init__(self, presenter: FilePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._section = SectionPage(presenter.step, field_context(presenter.session))
        self._name = sized(short_text("person:name", presenter.name, limit=200), max_width=520)
        self._named = LabelledField(tell("people_name"), self._name, tell("person_name_hint"))
        column(self).addWidget(self._section)
        self._lay_out()
        self._connect()
        self._refresh()

    def focus_first(self) -> None:
        """Move the focus to the first question."""
        self._section.arrive()
        if self._presenter.asks_name:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def so_far(self) -> dict[str, Any]:
        """Return which page this is, and its answers as they are typed, as plain JSON values."""
        lines = {} if self._name.text() == self._presenter.name else {self._name.objectName(): self._name.text()}
        for block in self._section.half_typed():
            lines |= lines_on(block)
        return {"page": self._presenter.step.id, **self._presenter.so_far(), "lines": lines}

    def type_again(self, lines: Mapping[str, str]) -> None:
        """Type again what no answer holds, and say what stands here; where rows came in between, not in theirs."""
        crossed = self._presenter.is_crossed
        kept = {name: line for name, line in lines.items() if not (crossed and "[" in name)}
        type_lines(self, kept, tell("typed_again_crossed") if crossed else "")

    def is_changed(self) -> bool:
        """Return whether an answer is another than when the file was opened."""
        return self._presenter.is_changed

    def _lay_out(self) -> None:
        section = self._section
        section.show_words(tell("file_of", person=self._presenter.name))
        if self._presenter.asks_name:
            named = Card()
            named.body.addWidget(self._named)
            section.add_above(named)
        ways = WayButtons()
        ways.offer(tell("file_save"), self._try, "primary", "check")
        ways.offer(tell("cancel"), self.left.emit)
        section.add_below(ways)

    def _connect(self) -> None:
        self._section.answered.connect(self._answered)
        self._section.row_asked.connect(self._add_row)
        self._section.remove_asked.connect(self._remove_row)

    def _answered(self, path: str, value: Value | None) -> None:
        self._presenter.answer(path, value)
        self._refresh()

    def _add_row(self, path: str) -> None:
        self._presenter.add_row(path)
        self._refresh()

    def _remove_row(self, path: str, index: int) -> None:
        self._presenter.remove_row(path, index)
        self._refresh()

    def _refresh(self) -> None:
        self._section.refresh(self._presenter.answers, self._presenter.visible())
        order_tabs(self)

    def _try(self) -> None:
        unreadable = self._section.unreadable()
        paths = {path for path, _words in unreadable}
        wrong = [*unreadable, *(one for one in self._presenter.problems() if one[0] not in paths)]
        name = self._name.text().strip()
        self._named.show_error("" if name else tell("person_name_missing"))
        if not name:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif wrong:
            self._section.show_problems(wrong)
        else:
            self._save(name)
        order_tabs(self)

    def _save(self, name: str) -> None:
        try:
            self._presenter.save(name)
        except AnswersRefused as error:
            self._section.show_problems([(error.question or "", error.what)])
        except UserFacingError as error:
            show_error(self, error)
        else:
            self.saved.emit()
