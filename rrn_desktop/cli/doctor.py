"""``rrn doctor``: what is wrong with a store, by name, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import DescriptorOption, FileOption, JsonOption, StoreOption, read_passphrase
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.paths import default_store
from rrn_desktop.services.doctor import Examined, examine


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("doctor")(doctor)


def doctor(
    stores: Annotated[list[Path] | None, typer.Argument(help="Stores to look at, one or more.")] = None,
    *,
    store: StoreOption = None,
    who: Annotated[str | None, typer.Option("--as", help="Who you are, to look at what needs a key.")] = None,
    file: FileOption = None,
    fd: DescriptorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look at a store in any state and name each damage; nothing is changed."""

    def looked() -> Answer:
        named = [*([] if store is None else [store]), *(stores or [])] or [default_store()]
        passphrase = "" if who is None else read_passphrase(file, fd)
        return _told([examine(one, name=who, passphrase=passphrase) for one in named])

    raise typer.Exit(carried_out(looked, as_json=as_json))


def _told(examined: list[Examined]) -> Answer:
    lines: list[str] = []
    for one in examined:
        lines.append(f"{one.store}: {'nothing wrong was found' if one.sound else 'DAMAGED'}")
        lines += [f"  {'-' if found.harm else 'Note:'} {found.says} {found.next_step}" for found in one.findings]
        lines += [f"  Not checked: {what}." for what in one.not_checked]
    result: dict[str, Any] = {"checked": [_plain(one) for one in examined]}
    return Answer(result, "\n".join(lines), exit_code=0 if all(one.sound for one in examined) else 1)


def _plain(one: Examined) -> dict[str, Any]:
    findings = [
        {"code": each.code, "file": each.file, "says": each.says, "next": each.next_step, "harm": each.harm}
        for each in one.findings
    ]
    return {**plain(one), "findings": findings}
