"""Setting aside what is only proposed: a lead decides against it, and says why."""

from __future__ import annotations

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.services.follow_ups import FollowUp, number_of, shown
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.review_facts import INDEPENDENT, REVIEW
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups

SET_ASIDE: desk_follow_ups.Ending = "set_aside"
_UNTOUCHED = "It stays where it was."


def set_aside(session: Session, follow_up_id: str, reason: str) -> FollowUp:
    """Set a proposal aside, with a reason that is sealed to the register; it is shown as set aside, never as done.

    Raises NoRight for anyone but a lead, NotFound when it is not open any more, and Refused for a duty or no reason.
    """
    if not session.is_lead:
        raise NoRight("Only a lead sets a proposal aside.", _UNTOUCHED, "Tell your lead what you think.")
    why = checked_reason(reason, needed="Setting it aside needs a reason.", safe=_UNTOUCHED)
    with session.held.desk.write() as connection:
        there = desk_follow_ups.one(connection, follow_up_id)
        if there is None or not there.is_open:
            raise NotFound("This is not proposed any more.", "Nothing was changed.", "Look at Today again.")
        if not there.proposal:
            raise _is_a_duty()
        desk_follow_ups.end(connection, (there.id,), SET_ASIDE)
        about = About(SET_ASIDE, record=there.record, number=number_of(connection, there.record))
        details = {"what": there.what, "clock": there.clock, "reason": why}
        note(connection, session, about, details, recipients_of(session.held.roll))
        ended = desk_follow_ups.one(connection, there.id)
    settled(session)
    return shown(ended or there)


def set_review_aside(session: Session, number: str, reason: str) -> FollowUp:
    """Set aside the proposal that someone independent holds the review of an incident.

    Raises what ``set_aside`` and ``incident_of`` do.
    """
    incident = incident_of(session, number)
    with session.held.desk.read() as connection:
        open_ones = desk_follow_ups.open_of_kinds(connection, incident.record, (INDEPENDENT, REVIEW))
    proposed = [one for one in open_ones if one.kind == INDEPENDENT]
    if not open_ones:
        raise NotFound(
            "Nothing is proposed for the review of this incident.",
            "Nothing was changed.",
            "It may be done already. Look at the record, or on Today.",
        )
    return set_aside(session, (proposed or open_ones)[0].id, reason)


def _is_a_duty() -> Refused:
    return Refused(
        "This is asked for, not only proposed, so it can't be set aside.",
        _UNTOUCHED,
        "Do it, or book it for another day. If a review can't be held, record it as not held, with the reason.",
    )
