"""``rrn form`` and ``rrn standards``: what is asked, and who asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from rrn_desktop.cli.options import JsonOption, read_file
from rrn_desktop.cli.output import Answer, carried_out, plain
from rrn_desktop.errors import NotFound
from rrn_desktop.forms import registry
from rrn_desktop.forms.counting import count
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.forms.schema import schema
from rrn_desktop.standards.keeping import Keeping, keeping_of
from rrn_desktop.standards.loader import Covered, carried, not_carried, profiles

FormArgument = Annotated[str, typer.Argument(help="The form, such as incident.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    form = typer.Typer(help="What the forms ask.", no_args_is_help=True, rich_markup_mode=None)
    form.command("list")(list_forms)
    form.command("show")(show_form)
    form.command("schema")(form_schema)
    form.command("count")(count_form)
    app.add_typer(form, name="form")
    app.command("standards")(show_standards)


def list_forms(as_json: JsonOption = False) -> None:
    """List the forms and their versions."""
    found = [{"form": one.form, "version": one.version, "title": one.title} for one in registry.released()]
    words = "\n".join(f"{one['form']} {one['version']}: {one['title']}" for one in found)
    raise typer.Exit(carried_out(lambda: Answer({"forms": found}, words), as_json=as_json))


def show_form(form: FormArgument, as_json: JsonOption = False) -> None:
    """Show every question of a form."""

    def shown() -> Answer:
        found = _definition(form)
        words = "\n".join(f"{path} ({question.type}): {question.label}" for path, question in found.walk())
        return Answer({"definition": msgspec.to_builtins(found), "digest": found.digest()}, words)

    raise typer.Exit(carried_out(shown, as_json=as_json))


def form_schema(form: FormArgument, as_json: JsonOption = False) -> None:
    """Show the JSON Schema of a form's answers file."""

    def shown() -> Answer:
        found = schema(_definition(form))
        return Answer({"schema": found}, msgspec.json.format(msgspec.json.encode(found)).decode("utf-8"))

    raise typer.Exit(carried_out(shown, as_json=as_json))


def count_form(
    form: FormArgument,
    answers: Annotated[list[Path], typer.Option("--answers", help="An answers file; may be repeated.")],
    as_json: JsonOption = False,
) -> None:
    """Count what a form asks of the one who gives these answers: asked, typed, derived."""

    def counted() -> Answer:
        definition = _definition(form)
        found: dict[str, Any] = {}
        for path in answers:
            read = read_answers(definition, read_answers_file(read_file(path)).answers)
            found[path.stem] = plain(count(definition, read))
        words = "\n".join(f"{name}: " + ", ".join(f"{k} {v}" for k, v in each.items()) for name, each in found.items())
        return Answer({"counts": found}, words)

    raise typer.Exit(carried_out(counted, as_json=as_json))


def show_standards(
    profile: Annotated[str | None, typer.Option("--profile", help="Only the standards of this profile.")] = None,
    only_gaps: Annotated[bool, typer.Option("--gaps", help="Only what no question answers.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what law and guidance ask for, and which question answers it."""

    def shown() -> Answer:
        known = [one.id for one in profiles()]
        if profile is not None and profile not in known:
            raise NotFound(
                "There is no profile of that name.", "Nothing was changed.", f"Use one of: {', '.join(known)}."
            )
        found = (not_carried if only_gaps else carried)(profile)
        words = "\n".join((_gap if only_gaps else _line)(one) for one in found)
        kept = () if only_gaps else keeping_of(profile)
        result = {
            "profiles": known,
            "requirements": [_requirement(one) for one in found],
            "keeping": [_keeping(one) for one in kept],
        }
        lines = "\n".join(_kept(one) for one in kept)
        said = words or "Every requirement has a question, or something else that carries it."
        more = f"\n\nHow long records are kept; this program deletes nothing:\n{lines}" if lines else ""
        return Answer(result, said + more)

    raise typer.Exit(carried_out(shown, as_json=as_json))


def _keeping(one: Keeping) -> dict[str, Any]:
    return {**msgspec.to_builtins(one), "says": one.says}


def _kept(one: Keeping) -> str:
    return f"{one.what}: {one.length} ({one.says}: {one.rule})"


def _line(covered: Covered) -> str:
    return f"{covered.tag}: {', '.join(covered.paths) or covered.requirement.otherwise or '-'}"


def _gap(covered: Covered) -> str:
    return f"{covered.tag}: no question. {covered.standard.title} ({covered.standard.says}): {covered.requirement.text}"


def _requirement(covered: Covered) -> dict[str, Any]:
    standard, requirement = covered.standard, covered.requirement
    return {
        "standard": standard.id, "title": standard.title, "says": standard.says, "kind": standard.kind,
        "trust": standard.trust, "requirement": requirement.id, "text": requirement.text,
        "questions": list(covered.paths), "otherwise": requirement.otherwise,
    }  # fmt: skip


def _definition(form: str) -> Definition:
    try:
        return registry.definition(form)
    except KeyError:
        known = ", ".join(sorted({one.form for one in registry.released()}))
        raise NotFound("There is no form of that name.", "Nothing was changed.", f"Forms are: {known}.") from None
