"""The bar on top of the window and the bar at the foot of a form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.text import say
from ui.theme import is_narrow, px
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import row, sized, spaced

_SAVED, _UNBOUND, _TIGHT = 96, 16_777_215, 10
"""How wide the words about saving are beside large letters, no bound at all, and the room inside a button, at 100 %."""


class TopBar(QFrame):
    """The product, who is signed in, and what is always at hand."""

    display_asked = Signal()
    text_size_asked = Signal()
    help_asked = Signal()
    lock_asked = Signal()
    switch_asked = Signal()
    sections_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setObjectName("top_bar")
        self._narrow = False
        self._product = PlainLabel(say("product"), "bar_strong")
        self._where = PlainLabel("", "bar")
        self._who = PlainLabel("", "bar")
        self.sections = self._button("all_sections", self.sections_asked)
        self.display = self._button("display", self.display_asked)
        self.text_size = self._button("text_size", self.text_size_asked)
        self.help = self._button("help", self.help_asked)
        self.switch = self._button("switch_user", self.switch_asked)
        self.lock = self._button("lock_now", self.lock_asked, box=True)
        self._line = row(self, spacing=8, margins=(20, 4, 16, 4))
        self._line.addWidget(self._product)
        self._line.addWidget(self._where)
        self._line.addStretch(1)
        self._line.addWidget(self._who)
        # In a narrow bar nothing else parts a name from the first button.
        self._line.addWidget(sized(QWidget(), min_width=8, max_width=8))
        for button in self.buttons():
            self._line.addWidget(button)
        self.sections.hide()
        self.show_signed_in("")

    def show_where(self, words: str) -> None:
        """Show what is open, for example the record's number."""
        self._where.setText(words)
        self._where.setVisible(bool(words) and not self._narrow)
        self._fit()

    def show_signed_in(self, name: str) -> None:
        """Show who is signed in; an empty name shows the bar of a locked or signed-out window."""
        self._who.setText(say("signed_in", name=name) if name else "")
        self.switch.setVisible(bool(name))
        self.lock.setVisible(bool(name))
        self._fit()

    def show_writer(self, words: str) -> None:
        """Show who is writing without being signed in, and offer the lock; no words when nobody is any more."""
        self._who.setText(words)
        self.lock.setVisible(bool(words))
        self._fit()

    def show_sections(self, on: bool) -> None:
        """Offer the way to all sections, or not."""
        self.sections.setVisible(on)

    def minimumSizeHint(self) -> QSize:
        """Return a small width, so that the bar never holds the window wide."""
        return QSize(px(300), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make do with less room: the names of product and record give way, who is signed in stays."""
        super().resizeEvent(event)
        narrow = is_narrow(event.size().width())
        if narrow != self._narrow:
            self._set_narrow(narrow)
        self._fit()

    def _fit(self) -> None:
        """Let the name of the place wrap before anything else on the bar does."""
        edges = self._line.contentsMargins()
        others = [part for part in (self._product, self._who, *self.buttons()) if not part.isHidden()]
        taken = sum(part.sizeHint().width() for part in others) + self._line.spacing() * (len(others) + 2) + px(8)
        least = self._where.minimumSizeHint().width()
        self._where.setMaximumWidth(max(least, self.width() - edges.left() - edges.right() - taken))

    def _set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._product.setVisible(not narrow)
        self._where.setVisible(bool(self._where.text()) and not narrow)
        for button in self.buttons():
            button.tighten(narrow)
        spaced(self._line, 0 if narrow else 8, (10, 3, 6, 3) if narrow else (20, 4, 16, 4))

    def buttons(self) -> tuple[ActionButton, ...]:
        """Return every button, in their order."""
        return self.sections, self.display, self.text_size, self.help, self.switch, self.lock

    def _button(self, key: str, signal: SignalInstance, *, box: bool = False) -> ActionButton:
        button = ActionButton(say(key), "bar_box" if box else "bar", "lock" if box else None)
        button.setObjectName(f"top_bar:{key}")
        button.clicked.connect(signal)
        return button


class StickyFooter(QFrame):
    """Back, save and continue, and when the draft was last saved."""

    back_asked = Signal()
    continue_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "footer")
        self.setObjectName("footer")
        self.back = ActionButton(say("back"))
        self.back.setObjectName("footer:back")
        self.go_on = ActionButton(say("save_and_continue"), "primary")
        self.go_on.setObjectName("footer:continue")
        self._saved = PlainLabel("", "status")
        self._narrow = False
        self.back.clicked.connect(self.back_asked)
        self.go_on.clicked.connect(self.continue_asked)
        self._line = row(self, spacing=12, margins=(40, 10, 24, 10))
        self._line.addWidget(self.back)
        self._line.addWidget(self.go_on)
        self._line.addStretch(1)
        self._line.addWidget(self._saved)

    def show_saved(self, time: str) -> None:
        """Show when the draft was last saved; an empty time says that it is not saved yet."""
        self._saved.setText(say("saved_at", time=time) if time else say("not_saved"))

    def show_steps(self, *, back: bool, forward: str = "") -> None:
        """Allow going back or not, and name the button that goes on."""
        self.back.setEnabled(back)
        self.go_on.say(forward or say("save_and_continue"))

    def set_narrow(self, narrow: bool) -> None:
        """Keep the foot in line with the page."""
        self._narrow = narrow
        spaced(self._line, 10, (16, 5, 10, 5) if narrow else (40, 10, 24, 10))

    def event(self, event: QEvent) -> bool:
        """Keep the foot low, whatever it holds now: it takes its room from the page."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Where large letters have little room, tighten the buttons and let what was saved wrap beside them."""
        buttons = [button for button in self.findChildren(ActionButton) if not button.isHidden()]
        words = self._saved.sizeHint().width()
        others = self._line.sizeHint().width() - min(words, self._saved.maximumWidth())
        roomy = others + sum(button.spared() for button in buttons)
        wraps = self._narrow and roomy + words > self.width()
        self._saved.setMaximumWidth(px(_SAVED) if wraps else _UNBOUND)
        for button in buttons:
            button.tighten(wraps and roomy + min(words, px(_SAVED)) > self.width(), _TIGHT)
