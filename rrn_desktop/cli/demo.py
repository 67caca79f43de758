"""``rrn demo``: a store with two years of made-up life in it, to look at and to try things out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from rrn_desktop.cli.options import JsonOption
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.cli.progress import bar
from rrn_desktop.errors import WrongUsage


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="D", help="The folder of the new store: empty, or not there yet.")],
    *,
    profile: Annotated[str, typer.Option("--profile", help="The kind of setting; 'rrn standards' lists them.")],
    incidents: Annotated[int, typer.Option("--incidents", help="How many incidents there were in two years.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="The same number tells the same story again.")] = 1,
    until: Annotated[str | None, typer.Option("--until", help="The last day of the story, such as 2026-04-30.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a demo store: a site with its accounts, and two years of made-up life in it."""

    def made() -> Answer:
        # Late, so that no other command reads what only a story needs.
        from rrn_desktop.demo.making import LAST_DAY, Wanted, make_demo

        wanted = Wanted(profile, incidents, seed, LAST_DAY if until is None else _day(until))
        with bar("Two years of made-up life", as_json=as_json) as progress:
            found = make_demo(folder, wanted, progress)
        words = f"The demo is ready: {found.store}. Names and passphrases are in {found.accounts}."
        return Answer(plain(found), words)

    raise typer.Exit(carried_out(made, as_json=as_json))


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        found = date.min
    if not 2003 <= found.year <= 2198:
        raise WrongUsage("The last day can't be read.", "Nothing was made.", "Write it like 2026-04-30.")
    return found
