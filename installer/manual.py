"""The manual pages, written from the commands themselves, so that they can't say what is no longer so."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import typer.main

from rrn_desktop import __version__
from rrn_desktop.cli.app import app
from ui.arguments import make_parser

_EXIT_CODES = {
    "0": "done, or it holds",
    "1": "refused, or it does not hold",
    "2": "the command was called in a way that it does not know",
    "3": "wrong passphrase, no right, or another person is needed",
    "4": "the store can't be used: missing, in use, damaged, newer, read-only or full",
}
_ABOUT = (
    "RRN Desktop records restrictive practice (restraint, seclusion, sedation, locked doors) on a PC that is shared and"
    " has no network. What the window does for a record, this command does too, and saves the same bytes.",
    "Passphrases are read from a file or typed, never taken from the command line. With --json every command prints one"
    " JSON object. Nothing that was sealed is ever deleted or changed by a command.",
)
_WINDOW = (
    "Opens the window of RRN Desktop: sign in, record, sign, read, hand out. It opens no connection to any network."
    " The theme and the size of text are remembered for each member who signs in.",
)
_HELP = "Each command says with --help which of them it takes."
_STORE = "The store of who calls it, unless --store names another folder. It stays when the program is removed."


def _plain(text: str) -> str:
    """Return text as roff shows it: letter for letter, and never as a request."""
    return _letters(re.sub(r"\s+", " ", text).strip())


def _letters(text: str) -> str:
    said = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    said = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in said)
    return f"\\&{said}" if said[:1] in {".", "'"} else said


def _head(name: str, does: str, call: str, at: datetime) -> Iterator[str]:
    yield f'.TH {name.upper()} 1 "{at:%Y-%m-%d}" "RRN Desktop {__version__}" "RRN Desktop"'
    yield from (".SH NAME", f"{_plain(name)} \\- {_plain(does)}", ".SH SYNOPSIS", call, ".SH DESCRIPTION")


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from (".PP", _plain(text))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    inside = getattr(command, "commands", {})
    if not inside or getattr(command, "invoke_without_command", False):
        yield " ".join(path), command
    for name, part in inside.items():
        yield from _commands(part, (*path, name))


def _parameter(one: Any) -> Iterator[str]:
    takes = "" if getattr(one, "is_flag", False) else (one.metavar or one.name).strip("<>[]").upper()
    if one.param_type_name == "argument":
        said = f"\\fI{_plain(takes)}\\fR"
    else:
        names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in one.opts)
        said = f"{names} \\fI{_plain(takes)}\\fR" if takes else names
    yield from (".TP", said, _plain(getattr(one, "help", None) or "What it works on."))


def _told(command: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each parameter that is to be told of, by the words for it."""
    for one in command.params:
        if not getattr(one, "hidden", False) and one.name != "help":
            lines = tuple(_parameter(one))
            yield "\n".join(lines), lines


def _shared(commands: list[tuple[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return what half of all commands take, to be told once."""
    counts = Counter(told for _path, command in commands for told, _lines in _told(command))
    return {told: tuple(told.splitlines()) for told, count in counts.items() if count * 2 > len(commands)}


def _part(path: str, command: Any, shared: Collection[str]) -> Iterator[str]:
    yield from (f'.SS "{_plain(path)}"', _plain(command.help or ""))
    for told, lines in _told(command):
        if told not in shared:
            yield from lines


def _ending(also: str) -> Iterator[str]:
    yield from (".SH FILES", ".TP", _plain("~/.local/share/RRN Desktop/store"), _plain(_STORE))
    yield from (".TP", _plain("/usr/share/doc/rrn-desktop/"), "The guide for IT, the notices and the licences.")
    yield from (".SH SEE ALSO", f".BR {also} (1)")


def command_page(at: datetime | None = None) -> str:
    """Return the manual page of ``rrn``: every command that there is, with its options."""
    commands = list(_commands(typer.main.get_command(app), ("rrn",)))
    shared = _shared(commands)
    lines = [*_head("rrn", "records of restrictive practice", ".B rrn\n.I COMMAND\n[\\fIOPTION\\fR]...", at or _now())]
    lines += [*_paragraphs(_ABOUT), ".SH OPTIONS OF MOST COMMANDS"]
    lines += [line for told in shared.values() for line in told]
    lines += [".PP", _plain(_HELP), ".SH COMMANDS"]
    lines += [line for path, command in commands for line in _part(path, command, shared)]
    lines += [".SH EXIT STATUS"]
    for code, words in _EXIT_CODES.items():
        lines += [".TP", code, _plain(words)]
    return "\n".join([*lines, *_ending("rrn\\-desktop")]) + "\n"


def window_page(at: datetime | None = None) -> str:
    """Return the manual page of ``rrn-desktop``: what it can be told when it starts."""
    parser = make_parser()
    parser.formatter_class = partial(argparse.HelpFormatter, width=78)
    told = parser.format_help().partition("options:\n")[2]
    call = ".B rrn\\-desktop\n[\\fIOPTION\\fR]..."
    lines = [*_head("rrn-desktop", "the window for records of restrictive practice", call, at or _now())]
    lines += [*_paragraphs(_WINDOW), ".SH OPTIONS", ".nf", *map(_letters, told.splitlines()), ".fi"]
    return "\n".join([*lines, *_ending("rrn")]) + "\n"


def _now() -> datetime:
    return datetime.now(UTC)
