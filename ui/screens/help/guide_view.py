"""One page of the help as text to read: in the look of the window, with headings that can be gone to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ui.screens.help.topics import slug
from ui.theme import BODY, SUBTITLE, TITLE, current_look, look_changed, px

_SIZES = {1: TITLE, 2: SUBTITLE, 3: BODY}
_LINE_HEIGHT = 115.0


class GuideView(QTextBrowser):
    """A page to read; it fetches nothing, and a link only says where it leads.

    Signals: ``followed`` carries the link that was pressed.
    """

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._at, self._moving = "", 0, False
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With a text cursor a screen reader reads line by line.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        look_changed().connect(self._dress_again)

    def show_text(self, text: str) -> None:
        """Show a page from its beginning."""
        self._text, self._at = text, 0
        self._dress()

    def headings(self) -> list[str]:
        """Return the headings of the parts, in their order."""
        return [block.text() for block in self._blocks() if block.blockFormat().headingLevel() == 2]

    def go_to(self, heading: str) -> bool:
        """Show a part from its heading, named in words or as a link does; False where there is none such."""
        for block in self._blocks():
            if block.blockFormat().headingLevel() and slug(block.text()) == slug(heading):
                self.setTextCursor(QTextCursor(block))
                self._at = block.blockNumber()
                self._show_at()
                return True
        return False

    def part_shown(self) -> str:
        """Return the heading of the part whose beginning was gone to, or scrolled to."""
        block = self.document().findBlockByNumber(self._at)
        while block.isValid() and block.blockFormat().headingLevel() != 2:
            block = block.previous()
        return block.text() if block.isValid() else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is read at the top, however the lines break."""
        self._moving = True
        super().resizeEvent(event)
        self._moving = False
        self._show_at()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Return nothing: no page has pictures, and nothing is fetched."""
        return None

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _dress_again(self) -> None:
        at = self._at
        self._dress()
        self._at = at
        self._show_at()

    def _dress(self) -> None:
        self._moving = True
        self.setMarkdown(self._text)
        self.document().setDefaultFont(current_look().font())
        self.document().setIndentWidth(px(26))
        for block in self._blocks():
            self._dress_block(block)
        self._underline_links()
        self._moving = False
        self.setTextCursor(QTextCursor(self.document()))
        self._show_at()

    def _dress_block(self, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spaced.setTopMargin(px(22) if level == 2 else px(4))
        spaced.setBottomMargin(px(6))
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(spaced)
        if level:
            words = QTextCharFormat()
            words.setFont(current_look().font(_SIZES.get(level, BODY), 700))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(words)

    def _underline_links(self) -> None:
        lined = QTextCharFormat()
        lined.setFontUnderline(True)
        for block in self._blocks():
            walk = block.begin()
            while not walk.atEnd():
                piece = walk.fragment()
                walk += 1
                if piece.charFormat().isAnchor():
                    cursor = QTextCursor(block)
                    cursor.setPosition(piece.position())
                    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(lined)

    def _show_at(self) -> None:
        self._moving = True
        block = self.document().findBlockByNumber(self._at)
        top = self.document().documentLayout().blockBoundingRect(block).top() if self._at else 0
        self.verticalScrollBar().setValue(round(top))
        self._moving = False

    def _scrolled(self) -> None:
        if not self._moving:
            self._at = self.cursorForPosition(QPoint(px(4), px(8))).blockNumber()

    def _follow(self, link: QUrl) -> None:
        self.followed.emit(link.toString())
