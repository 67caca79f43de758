"""``rrn people import``: people from a list that another system hands out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.handed import handed_out
from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import people_import
from rrn_desktop.services.handing_out import check_free
from rrn_desktop.services.people_import import OUTCOMES, Plan, Planned
from rrn_desktop.services.session import Session

FileArgument = Annotated[Path, typer.Argument(help="The list, as CSV.", metavar="FILE")]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", help="COLUMN=FIELD, in place of what the heading says; COLUMN= leaves one out. May repeat."),
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
RefusedOption = Annotated[
    Path | None, typer.Option("--refused", help="A new CSV file for the rows that are refused, with the reason.")
]


def add_to(people: typer.Typer) -> None:
    """Add the command to those about people."""
    people.command("import")(import_people)


@signed_in
def import_people(
    session: Session,
    _passphrase: str,
    *,
    file: FileArgument,
    maps: MapOption = None,
    dry_run: DryOption = False,
    refused: RefusedOption = None,
) -> Answer:
    """Add and update people from a list of a school's or ward's system; nobody is ever taken away."""
    sheet, columns = people_import.open_sheet(file)
    plan = people_import.plan(session, sheet, _mapping(columns, maps or ()))
    if refused is not None:
        check_free(refused)
    if not dry_run:
        people_import.carry_out(session, plan)
    counts: dict[str, int] = {outcome: len(plan.of(outcome)) for outcome in OUTCOMES}
    result: dict[str, Any] = {
        "dry_run": dry_run,
        "letters": sheet.letters,
        "columns": {heading: plan.mapping.get(heading) for heading in sheet.headings},
        "counts": counts,
        "added": [_written(one) for one in plan.of("added")],
        "updated": [{**_written(one), "changes": list(one.changes)} for one in plan.of("updated")],
        "refused": [{"row": one.row, "column": one.column, "reason": one.reason} for one in plan.of("refused")],
        "files": [],
    }
    if refused is not None and plan.of("refused"):
        result["files"] = handed_out(people_import.write_refused(session, plan, refused)).result["files"]
    return Answer(result, _words(plan, counts, dry_run=dry_run), exit_code=1 if plan.of("refused") else 0)


def _mapping(guessed: dict[str, str], maps: list[str] | tuple[str, ...]) -> dict[str, str]:
    """Return what each column means: what was said, and for the others what their headings say."""
    said: dict[str, str] = {}
    for one in maps:
        heading, equals, field = one.rpartition("=")
        if not equals:
            raise WrongUsage("A column was named without '='.", "Nothing was changed.", "Write --map COLUMN=FIELD.")
        said[heading] = field
    taken = set(said.values())
    kept = {heading: field for heading, field in guessed.items() if heading not in said and field not in taken}
    return {**kept, **{heading: field for heading, field in said.items() if field}}


def _written(one: Planned) -> dict[str, Any]:
    return {"row": one.row, "id": one.person.id if one.person else None, "name": one.name}


def _words(plan: Plan, counts: dict[str, int], *, dry_run: bool) -> str:
    said = ", ".join(f"{outcome}: {count}" for outcome, count in counts.items())
    lines = [f"Nothing was changed yet. It would be: {said}." if dry_run else f"Done: {said}."]
    for one in plan.of("refused"):
        where = f"row {one.row}, {one.column}" if one.column else f"row {one.row}"
        lines.append(f"{where}: {one.reason}")
    return "\n".join(lines)
