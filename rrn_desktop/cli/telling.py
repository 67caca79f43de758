"""Whom not to tell, in what the command prints wherever someone is told; it stops nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rrn_desktop.cli.output import Answer
from rrn_desktop.services.whom_to_tell import NOBODY, WhomToTell


def not_to_tell(said: WhomToTell | None) -> dict[str, Any]:
    """Return whom not to tell, each with the reason, and whether they wish that nobody is told."""
    heeded = () if said is None else said.not_to_tell
    named = [{"who": one.who, "reason": one.reason} for one in heeded]
    return {"not_to_tell": named, "wish_nobody": said is not None and said.wish_code == NOBODY}


def care_lines(said: WhomToTell | None) -> tuple[str, ...]:
    """Return the same in words, a line for each."""
    if said is None:
        return ()
    named = (f"Do not tell: {one.who} ({one.reason})" for one in said.not_to_tell)
    return (*named, *(("They wish that nobody is told.",) if said.wish_code == NOBODY else ()))


def with_care(answer: Answer, said: WhomToTell | None) -> Answer:
    """Return an answer that says first whom not to tell."""
    words = "\n".join((*care_lines(said), answer.words))
    return replace(answer, result={**answer.result, **not_to_tell(said)}, words=words)
