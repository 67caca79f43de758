"""The help: a guide to read in the window, from the part that fits what was at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.help.guide_view import GuideView
from ui.screens.help.topics import FILES, Part, page_of_link, page_text
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.theme import is_narrow
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import Option
from ui.widgets.measures import column, grid, sized
from ui.widgets.select_box import SelectBox

_WIDEST = 860


class HelpScreen(Screen):
    """Shows the pages of the help; needs no account and no store.

    Signals: ``left`` fires on Back, and on Escape.
    """

    left = Signal()

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here, self._narrow = "", False
        self._on_top = sized(QWidget(), max_width=_WIDEST)
        self._head = grid(self._on_top, spacing=10)
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._pages = SelectBox([Option(page, tell(f"help_{page}")) for page in FILES])
        self._parts = SelectBox([])
        self._guide = sized(GuideView(), max_width=_WIDEST)
        self._lay_out()
        self._back.clicked.connect(self.left)
        out = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        out.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        out.activated.connect(self.left)
        self._pages.chosen.connect(self._choose_page)
        self._parts.chosen.connect(self._choose_part)
        self._guide.followed.connect(self._follow)
        self.open(part)

    def where(self) -> str:
        """Return what is open."""
        return tell("help")

    def focus_first(self) -> None:
        """Move the focus to the text, so that the arrow keys read on from where it begins."""
        self._guide.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow, put the choice of a part below that of a page."""
        super().resizeEvent(event)
        narrow = is_narrow(event.size().width())
        if narrow != self._narrow:
            self._narrow = narrow
            self._head.removeWidget(self._parts)
            if narrow:
                self._head.addWidget(self._parts, 1, 0, 1, 2)
            else:
                self._head.addWidget(self._parts, 0, 2)
            self._head.setColumnStretch(2, 0 if narrow else 1)
            sized(self._parts, min_width=110, max_width=900 if narrow else 400)

    def open(self, part: Part) -> None:
        """Show a part of a page, or the beginning of the page where no part is named."""
        if part.page and part.page != self._here:
            self._here = part.page
            self._guide.show_text(page_text(part.page))
            self._pages.show_code(part.page)
            self._guide.setAccessibleName(tell(f"help_{part.page}"))
            self._parts.clear()
            for heading in self._guide.headings():
                self._parts.addItem(heading, heading)
        if part.heading:
            self._guide.go_to(part.heading)
        self._parts.show_code(self._guide.part_shown())

    def _lay_out(self) -> None:
        self._pages.setAccessibleName(tell("help_page"))
        self._pages.setObjectName("help:page")
        self._parts.setAccessibleName(tell("help_part"))
        self._parts.setObjectName("help:part")
        self._parts.setPlaceholderText(tell("help_go_to"))
        self._back.setObjectName("help:back")
        self._guide.setObjectName("help:guide")
        for box in (self._pages, self._parts):
            sized(box, min_width=110, max_width=400).setSizePolicy(
                QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
            )
        self._head.addWidget(self._back, 0, 0)
        self._head.addWidget(self._pages, 0, 1)
        self._head.addWidget(self._parts, 0, 2)
        self._head.setColumnStretch(1, 1)
        self._head.setColumnStretch(2, 1)
        # The ring of the focus stands outside the text, and needs room below it too.
        body = column(self, spacing=12, margins=(24, 12, 24, 12))
        body.addWidget(self._on_top)
        body.addWidget(self._guide, 1)

    def _choose_page(self, page: str) -> None:
        self.open(Part(page, ""))

    def _choose_part(self, heading: str) -> None:
        self.open(Part(self._here, heading))
        self.focus_first()

    def _follow(self, link: str) -> None:
        part = page_of_link(link)
        if part is not None:
            self.open(part)
