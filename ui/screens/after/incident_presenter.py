"""One incident as anyone on the desk may know of it: its notice, what is due, what they added. No Qt here."""

from __future__ import annotations

from rrn_desktop.forms.definition import Definition
from rrn_desktop.services import (
    additions,
    incidents,
    notices,
    person_files,
    staff_support,
    support,
    what_helps,
    whom_to_tell,
)
from rrn_desktop.services import records as sealed_records
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.dues import dues
from rrn_desktop.services.notices import Notice
from rrn_desktop.services.session import Session
from rrn_desktop.services.what_helps import Card
from rrn_desktop.services.whom_to_tell import WhomToTell
from ui.screens.parts.addition_lines import AdditionLine, addition_line, entry_facts
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.notice_facts import notice_facts
from ui.screens.parts.telling_words import care_words
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell

_SEALED = "sealed"


class IncidentPresenter:
    """Reads what the desk holds of one incident, and not a word of its record."""

    def __init__(self, session: Session, number: str) -> None:
        self._session, self.number = session, number
        self.read()

    def read(self) -> None:
        """Read again; raises the sentence that says why there is no such incident at hand."""
        incidents.incident_of(self._session, self.number)
        found = (one for one in notices.listing(self._session) if one.number == self.number)
        self.notice: Notice = next(found)
        self._due = dues(self._session)
        self._added = additions.of_number(self._session, self.number, looked_at=True)

    @property
    def is_lead(self) -> bool:
        """Return whether this member may hold a learning review."""
        return self._session.is_lead

    @property
    def may_read(self) -> bool:
        """Return whether the sealed record is this member's to read."""
        own = sealed_records.is_mine(self._session, self.number)
        return own or (self.is_lead and self.notice.status == _SEALED)

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return the lines of the notice."""
        return notice_facts(self.notice)

    def lead(self) -> str:
        """Return what this screen shows, and what it does not."""
        return tell("incident_lead" if self.notice.status == _SEALED else "incident_lead_writing")

    def due(self) -> tuple[DueLine, ...]:
        """Return what is due for this incident."""
        care = care_words(self.whom_to_tell())
        return tuple(DueLine.of(one, care=care) for one in self._due if one.number == self.number)

    def whom_to_tell(self) -> WhomToTell | None:
        """Return what the person's file says about telling others, or None."""
        return whom_to_tell.of_number(self._session, self.number)

    def plan_note(self) -> str:
        """Return what the person's plan says about holding or restricting, or nothing."""
        return person_files.plan_note(self._session, self.notice.person)

    def helps(self) -> Card | None:
        """Return what helps the person, or None."""
        return what_helps.card(self._session, self.notice.person)

    def in_progress(self) -> tuple[str, ...]:
        """Return a sentence for each colleague who is at the support, or has done it."""
        said = support.in_progress(self._session, self.number)
        return tuple(tell("support_said", words=words) for words in said)

    def kinds(self) -> tuple[Definition, ...]:
        """Return what can be added."""
        return additions.kinds()

    def due_by_form(self) -> dict[str, str]:
        """Return what is due, by the form that does it."""
        return {one.form: one.what for one in reversed(self.due()) if one.form}

    def added(self) -> tuple[AdditionLine, ...]:
        """Return the additions that this member may read, in order of time."""
        return tuple(addition_line(one) for one in self._added)

    def staff_support(self) -> tuple[AdditionLine, ...]:
        """Return the support of staff after this incident that this member may read."""
        mine = (one for one in staff_support.mine(self._session) if one.number == self.number)
        return tuple(
            AdditionLine(
                key=one.entry_hash,
                title=one.who,
                at=one.written_at,
                when=when_words(one.written_at),
                by=tell("added_by", name=one.author_name, role="", time=when_words(one.written_at)),
                facts=entry_facts("staff_support", None, one.answers),
            )
            for one in mine
        )

    def begin_like(self) -> Draft:
        """Return the draft of a new incident that takes over what may be taken over."""
        return sealed_records.begin_like(self._session, self.number)
