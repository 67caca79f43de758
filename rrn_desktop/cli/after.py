"""``rrn record support | staff-support | review | good-day | card``, ``rrn review`` and ``rrn card``: what follows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.handed import handed_out
from rrn_desktop.cli.options import signed_in
from rrn_desktop.cli.output import Answer, plain
from rrn_desktop.cli.recording import AnswersOption, NumberArgument, SealOption, answered, finished, record
from rrn_desktop.errors import NotFound, WrongUsage
from rrn_desktop.forms import registry
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import (
    drafts,
    follow_ups,
    good_days,
    review_calendar,
    reviews,
    setting_aside,
    support,
    what_helps,
)
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.register import day_of
from rrn_desktop.services.review_facts import REVIEW
from rrn_desktop.services.session import Session

IncidentOption = Annotated[str, typer.Option("--incident", help="The incident's number, such as 2026-A-001.")]
PersonArgument = Annotated[str, typer.Argument(help="The person's name or id.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    for name, command in (
        ("support", record_support),
        ("staff-support", record_staff_support),
        ("review", record_review),
        ("good-day", record_good_day),
        ("card", record_card),
    ):
        record.command(name)(command)
    review = typer.Typer(help="Book learning reviews.", no_args_is_help=True, rich_markup_mode=None)
    review.command("move")(move)
    review.command("set-aside")(set_aside)
    review.command("calendar")(calendar)
    app.add_typer(review, name="review")
    card = typer.Typer(help="Show or print what helps a person.", no_args_is_help=True, rich_markup_mode=None)
    card.command("show")(show_card)
    card.command("print")(print_card)
    app.add_typer(card, name="card")


@signed_in
def record_support(
    session: Session, passphrase: str, *, incident: IncidentOption, answers: AnswersOption, seal: SealOption = False
) -> Answer:
    """Record the support after an incident, also while its record is still being written."""
    return _written(session, passphrase, support.begin(session, incident), answers, seal=seal)


@signed_in
def record_staff_support(
    session: Session, passphrase: str, *, incident: IncidentOption, answers: AnswersOption, seal: SealOption = False
) -> Answer:
    """Record the support for a member of staff; only they, you and those chosen can read it."""
    return _written(session, passphrase, support.begin_staff(session, incident), answers, seal=seal)


@signed_in
def record_review(
    session: Session,
    passphrase: str,
    *,
    incident: Annotated[list[str], typer.Option("--incident", help="The incident's number; again for each other one.")],
    answers: AnswersOption,
    seal: SealOption = False,
) -> Answer:
    """Record a learning review; only leads do."""
    return _written(session, passphrase, reviews.begin(session, incident), answers, seal=seal)


@signed_in
def record_good_day(session: Session, passphrase: str, *, answers: AnswersOption, seal: SealOption = False) -> Answer:
    """Record a day that went well; what helped is there for everyone at once."""
    return _written(session, passphrase, good_days.begin(session), answers, seal=seal)


@signed_in
def record_card(session: Session, passphrase: str, *, answers: AnswersOption, seal: SealOption = False) -> Answer:
    """Publish what helps a person, or the next version of it; only leads do."""
    about = answered(drafts.begin(session, what_helps.CARD), answers).answers.get("person")
    if not isinstance(about, PersonRef):
        raise WrongUsage(
            "The answers do not say who it is about.", "Nothing was written.", "Answer the question person."
        )
    return _written(session, passphrase, what_helps.begin(session, about.id or about.name), answers, seal=seal)


@signed_in
def move(
    session: Session,
    _passphrase: str,
    *,
    number: NumberArgument,
    to: Annotated[str, typer.Option("--to", help="The new day, such as 2026-05-20.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is moved.")],
) -> Answer:
    """Book a learning review for another day, with a reason."""
    day: date = day_of(to)
    reviews.move(session, number, day, reason)
    due = follow_ups.of_incident(session, incident_of(session, number).record)
    moved = [plain(one) for one in due if one.kind == REVIEW]
    return Answer({"number": number, "follow_ups": moved}, f"The review of {number} is booked for {day.isoformat()}.")


@signed_in
def set_aside(
    session: Session,
    _passphrase: str,
    *,
    number: NumberArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why someone independent is not asked.")],
) -> Answer:
    """Set aside the proposal that someone independent holds the review; only leads do, with a reason."""
    found = setting_aside.set_review_aside(session, number, reason)
    return Answer({"number": number, "follow_ups": [plain(found)]}, f"Set aside for {number}: {found.what}.")


@signed_in
def calendar(
    session: Session,
    _passphrase: str,
    *,
    out: Annotated[Path, typer.Option("--out", help="The calendar file to write, such as reviews.ics.")],
) -> Answer:
    """Write the reviews that are due as a calendar file; it names nobody."""
    return handed_out(review_calendar.ics(session, out=out))


@signed_in
def show_card(session: Session, _passphrase: str, *, person: PersonArgument) -> Answer:
    """Show what helps a person: the card, and good days since."""
    found = what_helps.card(session, person)
    if found is None:
        raise NotFound(
            "Nobody has said yet what helps this person.", "Nothing was changed.", "Check the name: rrn people list."
        )
    good_days_since = [f"{one.day}: {one.helped}" for one in found.good_days]
    texts = (found.person, found.helps, found.please_dont, found.watch, *good_days_since)
    return Answer({"card": plain(found)}, "\n".join(text for text in texts if text))


@signed_in
def print_card(
    session: Session,
    _passphrase: str,
    *,
    person: PersonArgument,
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
) -> Answer:
    """Write what helps a person on one page, as PDF and as text."""
    files = [_file(path) for path in what_helps.print_card(session, person, out)]
    return Answer({"files": files}, "\n".join(f"Written: {file['path']}" for file in files))


def _written(session: Session, passphrase: str, begun: Draft, file: Path, *, seal: bool) -> Answer:
    return finished(session, drafts.save(session, _said(begun, file)), passphrase, seal=seal)


def _said(begun: Draft, file: Path) -> Draft:
    """Return a draft with the answers of a file over those that it began with; what is worked out stays."""
    said = answered(begun, file)
    definition = registry.definition(said.form, said.form_version)
    answers = said.answers
    for key, value in begun.answers.items():
        if answers.get(key) is None or definition.question(key).derived:
            answers = answers.with_answer(key, value)
    return replace(said, answers=answers)


def _file(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"path": str(path), "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "rows": 1}
