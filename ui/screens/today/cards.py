"""The cards of Today that are more than a list of lines: messages, what is due, notices."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.notices import Notice
from ui.screens.parts.due_list import DueList
from ui.screens.parts.facts import FactList
from ui.screens.parts.notice_facts import notice_facts, notice_title
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.today.presenter import DueSection, News
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, IconLabel, PlainLabel, line
from ui.widgets.measures import clear, column, focus_new, row
from ui.widgets.pages import Card

Listed = TypeVar("Listed")

MESSAGES_AT_ONCE = 3
"""So many messages stand before what is due; the others wait behind a button."""
LINES_AT_ONCE = 40
"""So many things due in one manner, or notices, stand there at once: more take long to lay out, and to read."""


class _FoldedCard(Card):
    """A card that shows the beginning of what is long, and all of it once that is asked for."""

    def __init__(self, title: str, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._inside = column(spacing=spacing)
        self._all = False

    def _beginning(self, listed: tuple[Listed, ...], most: int = LINES_AT_ONCE) -> tuple[Listed, ...]:
        return listed if self._all else listed[:most]

    def _offer_rest(self, count: int) -> None:
        if count:
            more = ActionButton(tell("messages_more", count=count), "quiet", "chevron-down")
            more.clicked.connect(self._show_all)
            self._inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        order_tabs(self)

    @abstractmethod
    def _fill(self) -> None:
        """Show what there is, from its beginning."""


class NewsCard(_FoldedCard):
    """Messages to this member, the first few of them until all are asked for; hidden while there are none.

    Signals: ``read`` carries the key of a message that was read.
    """

    read = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tell("messages"), 14, parent)
        self.body.addLayout(self._inside)
        self._more = ActionButton("", "quiet", "chevron-down")
        self._more.setObjectName("today:more_messages")
        self._more.clicked.connect(self._show_all)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._news: tuple[News, ...] = ()

    def show_news(self, news: Sequence[News]) -> None:
        """Show these messages in place of those before."""
        self._news = tuple(news)
        self._fill()

    def focus_next(self) -> bool:
        """Move the focus to the first message's button; return whether there is one."""
        return bool(self._news) and self._focus(self._news[0].key)

    def _fill(self) -> None:
        clear(self._inside)
        shown = self._beginning(self._news, MESSAGES_AT_ONCE)
        for at, one in enumerate(shown):
            if at:
                self._inside.addWidget(line())
            self._show_one(one)
        more = len(self._news) - len(shown)
        self._more.say(tell("messages_more", count=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(self._news))

    def _show_one(self, one: News) -> None:
        self._inside.addWidget(Heading(one.title, "part"))
        self._inside.addWidget(PlainLabel(one.detail, "hint"))
        self._inside.addWidget(PlainLabel(one.text))
        button = ActionButton(tell("message_read"), "secondary", "check")
        button.setObjectName(f"news:{one.key}")
        button.setAccessibleDescription(one.title)
        button.setProperty("key", one.key)
        button.clicked.connect(self._tell)
        self._inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        super()._show_all()
        self._focus(self._news[MESSAGES_AT_ONCE].key)

    def _focus(self, key: str) -> bool:
        button = self.findChild(ActionButton, f"news:{key}")
        if button is not None:
            focus_new(button)
        return button is not None

    def _tell(self) -> None:
        button = self.sender()
        if button is not None:
            self.read.emit(str(button.property("key")))


class DueCard(_FoldedCard):
    """What is due, each manner under its heading; says so when nothing is.

    Signals: ``wanted`` carries the form and the incident's number of a line.
    """

    wanted = Signal(str, str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, 12, parent)
        self.body.addLayout(self._inside)
        self._sections: tuple[DueSection, ...] = ()
        self._nothing = ""

    def show_due(self, sections: Sequence[DueSection], nothing: str = "") -> None:
        """Show what is due in place of what was shown before, and in words that nothing is."""
        self._sections, self._nothing = tuple(sections), nothing
        self._fill()

    def _fill(self) -> None:
        clear(self._inside)
        if self._nothing:
            said = row(spacing=12)
            said.addWidget(IconLabel("circle-check", "ok"), 0, Qt.AlignmentFlag.AlignTop)
            said.addWidget(PlainLabel(self._nothing), 1)
            self._inside.addLayout(said)
        self.setVisible(bool(self._sections or self._nothing))
        for section in self._sections:
            held = QWidget()
            row(held, margins=(0, 8, 0, 0)).addWidget(Heading(section.heading, "part"))
            self._inside.addWidget(held)
            shown = self._beginning(section.lines)
            lines = DueList(shown)
            lines.wanted.connect(self.wanted)
            self._inside.addWidget(lines)
            self._offer_rest(len(section.lines) - len(shown))


class NoticesCard(_FoldedCard):
    """What colleagues must know, each notice with the way to its incident.

    Signals: ``wanted`` carries the number of an incident.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tell("notices"), 10, parent)
        self.body.addWidget(PlainLabel(tell("notices_lead"), "hint"))
        self.body.addLayout(self._inside)
        self._notices: tuple[Notice, ...] = ()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these notices in place of those before."""
        self._notices = tuple(notices)
        self._fill()

    def _fill(self) -> None:
        clear(self._inside)
        if not self._notices:
            self._inside.addWidget(PlainLabel(tell("notices_none"), "hint"))
        shown = self._beginning(self._notices)
        for notice in shown:
            held = QWidget()
            row(held, margins=(0, 10, 0, 0)).addWidget(Heading(notice_title(notice), "part"))
            self._inside.addWidget(held)
            self._inside.addWidget(FactList(notice_facts(notice)))
            if notice.number:
                self._inside.addWidget(self._button(notice.number), 0, Qt.AlignmentFlag.AlignLeft)
        self._offer_rest(len(self._notices) - len(shown))

    def _button(self, number: str) -> ActionButton:
        button = ActionButton(tell("notice_open", number=number))
        button.setObjectName(f"notice:{number}")
        button.setProperty("number", number)
        button.clicked.connect(self._tell)
        return button

    def _tell(self) -> None:
        button = self.sender()
        if button is not None:
            self.wanted.emit(str(button.property("number")))
