"""Who signs, since when they are signed in, and in how many sittings the draft was typed. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.forms.definition import Definition
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import MemberInfo, Session
from ui.screens.parts.times import clock_words
from ui.screens.parts.words import tell
from ui.sittings import Sittings


@dataclass(frozen=True, slots=True)
class Hands:
    """What is said where one signs.

    ``sittings`` is empty where the draft was typed in one go; ``whose`` is the path of the question whose account it
    is, or empty where the form has none.
    """

    who: str
    sittings: str = ""
    whose: str = ""


def hands_on(session: Session, sittings: Sittings, draft: Draft, definition: Definition) -> Hands:
    """Return what the window knows of the hands on a draft."""
    times = [clock_words(began) for began in sittings.of(draft.id)]
    who = tell("sign_since", who=signing_as(session.member), time=clock_words(session.since))
    if len(times) < 2:
        return Hands(who)
    listed = tell("and", first=", ".join(times[:-1]), last=times[-1])
    return Hands(who, tell("hands_sittings", count=len(times), times=listed), definition.facts.told_by)


def signing_as(member: MemberInfo) -> str:
    """Return who is about to sign, in words."""
    return tell("sign_as" if member.job_title else "sign_as_plain", name=member.name, job=member.job_title)
