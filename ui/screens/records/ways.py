"""What may follow a record that is being read, as buttons: what happens next first, what is seldom needed below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.screens.records.asks import AMEND, COUNTERSIGN, MOVE, VOID
from ui.screens.records.following import REVIEW, SUPPORT, Following
from ui.widgets.measures import column


class RecordWays(QWidget):
    """Two lines of buttons.

    Signals: ``add_asked``, ``complete_asked``, ``like_asked`` and ``export_asked`` as they say, ``form_asked`` carries
    a form to begin, ``reading_asked`` one to read, ``step_asked`` a step that asks something first, ``card_asked`` the
    person.
    """

    add_asked = Signal()
    complete_asked = Signal()
    like_asked = Signal()
    form_asked = Signal(str)
    reading_asked = Signal(str)
    step_asked = Signal(str)
    card_asked = Signal(str)
    export_asked = Signal()

    def __init__(self, following: Following, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = following
        self._first, self._more = WayButtons(), WayButtons()
        self._offer_next()
        self._offer_more()
        stack = column(self, spacing=6)
        for line in (self._first, self._more):
            if line.count:
                stack.addWidget(line)
        if not self._first.count + self._more.count:
            self.hide()

    def _offer_next(self) -> None:
        following, line = self._following, self._first
        if following.may_complete:
            line.offer(tell("complete_this"), self.complete_asked.emit, "primary")
        if following.stands:
            line.offer(tell("add"), self.add_asked.emit, icon="plus")
            line.offer(tell("support"), self._support, icon="hand-heart")
        if following.may_review:
            line.offer(tell("review"), self._review, icon="users-round")
        if following.may_countersign:
            line.offer(tell("countersign"), self._countersign, icon="shield-check")
        if following.may_export:
            line.offer(tell("export"), self.export_asked.emit, icon="printer")

    def _offer_more(self) -> None:
        following, line = self._following, self._more
        for form, title in following.other_forms():
            button = line.offer(tell("read_form", title=title.lower()), self._read, "quiet")
            button.setProperty("form", form)
        if following.may_amend:
            line.offer(tell("amend"), self._amend, "quiet")
        if following.may_move:
            line.offer(tell("move_do"), self._move, "quiet")
        if following.stands:
            line.offer(tell("begin_like"), self.like_asked.emit, "quiet")
        if following.person():
            line.offer(tell("what_helps_short"), self._card, "quiet")
        if following.stands:
            line.offer(tell("void"), self._void, "quiet_danger")

    def _support(self) -> None:
        self.form_asked.emit(SUPPORT)

    def _review(self) -> None:
        self.form_asked.emit(REVIEW)

    def _read(self) -> None:
        self.reading_asked.emit(str(self.sender().property("form")))

    def _amend(self) -> None:
        self.step_asked.emit(AMEND)

    def _move(self) -> None:
        self.step_asked.emit(MOVE)

    def _countersign(self) -> None:
        self.step_asked.emit(COUNTERSIGN)

    def _void(self) -> None:
        self.step_asked.emit(VOID)

    def _card(self) -> None:
        self.card_asked.emit(self._following.person())
