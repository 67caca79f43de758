"""``rrn members new-passphrase`` and ``rrn members recover``: for someone who can't sign in any more."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from rrn_desktop.cli.options import JsonOption, NowOption, StoreOption, clock_of, read_file, signed_in
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.errors import WrongUsage
from rrn_desktop.paths import default_store
from rrn_desktop.services.membership import GivenAgain, new_keys
from rrn_desktop.services.recovering import is_demo, new_keys_with_cards
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on

MemberArgument = Annotated[str, typer.Argument(help="The name, or the id.", metavar="MEMBER")]
OutOption = Annotated[Path, typer.Option("--out-dir", help="Where the sheet with the passphrase goes.")]


def add_to(members: typer.Typer) -> None:
    """Add the commands to those about members."""
    members.command("new-passphrase")(new_passphrase)
    members.command("recover")(recover)


@signed_in
def new_passphrase(session: Session, _passphrase: str, *, member: MemberArgument, out_dir: OutOption) -> Answer:
    """Give a member who forgot their passphrase new keys; a lead does it."""
    return _answer(new_keys(session, member, out_dir), out_dir)


def recover(
    *,
    member: MemberArgument,
    out_dir: OutOption,
    card: Annotated[
        list[Path] | None, typer.Option("--card", help="A file with the words of one recovery card; give two.")
    ] = None,
    store: StoreOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a member new keys with two recovery cards, when no lead can sign in."""

    def recovered() -> Answer:
        folder = store or default_store()
        if now is not None and not is_demo(folder):
            raise WrongUsage(
                "Only a demo store lets you say what time it is.", "Nothing was changed.", "Leave out --now."
            )
        given = new_keys_with_cards(folder, words_of_cards(card or ()), member, out_dir, clock=clock_of(now))
        return _answer(given, out_dir)

    raise typer.Exit(carried_out(recovered, as_json=as_json))


def _answer(given: GivenAgain, out_dir: Path) -> Answer:
    back = given.back
    words = [f"Their new passphrase is on the sheet in {out_dir}. What they sealed opens with it: {back.entries}."]
    if back.drafts:
        words.append(f"Drafts that open again: {back.drafts}.")
    if back.searches:
        words.append(f"Saved searches that open again: {back.searches}.")
    if back.entries_waiting or back.drafts_waiting or back.searches_waiting:
        words.append(
            f"Waiting for two recovery cards: {back.entries_waiting} sealed, {back.drafts_waiting} not finished, "
            f"{back.searches_waiting} saved searches. "
            "A lead can open a draft 24 hours after it was saved last."
        )
    account = {"id": given.member.id, "name": given.member.name}
    return Answer({"member": account, "files": plain(given.files), "back": plain(back)}, " ".join(words))


def words_of_cards(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the words of two cards, from files or typed where someone is there to type them."""
    if files:
        return tuple(_words_of(read_file(path)) for path in files)
    if not sys.stdin.isatty():
        raise WrongUsage("No recovery cards were given.", "Nothing was changed.", "Name two files, each after --card.")
    first = typer.prompt("The words of one card", err=True)
    return str(first), str(typer.prompt("The words of another card", err=True))


def _words_of(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    # A sheet of the set-up has more on it than its words.
    return words_on(text) or text
