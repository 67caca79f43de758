"""Whom not to tell, first, and whom to tell, from a person's file: wherever someone is about to be told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.whom_to_tell import NOBODY, NotToTell, ToTell, WhomToTell
from ui.screens.parts.words import tell
from ui.widgets.labels import Heading, IconLabel, PlainLabel
from ui.widgets.measures import clear, column, repolish
from ui.widgets.pages import Card


class TellingCard(Card):
    """A card that is hidden while the file says nothing; ``first`` lets Tab come to it before the questions."""

    def __init__(self, said: WhomToTell | None = None, *, first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(" ", spacing=10, parent=parent)
        self.setObjectName("whom_to_tell")
        self._icon = IconLabel("triangle-alert", "warning", 26)
        self.head.insertWidget(0, self._icon, 0, Qt.AlignmentFlag.AlignTop)
        if first:
            self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._inside = column(spacing=12)
        self.body.addLayout(self._inside)
        self.show_said(said)

    def show_said(self, said: WhomToTell | None) -> None:
        """Show what a file says, or nothing."""
        clear(self._inside)
        if said is None:
            self.hide()
            return
        repolish(self, "tone", "warning" if said.warns else "")
        self._icon.show_icon(*(("triangle-alert", "warning") if said.warns else ("users-round", "accent")))
        self.title.setText(tell("telling_not" if said.warns else "telling_who"))
        lines = (*(f"{one.who}. {tell('telling_why', reason=one.reason)}" for one in said.not_to_tell), *_decided(said))
        self.title.setAccessibleDescription(" ".join(lines))
        for one in said.not_to_tell:
            self._warn(one)
        self._say(_decided(said))
        if said.to_tell:
            self._inside.addWidget(Heading(tell("telling_to"), "part"))
            self._say(tuple(_told_line(one) for one in said.to_tell))
        for words in _hints(said):
            self._inside.addWidget(PlainLabel(words, "hint"))
        # Showing a widget that has no parent yet would open a window of its own.
        if self.parentWidget() is not None:
            self.show()

    def focus_first(self) -> None:
        """Move the focus to the heading, so that whom not to tell is met before what is asked."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn(self, one: NotToTell) -> None:
        both = column(spacing=2)
        both.addWidget(PlainLabel(one.who, "strong"))
        both.addWidget(PlainLabel(tell("telling_why", reason=one.reason)))
        self._inside.addLayout(both)

    def _say(self, lines: tuple[str, ...]) -> None:
        together = column(spacing=4)
        for words in lines:
            together.addWidget(PlainLabel(words))
        self._inside.addLayout(together)


def _decided(said: WhomToTell) -> tuple[str, ...]:
    wish = tell("telling_wish", wish=said.wish) if said.wish else ""
    lines = (
        tell("telling_care_nobody") if said.wish_code == NOBODY else wish,
        tell("telling_decides", decides=said.decides) if said.decides else "",
        said.note,
    )
    return tuple(line for line in lines if line)


def _told_line(one: ToTell) -> str:
    name = f"{one.name}, {one.relation}" if one.relation else one.name
    more = ". ".join(part.rstrip(".") for part in (one.how, one.note) if part)
    return f"{name}: {more}" if more else name


def _hints(said: WhomToTell) -> tuple[str, ...]:
    several = (tell("telling_several"),) if said.one_of_several else ()
    return (*several, tell("telling_from" if said.warns else "telling_from_plain", person=said.person))
