"""What sealing one form asks for and brings about besides the entry itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from rrn_desktop.forms.validation import Problem
from rrn_desktop.ledger.appending import recipients_of
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.store.connection import Connection

Recipients: TypeAlias = tuple[tuple[str, bytes], ...]
Also: TypeAlias = Callable[[Connection, str], None]
"""What is done in the transaction that seals, with the hash of the new entry."""


def _no_more_problems(_session: Session, _draft: Draft) -> tuple[Problem, ...]:
    return ()


def register_and_author(session: Session, _draft: Draft) -> Recipients:
    """Return who can open what most forms seal: the register, which leads read, and the author."""
    return recipients_of(session.held.roll, session.member.id)


def _nothing_more(_session: Session, _draft: Draft) -> Also | None:
    return None


def _nothing_closed(_session: Session, _draft: Draft) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Consequence:
    """The hooks of one form.

    - ``check`` adds problems that only the desk can see, such as a lead who was involved;
    - ``recipients`` says who can open it; ``closes`` which further follow-ups it answers, by id;
    - ``also`` gives what is done in the same transaction.
    """

    check: Callable[[Session, Draft], tuple[Problem, ...]] = _no_more_problems
    recipients: Callable[[Session, Draft], Recipients] = register_and_author
    closes: Callable[[Session, Draft], tuple[str, ...]] = _nothing_closed
    also: Callable[[Session, Draft], Also | None] = _nothing_more


PLAIN = Consequence()
"""The consequence of a form that brings about nothing of its own."""
