"""What sealing a learning review asks for and brings about: someone uninvolved, what is closed, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.validation import ERROR, PROMPT, Problem
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger.appending import About, Recipients, recipients_of
from rrn_desktop.services.accounts_given import accounts_of
from rrn_desktop.services.asking_again import asked_for, open_askings
from rrn_desktop.services.consequence import Also, Consequence
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.journal import note
from rrn_desktop.services.recorders import recorded_by
from rrn_desktop.services.review_facts import INDEPENDENT, REVIEW, ReviewFacts, facts_of
from rrn_desktop.services.reviews import only_leads
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection

YOU_SAID = "you_said"
_OUTSIDE = (
    "The one who led this review was part of the incident, or wrote its record. "
    "Name someone from outside who took part, or let someone else lead it."
)
_SAME_DAY = (
    "The review was held on the day of an incident that it looks at. It is best on another day, when everyone has "
    "rested. You can leave it if it is right."
)
_IDEA = "The person said what should happen another time, and no action here is theirs. Please look at their account."
_TWICE = "This incident is named already. Leave it out here."


def _check(session: Session, draft: Draft) -> tuple[Problem, ...]:
    only_leads(session)
    if draft.answers.get("held") != "held" or draft.number is None:
        return ()
    found, facts = _also_named(session, draft)
    facts = (facts_of(session, draft.number), *facts)
    return (*found, *_involved(session, draft.answers, facts), *_same_day(draft.answers, facts),
            *_ideas(session, draft.answers, facts))  # fmt: skip


def _also_named(session: Session, draft: Draft) -> tuple[list[Problem], tuple[ReviewFacts, ...]]:
    """Return what is wrong with the other numbers, and what is known of those that hold."""
    found: list[Problem] = []
    facts: dict[str, ReviewFacts] = {}
    for index, row in enumerate(draft.answers.rows("also")):
        number = row.get("number")
        if not isinstance(number, str):
            continue
        path = f"also[{index}].number"
        try:
            at_hand = incident_of(session, number)
            one = facts_of(session, at_hand.number)
        except UserFacingError as problem:
            found.append(Problem(path, problem.code, f"{problem.what} {problem.next_step}", ERROR))
            continue
        if one.number == draft.number or one.number in facts:
            found.append(Problem(path, "twice", _TWICE, ERROR))
        facts[one.number] = one
    return found, tuple(facts.values())


def _involved(session: Session, answers: Answers, facts: Sequence[ReviewFacts]) -> Iterator[Problem]:
    held_by = answers.get("held_by")
    who = held_by if isinstance(held_by, PersonRef) else PersonRef(session.member.name, session.member.id)
    if answers.get("outside") is None and any(one.involved(who) for one in facts):
        yield Problem("outside", "involved", _OUTSIDE, ERROR)


def _same_day(answers: Answers, facts: Sequence[ReviewFacts]) -> Iterator[Problem]:
    held_on = answers.get("held_on")
    day = held_on.local[:10] if isinstance(held_on, WallTime) else None
    # The form itself says so of the day that it shows; here it is said of the other days of these incidents.
    if day != answers.get("incident_on") and any(day in one.days for one in facts):
        yield Problem("held_on", "same_day", _SAME_DAY, PROMPT)


def _ideas(session: Session, answers: Answers, facts: Sequence[ReviewFacts]) -> Iterator[Problem]:
    theirs = any(row.get("idea_from") == "person" for row in answers.rows("actions"))
    if not theirs and any(one.wish for each in facts for one in accounts_of(session, each.record)):
        yield Problem("actions", "persons_idea", _IDEA, PROMPT)


def _records(session: Session, draft: Draft) -> tuple[tuple[str, str], ...]:
    """Return record and number of each incident that a review is about."""
    numbers = [draft.number, *(row.get("number") for row in draft.answers.rows("also"))]
    at_hand = [incident_of(session, number) for number in numbers if isinstance(number, str)]
    return tuple(dict.fromkeys((one.record, one.number) for one in at_hand))


def _closes(session: Session, draft: Draft) -> tuple[str, ...]:
    """Return the reviews that were due for these incidents, and, where the person took part, the asking again.

    That someone independent holds it is answered only where someone from outside is named.
    """
    records = [record for record, _ in _records(session, draft)]
    kinds = (REVIEW,) if draft.answers.get("outside") is None else (REVIEW, INDEPENDENT)
    with session.held.desk.read() as connection:
        due = [one.id for each in records for one in desk_follow_ups.open_of_kinds(connection, each, kinds)]
    if draft.answers.get("person_part") in ("took_part", "gave_before"):
        due += open_askings(session, draft.about)
    return tuple(due)


def _also(session: Session, draft: Draft) -> Also | None:
    only_leads(session)
    told, again = draft.answers.get("you_said"), asked_for(session, draft)
    records = _records(session, draft)

    def publish(connection: Connection, _entry: str) -> None:
        desk_follow_ups.add(connection, again)
        for record, number in records if isinstance(told, str) else ():
            readers = _who_recorded(connection, session, record)
            note(connection, session, About(YOU_SAID, record=record, number=number), {"text": told}, readers)

    return publish


def _who_recorded(connection: Connection, session: Session, record: str) -> Recipients:
    """Return the register and everyone still here who made an entry about an incident, but for the one who tells."""
    roll = session.held.roll
    others = [
        one
        for one in recorded_by(connection, session, record)
        if one != session.member.id and one in roll.members and roll.members[one].active
    ]
    return recipients_of(roll, *others)


CONSEQUENCE = Consequence(check=_check, closes=_closes, also=_also)
