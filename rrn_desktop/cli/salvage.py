"""``rrn salvage``: a new store of what can still be read of a damaged one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import DescriptorOption, FileOption, JsonOption, NowOption, clock_of, read_passphrase
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.cli.passphrases import words_of_cards
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services.recovering import is_demo
from rrn_desktop.services.salvaging import Salvaged, salvage, salvage_with_cards

# What each table is to people; of the others, they are told by their own names.
_TABLES = {
    "bodies": "sealed contents", "cards": "cards of what helps", "drafts": "drafts", "follow_ups": "things due",
    "ledger": "entries", "members": "names of accounts", "notices": "notices", "people": "people", "places": "places",
    "wraps": "keys to sealed contents",
}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("salvage")(salvaged)


def salvaged(
    damaged: Annotated[Path, typer.Argument(help="The damaged store; nothing in it is changed.", metavar="STORE")],
    *,
    to: Annotated[Path, typer.Option("--to", help="The folder of the new store: empty, or not there yet.")],
    who: Annotated[str | None, typer.Option("--as", help="Who you are: an administrator or a lead.")] = None,
    secret: FileOption = None,
    fd: DescriptorOption = None,
    card: Annotated[
        list[Path] | None, typer.Option("--card", help="Instead of --as: a recovery card's words; give two.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--last-number", help="The last number given out, as paper knows.")
    ] = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new store of what can be read of a damaged one, and say what is lost; try a backup first."""

    def made() -> Answer:
        if now is not None and not is_demo(damaged):
            raise WrongUsage(
                "Only a demo store lets you say what time it is.", "No store was made.", "Leave out --now."
            )
        if (who is None) == (not card):
            raise WrongUsage("Say who you are, or give two cards.", "No store was made.", "Add --as, or --card twice.")
        more: dict[str, Any] = {"clock": clock_of(now), "last_number": last}
        if who is None:
            done = salvage_with_cards(damaged, to, words_of_cards(card or ()), **more)
        else:
            done = salvage(damaged, to, who, read_passphrase(secret, fd), **more)
        return Answer(plain(done), "\n".join(_said(done)))

    raise typer.Exit(carried_out(made, as_json=as_json))


def _said(done: Salvaged) -> Iterator[str]:
    pages = done.desk.pages
    yield f"The store is ready: {done.store}"
    yield f"Brought over: {done.desk.rows} rows, {done.entries} of them entries of the ledger."
    if pages.lost:
        yield f"Pages that could not be read: {len(pages.lost)} of {pages.whole}."
    for one in done.desk.tables:
        if one.lost:
            least = "" if one.exact else "at least "
            yield f"Lost: {least}{one.lost} {_TABLES.get(one.table, f'rows of {one.table}')}."
    yield from (f"Lost entries of the ledger: {one.first} to {one.last}." for one in done.entries_lost)
    if done.lost_numbers:
        yield f"Nothing says any more what these numbers were for; they are never given out again: {_list(done)}."
    yield from (f"This file could not be read: {name}." for name in done.files_lost)
    if done.facts.names:
        yield f"Accounts without a name now: {done.facts.names}. Enter their names again."
    if done.facts.site_name:
        yield "The name of the place is lost."
    yield from (f"- {finding.says}" for finding in done.findings)
    yield "Stop using the damaged store, and keep it. Make a backup of the new one."


def _list(done: Salvaged) -> str:
    return ", ".join(done.lost_numbers)
