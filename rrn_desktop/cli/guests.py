"""``rrn guests``: recorders for a shift."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.services import guests
from rrn_desktop.services.guests import Guest
from rrn_desktop.services.session import Session

GuestArgument = Annotated[str, typer.Argument(help="The guest's name, or the id.", metavar="GUEST")]
UntilOption = Annotated[
    str | None, typer.Option("--until", help="Such as 07:30, 2026-05-15 07:30 or an RFC 3339 time; in 14 hours.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    room = typer.Typer(help="Recorders for a shift.", no_args_is_help=True, rich_markup_mode=None)
    room.command("list")(list_guests)
    room.command("in")(let_in)
    room.command("renew")(renew)
    room.command("out")(let_out)
    app.add_typer(room, name="guests")


@signed_in
def list_guests(
    session: Session,
    _passphrase: str,
    *,
    with_closed: Annotated[bool, typer.Option("--all", help="Those whose account is closed as well.")] = False,
) -> Answer:
    """List the guests."""
    found = guests.listing(session, with_closed=with_closed)
    words = "\n".join(f"{one.name}, {one.job_title}: {one.state}, until {one.until_words}" for one in found)
    return Answer({"guests": [_guest(one) for one in found]}, words or "No guests.")


@signed_in
def let_in(
    session: Session,
    _passphrase: str,
    *,
    guest: Annotated[str, typer.Argument(help="The guest's name.", metavar="NAME")],
    out_dir: Annotated[Path, typer.Option("--out-dir", help="Where the sheet with the passphrase goes.")],
    role: Annotated[str, typer.Option("--role", help="Their job, such as agency nurse.")] = "",
    until: UntilOption = None,
) -> Answer:
    """Let a guest in until a set end."""
    end = None if until is None else guests.until_typed(session, until)
    new = guests.let_in(session, guest, role, until=end, out_dir=out_dir)
    (stated,) = [one for one in guests.listing(session) if one.id == new.member.id]
    result = {"guests": [_guest(stated)], "files": [str(path) for path in new.files]}
    return Answer(result, f"Let in until {stated.until_words}. Their passphrase is on the sheet in {out_dir}.")


@signed_in
def renew(session: Session, _passphrase: str, *, guest: GuestArgument, until: UntilOption = None) -> Answer:
    """Give a guest another end."""
    end = None if until is None else guests.until_typed(session, until)
    renewed = guests.renew(session, guest, end)
    return Answer({"guests": [_guest(renewed)]}, f"They may sign in until {renewed.until_words}.")


@signed_in
def let_out(session: Session, _passphrase: str, *, guest: GuestArgument) -> Answer:
    """Close a guest's account; what they wrote stays."""
    closed = guests.close(session, guest)
    words = "The account is closed."
    if closed.unfinished:
        words += f" They left {closed.unfinished} unfinished. A lead can open that 24 hours after it was saved last."
    return Answer({"guests": [_guest(closed)]}, words)


def _guest(guest: Guest) -> dict[str, Any]:
    return {
        "id": guest.id,
        "name": guest.name,
        "job_title": guest.job_title,
        "until": guest.until.rfc3339(),
        "let_in_by": guest.let_in_by,
        "state": guest.state,
        "unfinished": guest.unfinished,
    }
