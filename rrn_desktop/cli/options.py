"""The options that many commands share, and signing in by command."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from rrn_desktop.cli.output import Answer, carried_out
from rrn_desktop.clock import Clock, FixedClock, SystemClock, parse_rfc3339
from rrn_desktop.errors import NotFound, WrongUsage
from rrn_desktop.paths import default_store
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in

StoreOption = Annotated[Path | None, typer.Option("--store", help="The folder of the store.")]
AsOption = Annotated[str, typer.Option("--as", help="Who you are: your name or your id.")]
FileOption = Annotated[
    Path | None, typer.Option("--passphrase-file", help="A file whose first line is your passphrase.")
]
DescriptorOption = Annotated[
    int | None, typer.Option("--passphrase-fd", help="An open file descriptor to read your passphrase from.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
NowOption = Annotated[str | None, typer.Option("--now", help="The time to go by; in demo stores only.")]

_MOST_OF_A_PASSPHRASE = 4096


def _option(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_COMMON = (
    _option("name", AsOption),
    _option("store", StoreOption, None),
    _option("passphrase_file", FileOption, None),
    _option("passphrase_fd", DescriptorOption, None),
    _option("now", NowOption, None),
    _option("as_json", JsonOption, default=False),
)


@dataclass(frozen=True)
class Caller:
    """Who calls a command, on which store, and how they want to be answered."""

    name: str
    store: Path | None
    passphrase_file: Path | None
    passphrase_fd: int | None
    now: str | None
    as_json: bool

    def finish(self, command: Callable[[Session, str], Answer]) -> None:
        """Sign in, carry the command out, sign out, and leave with its exit code."""
        raise typer.Exit(carried_out(lambda: self._carry_out(command), as_json=self.as_json))

    def _carry_out(self, command: Callable[[Session, str], Answer]) -> Answer:
        with self._signed_in() as (session, passphrase):
            return command(session, passphrase)

    @contextmanager
    def _signed_in(self) -> Iterator[tuple[Session, str]]:
        passphrase = read_passphrase(self.passphrase_file, self.passphrase_fd)
        session = sign_in(self.store or default_store(), self.name, passphrase, clock=clock_of(self.now))
        try:
            if self.now is not None and not session.demo:
                raise WrongUsage(
                    "Only a demo store lets you say what time it is.",
                    "Nothing was written.",
                    "Leave out --now, or use a demo store.",
                )
            yield session, passphrase
        finally:
            session.close()


def signed_in(command: Callable[..., Answer]) -> Callable[..., None]:
    """Make a command of a function that takes a session, a passphrase and options of its own by name.

    The command also takes the options that every signed-in command takes, and leaves with an exit code.
    """
    own = list(inspect.signature(command, eval_str=True).parameters.values())[2:]

    def called(**given: Any) -> None:
        caller = Caller(**{field.name: given.pop(field.name) for field in fields(Caller)})
        caller.finish(lambda session, passphrase: command(session, passphrase, **given))

    # The names of typer's options are read off the signature, so it must be the one that users see.
    typed = cast("Any", called)
    typed.__signature__ = inspect.Signature([*own, *_COMMON])
    typed.__annotations__ = {one.name: one.annotation for one in (*own, *_COMMON)}
    typed.__name__, typed.__doc__ = command.__name__, command.__doc__
    return called


def clock_of(now: str | None) -> Clock:
    """Return the clock to go by: this PC's, or a fixed moment."""
    return SystemClock() if now is None else FixedClock(moment_of(now))


def moment_of(text: str) -> datetime:
    """Return the moment a ``--now`` names."""
    try:
        return parse_rfc3339(text)
    except ValueError:
        raise WrongUsage(
            "The time after --now can't be read.",
            "Nothing was done.",
            "Write it with its offset, for example 2026-05-14T11:20:00+01:00.",
        ) from None


def read_passphrase(file: Path | None, descriptor: int | None) -> str:
    """Return the passphrase from a file, a descriptor or the keyboard, never from an argument."""
    if file is not None:
        return first_line_of(file)
    if descriptor is not None:
        return _first_line(_bytes_behind(descriptor))
    if not sys.stdin.isatty():
        raise WrongUsage(
            "No passphrase was given.",
            "Nothing was done.",
            "Name a file with --passphrase-file, or run the command where it can ask you.",
        )
    return str(typer.prompt("Passphrase", hide_input=True, err=True))


def _bytes_behind(descriptor: int) -> bytes:
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(_MOST_OF_A_PASSPHRASE)
    except (OSError, ValueError):
        raise WrongUsage(
            "There is nothing to read a passphrase from.",
            "Nothing was done.",
            "Check the number after --passphrase-fd.",
        ) from None


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_OF_A_PASSPHRASE)
    except OSError:
        raise NotFound(
            "The passphrase file can't be read.", "Nothing was done.", "Check the path after the option."
        ) from None


def _first_line(data: bytes) -> str:
    try:
        return data.decode("utf-8").split("\n", 1)[0].removesuffix("\r")
    except UnicodeDecodeError:
        raise WrongUsage(
            "The passphrase file is not text in UTF-8.", "Nothing was done.", "Save the file as plain UTF-8 text."
        ) from None


def first_line_of(file: Path) -> str:
    """Return the first line of a file that holds a passphrase."""
    return _first_line(_bytes_of(file))


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that a command was given, at most 5 MB."""
    try:
        data = path.read_bytes()
    except OSError:
        raise NotFound(
            "A file that the command names can't be read.", "Nothing was done.", "Check the path and try again."
        ) from None
    if len(data) > 5_000_000:
        raise WrongUsage(
            "The file of answers is far too large.", "Nothing was done.", "Check that it is the right file."
        )
    return data
