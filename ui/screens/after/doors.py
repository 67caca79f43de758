"""Which service begins which form, for whoever presses what is due or what may be added. No Qt here."""

from __future__ import annotations

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.services import additions, drafts, good_days, reading, records, reviews, support
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session

SUPPORT, STAFF_SUPPORT, REVIEW, GOOD_DAY = "support", "staff_support", "review", "good_day"
RECORD, COUNTERSIGN, NO_FORM = "record", "countersign", ""
"""What is due and no form of its own: the record is to be written, to be signed a second time, or to be looked at."""


def begun(session: Session, form: str, number: str) -> Draft:
    """Return a draft of what follows an incident; raises the sentence that says why there can't be one."""
    if form == SUPPORT:
        return support.begin(session, number)
    if form == STAFF_SUPPORT:
        return support.begin_staff(session, number)
    if form == REVIEW:
        return reviews.begin(session, (number,))
    if form == GOOD_DAY:
        return good_days.begin(session)
    return additions.begin(session, form, number)


def own_draft(session: Session, number: str) -> str | None:
    """Return the id of the member's own open draft of an incident's record, or None."""
    mine = (row for row in drafts.mine(session) if (row.form, row.number) == (drafts.INCIDENT, number))
    return next((row.id for row in mine), None)


def completion(session: Session, number: str) -> Draft | None:
    """Return the draft that completes a first record, or None where there is none to complete by this member."""
    try:
        return records.begin_completion(session, number)
    except (NotFound, NoRight, Refused):
        return None


def may_read(session: Session, number: str) -> bool:
    """Return whether a sealed record is this member's to read."""
    try:
        return bool(reading.versions_of_number(session, number))
    except (NotFound, NoRight):
        return False
