"""What may follow a record that was read: a next version, a second signature, support, a review. No Qt here."""

from __future__ import annotations

from contextlib import suppress

from rrn_desktop.errors import NoRight, NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import additions, reading, signatures, whom_to_tell
from rrn_desktop.services import today as todays
from rrn_desktop.services.drafts import INCIDENT
from rrn_desktop.services.own_records import may_sign_own
from rrn_desktop.services.records import Shown
from rrn_desktop.services.session import Session
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.telling_words import care_words

REVIEW, SUPPORT = "review", "support"
_VOID = "void"


class Following:
    """Says what this member may do with one version of a record."""

    def __init__(self, session: Session, shown: Shown, *, newest: bool) -> None:
        self.session, self._shown = session, shown
        self._stands = newest and shown.form == INCIDENT and shown.status != _VOID

    @property
    def stands(self) -> bool:
        """Return whether this is an incident's newest version, and not void."""
        return self._stands

    @property
    def may_complete(self) -> bool:
        """Return whether this is a first record that waits for its answers."""
        return self._stands and self._shown.status == "first"

    @property
    def may_amend(self) -> bool:
        """Return whether a correction may be started."""
        return self._stands and self._shown.status in {"complete", "amended"}

    @property
    def may_review(self) -> bool:
        """Return whether a learning review may be begun."""
        return self._stands and self.session.is_lead

    @property
    def may_move(self) -> bool:
        """Return whether a learning review is due that can be put on another day."""
        return self.may_review and any(one.form == REVIEW for one in self.due())

    @property
    def may_countersign(self) -> bool:
        """Return whether this version waits for this lead's second signature."""
        own, covers = self.session.member.name, f"version {self._shown.version}"
        signed = {(one.kind, one.by, one.covers) for one in self._shown.signatures}
        mine = self._shown.author == self.session.member.id and not any(
            kind == signatures.NOT_SIGNED for kind, _by, _covers in signed
        )
        again = (signatures.COUNTERSIGNED, own, covers) in signed
        for_them = not mine or may_sign_own(self.session, self._shown.record, self._shown.author)
        return self.may_review and for_them and not again

    @property
    def may_export(self) -> bool:
        """Return whether it can be printed: whoever reads a record may, also one that is void."""
        return self._shown.form == INCIDENT

    def due(self) -> tuple[DueLine, ...]:
        """Return what is due for this incident."""
        number = self._shown.number
        care = care_words(whom_to_tell.of_number(self.session, number)) if number else ""
        return tuple(DueLine.of(one, care=care) for one in todays.today(self.session).due if one.number == number)

    def due_by_form(self) -> dict[str, str]:
        """Return what is due, by the form that does it."""
        return {one.form: one.what for one in reversed(self.due()) if one.form}

    def kinds(self) -> tuple[Definition, ...]:
        """Return what can be added."""
        return additions.kinds()

    def other_forms(self) -> tuple[tuple[str, str], ...]:
        """Return the support and the review of this incident that this member may read, as (form, title)."""
        found = []
        for form in (SUPPORT, REVIEW) if self._shown.form == INCIDENT else ():
            with suppress(NotFound, NoRight):
                reading.versions_of_number(self.session, self._shown.number, form)
                found.append((form, registry.definition(form).title))
        return tuple(found)

    def person(self) -> str:
        """Return whom the record is about, by id where the directory knows them, or nothing."""
        path = registry.definition(self._shown.form, self._shown.form_version).facts.person
        who = self._shown.answers.get(path) if path else None
        return (who.id or who.name) if isinstance(who, PersonRef) else ""
