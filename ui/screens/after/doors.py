"""Which service begins which form, for whoever presses what is due or what may be added. No Qt here."""

from __future__ import annotations

from rrn_desktop.services import additions, good_days, reviews, support
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session

SUPPORT, STAFF_SUPPORT, REVIEW, GOOD_DAY = "support", "staff_support", "review", "good_day"
NO_FORM = {"", "record"}
"""What is due and no form of its own: the record itself has to be completed."""


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
