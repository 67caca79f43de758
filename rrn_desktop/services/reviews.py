"""Learning reviews: begun by a lead, on another day, with what the person said and wishes already in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rrn_desktop.errors import NoRight, NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.types import flaw_of
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import booking, drafts
from rrn_desktop.services.accounts_given import Account, accounts_of
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.review_facts import REVIEW, facts_of
from rrn_desktop.services.session import Session
from rrn_desktop.services.support import own_draft
from rrn_desktop.store import desk_follow_ups

_SHORTENED = " …"


def begin(session: Session, numbers: Sequence[str]) -> Draft:
    """Return the lead's own open draft of the review of an incident, else a new one.

    The first number is the one that it is held about; the others were looked at together with it. What the person said
    and wishes in their own account stands among the actions. Raises NoRight for anyone but a lead, and what
    ``incident_of`` does.
    """
    only_leads(session)
    incidents = [incident_of(session, number) for number in numbers]
    first = incidents[0]
    there = own_draft(session, REVIEW, first.number)
    if there is not None:
        return there
    answers = _begun_with(session, [one.record for one in incidents], [one.number for one in incidents])
    return drafts.begin(session, REVIEW, about=first.record, number=first.number, answers=answers)


def involved(session: Session, number: str) -> bool:
    """Say whether the lead who is signed in wrote the record of an incident, or is named in it as taking part."""
    only_leads(session)
    return facts_of(session, number).involved(_self(session))


def move(session: Session, number: str, when: date, reason: str) -> None:
    """Book the review of an incident for another day, with a reason; the ledger keeps both.

    Raises NoRight for anyone but a lead, NotFound when no review is due, and Refused for the incident's own day, a day
    that has passed, or no reason.
    """
    only_leads(session)
    incident = incident_of(session, number)
    with session.held.desk.read() as connection:
        due = desk_follow_ups.open_of_kinds(connection, incident.record, (REVIEW,))
    if not due:
        raise NotFound(
            "No learning review is due for this incident.",
            "Nothing was changed.",
            "It may have been held already. Look at the record, or on Today.",
        )
    booking.book(session, due[0].id, when, reason)


def only_leads(session: Session) -> None:
    """Raise NoRight for anyone but a lead."""
    if not session.is_lead:
        raise NoRight(
            "Only a lead holds a learning review.",
            "Nothing was changed.",
            "Tell your lead what you want looked at. An addition to the incident reaches them too.",
        )


def _begun_with(session: Session, records: Sequence[str], numbers: Sequence[str]) -> Answers:
    facts = facts_of(session, numbers[0])
    ideas = [idea for record in records for account in accounts_of(session, record) if (idea := _idea(account))]
    answers = Answers(
        {
            "held_by": _self(session),
            "also": tuple(Answers({"number": number}) for number in dict.fromkeys(numbers) if number != numbers[0]),
            "actions": tuple(Answers({"what": idea, "idea_from": "person"}) for idea in dict.fromkeys(ideas)),
        }
    )
    return answers if facts.day is None else answers.with_answer("incident_on", facts.day)


def _self(session: Session) -> PersonRef:
    return PersonRef(session.member.name, session.member.id, session.member.job_title or None)


def _idea(account: Account) -> str:
    """Return what a person wishes, with their words around it, as an action that waits for someone to take it on."""
    wish, words = (" ".join(text.split()) for text in (account.wish, account.words))
    quoted = f"“{words}”" if words else ""
    whole = f"{wish} ({quoted})" if wish and wish not in words and quoted else quoted or wish
    return next((text for text in (whole, wish) if text and _fits(text)), _shortened(whole))


def _shortened(text: str) -> str:
    """Return as much of a text as fits; the whole of it stays in the person's own account."""
    while text and not _fits(text + _SHORTENED):
        text = text[: len(text) - 1]
    return text + _SHORTENED if text else ""


def _fits(text: str) -> bool:
    return flaw_of(registry.definition(REVIEW).question("actions.what"), text) is None
