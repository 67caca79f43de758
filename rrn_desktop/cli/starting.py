"""``rrn setup``: a new site."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import Annotated

import typer

from rrn_desktop.cli.options import JsonOption, NowOption, StoreOption, clock_of, read_file
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.errors import UserFacingError, WrongUsage
from rrn_desktop.keys import strict_json
from rrn_desktop.paths import default_store
from rrn_desktop.services.site_setup import setup_site


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("setup")(setup)


def setup(
    answers: Annotated[Path, typer.Option("--answers", help="The answers for setting up, as JSON.")],
    out_dir: Annotated[Path, typer.Option("--out-dir", help="Where the sheets to print go.")],
    store: StoreOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new store, its first accounts, and the sheets to print."""

    def made() -> Answer:
        asked = _parsed(read_file(answers))
        if now is not None and not asked.get("demo"):
            raise WrongUsage("Only a demo store lets you say what time it is.", "Nothing was made.", "Leave out --now.")
        someone_is_there = sys.stdin.isatty() and not as_json
        type_back = _ask_for_two_cards if someone_is_there else None
        result = setup_site(store or default_store(), asked, out_dir, clock=clock_of(now), type_back=type_back)
        words = f"The store is ready. Print the {len(result.files)} sheets in {out_dir}, then put them in a safe place."
        people = [{"id": who, "name": name} for who, name in result.people]
        return Answer({**plain(result), "people": people}, words)

    raise typer.Exit(carried_out(made, as_json=as_json))


def _ask_for_two_cards(problem: UserFacingError | None) -> tuple[str, str]:
    """Ask for the words of two recovery cards, as those who will keep them read them off the sheets."""
    if problem is None:
        typer.echo("The recovery cards are written. Prove two of them now: type their words.", err=True)
    else:
        typer.echo(f"{problem.what} {problem.next_step}", err=True)
    first = typer.prompt("The words of one card", err=True)
    return str(first), str(typer.prompt("The words of another card", err=True))


def _parsed(data: bytes) -> dict[str, object]:
    try:
        return strict_json.parse(data.removeprefix(BOM_UTF8))
    except strict_json.NotStrict:
        raise WrongUsage(
            "The file of answers is not a JSON object in UTF-8, or it says one thing twice.",
            "Nothing was made.",
            "See docs/INTERFACE.md.",
        ) from None
