"""Support for a member of staff: sealed to them, to its author and to those chosen, and not to the register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.validation import PROMPT, Problem
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger.opening import open_attached
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import drafts
from rrn_desktop.services.author_names import account_names, name_of_author
from rrn_desktop.services.consequence import Consequence, Recipients
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.reading import own_reader
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger

STAFF_SUPPORT = "staff_support"
_NO_ACCOUNT = "This person has no account here, so they can't read it on this PC. Read it with them, or tell them."


@dataclass(frozen=True, slots=True)
class StaffSupport:
    """The support of one member of staff, as one of those who may read it sees it."""

    entry_hash: str
    number: str
    who: str = field(repr=False)
    author_name: str = field(repr=False)
    written_at: str
    answers: Answers


def begin(session: Session, number: str, who: PersonRef | None = None) -> Draft:
    """Return a draft of the support for one member of staff after an incident; for oneself when nobody is named."""
    incident = incident_of(session, number)
    whose = who or PersonRef(session.member.name, session.member.id, session.member.job_title or None)
    answers = Answers({"who": whose})
    return drafts.begin(session, STAFF_SUPPORT, about=incident.record, number=incident.number, answers=answers)


def mine(session: Session) -> tuple[StaffSupport, ...]:
    """Return what was sealed to this member about their own support or that of a colleague, the latest first.

    A lead sees no more than anyone else does. What does not hold is left out; ``rrn verify`` names it.
    """
    by = own_reader(session)
    with session.held.desk.read() as connection:
        entries = desk_ledger.entries_for(connection, session.member.id, (STAFF_SUPPORT,))
    accounts, found = account_names(session), list[StaffSupport]()
    for entry in entries:
        with suppress(EntryRefused):
            body = open_attached(entry, by, session.held.roll).body
            answers = read_answers(registry.definition(body.form, body.form_version), body.answers)
            who = answers.get("who")
            name = who.name if isinstance(who, PersonRef) else ""
            by_name = name_of_author(accounts, body)
            found.append(StaffSupport(entry.row.hash, body.number, name, by_name, body.written_at, answers))
    return tuple(found)


def _recipients(session: Session, draft: Draft) -> Recipients:
    members = session.held.roll.members
    chosen = [ref.id for _, ref in _named(draft.answers) if ref.id and _has_account(session, ref)]
    return tuple((one, from_base64(members[one].receive)) for one in dict.fromkeys((session.member.id, *chosen)))


def _check(session: Session, draft: Draft) -> tuple[Problem, ...]:
    without = [path for path, ref in _named(draft.answers) if not _has_account(session, ref)]
    return tuple(Problem(path, "no_account", _NO_ACCOUNT, PROMPT) for path in without)


def _has_account(session: Session, ref: PersonRef) -> bool:
    member = session.held.roll.members.get(ref.id or "")
    return member is not None and member.active


def _named(answers: Answers) -> Iterator[tuple[str, PersonRef]]:
    paths = ("who", *(f"readers[{index}].who" for index in range(len(answers.rows("readers")))))
    for path in paths:
        ref = answers.get(path)
        if isinstance(ref, PersonRef):
            yield path, ref


CONSEQUENCE = Consequence(check=_check, recipients=_recipients)
