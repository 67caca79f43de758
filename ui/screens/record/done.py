"""What is said once something is signed: its number, what it answered and what is due now. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services.sealing import Sealed
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.words import tell
from ui.screens.record.beside import ADDITIONS
from ui.screens.record.presenter import RecordPresenter


class DoneWords(NamedTuple):
    """The words of the last page; ``number`` is the incident's, empty for what belongs to none."""

    title: str
    words: str
    warning: str
    closed: tuple[str, ...]
    due: tuple[DueLine, ...]
    number: str
    is_incident: bool


def done_words(presenter: RecordPresenter, sealed: Sealed) -> DoneWords:
    """Return what to say of something that was just signed."""
    title, words = _title_and_words(presenter, sealed)
    warning = sealed.warning
    return DoneWords(
        title=title,
        words=words,
        warning=f"{warning.what} {warning.next_step}" if warning is not None else "",
        closed=_closed(presenter, sealed),
        due=presenter.due_after(sealed),
        number=sealed.number or "",
        is_incident=presenter.way.is_incident,
    )


def _title_and_words(presenter: RecordPresenter, sealed: Sealed) -> tuple[str, str]:
    definition = presenter.definition
    if presenter.way.is_incident:
        words = tell("done_first" if sealed.status == "first" else "done_complete")
        return tell("done_title", number=sealed.number), words
    if definition.family == ADDITIONS:
        return tell("done_added_title", number=sealed.number), tell("done_added", title=definition.title)
    own = f"done_{definition.form}"
    if own in _OWN:
        return tell(f"{own}_title"), tell(own)
    return tell("done_form_title", title=definition.title), tell("done_form", number=sealed.number)


_OWN = {"done_card", "done_good_day", "done_staff_support"}


def _closed(presenter: RecordPresenter, sealed: Sealed) -> tuple[str, ...]:
    if presenter.way.is_incident:
        return ()
    return tuple(
        tell("closed_late" if one.outcome == "late" else "closed", what=one.what) for one in sealed.follow_ups_closed
    )
