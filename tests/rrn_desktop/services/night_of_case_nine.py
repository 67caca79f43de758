"""The night and the morning of case 9, for all that is asked of them."""

from __future__ import annotations

from dataclasses import replace

from rrn_desktop.services import additions, drafts, inbox, sealing, support
from rrn_desktop.services.inbox import InboxSealed
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.night import (
    DAY_NURSE,
    JOB,
    MENSAH,
    answers_of,
    clock,
    corrected,
    may,
    standing,
    who_when_where,
    words_of,
)
from tests.rrn_desktop.services.school import PASSPHRASES, School

ONE = "2026-A-001"


def night_passes(night: School) -> InboxSealed:
    """02:25 to 04:10: written, called away, carried on with four words, handed in, corrected."""
    new = inbox.save(replace(inbox.begin(night.store, MENSAH, JOB, clock=clock(2, 25)), answers=who_when_where()))
    draft = standing(new, watching="Breathing, every quarter of an hour")
    inbox.save(replace(draft, answers=answers_of("case9").with_answer("before", "He tried to")))
    words = words_of(new)
    carried = inbox.carry_on(night.store, words, clock=clock(2, 50))
    later = inbox.save(replace(carried, answers=answers_of("case9"), clock=clock(3, 5)))
    handed_in = inbox.seal(later, first=True)
    corrected(night, words, at=clock(4, 10))
    return handed_in


def added(session: Session, kind: str) -> Sealed:
    draft = drafts.save(session, replace(additions.begin(session, kind, ONE), answers=answers_of(f"case9_{kind}")))
    return sealing.seal(session, draft, PASSPHRASES[session.member.name])


def supported(session: Session) -> Sealed:
    draft = drafts.save(session, replace(support.begin(session, ONE), answers=answers_of("case9_support")))
    return sealing.seal(session, draft, PASSPHRASES[session.member.name])


def morning(night: School) -> tuple[Sealed, ...]:
    """07:15 to 09:10: the day nurse sees what happened, and does what follows."""
    missed = added(night.enter(DAY_NURSE, may(7, 15)), "check")
    talked = supported(night.enter(DAY_NURSE, may(8, 0)))
    told = added(night.enter(DAY_NURSE, may(9, 10)), "told")
    return missed, talked, told
