"""``rrn inbox``: writing without signing in, by command, and confirming afterwards who wrote."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from rrn_desktop.cli.answer_files import answers_in
from rrn_desktop.cli.options import JsonOption, NowOption, StoreOption, clock_of, read_file, read_passphrase, signed_in
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.cli.recording import AnswersOption, FirstOption, NumberArgument
from rrn_desktop.clock import Clock
from rrn_desktop.errors import WrongUsage
from rrn_desktop.forms.reading import read_answers_file
from rrn_desktop.paths import default_store
from rrn_desktop.services import inbox, taking_in
from rrn_desktop.services.inbox import InboxDraft
from rrn_desktop.services.inbox_place import roll_of
from rrn_desktop.services.session import Session

PhraseOption = Annotated[
    Path | None, typer.Option("--phrase-file", help="A file whose first line is the four words; else it asks.")
]
SubmitOption = Annotated[bool, typer.Option("--seal", help="Hand it in. Without it, it is kept to carry on with.")]
WriterOption = Annotated[str | None, typer.Option("--writer", help="Who wrote it, if not the name as it was typed.")]


def _option(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_COMMON = (
    _option("store", StoreOption, None),
    _option("now", NowOption, None),
    _option("as_json", JsonOption, default=False),
)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    tree = typer.Typer(help="Write without signing in.", no_args_is_help=True, rich_markup_mode=None)
    tree.command("write")(write)
    tree.command("carry-on")(carry_on)
    tree.command("correct")(correct)
    tree.command("list")(list_unconfirmed)
    tree.command("confirm")(confirm)
    app.add_typer(tree, name="inbox")


def _without_account(command: Callable[..., Answer]) -> Callable[..., None]:
    """Make a command, for which nobody signs in, of a function that takes a store, a clock and options of its own."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[2:]

    def called(**given: Any) -> None:
        store, now, as_json = (given.pop(one.name) for one in _COMMON)
        place = store or default_store()
        raise typer.Exit(carried_out(lambda: command(place, _clock(place, now), **given), as_json=as_json))

    # The names of typer's options are read off the signature, so it must be the one that users see.
    typed = cast("Any", called)
    typed.__signature__ = inspect.Signature([*own, *_COMMON])
    typed.__annotations__ = {one.name: one.annotation for one in (*own, *_COMMON)}
    typed.__name__, typed.__doc__ = command.__name__, command.__doc__
    return called


@_without_account
def write(
    store: Path,
    clock: Clock,
    *,
    name: Annotated[str, typer.Option("--name", help="Your name.")],
    role: Annotated[str, typer.Option("--role", help="Your job, such as agency nurse.")],
    answers: AnswersOption,
    seal: SubmitOption = False,
    first: FirstOption = False,
    draft: Annotated[bool, typer.Option("--draft", help="Keep it; this is what happens without --seal.")] = False,
) -> Answer:
    """Write down an incident without an account; four words lead back to it for 24 hours."""
    if draft and (seal or first):
        raise WrongUsage("A draft is not handed in.", "Nothing was written.", "Leave out --draft, or the others.")
    begun = inbox.begin(store, name, role, clock=clock)
    return _finished(_answered(begun, answers), seal=seal, first=first)


@_without_account
def carry_on(
    store: Path,
    clock: Clock,
    *,
    answers: AnswersOption,
    phrase_file: PhraseOption = None,
    seal: SubmitOption = False,
    first: FirstOption = False,
) -> Answer:
    """Carry on with what was begun with four words: these answers take the place of those before."""
    opened = inbox.carry_on(store, read_passphrase(phrase_file, None), clock=clock)
    return _finished(_answered(opened, answers), seal=seal, first=first)


@_without_account
def correct(store: Path, clock: Clock, *, answers: AnswersOption, phrase_file: PhraseOption = None) -> Answer:
    """Hand in a correction of what was handed in with four words; what stands is not changed by it."""
    form = read_answers_file(read_file(answers)).form
    begun = inbox.add_to(store, read_passphrase(phrase_file, None), form=form, clock=clock)
    return _finished(_answered(begun, answers), seal=True, first=False)


@signed_in
def list_unconfirmed(session: Session, _passphrase: str) -> Answer:
    """List what was written without an account and is still to be confirmed."""
    found = taking_in.unconfirmed(session)
    words = "\n".join(f"{one.number}  {one.name}" for one in found)
    return Answer({"inbox": plain(found)}, words or "Nothing waits to be confirmed.")


@signed_in
def confirm(
    session: Session,
    passphrase: str,
    *,
    number: NumberArgument,
    writer: WriterOption = None,
) -> Answer:
    """Confirm who wrote a record without an account: as the writer, or as a lead."""
    found = taking_in.confirm(session, number, passphrase, name=writer)
    late = " It was due earlier, and is shown as late." if found.late else ""
    return Answer({"number": number, "confirmation": plain(found)}, f"Confirmed: {number}.{late}")


def _clock(store: Path, now: str | None) -> Clock:
    """Return the clock to go by; only a demo store lets it be said."""
    if now is not None and not roll_of(store).demo:
        raise WrongUsage(
            "Only a demo store lets you say what time it is.",
            "Nothing was written.",
            "Leave out --now, or use a demo store.",
        )
    return clock_of(now)


def _answered(draft: InboxDraft, file: Path) -> InboxDraft:
    version, said = answers_in(file, draft, any_version=draft.revision == 0)
    return replace(draft, form_version=version, answers=said)


def _finished(draft: InboxDraft, *, seal: bool, first: bool) -> Answer:
    """Let the notice stand where it can, keep all of it, and hand it in when that is asked."""
    notice = inbox.proposed(draft)
    kept = inbox.save(draft if notice is None else inbox.stand(draft, notice))
    found = [plain(problem) for problem in inbox.problems(kept)]
    result: dict[str, Any] = {
        "inbox_id": kept.id, "form": kept.form, "state": "writing", "status": None, "phrase": kept.phrase,
        "problems": found,
    }  # fmt: skip
    if not (seal or first):
        words = f"Kept. {len(found)} things are still to do or to look at."
        return Answer(result, f"{words} Your four words: {kept.phrase}" if kept.phrase else words)
    sealed = inbox.seal(kept, first=first)
    handed_in = {**result, "state": "sealed", "status": sealed.status, "problems": plain(sealed.problems)}
    words = "Handed in. It gets its number when someone signs in."
    return Answer(handed_in, f"{words} Your four words: {kept.phrase}" if kept.phrase else words)
