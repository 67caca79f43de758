"""``rrn export package``: the figures of a period for central collation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rrn_desktop.cli.handed import handed_out
from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.services.packaging import export_package
from rrn_desktop.services.session import Session


def add_to(export: typer.Typer) -> None:
    """Add the command to those that write files for outside."""
    export.command("package")(export_figures)


@signed_in
def export_figures(
    session: Session,
    _passphrase: str,
    *,
    start: Annotated[str, typer.Option("--from", help="The first day, such as 2026-05-01.")],
    end: Annotated[str, typer.Option("--to", help="The last day, such as 2026-05-31.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to make.")],
    identifiable: Annotated[bool, typer.Option("--identifiable", help="With names and words. Needs a reason.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why it is made with names; the ledger keeps it.")] = "",
) -> Answer:
    """Write the figures of some days as a signed data package, without names unless asked for with a reason."""
    return handed_out(export_package(session, out, start=start, end=end, identifiable=identifiable, reason=reason))
