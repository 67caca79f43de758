"""Colleagues of a place that is being set up: a line for each, typed or taken from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.errors import Refused, WrongUsage
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.keys.rights import ADMINISTRATOR, IN_CHARGE, LEAD, RECORDER
from rrn_desktop.services.directory import checked_job_title, checked_name
from rrn_desktop.services.people_sheet import Sheet, read_sheet
from rrn_desktop.services.site_lines import LineRefused, each_line

MOST = 200
"""So that making their keys takes a minute and not an hour; more are let in later."""
_SEVERAL = re.compile(r"\s*(?:\+|/|&|\band\b)\s*")
_ROLES = {
    "recorder": RECORDER, "recorders": RECORDER, "in charge": IN_CHARGE, "in_charge": IN_CHARGE,
    "in charge of shifts": IN_CHARGE, "lead": LEAD, "administrator": ADMINISTRATOR, "admin": ADMINISTRATOR,
}  # fmt: skip
_NAME, _FIRST, _LAST, _JOB, _ROLE = range(5)
_HEADINGS = {
    _NAME: {"name", "full name", "staff", "staff name", "member", "member of staff", "colleague", "employee"},
    _FIRST: {"first name", "forename", "given name"},
    _LAST: {"last name", "surname", "family name"},
    _JOB: {"job", "job title", "post", "position"},
    _ROLE: {"role", "roles"},
}
_PARTS = "Write a name, and behind commas their job and role"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who will sign in, with the line on which they stand, counted from 1."""

    line: int
    name: str = field(repr=False)
    job_title: str = field(repr=False)
    roles: tuple[str, ...]


def colleagues_in(text: str) -> tuple[Colleague, ...]:
    """Return the colleagues of all lines that can be read; the others are named by wrong_line."""
    return tuple(one for one in each_line(text, _read) if isinstance(one, Colleague))


def wrong_line(text: str, others: Iterable[str] = ()) -> str:
    """Return what is wrong with the first line that can't be used, or no words.

    ``others`` are the names that are in use besides.
    """
    taken = {folded(name) for name in others if name.strip()}
    for count, one in enumerate(each_line(text, _read), start=1):
        if isinstance(one, str):
            return one
        if folded(one.name) in taken:
            return f"Line {one.line}: someone of this name is here already. Add a second name or a letter"
        if count > MOST:
            return f"These are more than {MOST} people. Let the others in later, in the settings"
        taken.add(folded(one.name))
    return ""


def lines_of_file(path: Path) -> str:
    """Return a line for each row of a CSV file with a column for names, and one for jobs and roles where there is one.

    Raises NotFound, SheetRefused, or Refused for a file without names.
    """
    sheet = read_sheet(path, _are_headings)
    columns = _columns(sheet)
    if _NAME not in columns and not {_FIRST, _LAST} <= set(columns):
        raise Refused(
            "No column of this file is called “Name”.",
            "Nothing was taken from it.",
            "Call the columns Name, Job and Role, and choose the file again.",
        )
    rows = ({key: line.cells[at] for key, at in columns.items()} for line in sheet.lines)
    return "\n".join(_as_line(row) for row in rows if _name_in(row))


def _read(number: int, line: str) -> Colleague:
    sign = next((sign for sign in ";\t" if sign in line), ",")
    name, *rest = (part.strip() for part in line.split(sign))
    while rest and not rest[-1]:
        rest.pop()
    if len(rest) > 2:
        raise LineRefused(f"there are {len(rest) + 1} parts here. {_PARTS}")
    roles = _roles(rest[-1]) if rest else (RECORDER,)
    if len(rest) == 2 and roles is None:
        raise LineRefused("this role does not exist. Roles are recorder, in charge, lead and administrator")
    job = rest[0] if len(rest) == 2 or (rest and roles is None) else ""
    try:
        return Colleague(number, checked_name(name), checked_job_title(job), roles or (RECORDER,))
    except WrongUsage as refused:
        raise LineRefused(f"{refused.what} {refused.next_step}") from None


def _roles(words: str) -> tuple[str, ...] | None:
    """Return the roles that words name, None where one of them names none; who is in charge records as well."""
    found = [_ROLES.get(" ".join(word.casefold().split())) for word in _SEVERAL.split(words.strip())]
    if None in found:
        return None
    named = {role for role in found if role is not None}
    return tuple(sorted(named | {RECORDER} if named == {IN_CHARGE} else named))


def _columns(sheet: Sheet) -> dict[int, int]:
    """Return at which place each kind of column stands; the first of a kind counts."""
    plain = [_plain(heading) for heading in sheet.headings]
    return {
        kind: next(at for at, heading in enumerate(plain) if heading in called)
        for kind, called in _HEADINGS.items()
        if called & set(plain)
    }


def _are_headings(row: Sequence[str]) -> bool:
    return any(_plain(cell) in _HEADINGS[kind] for cell in row for kind in (_NAME, _LAST))


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").split())


def _name_in(row: dict[int, str]) -> str:
    return row.get(_NAME, "") or f"{row.get(_FIRST, '')} {row.get(_LAST, '')}".strip()


def _as_line(row: dict[int, str]) -> str:
    """Return a row as it could have been typed; a role that is none is taken for the job that it mostly is."""
    job, role = row.get(_JOB, ""), row.get(_ROLE, "")
    if not job and role and _roles(role) is None:
        job, role = role, ""
    parts = [" ".join(part.split()) for part in (_name_in(row), job, role)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ("; " if any("," in part for part in parts) else ", ").join(parts)
