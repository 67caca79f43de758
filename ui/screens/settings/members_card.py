"""Who signs in here: each colleague leads to what can be changed for them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.entry import Entry
from ui.screens.parts.words import tell
from ui.screens.settings.keys_part import KeysPart
from ui.screens.settings.members_presenter import MemberLine, MembersPresenter
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Group, IconLabel, PlainLabel
from ui.widgets.measures import clear, column, row
from ui.widgets.pages import Card


class MembersCard(Card):
    """The accounts that are open.

    Signals: ``invite_wanted`` asks to let a colleague in, ``chosen`` carries the key of one, ``changed`` fires when
    other lines stand here.
    """

    changed = Signal()
    invite_wanted = Signal()
    chosen = Signal(str)

    def __init__(self, presenter: MembersPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tell("members_title"), parent=parent)
        self._presenter = presenter
        self._said = Banner("", "success")
        self._said.hide()
        self._invite = ActionButton(tell("members_invite"), "secondary", "plus")
        self._invite.setObjectName("members:invite")
        self._lines = column(spacing=10)
        self.keys = KeysPart(presenter, tasks)
        self.body.addWidget(PlainLabel(tell("members_lead")))
        self.body.addWidget(self._said)
        self.body.addWidget(self.keys)
        self.body.addWidget(self._invite, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._lines)
        self._invite.clicked.connect(self.invite_wanted)
        self.keys.changed.connect(self._keys_changed)
        self.keys.ended.connect(self.changed)
        self.show_members()

    def focus_first(self) -> None:
        """Move the focus to the way to let someone in."""
        self._invite.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_members(self, said: str = "") -> None:
        """Show who has an account now, and what was just done."""
        clear(self._lines)
        for one in self._presenter.lines():
            self._lines.addWidget(self._entry(one) if one.changeable else _said_of(one))
        self._said.hide()
        if said:
            self._said.say(said, "success")
        self.keys.look()
        self.changed.emit()

    def _keys_changed(self, words: str) -> None:
        before = self._said.words if self._said.isVisible() else ""
        self._said.say(f"{before} {words}".strip(), "success")
        # What comes back while the window is locked must not draw the focus behind the lock.
        if self.isVisible():
            self.focus_first()

    def _entry(self, member: MemberLine) -> Entry:
        entry = Entry(member.name, member.detail, "user")
        entry.setObjectName(f"member:{member.key}")
        entry.setProperty("key", member.key)
        entry.clicked.connect(self._choose)
        return entry

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("key")))


def _said_of(member: MemberLine) -> Group:
    held = Group()
    held.setAccessibleName(member.name)
    # In line with those that lead somewhere.
    whole = row(held, spacing=12, margins=(12, 4, 12, 4))
    whole.addWidget(IconLabel("user", "secondary"))
    inside = column(spacing=2)
    inside.addWidget(PlainLabel(member.name, "strong"))
    inside.addWidget(PlainLabel(member.detail, "hint"))
    whole.addLayout(inside, 1)
    return held
