"""``rrn add``: what anyone on the desk attaches to an incident, by command."""

from __future__ import annotations

from typing import Annotated

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.cli.recording import AnswersOption, answered, finished
from rrn_desktop.cli.telling import with_care
from rrn_desktop.services import additions, drafts, whom_to_tell
from rrn_desktop.services.session import Session
from rrn_desktop.services.telling import TOLD


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("add")(add)


@signed_in
def add(
    session: Session,
    passphrase: str,
    *,
    kind: Annotated[str, typer.Argument(help="What it is, such as told, account or concern: see rrn form list.")],
    incident: Annotated[str, typer.Option("--incident", help="The incident's number, such as 2026-A-001.")],
    answers: AnswersOption,
    draft: Annotated[bool, typer.Option("--draft", help="Keep a draft, and seal it later.")] = False,
) -> Answer:
    """Add something to an incident, sealed; its record stays as it is."""
    begun = additions.begin(session, kind, incident)
    saved = drafts.save(session, answered(begun, answers))
    said = whom_to_tell.of_number(session, incident) if kind == TOLD else None
    done = finished(session, saved, passphrase, seal=not draft)
    return with_care(done, said) if kind == TOLD else done
