"""One thing that is due, in words. No Qt here."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from rrn_desktop.services.today import Due
from ui.screens.parts.times import day_words, when_words
from ui.screens.parts.words import tell

NOW, LATER = ("late", "today", "soon"), ("later", "proposed", "done_late")
"""The states of what is due, in the order in which they matter."""
CONFIRM, TOLD = "confirm", "told"
_DO = frozenset({
    "told", "support", "staff_support", "review", "account", "conversation", "reference", "concern", "check", "damage",
    "injury", "observation", "record", "confirm",
})  # fmt: skip


class DueLine(NamedTuple):
    """What is due, by when and by which rule; ``form`` is what one press opens for the incident of ``number``.

    ``care`` is what is to heed before it is done, such as whom not to tell.
    """

    what: str
    when: str
    late: bool
    state: str = "later"
    rule: str = ""
    key: str = ""
    number: str = ""
    form: str = ""
    care: str = ""

    @classmethod
    def of(cls, due: Due, *, numbered: bool = False, care: str = "") -> DueLine:
        """Return a line of what is due, with the number of its record where it stands among others.

        ``care`` is said where the line is about telling someone.
        """
        what = f"{due.number}: {due.what}" if numbered and due.number else due.what
        form = "" if due.state == "done_late" or due.number is None else _form(due)
        heed = care if form == TOLD else ""
        return cls(what, _when(due), due.late, due.state, _rule(due), due.id, due.number or "", form, heed)

    def button(self) -> str:
        """Return what the button says that opens it, or nothing where there is nothing to open."""
        if not self.form:
            return ""
        return tell(f"do_{self.form}" if self.form in _DO else "do_other")


def _form(due: Due) -> str:
    # That someone confirms who wrote a record has no form: it has a screen of its own.
    return CONFIRM if due.kind == CONFIRM else due.form


def _when(due: Due) -> str:
    if due.state == "done_late":
        return tell("due_done_late", done=when_words(due.done_at), words=due.due_words)
    # What is booked counts until the end of its day; the time by the rule stands behind it.
    booked = "_booked" if due.booked else ""
    day = day_words(datetime.fromisoformat(due.booked)) if due.booked else ""
    key = {"late": "due_late", "proposed": "due_proposed"}.get(due.state, "due_by")
    return tell(f"{key}{booked}", words=due.due_words, day=day)


def _rule(due: Due) -> str:
    key = f"due_rule_{due.rule_kind}"
    words = tell(key, rule=due.rule) if due.rule and due.rule_kind in {"law", "guidance", "local"} else due.rule
    return f"{words} · {tell('due_for_lead')}" if words and due.by == "lead" else words
