"""Where four words are typed: seen while they are typed, as they stand on a piece of paper anyway."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.words import tell
from ui.widgets.measures import sized


class WordsField(LabelledField):
    """Four words.

    Signals: ``entered`` fires on Enter.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = sized(short_text("inbox:words", limit=120), max_width=520)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        super().__init__(tell("inbox_words"), self.box, tell("inbox_words_hint"), parent)
        self.box.returnPressed.connect(self.entered)
