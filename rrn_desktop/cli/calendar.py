"""``rrn calendar``: when this place is closed, and when its terms run."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import calendar
from rrn_desktop.services.session import Session

FirstArgument = Annotated[str, typer.Argument(help="The first day, such as 2026-05-18.")]
LastArgument = Annotated[str, typer.Argument(help="The last day; the same for one day.")]
WhyOption = Annotated[str, typer.Option("--why", help="What it is, such as 'Training day' or 'Spring term'.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    tree = typer.Typer(help="Closures and terms of this place.", no_args_is_help=True, rich_markup_mode=None)
    tree.command("list")(list_entries)
    tree.command("closed")(add_closed)
    tree.command("term")(add_term)
    tree.command("remove")(remove)
    app.add_typer(tree, name="calendar")


@signed_in
def list_entries(session: Session, _passphrase: str) -> Answer:
    """List closures and terms, the earliest first."""
    return _listed(session)


@signed_in
def add_closed(
    session: Session, _passphrase: str, *, first: FirstArgument, last: LastArgument, why: WhyOption
) -> Answer:
    """Say that this place is closed; no working day and no school day is counted then."""
    calendar.add_closure(session, _day(first), _day(last), why)
    return _listed(session)


@signed_in
def add_term(session: Session, _passphrase: str, *, first: FirstArgument, last: LastArgument, why: WhyOption) -> Answer:
    """Say when a term runs; between two terms no school day is counted."""
    calendar.add_term(session, _day(first), _day(last), why)
    return _listed(session)


@signed_in
def remove(
    session: Session, _passphrase: str, *, entry: Annotated[str, typer.Argument(help="The id of the entry.")]
) -> Answer:
    """Take a closure or a term away."""
    calendar.remove(session, entry)
    return _listed(session)


def _listed(session: Session) -> Answer:
    found = calendar.listing(session)
    words = "\n".join(f"{one.start} to {one.end}  {one.kind}  {one.why}  {one.id}" for one in found)
    return Answer({"entries": [plain(one) for one in found]}, words or "No closures and no terms are entered.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUsage("The day can't be read.", "Nothing was changed.", "Write it like 2026-05-18.") from None
