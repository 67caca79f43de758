"""What colleagues will see of the record, shown to its author before it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.notices import Notice
from ui.screens.parts.facts import FactList
from ui.screens.parts.field import LabelledField, long_text
from ui.screens.parts.notice_facts import notice_facts
from ui.screens.parts.words import tell
from ui.screens.writing.passing_page import PassingPage
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card


class NoticePage(PassingPage):
    """The notice, of which two lines are the author's to word.

    Signals: ``touched`` fires when one of them is edited.
    """

    touched = Signal()

    def __init__(self, notice: Notice, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.notice = notice
        self._known = (notice.next_shift, notice.watching)
        self.next_shift = long_text("notice:next_shift", notice.next_shift)
        self.watching = long_text("notice:watching", notice.watching)
        self.body.addWidget(Heading(tell("notice_title")))
        self.body.addWidget(PlainLabel(lead))
        card = Card()
        card.body.addWidget(FactList(notice_facts(notice, without=("next_shift", "watching", "status"))))
        self.body.addWidget(card)
        own = Card()
        for key, box in (("next_shift_label", self.next_shift), ("watching_label", self.watching)):
            own.body.addWidget(LabelledField(tell(key), box, tell("notice_hint")))
            box.textChanged.connect(self.touched)
        self.body.addWidget(own)
        self.body.addStretch(1)

    def words(self) -> tuple[str, str]:
        """Return the two lines as they are worded."""
        return self.next_shift.toPlainText(), self.watching.toPlainText()

    def is_worded(self) -> bool:
        """Return whether they are worded otherwise than the notice stands, or was proposed."""
        return self.words() != self._known

    def take_note(self) -> None:
        """Take note that the notice stands in these words."""
        self._known = self.words()

    def focus_first(self) -> bool:
        """Move the focus to the first line that can be worded."""
        self.next_shift.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
