"""``rrn members keys``, and what the other commands say of keys that were changed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, problem_result
from rrn_desktop.services import changing_keys
from rrn_desktop.services.changing_keys import KeysChanged, KeysOwed
from rrn_desktop.services.session import Session


def add_to(members: typer.Typer) -> None:
    """Add the command to its family."""
    members.command("keys")(show_keys)


@signed_in
def show_keys(
    session: Session,
    _passphrase: str,
    *,
    change: Annotated[bool, typer.Option("--change", help="Change what is owed.")] = False,
    anyway: Annotated[bool, typer.Option("--all", help="Change all that you may, though nobody left.")] = False,
) -> Answer:
    """Show whether keys are to be changed because someone left, or change them."""
    if not (change or anyway):
        found = changing_keys.owed(session)
        return Answer({"keys": keys_result(session, KeysChanged(owed=found))}, _owed_words(found))
    done = changing_keys.change(session, anyway=anyway)
    return Answer({"keys": keys_result(session, done)}, said_of_keys("", done) or "No key had to be changed.")


def keys_result(session: Session, keys: KeysChanged) -> dict[str, Any]:
    """Return what became of the keys, as the result of a command says it."""
    roll, owed = session.held.roll, keys.owed
    return {
        "desk": {"number": roll.desk_key.number, "changed": keys.desk, "left_since": owed.desk},
        "register": {"number": roll.register.epoch, "changed": keys.register, "left_since": owed.register},
        "owed": owed.any,
        "problem": None if keys.problem is None else problem_result(keys.problem),
    }


def said_of_keys(first: str, keys: KeysChanged) -> str:
    """Return what was done, and what became of the keys."""
    said = [first] if first else []
    if keys.desk:
        said.append("The key of the records that everyone here opens is a new one.")
    if keys.register:
        said.append("The key of the register is a new one.")
    if keys.problem is not None:
        problem = keys.problem
        said.append(f"The keys are not all changed yet: {problem.what} {problem.safe} {problem.next_step}")
        said.append("Then: rrn members keys --change")
    return " ".join(said)


def _owed_words(owed: KeysOwed) -> str:
    if not owed.any:
        return "No key has to be changed."
    return "Someone left who held a key that has not changed since. Change it: rrn members keys --change"
