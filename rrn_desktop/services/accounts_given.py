"""What a person said of an incident in their own account, and what they wish for another time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.ledger.opening import open_attached
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger

ACCOUNT = "account"
NOT_GIVEN = ("stopped", "declined", "ask_again")


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a person: the words that are theirs, and their wish."""

    words: str = field(repr=False)
    wish: str = field(repr=False)
    given: bool


def accounts_of(session: Session, record: str) -> tuple[Account, ...]:
    """Return the person's accounts of an incident that this member may read, in the order they were sealed.

    One that upset them and was stopped counts as not given; a wish that they did voice is kept.
    """
    by = reader(session)
    with session.held.desk.read() as connection:
        entries = desk_ledger.by_kinds(connection, record, ("addition",))
    found: list[Account] = []
    for entry in entries:
        with suppress(EntryRefused):
            body = open_attached(entry, by, session.held.roll).body
            if body.form == ACCOUNT:
                found.append(_account(read_answers(registry.definition(ACCOUNT, body.form_version), body.answers)))
    return tuple(found)


def _account(answers: Answers) -> Account:
    given = answers.get("way") not in NOT_GIVEN
    return Account(_text(answers, "words") if given else "", _text(answers, "wish"), given)


def _text(answers: Answers, path: str) -> str:
    value = answers.get(path)
    return value.strip() if isinstance(value, str) else ""
