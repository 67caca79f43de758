"""Who has a store open: which program, on which PC, since when. No names of people."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from rrn_desktop.errors import StoreInUse
from rrn_desktop.forms.wording import day_words
from rrn_desktop.store import problems

HOLDER_NAME = "lock-holder"
FORMAT: Literal["rrn-lock-holder/1"] = "rrn-lock-holder/1"

Program = Literal["window", "command", "other"]
# How the program was started: by its own name, or as a module of Python.
_PROGRAMS: dict[str, Program] = {
    **dict.fromkeys(("rrn-desktop", "ui"), "window"),
    **dict.fromkeys(("rrn", "rrn_desktop"), "command"),
}
# What a program on this very PC is called, and what is to be done about it.
_WORDS: dict[Program, tuple[str, str]] = {
    "window": (
        "These records are open in another window of RRN Desktop",
        "Go to the other window, or close it and try again. It may be open under another user of this PC.",
    ),
    "command": ("A command, rrn, has these records open", "Wait until it has finished, then try again."),
    "other": ("Another program has these records open", "Close it there, then try again."),
}


class Holder(msgspec.Struct, frozen=True):
    """What stands beside the lock for as long as it is held; ``since`` is an RFC 3339 time of that PC."""

    program: Program
    host: Annotated[str, msgspec.Meta(max_length=255)]
    since: str
    format: Literal["rrn-lock-holder/1"] = FORMAT


def write_holder(folder: Path) -> None:
    """Say beside a lock that this program holds it; a disk that refuses keeps nobody from working."""
    since = datetime.now(UTC).astimezone().isoformat(timespec="minutes")
    said = msgspec.json.encode(Holder(program_started(sys.argv[0]), platform.node(), since))
    with suppress(OSError):
        descriptor = os.open(folder / HOLDER_NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(said)


def remove_holder(folder: Path) -> None:
    """Say it no longer; call it before the lock is let go, or it may be another's."""
    with suppress(OSError):
        (folder / HOLDER_NAME).unlink()


def program_started(path: str) -> Program:
    """Return what kind of program was started under this path."""
    started = Path(path)
    name = started.parent.name if started.stem == "__main__" else started.stem
    return _PROGRAMS.get(name.lower(), "other")


def in_use_by_holder(folder: Path) -> StoreInUse:
    """Return the sentence for a store that is held, with who holds it where that is written down."""
    try:
        holder = msgspec.json.decode((folder / HOLDER_NAME).read_bytes(), type=Holder)
        since = _since_words(holder.since)
    except (OSError, ValueError):
        return problems.in_use()
    what, next_step = _WORDS[holder.program]
    here = holder.host == platform.node()
    where = "on this PC" if here else f"on the PC {holder.host}"
    return StoreInUse(
        f"{what} {where}, since {since}.",
        "They are safe, and nothing was changed.",
        next_step if here else "Ask whoever is at that PC to close it there, then try again.",
    )


def _since_words(since: str) -> str:
    moment = datetime.fromisoformat(since)
    today = datetime.now(UTC).astimezone().date()
    return f"{moment:%H:%M}" if moment.date() == today else f"{day_words(since[:10])}, {moment:%H:%M}"
