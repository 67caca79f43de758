"""Ways to say why there is no answer, as small switches under a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import NOT_KNOWN
from ui.text import say
from ui.widgets.buttons import Chip
from ui.widgets.flow import FlowLayout


def offered(question: Question) -> tuple[str, ...]:
    """Return the states that stand as switches; yes and no has its own card for not known."""
    states = question.unknowns
    return tuple(state for state in states if question.type != "yes_no" or state != NOT_KNOWN)


class UnknownSwitches(QWidget):
    """One switch a state, of which at most one is on; ``stated`` says the state, empty when taken back."""

    stated = Signal(str)

    def __init__(self, question: Question, path: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_words = {words.state: words.label for words in question.unknown_words}
        self.chips: dict[str, Chip] = {}
        flow = FlowLayout(self, gap=8)
        for state in offered(question):
            chip = Chip(own_words.get(state) or say(state))
            chip.setObjectName(f"{path}?{state}")
            chip.setAccessibleDescription(say("instead_of", label=label))
            chip.clicked.connect(self._clicked)
            flow.addWidget(chip)
            self.chips[state] = chip

    def show_state(self, state: str) -> None:
        """Show which state holds, without a signal."""
        for code, chip in self.chips.items():
            chip.setChecked(code == state)

    def _clicked(self) -> None:
        pressed = self.sender()
        state = next((code for code, chip in self.chips.items() if chip is pressed and chip.isChecked()), "")
        self.show_state(state)
        self.stated.emit(state)
