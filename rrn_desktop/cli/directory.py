"""``rrn members`` and ``rrn people``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli import importing, member_keys, own_passphrases, passphrases, person_files
from rrn_desktop.cli.member_keys import keys_result, said_of_keys
from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.errors import WrongUsage
from rrn_desktop.keys.statements import read_statement
from rrn_desktop.services import colleagues, deputies, directory, membership
from rrn_desktop.services.changing_keys import KeysChanged
from rrn_desktop.services.colleagues import Colleague
from rrn_desktop.services.session import MemberInfo, Session

RolesOption = Annotated[
    list[str], typer.Option("--role", help="recorder, in_charge, lead or administrator; may be repeated.")
]
RoleOption = Annotated[
    list[str] | None, typer.Option("--role", help="recorder, in_charge, lead or administrator; may be repeated.")
]
NameArgument = Annotated[str, typer.Argument(help="The name, or the id.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    members = typer.Typer(help="Who may sign in.", no_args_is_help=True, rich_markup_mode=None)
    members.command("list")(list_members)
    members.command("invite")(invite_member)
    members.command("role")(change_role)
    members.command("leave")(let_leave)
    member_keys.add_to(members)
    passphrases.add_to(members)
    own_passphrases.add_to(members)
    app.add_typer(members, name="members")
    people = typer.Typer(help="The people of this place.", no_args_is_help=True, rich_markup_mode=None)
    people.command("list")(list_people)
    people.command("add")(add_person)
    importing.add_to(people)
    person_files.add_to(people)
    app.add_typer(people, name="people")


@signed_in
def list_members(session: Session, _passphrase: str) -> Answer:
    """List the members of staff."""
    found = colleagues.listing(session)
    words = "\n".join(_line(one) for one in found)
    return Answer({"members": [_member(session, *one) for one in found]}, words)


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
    role: RoleOption = None,
    lead: Annotated[bool, typer.Option("--lead", help="A lead besides; goes with --until.")] = False,
    until: Annotated[str | None, typer.Option("--until", help="The last day as a lead, like 2026-12-05.")] = None,
) -> Answer:
    """Change what a member may do, for good, or make them a lead until a day."""
    roles = tuple(role or ())
    if lead != (until is not None) or not (roles or lead):
        raise WrongUsage(
            "It is not said what this member may do.",
            "Nothing was changed.",
            "Use --role for good, or --lead with --until and the last day.",
        )
    if until is None:
        given = membership.give_roles(session, member, roles)
        result = {"members": [_member(session, given.member)], "keys": keys_result(session, given.keys)}
        return Answer(result, said_of_keys("Changed.", given.keys))
    changed = deputies.lead_until(session, member, until, roles=roles or None)
    result = {"members": [_member(session, changed)], "keys": keys_result(session, KeysChanged())}
    return Answer(result, f"A lead until the end of {changed.lead_until}.")


@signed_in
def let_leave(
    session: Session,
    _passphrase: str,
    *,
    member: NameArgument,
) -> Answer:
    """Close a member's account and change the keys that they held; what they wrote stays."""
    left = membership.leave(session, member)
    day = colleagues.left_days(session).get(left.member.id)
    result = {"members": [_member(session, left.member, day)], "keys": keys_result(session, left.keys)}
    return Answer(result, said_of_keys("The account is closed.", left.keys))


@signed_in
def list_people(
    session: Session,
    _passphrase: str,
    *,
    everyone: Annotated[bool, typer.Option("--all", help="Those who have left as well.")] = False,
) -> Answer:
    """List the people of this place."""
    found = directory.everyone(session) if everyone else directory.people(session)
    words = "\n".join(one.name + (f", left on {one.left_on}" if one.left_on else "") for one in found)
    return Answer({"people": [person_files.person_result(one) for one in found]}, words)


@signed_in
def add_person(
    session: Session,
    _passphrase: str,
    *,
    person: Annotated[str, typer.Argument(help="The person's name.", metavar="NAME")],
    answers: Annotated[Path | None, typer.Option("--answers", help="Answers of the form 'person'.")] = None,
) -> Answer:
    """Add a person."""
    details = {} if answers is None else person_files.person_answers(answers)
    return Answer({"people": [person_files.person_result(directory.add_person(session, person, details))]}, "Added.")


def _line(one: Colleague) -> str:
    known = f"{one.member.name}, {one.member.job_title}: {', '.join(one.member.roles)}"
    return f"{known} (left on {one.left_on})" if one.left_on else known


def _member(session: Session, member: MemberInfo, left_on: str | None = None) -> dict[str, Any]:
    listed = session.held.roll.members[member.id]
    role = next((role for role in ("lead", "administrator") if role in member.roles), "recorder")
    since = read_statement(session.held.keyring.roll[listed.since_seq]).at
    return {
        "id": member.id,
        "name": member.name,
        "role": role,
        "roles": sorted(member.roles),
        "active": listed.active,
        "since": since,
        "until": listed.until,
        "lead_until": member.lead_until,
        "left_on": left_on,
    }
