"""What is asked before a record is amended, countersigned, kept as an error, or its review moved. No Qt here."""

from __future__ import annotations

from rrn_desktop.services.session import MemberInfo
from ui.screens.parts.ask_page import Ask
from ui.screens.parts.words import tell

AMEND, COUNTERSIGN, VOID, MOVE = "amend", "countersign", "void", "move"


def ask_for(step: str, number: str, member: MemberInfo) -> Ask:
    """Return what a step asks."""
    signing = tell("sign_as" if member.job_title else "sign_as_plain", name=member.name, job=member.job_title)
    if step == AMEND:
        return Ask(
            tell("amend_title", number=number), tell("amend_lead"), tell("start_amending"),
            reason=tell("reason"), hint=tell("reason_hint"), missing=tell("reason_missing"),
        )  # fmt: skip
    if step == MOVE:
        return Ask(
            tell("move_title", number=number), tell("move_lead"), tell("move_do"), day=tell("move_day"),
            reason=tell("move_reason"), hint=tell("move_hint"), missing=tell("move_missing"),
        )  # fmt: skip
    if step == VOID:
        return Ask(
            tell("void_title", number=number), tell("void_lead"), tell("void"), signing=signing, danger=True,
            reason=tell("void_reason"), hint=tell("void_hint"), missing=tell("void_missing"),
        )  # fmt: skip
    return Ask(tell("countersign_title", number=number), tell("countersign_lead"), tell("countersign"), signing=signing)
