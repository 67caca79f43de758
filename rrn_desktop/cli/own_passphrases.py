"""``rrn members passphrase``: the passphrase of whoever is signed in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rrn_desktop.cli.options import first_line_of, signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import own_passphrase
from rrn_desktop.services.session import Session

NewOption = Annotated[
    Path | None, typer.Option("--new-passphrase-file", help="A file whose first line is your new passphrase.")
]


def add_to(members: typer.Typer) -> None:
    """Add the command to those about members."""
    members.command("passphrase")(change_own)


@signed_in
def change_own(session: Session, passphrase: str, *, new_passphrase_file: NewOption = None) -> Answer:
    """Change your own passphrase; a lead or an administrator takes words that are made up."""
    new = _typed(session) if new_passphrase_file is None else first_line_of(new_passphrase_file)
    own_passphrase.change(session, passphrase, new)
    member = {"id": session.member.id, "name": session.member.name}
    return Answer({"member": member}, "Your passphrase is changed. The old one does not open this store any more.")


def _typed(session: Session) -> str:
    """Offer words, and have a passphrase typed twice where someone is there to type it."""
    if not sys.stdin.isatty():
        raise WrongUsage(
            "No new passphrase was given.",
            "Nothing was changed.",
            "Name a file with --new-passphrase-file, or run the command where it can ask you.",
        )
    must = own_passphrase.only_made_up(session)
    typer.echo(f"{'Your new words' if must else 'Words that you can use'}: {own_passphrase.offer(session)}", err=True)
    first = str(typer.prompt("New passphrase", hide_input=True, err=True))
    if str(typer.prompt("The same again", hide_input=True, err=True)) != first:
        raise WrongUsage("The two are not the same.", "Nothing was changed.", "Try again.")
    return first
