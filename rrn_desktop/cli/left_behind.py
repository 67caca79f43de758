"""``rrn drafts``: what others left unfinished for more than a day, for leads; and giving up a draft of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.services import drafts, left_behind
from rrn_desktop.services.session import Session

LeftArgument = Annotated[str, typer.Argument(help="The id, as rrn drafts list shows it.", metavar="ID")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    tree = typer.Typer(
        help="What others left unfinished, and giving up your own.", no_args_is_help=True, rich_markup_mode=None
    )
    tree.command("list")(list_left)
    tree.command("open")(open_left)
    tree.command("seal")(seal_left)
    tree.command("give-up")(give_up)
    app.add_typer(tree, name="drafts")


@signed_in
def list_left(session: Session, _passphrase: str) -> Answer:
    """List what others left unfinished for more than a day."""
    found = left_behind.listing(session)
    words = "\n".join(f"{one.id}  {one.title}  {one.author_name}  {one.saved_at}" for one in found)
    return Answer({"drafts": plain(found)}, words or "Nothing was left unfinished.")


@signed_in
def open_left(
    session: Session,
    _passphrase: str,
    *,
    left: LeftArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why you open it; its author is told.")],
) -> Answer:
    """Open what someone left unfinished, and keep why."""
    found = left_behind.open_left(session, left, reason)
    result = {
        "id": found.id, "form": found.form, "form_version": found.form_version, "number": found.number,
        "author_name": found.author_name, "answers": write_answers(found.definition, found.answers),
    }  # fmt: skip
    return Answer(result, f"{found.author_name}, {found.number or 'not yet numbered'}. See it with --json.")


@signed_in
def seal_left(session: Session, passphrase: str, *, left: LeftArgument) -> Answer:
    """Seal what someone left as it is, not signed by them."""
    sealed = left_behind.seal_unfinished(session, left, passphrase)
    return Answer(plain(sealed), f"Sealed as it was left: {sealed.number}.")


@signed_in
def give_up(
    session: Session,
    _passphrase: str,
    *,
    draft: Annotated[str, typer.Argument(help="The id of a draft of your own, as rrn today shows it.", metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is not needed.")],
) -> Answer:
    """Give up a draft of your own; its number stays given out."""
    found = drafts.open_draft(session, draft)
    drafts.give_up(session, found, reason)
    return Answer({"id": found.id, "form": found.form, "number": found.number}, "The draft was given up.")
