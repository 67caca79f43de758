"""``rrn list``, ``rrn show``, ``rrn today`` and ``rrn notices``."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.cli.recording import NumberArgument
from rrn_desktop.cli.telling import care_lines, not_to_tell
from rrn_desktop.services import notices, records, register, whom_to_tell
from rrn_desktop.services.additions import Addition
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import Due, today


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("list")(list_records)
    app.command("show")(show)
    app.command("today")(show_today)
    app.command("notices")(show_notices)


@signed_in
def list_records(
    session: Session,
    _passphrase: str,
    *,
    form: Annotated[str | None, typer.Option("--form")] = None,
    status: Annotated[str | None, typer.Option("--status", help="first, complete, amended or void.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="The person's id.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="The first day, such as 2026-05-14.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="The last day.")] = None,
    text: Annotated[str, typer.Option("--text", help="Words in number, name or place.")] = "",
) -> Answer:
    """List records: a lead's whole register, or your own."""
    query = register.Query(text=text, status=status, person=person, start=start, end=end, form=form)
    if session.is_lead:
        found = [_of_register(row) for row in register.every(session, query)]
    else:
        found = [_mine(session, row) for row in records.mine(session) if records.fits(row, query)]
    words = "\n".join(f"{row['number']}  {row['status']}  {row['happened_at'] or ''}  {row['person']}" for row in found)
    return Answer({"records": found}, words or "No records.")


@signed_in
def show(
    session: Session,
    _passphrase: str,
    *,
    number: NumberArgument,
    version: Annotated[int | None, typer.Option("--version", help="Which version; the newest without it.")] = None,
    form: Annotated[str, typer.Option("--form", help="incident, support or review.")] = "incident",
) -> Answer:
    """Show a sealed record, exactly as it was signed, to its author or a lead, with what was added to it."""
    found = records.show(session, number, version, form)
    result = {
        "body": dict(found.body),
        "body_text": found.body_text,
        "additions": [_addition(one) for one in found.additions],
        "follow_ups": plain(found.follow_ups),
        "versions": plain(found.versions),
        "signatures": plain(found.signatures),
        "differences": plain(found.differences),
    }
    return Answer(result, found.body_text)


@signed_in
def show_today(session: Session, _passphrase: str) -> Answer:
    """Show what is due and to know, as the first screen does."""
    found = today(session)
    lines = [f"{one.title}: {one.text}" for one in found.messages]
    if found.lead_overdue:
        lines.append(f"No lead has signed in for three days. Late for leads: {found.lead_overdue}.")
    if found.only_lead:
        lines.append("You are the only lead here. Only two recovery cards help if you are away or can't sign in.")
    if found.register_elsewhere:
        lines.append("The register is not opened on this PC. Read the records of others on your own.")
    lines += ["Nothing is due."] if found.nothing_due else []
    cares = whom_to_tell.of_dues(session, found.due, found.notices)
    lines += [line for one in found.due for line in (_due_line(one), *care_lines(cares.get(one.id)))]
    due = [{**plain(one), **not_to_tell(cares.get(one.id))} for one in found.due]
    result = {**plain(found), "due": due, "notices": [_notice(one) for one in found.notices]}
    return Answer(result, "\n".join(lines))


def _due_line(due: Due) -> str:
    state = {"late": "late", "proposed": "proposed", "done_late": "done late"}.get(due.state, "due")
    return f"{state}, {due.due_words}: {due.what} ({due.number or 'no number'}). {due.rule}"


@signed_in
def show_notices(session: Session, _passphrase: str) -> Answer:
    """Show the notices on this desk."""
    found = notices.listing(session)
    words = "\n".join(f"{one.number}  {one.happened}  {one.person}  {one.kinds}" for one in found)
    return Answer({"notices": [_notice(one) for one in found]}, words or "No notices.")


def _addition(addition: Addition) -> dict[str, Any]:
    return {
        "entry_hash": addition.entry_hash, "form": addition.form, "title": addition.title,
        "happened_at": addition.happened_at, "written_at": addition.written_at, "author": addition.author,
        "author_name": addition.author_name, "written_by": plain(addition.written_by),
        "body": json.loads(addition.body_text), "body_text": addition.body_text,
    }  # fmt: skip


def _notice(notice: notices.Notice) -> dict[str, Any]:
    written = None if notice.written_at is None else notice.written_at.rfc3339()
    return {**plain(notice), "written_at": written}


def _of_register(row: register.Row) -> dict[str, Any]:
    return {
        "record_id": row.record, "form": row.form, "number": row.number, "version": row.version, "status": row.status,
        "person": row.person, "happened_at": row.happened_at or None, "author": row.author_name, "due": list(row.due),
    }  # fmt: skip


def _mine(session: Session, row: records.MyRecord) -> dict[str, Any]:
    return {
        "record_id": row.record, "form": row.form, "number": row.number, "version": row.version, "status": row.status,
        "person": row.person, "happened_at": row.happened_at or None, "author": session.member.name,
        "due": list(row.due),
    }  # fmt: skip
