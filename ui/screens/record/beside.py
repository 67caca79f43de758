"""What stands beside the questions of a draft: what it belongs to, what signing means, what helps, who else is at it.

No Qt here.
"""

from __future__ import annotations

from rrn_desktop.forms import registry
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import person_files, support, what_helps, whom_to_tell
from rrn_desktop.services.drafts import INCIDENT
from rrn_desktop.services.session import Session
from rrn_desktop.services.what_helps import Card
from rrn_desktop.services.whom_to_tell import WhomToTell
from ui.screens.parts.words import tell
from ui.screens.record.way import Way

ADDITIONS, SUPPORT = "additions", "support"
_MEANS = {"sign_means_card", "sign_means_good_day", "sign_means_staff_support"}


class Beside:
    """Words and cards for the pages of one draft."""

    def __init__(self, session: Session, way: Way) -> None:
        self._session, self._way = session, way

    def belongs_to(self) -> str:
        """Return which incident this belongs to, or nothing."""
        return tell("for_incident", number=self._way.draft.number) if self._way.draft.number else ""

    def means(self) -> str:
        """Return what signing this means, and who can read it then."""
        if self._way.definition.family == ADDITIONS:
            return tell("sign_means_addition")
        key = f"sign_means_{self._way.draft.form}"
        return tell(key if key in _MEANS else "sign_means")

    def follows_the_person(self, page_id: str) -> bool:
        """Return whether a page comes right after the one that asks who was held or restricted."""
        person = self._way.definition.facts.person
        return self._way.is_incident and self._way.before(page_id) == self._way.step_of(person)

    def what_helps(self) -> Card | None:
        """Return what helps the person, as the desk knows it, or None."""
        who = self._way.draft.answers.get(self._way.definition.facts.person)
        return what_helps.card(self._session, who.id or who.name) if isinstance(who, PersonRef) else None

    def person(self) -> str:
        """Return the name of the person whom this is about, or nothing."""
        who = self._way.draft.answers.get(self._way.definition.facts.person)
        return who.name if isinstance(who, PersonRef) else ""

    def plan_note(self) -> str:
        """Return what the person's plan says about holding or restricting, or nothing."""
        who = self._way.draft.answers.get(self._way.definition.facts.person)
        return person_files.plan_note(self._session, who.id or who.name) if isinstance(who, PersonRef) else ""

    def tells(self, page_id: str) -> bool:
        """Return whether a page asks who was told: in the record of the incident, or added to it."""
        told = self._way.definition.facts.told
        inside = registry.definition(INCIDENT).facts.told
        return self._way.definition.inside == inside or bool(told and self._way.step_of(told) == page_id)

    def whom_to_tell(self) -> WhomToTell | None:
        """Return what the person's file says about telling others, or None."""
        if self._way.is_incident:
            return whom_to_tell.of_ref(self._session, self._way.draft.answers.get(self._way.definition.facts.person))
        number = self._way.draft.number
        return whom_to_tell.of_number(self._session, number) if number else None

    def others_at_it(self) -> tuple[str, ...]:
        """Return a sentence for each colleague who is at the same support, or has done it."""
        if self._way.draft.form != SUPPORT or self._way.draft.number is None:
            return ()
        return support.in_progress(self._session, self._way.draft.number)
