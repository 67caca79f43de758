"""What a learning review must know of an incident: on which days it was, and who on the staff was part of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.derive import span
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services.reading import versions_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.services.taking_part import named, staff_of, wrote

REVIEW, INDEPENDENT = "review", "independent_review"
"""What is due: the review itself, and the proposal that someone independent holds it."""


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """An incident as its review needs it; ``day`` is the one on which it began, None when nobody knows."""

    record: str
    number: str
    day: str | None
    days: frozenset[str]
    staff: tuple[PersonRef, ...] = field(repr=False)

    def involved(self, who: PersonRef) -> bool:
        """Say whether someone wrote the record, or is named in it as taking part."""
        return named(who, self.staff)


def facts_of(session: Session, number: str) -> ReviewFacts:
    """Return what a review must know of a sealed incident, by its newest version; who wrote any version counts.

    Raises NotFound while it is still being written.
    """
    versions = versions_of_number(session, number)
    body = versions[-1].body
    definition = registry.definition(body.form, body.form_version)
    answers = read_answers(definition, body.answers)
    began, ended = answers.get(definition.facts.happened), span(definition, answers).end
    days = [moment.local[:10] for moment in (began, ended) if isinstance(moment, WallTime)]
    writers = tuple(wrote(one.body) for one in versions)
    return ReviewFacts(
        record=body.record,
        number=number,
        day=began.local[:10] if isinstance(began, WallTime) else None,
        days=frozenset(days),
        staff=(*writers, *staff_of(definition, answers)),
    )
