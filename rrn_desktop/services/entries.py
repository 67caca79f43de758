"""What goes into the ledger for a draft: the signed body of a record, or of an entry attached to an incident."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import Refused
from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import moment_of
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger.bodies import Attached, Body, Status, WrittenBy
from rrn_desktop.services.drafts import AMEND, Draft
from rrn_desktop.services.people_as_written import people_as_written
from rrn_desktop.services.session import Session

ADDITION, STAFF_SUPPORT = "addition", "staff_support"
_ADDITIONS = "additions"


def definition_of(draft: Draft) -> Definition:
    """Return the form that a draft is written with."""
    return registry.definition(draft.form, draft.form_version)


def attached_kind(definition: Definition) -> str | None:
    """Return the kind of entry of a form that is attached to an incident, or None for one that is a record."""
    if definition.family == _ADDITIONS:
        return ADDITION
    return STAFF_SUPPORT if definition.form == STAFF_SUPPORT else None


def body_of(session: Session, draft: Draft, *, first: bool, written_by: WrittenBy | None) -> Body:
    """Return a version of a record as its author signs it."""
    definition, member, roll = definition_of(draft), session.member, session.held.roll
    return Body(
        site=roll.site_id,
        # The entry's id is the draft's own, so that trying again after a crash seals nothing twice.
        entry=draft.id,
        record=draft.record,
        number=draft.number,
        form=draft.form,
        form_version=draft.form_version,
        profile=draft.profile,
        version=draft.version,
        status=_status(draft, first=first),
        epoch=roll.register.epoch,
        author=member.id,
        author_name=member.name,
        author_role=member.job_title,
        started_at=draft.started_at.rfc3339(),
        written_at=session.wall().rfc3339(),
        zone=session.zone,
        reason=draft.reason,
        previous=draft.previous,
        people=people_as_written(session, definition, draft.answers),
        answers=write_answers(definition, draft.answers),
        about=draft.about if draft.about is not None else UNSET,
        written_by=_written_by(definition, draft, written_by),
    )


def attached_of(session: Session, draft: Draft, written_by: WrittenBy | None) -> Attached:
    """Return an entry attached to an incident as its author signs it."""
    definition, member, roll = definition_of(draft), session.member, session.held.roll
    kind = attached_kind(definition)
    if kind is None or draft.about is None or draft.number is None:
        raise Refused(
            "This does not say which incident it belongs to.",
            "Your draft is safe.",
            "Open the incident from Today, and add it there.",
        )
    return Attached(
        site=roll.site_id,
        entry=draft.id,
        kind=kind,
        record=draft.about,
        number=draft.number,
        form=draft.form,
        form_version=draft.form_version,
        profile=draft.profile,
        epoch=roll.register.epoch,
        author=member.id,
        author_name=member.name,
        author_role=member.job_title,
        happened_at=_happened_at(definition, draft),
        written_at=session.wall().rfc3339(),
        zone=session.zone,
        written_by=_written_by(definition, draft, written_by),
        people=people_as_written(session, definition, draft.answers),
        answers=write_answers(definition, draft.answers),
    )


def happened(definition: Definition, draft: Draft) -> WallTime | None:
    """Return when what a form is about happened, if it says so."""
    path = definition.facts.happened
    value = draft.answers.get(path) if path else None
    return value if isinstance(value, WallTime) and moment_of(value) is not None else None


def _happened_at(definition: Definition, draft: Draft) -> str | None:
    found = happened(definition, draft)
    return None if found is None else found.rfc3339()


def _written_by(definition: Definition, draft: Draft, given: WrittenBy | None) -> WrittenBy | UnsetType:
    """Return whose words these are, when they are not those of the member who signs."""
    if given is not None:
        return given
    told_by = draft.answers.get(definition.facts.told_by) if definition.facts.told_by else None
    if not isinstance(told_by, PersonRef):
        return UNSET
    return WrittenBy(name=told_by.name, role=told_by.role or "", member=told_by.id, how="typed_for")


def _status(draft: Draft, *, first: bool) -> Status:
    if draft.purpose == AMEND:
        return "amended"
    return "first" if first else "complete"
