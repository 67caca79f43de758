"""``rrn places`` and ``rrn words``: what staff choose from, and what things are called here."""

from __future__ import annotations

from typing import Annotated

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.services import own_words, places
from rrn_desktop.services.places import Named
from rrn_desktop.services.session import Session

PlaceArgument = Annotated[str, typer.Argument(metavar="PLACE", help="Its name, or its id.")]
NewNameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What it is called from now on.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    tree = typer.Typer(help="Places and teams of this site.", no_args_is_help=True, rich_markup_mode=None)
    tree.command("list")(list_places)
    tree.command("add")(add_place)
    tree.command("rename")(rename_place)
    tree.command("retire")(retire_place)
    app.add_typer(tree, name="places")
    words = typer.Typer(help="What this site calls things.", no_args_is_help=True, rich_markup_mode=None)
    words.command("list")(list_words)
    words.command("set")(set_word)
    app.add_typer(words, name="words")


@signed_in
def list_places(session: Session, _passphrase: str) -> Answer:
    """List places, then teams; also those that are not offered any more."""
    return _listed(session)


@signed_in
def add_place(
    session: Session,
    _passphrase: str,
    *,
    new_name: NewNameArgument,
    team: Annotated[bool, typer.Option("--team", help="It is a class, a group or a team, and no place.")] = False,
) -> Answer:
    """Add a place; one that was not offered any more is offered again."""
    places.add(session, "team" if team else "place", new_name)
    return _listed(session)


@signed_in
def rename_place(session: Session, _passphrase: str, *, place: PlaceArgument, new_name: NewNameArgument) -> Answer:
    """Give a place another name; signed records keep the old one."""
    places.rename(session, places.find(session, place).id, new_name)
    return _listed(session)


@signed_in
def retire_place(session: Session, _passphrase: str, *, place: PlaceArgument) -> Answer:
    """Offer a place no longer; records keep it."""
    places.retire(session, places.find(session, place).id)
    return _listed(session)


@signed_in
def list_words(session: Session, _passphrase: str) -> Answer:
    """List what things are called here, and what they are usually called."""
    return _words(own_words.listing(session))


@signed_in
def set_word(
    session: Session,
    _passphrase: str,
    *,
    key: Annotated[str, typer.Argument(metavar="KEY", help="person, people, place, team or teams.")],
    word: Annotated[str, typer.Argument(metavar="WORD", help='Such as pupil; "" for the usual word again.')],
) -> Answer:
    """Call something by a word of your own."""
    return _words(own_words.say(session, {key: word}))


def _listed(session: Session) -> Answer:
    found = places.listing(session)
    return Answer({"places": [plain(one) for one in found]}, "\n".join(map(_line, found)) or "There are none yet.")


def _line(one: Named) -> str:
    retired = f"  not offered since {one.retired_on}" if one.retired_on else ""
    return f"{one.kind}  {one.name}{retired}  {one.id}"


def _words(found: tuple[own_words.Word, ...]) -> Answer:
    listed = [{"key": one.key, "usual": one.usual, "own": one.own, "said": one.said} for one in found]
    lines = (f"{one.key}: {one.said}" + (f" (usually {one.usual})" if one.own else "") for one in found)
    return Answer({"words": listed}, "\n".join(lines))
