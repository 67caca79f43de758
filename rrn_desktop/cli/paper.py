"""``rrn export pdf``: records on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rrn_desktop.cli.handed import handed_out
from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import printing, register
from rrn_desktop.services.session import Session


def add_to(export: typer.Typer) -> None:
    """Add the command to what is exported."""
    export.command("pdf")(export_pdf)


@signed_in
def export_pdf(
    session: Session,
    _passphrase: str,
    *,
    out: Annotated[Path, typer.Option("--out", help="The file to write; with --all a new folder.")],
    number: Annotated[str | None, typer.Argument(help="The number, such as 2026-A-001.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that fit: of a lead's register, or your own.")] = False,
    start: Annotated[str | None, typer.Option("--from", help="With --all: the first day, such as 2026-05-14.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="With --all: the last day.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="With --all: first, complete, amended, void.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, in a few words; kept in the ledger.")] = "",
) -> Answer:
    """Write a record as an electronically signed PDF that anyone can read and check."""
    if every == (number is not None):
        raise WrongUsage("Name one record, or all of them.", "Nothing was written.", "Give a number, or --all.")
    if number is not None:
        if start or end or status:
            raise WrongUsage(
                "Days and status go with --all.", "Nothing was written.", "Leave them out, or give --all and no number."
            )
        return handed_out(printing.export_pdf(session, number, out, reason=reason))
    query = register.Query(start=start, end=end, status=status)
    return handed_out(printing.export_all(session, out, query, reason=reason))
