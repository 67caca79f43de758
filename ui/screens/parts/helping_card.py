"""What helps one person, as everyone here may read it: first wherever a record for them is begun."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services.what_helps import Card as Helps
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell
from ui.widgets.labels import Heading, IconLabel, PlainLabel
from ui.widgets.measures import clear, column, repolish
from ui.widgets.pages import Card


class HelpingCard(Card):
    """A card that is hidden while nobody has said what helps.

    ``first`` lets Tab come to it before the questions; a page that is all about it needs no heading on it, ``headed``.
    """

    def __init__(
        self, helps: Helps | None = None, *, first: bool = False, headed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(" ", spacing=10, parent=parent)
        repolish(self, "tone", "helping")
        self.setObjectName("what_helps")
        if headed:
            self.head.insertWidget(0, IconLabel("hand-heart", "accent", 26), 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.title.hide()
        if first:
            self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._inside = column(spacing=12)
        self.body.addLayout(self._inside)
        self.show_card(helps)

    def show_card(self, helps: Helps | None, plan: str = "", person: str = "") -> None:
        """Show what helps a person and before it what the plan of their file says, or nothing."""
        clear(self._inside)
        if helps is None and not plan:
            self.hide()
            return
        title = tell("plan_of", person=person) if helps is None else tell("what_helps", person=helps.person)
        self.title.setText(title)
        parts = [(tell("plan_note"), plan)] if plan else []
        parts += [] if helps is None else _parts(helps)
        self.title.setAccessibleDescription(" ".join(f"{heading}: {words}" for heading, words in parts))
        for heading, words in parts:
            self._say(heading, words)
        if helps is not None:
            self._inside.addWidget(PlainLabel(edition(helps), "hint"))
        # Showing a widget that has no parent yet would open a window of its own.
        if self.parentWidget() is not None:
            self.show()

    def focus_first(self) -> None:
        """Move the focus to the heading, so that what helps is met before what is asked."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, heading: str, words: str) -> None:
        both = column(spacing=2)
        both.addWidget(Heading(heading, "part"))
        both.addWidget(PlainLabel(words))
        self._inside.addLayout(both)


def _parts(helps: Helps) -> tuple[tuple[str, str], ...]:
    """Return the headings and words of a card, of those that say something."""
    days = "\n".join(f"{day_words(one.day)}: {' '.join(one.helped.split())}" for one in helps.good_days)
    parts = (
        (tell("card_helps"), helps.helps),
        (tell("card_please_dont"), helps.please_dont),
        (tell("card_watch"), helps.watch),
        (tell("card_good_days"), days),
    )
    return tuple(part for part in parts if part[1])


def edition(helps: Helps) -> str:
    """Return which version of the card this is, and whose."""
    if not helps.version:
        return tell("card_none_yet")
    return tell("card_edition", version=helps.version, name=helps.by_name, time=when_words(helps.at))
