"""The command and its documentation name the same commands, and each has a word of help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer.main

from rrn_desktop.cli.app import app
from tests.architecture.project_files import ROOT


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each command that does something, with its help."""
    inside = getattr(command, "commands", {})
    if not inside or getattr(command, "invoke_without_command", False):
        yield path, command.help or ""
    for name, part in inside.items():
        yield from _commands(part, (*path, name))


def _documented() -> set[tuple[str, ...]]:
    text = (ROOT / "docs" / "INTERFACE.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `rrn ")]
    calls = [call for row in rows for call in re.findall(r"`rrn ([^`]*)`", row)]
    paths = (tuple(re.findall(r"\A(?:[a-z]+(?:-[a-z]+)*(?: |\Z))*", call)[0].split()) for call in calls)
    return {path for path in paths if path}


def _begins(path: tuple[str, ...], start: tuple[str, ...]) -> bool:
    return path[: len(start)] == start


def test_every_command_is_in_the_interface_and_every_one_there_exists() -> None:
    real = {path for path, _help in _commands(typer.main.get_command(app))}

    documented = _documented()

    assert [path for path in real if not any(_begins(each, path) for each in documented)] == []
    assert [path for path in documented if not any(_begins(path, each) for each in real)] == []


def test_every_command_says_what_it_does() -> None:
    silent = [path for path, words in _commands(typer.main.get_command(app)) if not words.strip().endswith(".")]

    assert silent == []
