"""``rrn export`` and ``rrn verify``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli import figures, paper, reports
from rrn_desktop.cli.handed import handed_out
from rrn_desktop.cli.options import Caller, DescriptorOption, FileOption, JsonOption, signed_in
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.cli.recording import NumberArgument
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services.exporting import export_json
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import Checked, is_store, verify_each, verify_store


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    export = typer.Typer(help="Write a file for outside.", no_args_is_help=True, rich_markup_mode=None)
    export.command("json")(export_record)
    paper.add_to(export)
    figures.add_to(export)
    reports.add_to(export)
    app.add_typer(export, name="export")
    app.command("verify")(verify)


@signed_in
def export_record(
    session: Session,
    _passphrase: str,
    *,
    number: NumberArgument,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
) -> Answer:
    """Write a record as signed JSON that can be checked without this store."""
    return handed_out(export_json(session, number, out))


def verify(
    paths: Annotated[list[Path], typer.Argument(help="A store, exported files, or a folder of them.")],
    who: Annotated[str | None, typer.Option("--as", help="Who you are; only to check a store.")] = None,
    file: FileOption = None,
    fd: DescriptorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check that what was sealed still holds. A document needs no account and no store."""
    stores = [path for path in paths if is_store(path)]

    def with_store(session: Session, _: str) -> Answer:
        return _told([verify_store(session), *_documents(path for path in paths if path not in stores)])

    def files_only() -> Answer:
        if who is not None and len(stores) > 1:
            raise WrongUsage(
                "Two stores at once can't be checked.", "Nothing was checked.", "Check one, then the other."
            )
        if stores:
            raise WrongUsage("To check a store you sign in.", "Nothing was checked.", "Add --as and your name.")
        return _told(_documents(paths))

    if who is None or len(stores) != 1:
        raise typer.Exit(carried_out(files_only, as_json=as_json))
    Caller(who, stores[0], file, fd, None, as_json).finish(with_store)


def _documents(paths: Iterable[Path]) -> list[Checked]:
    return [checked for path in paths for checked in verify_each(path)]


def _told(checked: list[Checked]) -> Answer:
    lines: list[str] = []
    for one in checked:
        lines.append(f"{one.path}: {'holds' if one.holds else 'DOES NOT HOLD'}")
        lines += [f"  {text}" for text in one.says]
        lines += [f"  - {finding.says}" for finding in one.findings]
    result: dict[str, Any] = {"checked": [plain(one) for one in checked]}
    return Answer(result, "\n".join(lines), exit_code=0 if all(one.holds for one in checked) else 1)
