"""``rrn clocks``: what would be due after an incident, without a store, and the numbers that a place sets itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from rrn_desktop.cli.options import JsonOption, signed_in
from rrn_desktop.cli.output import Answer, carried_out
from rrn_desktop.clock import WallTime, offsets_of, wall_time
from rrn_desktop.errors import NotFound, WrongUsage
from rrn_desktop.services import own_numbers
from rrn_desktop.services.own_numbers import OwnClock
from rrn_desktop.services.session import Session
from rrn_desktop.standards.calendar import Calendar
from rrn_desktop.standards.clocks import DueClock, Moments, clocks_of, due, due_words, note_of
from rrn_desktop.standards.loader import Profile, profile, profiles

_YEARS = range(1970, 2200)
_TIME = "such as '2026-02-06 21:30', or with an offset"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    tree = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    tree.callback()(show_clocks)
    tree.command("list")(list_clocks)
    tree.command("set")(set_number)
    app.add_typer(tree, name="clocks")


def show_clocks(
    context: typer.Context,
    *,
    profile_id: Annotated[str, typer.Option("--profile", help="The kind of setting, such as eng_home.")] = "",
    incident: Annotated[str, typer.Option("--incident", help=f"When it began, {_TIME}.")] = "",
    end: Annotated[str | None, typer.Option("--end", help="When it ended.")] = None,
    use: Annotated[str | None, typer.Option("--use", help="When the first hold or restriction started.")] = None,
    aware: Annotated[str | None, typer.Option("--aware", help="When someone found out, if later.")] = None,
    recorded: Annotated[str | None, typer.Option("--recorded", help="When the record was made.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is due after an incident, by when, and who says so; by bank holidays, without a site's own choices."""
    if context.invoked_subcommand is not None:
        return

    def shown() -> Answer:
        if not profile_id or not incident:
            raise WrongUsage(
                "Say which profile, and when the incident began.",
                "Nothing was done.",
                "Add --profile and --incident, or run 'rrn clocks list' for the time limits of a place.",
            )
        setting = _profile(profile_id)
        times = [None if text is None else read_time(text, setting.zone) for text in (end, use, aware, recorded)]
        moments, calendar = Moments(read_time(incident, setting.zone), *times), Calendar(setting.nation)
        found = [_clock(clock, moments, calendar) for clock in clocks_of(profile_id)]
        return Answer({"profile": profile_id, "clocks": found}, "\n".join(_line(one) for one in found))

    raise typer.Exit(carried_out(shown, as_json=as_json))


@signed_in
def list_clocks(session: Session, _passphrase: str) -> Answer:
    """List the time limits of this place, and which numbers are its own choice."""
    return _listed(own_numbers.listing(session))


@signed_in
def set_number(
    session: Session,
    _passphrase: str,
    *,
    clock_id: Annotated[str, typer.Argument(metavar="ID", help="The time limit, such as support_later.")],
    amount: Annotated[int, typer.Argument(help="How many, in the unit that the list names.")],
) -> Answer:
    """Set a number that is this place's own choice; what is recorded from then on is counted by it."""
    return _listed([own_numbers.set_number(session, clock_id, amount)])


def read_time(text: str, zone: str) -> WallTime:
    """Return a time typed on a command line, with an offset or as a clock of that zone shows it."""
    try:
        moment = datetime.fromisoformat(text.strip())
        local = moment.replace(tzinfo=None).isoformat(timespec="seconds")
        offsets = offsets_of(local, zone)
        meant = None if moment.tzinfo is None else wall_time(moment, zone)
    except (ValueError, OverflowError):
        raise WrongUsage("The time can't be read.", "Nothing was done.", f"Write it {_TIME}.") from None
    if moment.year not in _YEARS:
        raise WrongUsage("The year can't be right.", "Nothing was done.", f"Write the time {_TIME}.")
    if meant is not None:
        return meant
    if len(offsets) != 1:
        says = "came twice" if offsets else "never came"
        raise WrongUsage(
            f"In that night the clocks changed, and this time {says}.",
            "Nothing was done.",
            f"Write it with its offset, for example {local}+00:00.",
        )
    return WallTime(local, offsets[0], zone)


def _profile(profile_id: str) -> Profile:
    try:
        return profile(profile_id)
    except KeyError:
        known = ", ".join(one.id for one in profiles())
        raise NotFound("There is no profile of that name.", "Nothing was changed.", f"Use one of: {known}.") from None


def _listed(found: Sequence[OwnClock]) -> Answer:
    lines = (f"{one.clock.id}  {one.clock.length}  {one.clock.what}  ({one.clock.says})" for one in found)
    return Answer({"clocks": [_own(one) for one in found]}, "\n".join(lines))


def _own(one: OwnClock) -> dict[str, Any]:
    return {**_facts(one.clock), "length": one.clock.length, "own": one.own, "can_set": one.can_set}


def _clock(clock: DueClock, moments: Moments, calendar: Calendar) -> dict[str, Any]:
    when = due(clock, moments, calendar)
    return {
        **_facts(clock), "from": moments.of(clock.counted_from).rfc3339(), "due": when.rfc3339(),
        "due_words": due_words(when), "note": note_of(clock, moments, calendar),
    }  # fmt: skip


def _facts(clock: DueClock) -> dict[str, Any]:
    return {
        "id": clock.id, "kind": clock.kind, "what": clock.what, "counted_from": clock.counted_from, "unit": clock.unit,
        "amount": clock.amount, "rule": clock.rule, "rule_kind": clock.rule_kind, "trust": clock.trust,
        "says": clock.says, "by": clock.by, "form": clock.form, "proposal": clock.proposal,
        "only_when": clock.only_when,
    }  # fmt: skip


def _line(one: dict[str, Any]) -> str:
    what = f"{one['what']}, {one['only_when']}" if one["only_when"] else one["what"]
    doubt = {"second_hand": ", as summarised; check", "check_locally": ", check locally"}.get(one["trust"], "")
    lines = (f"{one['due_words']}: {what}", f"    {one['rule']} ({one['rule_kind']}{doubt})", one["note"])
    return "\n".join(line for line in lines if line)
