"""``rrn backup`` and ``rrn restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import (
    DescriptorOption,
    FileOption,
    JsonOption,
    NowOption,
    StoreOption,
    clock_of,
    read_passphrase,
    signed_in,
)
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.cli.passphrases import words_of_cards
from rrn_desktop.errors import WrongUsage
from rrn_desktop.paths import default_store
from rrn_desktop.services import backing_up, backup_settings
from rrn_desktop.services.backing_up import BackedUp
from rrn_desktop.services.backup_checking import BackupSeen, look
from rrn_desktop.services.backup_settings import BackupSettings
from rrn_desktop.services.restoring import Restored, restore, restore_with_cards
from rrn_desktop.services.session import Session

_OF_DEMO = "Only a demo store lets you say what time it is."


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("backup")(back_up)
    app.command("restore")(put_back)


@signed_in
def back_up(
    session: Session,
    _passphrase: str,
    *,
    to: Annotated[Path | None, typer.Option("--to", help="The folder; without it the one of the daily backup.")] = None,
    daily: Annotated[Path | None, typer.Option("--daily", help="Keep one in this folder each day from now on.")] = None,
    no_daily: Annotated[bool, typer.Option("--no-daily", help="Keep none each day any more; make none now.")] = False,
    if_due: Annotated[bool, typer.Option("--if-due", help="Only if none was made today.")] = False,
) -> Answer:
    """Make a backup: one encrypted file, checked before it is there."""
    if sum((to is not None, daily is not None, no_daily, if_due)) > 1:
        raise WrongUsage("These options do not go together.", "Nothing was made.", "Give one of them.")
    if daily is not None or no_daily:
        backup_settings.set_folder(session, daily)
    known = backup_settings.settings(session)
    folder = to or known.folder
    if no_daily or (if_due and not known.due):
        return _made(None, known)
    if folder is None:
        raise WrongUsage("No folder is set for backups.", "Nothing was made.", "Name one with --to, or with --daily.")
    made = backing_up.make(session, folder)
    return _made(made, backup_settings.settings(session))


def put_back(
    file: Annotated[Path, typer.Argument(help="The backup.", metavar="FILE")],
    *,
    store: StoreOption = None,
    who: Annotated[str | None, typer.Option("--as", help="An administrator or a lead of when it was made.")] = None,
    secret: FileOption = None,
    fd: DescriptorOption = None,
    card: Annotated[
        list[Path] | None, typer.Option("--card", help="Instead of --as: a recovery card's words; give two.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the backup; make no store.")] = False,
    old: Annotated[Path | None, typer.Option("--old-store", help="What is left of the old store, to compare.")] = None,
    last: Annotated[
        str | None, typer.Option("--last-number", help="The last number given out since, on paper.")
    ] = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a store of a backup in a folder that is empty or not there; nothing is ever written over."""

    def restored() -> Answer:
        seen = look(file)
        if check:
            return Answer(_result(seen, None), "The backup is whole, and signed by a member of its site.")
        if now is not None and not seen.demo:
            raise WrongUsage(_OF_DEMO, "No store was made.", "Leave out --now.")
        if (who is None) == (not card):
            raise WrongUsage("Say who you are, or give two cards.", "No store was made.", "Add --as, or --card twice.")
        more: dict[str, Any] = {"clock": clock_of(now), "old_store": old, "last_number": last}
        target = store or default_store()
        if who is None:
            done = restore_with_cards(file, target, words_of_cards(card or ()), **more)
        else:
            done = restore(file, target, who, read_passphrase(secret, fd), **more)
        return Answer(_result(seen, done), _said(done))

    raise typer.Exit(carried_out(restored, as_json=as_json))


def _made(made: BackedUp | None, known: BackupSettings) -> Answer:
    words = "No backup was made." if made is None else f"Backed up and checked: {made.path}"
    if known.folder is not None:
        words += f"\nEach day: {known.folder}"
        if known.same_disk:
            words += "\nThis folder is on the disk of the records: if that breaks, both are lost. Choose another disk."
    return Answer({"backup": plain(made), "daily": plain(known)}, words)


def _result(seen: BackupSeen, done: Restored | None) -> dict[str, Any]:
    backup = {
        "path": str(seen.path), "made_at": seen.made_at, "roles": list(seen.roles), "site": seen.site,
        "desk_code": seen.desk_code, "demo": seen.demo, "entries": seen.entries, "bytes": seen.bytes,
        "heads": [plain(one) for one in seen.heads],
    }  # fmt: skip
    return {"backup": backup, "restored": plain(done)}


def _said(done: Restored) -> str:
    lines = [f"The store is ready: {done.store}", f"It is as it was at {done.made_at}."]
    if done.lost is not None:
        lines += list(done.lost.says())
    if done.lost_numbers:
        lines.append(f"Never given out again: {', '.join(done.lost_numbers)}.")
    lines += [f"- {finding.says}" for finding in done.findings]
    return "\n".join(lines)
