"""``rrn members`` and ``rrn people``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli import importing, own_passphrases, passphrases
from rrn_desktop.cli.options import read_file, signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.errors import WrongUsage
from rrn_desktop.forms.reading import read_answers_file
from rrn_desktop.keys.statements import read_statement
from rrn_desktop.services import directory, membership
from rrn_desktop.services.session import MemberInfo, Session

RolesOption = Annotated[
    list[str], typer.Option("--role", help="recorder, in_charge, lead or administrator; may be repeated.")
]
NameArgument = Annotated[str, typer.Argument(help="The name, or the id.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    members = typer.Typer(help="Who may sign in.", no_args_is_help=True, rich_markup_mode=None)
    members.command("list")(list_members)
    members.command("invite")(invite_member)
    members.command("role")(change_role)
    members.command("leave")(let_leave)
    passphrases.add_to(members)
    own_passphrases.add_to(members)
    app.add_typer(members, name="members")
    people = typer.Typer(help="The people of this place.", no_args_is_help=True, rich_markup_mode=None)
    people.command("list")(list_people)
    people.command("add")(add_person)
    importing.add_to(people)
    app.add_typer(people, name="people")


@signed_in
def list_members(session: Session, _passphrase: str) -> Answer:
    """List the members of staff."""
    found = directory.members(session)
    words = "\n".join(f"{one.name}, {one.job_title}: {', '.join(one.roles)}" for one in found)
    return Answer({"members": [_member(session, one) for one in found]}, words)


@signed_in
def invite_member(
    session: Session,
    _passphrase: str,
    *,
    new_name: Annotated[str, typer.Argument(help="The new member's name.", metavar="NAME")],
    role: RolesOption,
    out_dir: Annotated[Path, typer.Option("--out-dir", help="Where the sheet with the first passphrase goes.")],
    job_title: Annotated[str, typer.Option("--job-title")] = "",
) -> Answer:
    """Let a new member in."""
    new = membership.invite(session, new_name, job_title, tuple(role), out_dir)
    result = {"members": [_member(session, new.member)], "files": [str(path) for path in new.files]}
    return Answer(result, f"Let in. Their first passphrase is on the sheet in {out_dir}.")


@signed_in
def change_role(
    session: Session,
    _passphrase: str,
    *,
    member: NameArgument,
    role: RolesOption,
) -> Answer:
    """Change what a member may do."""
    changed = membership.give_roles(session, member, tuple(role))
    return Answer({"members": [_member(session, changed)]}, "Changed.")


@signed_in
def let_leave(
    session: Session,
    _passphrase: str,
    *,
    member: NameArgument,
) -> Answer:
    """Close a member's account; what they wrote stays."""
    left = membership.leave(session, member)
    return Answer({"members": [_member(session, left)]}, "The account is closed.")


@signed_in
def list_people(session: Session, _passphrase: str) -> Answer:
    """List the people of this place."""
    found = directory.people(session)
    return Answer({"people": [_person(one) for one in found]}, "\n".join(one.name for one in found))


@signed_in
def add_person(
    session: Session,
    _passphrase: str,
    *,
    person: Annotated[str, typer.Argument(help="The person's name.", metavar="NAME")],
    answers: Annotated[Path | None, typer.Option("--answers", help="Answers of the form 'person'.")] = None,
) -> Answer:
    """Add a person."""
    details = {} if answers is None else _details(answers)
    return Answer({"people": [_person(directory.add_person(session, person, details))]}, "Added.")


def _details(file: Path) -> dict[str, Any]:
    read = read_answers_file(read_file(file))
    if read.form != "person":
        raise WrongUsage(
            "The answers are for another form.", "Nothing was changed.", "A person's file is the form 'person'."
        )
    return read.answers


def _member(session: Session, member: MemberInfo) -> dict[str, Any]:
    listed = session.held.roll.members[member.id]
    role = next((role for role in ("lead", "administrator") if role in listed.roles), "recorder")
    since = read_statement(session.held.keyring.roll[listed.since_seq]).at
    return {
        "id": member.id,
        "name": member.name,
        "role": role,
        "roles": list(listed.roles),
        "active": listed.active,
        "since": since,
        "until": listed.until,
    }


def _person(person: directory.Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "details": dict(person.details)}
