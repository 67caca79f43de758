"""``rrn people show``, ``edit``, ``leave`` and ``back``: a person's file after it was begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import read_file, signed_in
from rrn_desktop.cli.output import Answer
from rrn_desktop.errors import WrongUsage
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.forms.wording import shown
from rrn_desktop.services import person_files, whom_to_tell
from rrn_desktop.services.directory import Person
from rrn_desktop.services.session import Session

PersonArgument = Annotated[str, typer.Argument(help="The name, or the id.", metavar="PERSON")]
AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help="Answers of the form 'person'. Each takes the place of what stands; null empties."),
]
NewNameOption = Annotated[str, typer.Option("--new-name", help="What they are called from now on.", metavar="NAME")]
DayOption = Annotated[str, typer.Option("--on", help="The day they left, like 2026-07-17; today without it.")]


def add_to(people: typer.Typer) -> None:
    """Add the commands to those about people."""
    people.command("show")(show_person)
    people.command("edit")(edit_person)
    people.command("leave")(let_person_go)
    people.command("back")(bring_person_back)


def person_answers(file: Path) -> dict[str, Any]:
    """Return the answers in a file, as JSON; raises WrongUsage for those of another form."""
    read = read_answers_file(read_file(file))
    if read.form != person_files.FORM:
        raise WrongUsage(
            "The answers are for another form.", "Nothing was changed.", "A person's file is the form 'person'."
        )
    return read.answers


def person_result(person: Person) -> dict[str, Any]:
    """Return a person as the commands print them."""
    return {"id": person.id, "name": person.name, "details": dict(person.details), "left_on": person.left_on}


@signed_in
def show_person(session: Session, _passphrase: str, *, person: PersonArgument) -> Answer:
    """Show a person's file; whom not to tell stands first."""
    found = person_files.find(session, person)
    return Answer({"people": [person_result(found)]}, "\n".join(_lines(session, found)))


@signed_in
def edit_person(
    session: Session,
    _passphrase: str,
    *,
    person: PersonArgument,
    answers: AnswersOption = None,
    new_name: NewNameOption = "",
) -> Answer:
    """Change a person's file."""
    if answers is None and not new_name:
        raise WrongUsage(
            "Nothing was said to change.", "Nothing was changed.", "Say --answers FILE, or --new-name NAME."
        )
    found = person_files.find(session, person)
    said = {**found.details, **({} if answers is None else person_answers(answers))}
    kept = read_answers(
        registry.definition(person_files.FORM), {key: one for key, one in said.items() if one is not None}
    )
    changed = person_files.change(session, found.id, kept, name=new_name)
    return Answer({"people": [person_result(changed)]}, "Unchanged." if changed == found else "Changed.")


@signed_in
def let_person_go(session: Session, _passphrase: str, *, person: PersonArgument, on: DayOption = "") -> Answer:
    """Take a person off the list of those who are here; their records and their file stay."""
    left = person_files.let_go(session, person, on)
    return Answer({"people": [person_result(left)]}, f"Off the list since {left.left_on}. Records and file stay.")


@signed_in
def bring_person_back(session: Session, _passphrase: str, *, person: PersonArgument) -> Answer:
    """Put a person who left on the list again."""
    return Answer({"people": [person_result(person_files.bring_back(session, person))]}, "On the list again.")


def _lines(session: Session, person: Person) -> Iterator[str]:
    told = whom_to_tell.of_person(session, person.id)
    for one in told.not_to_tell if told is not None else ():
        yield f"Must not be told: {one.who} ({one.reason})"
    yield person.name + (f", left on {person.left_on}" if person.left_on else "")
    answers = person_files.answers_of(person)
    for question in registry.definition(person_files.FORM).questions:
        words = "" if question.id == "not_to_tell" else shown(question, answers.get(question.id))
        if words:
            yield f"{question.label}: {words}"
