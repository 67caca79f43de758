"""``rrn export parent`` and ``rrn export own``: a report for parents or family, and the person's own copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from rrn_desktop.cli.handed import handed_out
from rrn_desktop.cli.options import read_file, signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.cli.recording import NumberArgument
from rrn_desktop.cli.telling import with_care
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import reports, whom_to_tell
from rrn_desktop.services.name_check import Choice, Choices, Passage, What
from rrn_desktop.services.session import Session

OutOption = Annotated[Path | None, typer.Option("--out", help="The file to write.")]
NamesOption = Annotated[Path | None, typer.Option("--names", help="What happens to names, as JSON.")]
AllNamesOption = Annotated[
    str | None, typer.Option("--all-names", help="For names not decided otherwise: keep, replace or leave_out.")
]
ListOption = Annotated[bool, typer.Option("--list-names", help="Show the texts and the names in them; write nothing.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why it is printed.")]


_COMMANDS: dict[reports.Kind, str] = {
    reports.PARENT: "Write a report for parents, carers or family as a signed PDF.",
    reports.OWN: "Write the person's own copy as a signed PDF, in large print and plain words.",
}


class _Decided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens to a name, or to the names of a text."""

    what: What
    words: str = ""

    def choice(self) -> Choice:
        return Choice(self.what, self.words)


class _Marked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens to one name: the text that it is in, and its place among the names there."""

    passage: str
    mark: int
    what: What
    words: str = ""


class _NamesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of decisions."""

    passages: dict[str, _Decided] = {}
    marks: tuple[_Marked, ...] = ()
    others: _Decided | None = None


def add_to(export: typer.Typer) -> None:
    """Add the commands to those that write files for outside."""
    for kind, says in _COMMANDS.items():
        export.command(kind)(_command(kind, says))


def _command(kind: reports.Kind, says: str) -> Callable[..., None]:
    """Return the command that writes one kind of report."""

    def export_report(
        session: Session,
        _passphrase: str,
        *,
        number: NumberArgument,
        out: OutOption = None,
        names: NamesOption = None,
        all_names: AllNamesOption = None,
        list_names: ListOption = False,
        reason: ReasonOption = "",
    ) -> Answer:
        if list_names:
            return _listed(session, kind, number)
        return _written(session, kind, number, out, _choices(names, all_names), reason=reason)

    export_report.__doc__ = says
    return signed_in(export_report)


def _written(
    session: Session, kind: reports.Kind, number: str, out: Path | None, choices: Choices, *, reason: str
) -> Answer:
    if out is None:
        raise WrongUsage("No file was named.", "Nothing was written.", "Add --out and a path, or --list-names.")
    told = whom_to_tell.of_number(session, number) if kind == reports.PARENT else None
    made = handed_out(reports.export_report(session, kind, number, out, choices, reason=reason))
    return with_care(made, told) if kind == reports.PARENT else made


def _listed(session: Session, kind: reports.Kind, number: str) -> Answer:
    found = [_passage(one) for one in reports.passages(session, kind, number)]
    lines = [f"{one['id']}  {one['label']}\n  {one['text']}{_named(one)}" for one in found]
    return Answer({"passages": found}, "\n".join(lines) or "Nothing in it was written freely.")


def _passage(passage: Passage) -> dict[str, Any]:
    marks = [
        {
            "start": mark.start, "end": mark.end, "text": passage.text[mark.start : mark.end], "kind": mark.kind,
            "suggests": mark.suggests,
        }
        for mark in passage.marks
    ]  # fmt: skip
    said = {"id": passage.id, "label": passage.label, "text": passage.text, "theirs": passage.theirs}
    return {**said, "marks": marks}


def _named(listed: dict[str, Any]) -> str:
    marks = (f"\n  {place}: {mark['text']} ({mark['kind']})" for place, mark in enumerate(listed["marks"]))
    return "".join(marks)


def _choices(names: Path | None, all_names: str | None) -> Choices:
    decided = _NamesFile() if names is None else _read(names)
    others = None if decided.others is None else decided.others.choice()
    if all_names is not None:
        others = _for_all(all_names)
    return Choices(
        passages={passage: one.choice() for passage, one in decided.passages.items()},
        marks={(one.passage, one.mark): Choice(one.what, one.words) for one in decided.marks},
        others=others,
    )


def _for_all(all_names: str) -> Choice:
    try:
        return Choice(msgspec.convert(all_names, What))
    except msgspec.ValidationError:
        raise WrongUsage(
            "What should happen to all names can't be read.", "Nothing was written.", "Say keep, replace or leave_out."
        ) from None


def _read(file: Path) -> _NamesFile:
    try:
        return msgspec.json.decode(read_file(file), type=_NamesFile)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise WrongUsage(
            "The file of names does not have the parts passages, marks and others as it should.",
            "Nothing was written.",
            "Compare it with docs/INTERFACE.md.",
        ) from None
