"""What was found about one document: the verdict, then author, exporter and pages apart, then where it is from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.screens.checking.presenter import PartLine, Result
from ui.screens.parts.said_lines import BROKEN, HOLDS, OPEN, said_line, signatures_card
from ui.screens.parts.words import tell
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Alert, Heading, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class ResultPage(Page):
    """One document that was checked.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, result: Result, parent: QWidget | None = None) -> None:
        super().__init__(width=860, parent=parent)
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._back.clicked.connect(self.left)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(_verdict(result))
        if result.findings:
            self.body.addWidget(_findings(result.findings))
        if result.parts:
            self.body.addWidget(_parts(result.parts))
        if result.site:
            self.body.addWidget(_site(result))
        if result.signatures:
            self.body.addWidget(signatures_card(result.signatures))
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the way back, from where the verdict is read on."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)


def _verdict(result: Result) -> QFrame:
    frame = QFrame() if result.holds else Alert()
    if result.holds:
        frame.setProperty("kind", "banner")
        frame.setProperty("tone", "success")
    else:
        frame.setProperty("kind", "problems")
    frame.setObjectName("verdict")
    frame.setAccessibleName(f"{result.verdict}. {result.hint}")
    inside = column(frame, spacing=6, margins=(22, 16, 22, 16))
    inside.addWidget(Heading(result.verdict))
    inside.addWidget(PlainLabel(result.hint))
    inside.addWidget(PlainLabel(result.kind, "hint"))
    return frame


def _findings(findings: tuple[str, ...]) -> Card:
    card = Card(tell("check_findings"))
    for words in findings:
        card.body.addLayout(said_line(BROKEN, words, kind="body"))
    return card


def _parts(parts: tuple[PartLine, ...]) -> Card:
    card = Card(tell("check_parts"))
    for part in parts:
        icon = OPEN if part.holds is None else HOLDS if part.holds else BROKEN
        state = tell("check_open" if part.holds is None else "check_part_holds" if part.holds else "check_part_broken")
        words = tell("check_part", title=part.title, state=state)
        card.body.addLayout(said_line(icon, words, part.says, "error" if part.holds is False else "strong"))
    return card


def _site(result: Result) -> Card:
    card = Card(tell("check_site"))
    middle = (len(result.site) + 1) // 2
    for groups in (result.site[:middle], result.site[middle:]):
        if groups:
            card.body.addWidget(PlainLabel(" ".join(groups), "strong"))
    card.body.addLayout(said_line(HOLDS if result.site_is_own else OPEN, result.site_says, kind="body"))
    return card
