"""``rrn record``, ``amend``, ``complete``, ``void`` and ``countersign``: through the same services as the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.answer_files import answers_in
from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import countersigning, drafts, notices, records, sealing, voiding
from rrn_desktop.services.drafts import NEW, Draft
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session

AnswersOption = Annotated[Path, typer.Option("--answers", help="The answers, as JSON.")]
SealOption = Annotated[bool, typer.Option("--seal", help="Sign and submit. Without it, a draft is kept.")]
FirstOption = Annotated[bool, typer.Option("--first", help="Seal a first record, still to be completed.")]
NumberArgument = Annotated[str, typer.Argument(help="The record's number, such as 2026-A-001.")]


record = typer.Typer(help="Write a record.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    record.command("incident")(record_incident)
    app.add_typer(record, name="record")
    app.command("amend")(amend)
    app.command("complete")(complete)
    app.command("void")(void)
    app.command("countersign")(countersign)


@signed_in
def record_incident(
    session: Session,
    passphrase: str,
    *,
    answers: AnswersOption,
    seal: SealOption = False,
    first: FirstOption = False,
    draft: Annotated[bool, typer.Option("--draft", help="Keep a draft; this is what happens without --seal.")] = False,
) -> Answer:
    """Record an incident; its notice stands as soon as who, when and where are answered."""
    if draft and (seal or first):
        raise WrongUsage("A draft is not sealed.", "Nothing was written.", "Leave out --draft, or the others.")
    written = drafts.save(session, answered(drafts.begin(session), answers))
    notice = notices.proposed(session, written)
    if notice is not None:
        written = notices.stand(session, written, notice)
    return finished(session, written, passphrase, seal=seal or first, first=first)


@signed_in
def amend(
    session: Session,
    passphrase: str,
    *,
    number: NumberArgument,
    answers: AnswersOption,
    reason: Annotated[str, typer.Option("--reason", help="Why the record is changed.")],
) -> Answer:
    """Seal the next version of a record, with a reason; the version before stays readable."""
    begun = records.begin_amendment(session, number, reason)
    return _next_version(session, begun, answers, passphrase)


@signed_in
def complete(
    session: Session,
    passphrase: str,
    *,
    number: NumberArgument,
    answers: AnswersOption,
) -> Answer:
    """Complete a first record."""
    begun = records.begin_completion(session, number)
    return _next_version(session, begun, answers, passphrase)


@signed_in
def void(
    session: Session,
    passphrase: str,
    *,
    number: NumberArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why the record should never have been made.")],
) -> Answer:
    """Keep a record that was entered in error as void; its number stays taken."""
    return Answer(sealed_result(voiding.void(session, number, reason, passphrase)), f"{number} is void.")


@signed_in
def countersign(session: Session, passphrase: str, *, number: NumberArgument) -> Answer:
    """Put a lead's second signature on a record."""
    signature = countersigning.countersign(session, number, passphrase)
    late = " It was due earlier, and is shown as late." if signature.late else ""
    return Answer({"number": number, "signature": plain(signature)}, f"Countersigned: {number}.{late}")


def _next_version(session: Session, begun: Draft, answers: Path, passphrase: str) -> Answer:
    saved = drafts.save(session, answered(begun, answers))
    return finished(session, saved, passphrase, seal=True, first=False)


def answered(draft: Draft, file: Path) -> Draft:
    """Return a draft with the answers of a file; a new one takes the version of the form that they were given to."""
    version, said = answers_in(file, draft, any_version=draft.purpose == NEW, this="This record")
    return replace(draft, form_version=version, answers=said)


def finished(session: Session, draft: Draft, passphrase: str, *, seal: bool, first: bool = False) -> Answer:
    """Seal a draft, or say that it is kept and what is still to do."""
    if not seal:
        found = [plain(problem) for problem in sealing.problems(session, draft)]
        result = {
            "record_id": draft.record, "form": draft.form, "number": draft.number, "version": draft.version,
            "status": "draft", "entry_hash": None, "head": None, "problems": found, "follow_ups": [],
            "follow_ups_closed": [], "draft_id": draft.id,
        }  # fmt: skip
        return Answer(result, f"Kept as a draft. {len(found)} things are still to do or to look at.")
    sealed = sealing.seal(session, draft, passphrase, first=first)
    return Answer(sealed_result(sealed), f"Sealed: {sealed.number or sealed.form}, version {sealed.version}.")


def sealed_result(sealed: Sealed) -> dict[str, Any]:
    """Return what sealing gave as plain values."""
    warning = sealed.warning
    result: dict[str, Any] = plain(replace(sealed, warning=None))
    result["warning"] = None if warning is None else warning.what
    return result
