"""The command's tree, and one place where every way of ending becomes an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

import typer
import typer.main

from rrn_desktop.cli import (
    adding,
    after,
    asking,
    backup,
    calendar,
    clocks,
    demo,
    directory,
    doctor,
    guests,
    inbox,
    left_behind,
    outgoing,
    places,
    reading,
    recording,
    salvage,
    starting,
)
from rrn_desktop.cli.output import Answer, carried_out, print_problem
from rrn_desktop.cli.versions import versions
from rrn_desktop.errors import WrongUsage

# typer names only the last of the classes of a wrong call; the one they share is its base.
_CalledWrongly: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="rrn",
    help="Records of restrictive practice, kept on this PC. Every command takes --json.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for room in (
    starting, directory, guests, recording, adding, after, inbox, left_behind, reading, outgoing, asking, clocks,
    calendar, places, demo, backup, salvage, doctor,
):  # fmt: skip
    room.add_to(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        found = versions()
        words = "\n".join(f"{name}: {number}" for name, number in found.items())
        raise typer.Exit(carried_out(lambda: Answer(found, words), as_json=True))


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print all versions as JSON.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Take the options that stand before a command."""


@cache
def _tree() -> Any:
    """Return every command, put together once in a process."""
    return typer.main.get_command(app)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    as_json = "--json" in arguments
    if any("\ud800" <= sign <= "\udfff" for argument in arguments for sign in argument):
        print_problem(_not_text(), as_json=as_json)
        return _not_text().exit_code
    try:
        outcome = _tree()(list(arguments), prog_name="rrn", standalone_mode=False)
    except typer.Exit as left:
        return left.exit_code
    except typer.Abort:
        print_problem(_stopped(), as_json=as_json)
        return _stopped().exit_code
    except _CalledWrongly as wrong:
        problem = WrongUsage(_said(wrong), "Nothing was done.", "Run 'rrn --help' to see the commands.")
        print_problem(problem, as_json=as_json)
        return problem.exit_code
    return outcome if isinstance(outcome, int) else 0


def _said(wrong: Exception) -> str:
    """Return the message with the option's name in it, as it is typed."""
    told = getattr(wrong, "format_message", wrong.__str__)
    return str(told())


def _not_text() -> WrongUsage:
    return WrongUsage(
        "A word of the command is not text in UTF-8.", "Nothing was done.", "Type it again, or rename the file."
    )


def _stopped() -> WrongUsage:
    return WrongUsage("The command was stopped.", "What was not finished was not kept.", "Run it again when you like.")
