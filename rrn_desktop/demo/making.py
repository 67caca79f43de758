"""Makes a demo store: a site, its accounts and papers, and two years of made-up life in it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rrn_desktop.demo.cast import Cast, cast
from rrn_desktop.demo.clockwork import StoryClock
from rrn_desktop.demo.scenery import scenery
from rrn_desktop.demo.seasons import Seasons, seasons
from rrn_desktop.demo.stage import Stage
from rrn_desktop.demo.story import Progress, Story
from rrn_desktop.errors import Refused, WrongUsage
from rrn_desktop.files import problem_of_writing, sync_folder, write_whole
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ids import new_id
from rrn_desktop.services.doctor_of_demo import ACCOUNTS
from rrn_desktop.services.many_hands import all_signed_in
from rrn_desktop.services.site_setup import SetupResult, setup_site
from rrn_desktop.standards.loader import profile as profile_of

PAPERS = "demo-papers"
LAST_DAY = date(2026, 4, 30)
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """A demo store: where it is, what is in it by form and status, and the files beside its records."""

    store: Path
    profile: str
    seed: int
    incidents: int
    first_day: str
    last_day: str
    members: int
    people: int
    records: dict[str, dict[str, int]]
    accounts: Path
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of demo is wanted; the same seed tells the same story, up to the same last day."""

    profile: str
    incidents: int
    seed: int = 1
    last_day: date = LAST_DAY


@dataclass(frozen=True, slots=True)
class _Plan:
    """A story before it is told."""

    wanted: Wanted
    seasons: Seasons
    cast: Cast
    begins: datetime = field(default_factory=lambda: datetime.now(UTC))


def make_demo(folder: Path, wanted: Wanted, progress: Progress | None = None) -> Made:
    """Make a demo store in a folder that is empty or not there: it appears whole or not at all.

    ``progress`` hears how many incidents are sealed, and of how many. Raises WrongUsage for a profile that does not
    exist or a number that can't be, Refused for a folder that is in use, and what setting up a site raises.
    """
    _check(folder, wanted)
    plan = _planned(wanted)
    part = folder.with_name(f".{folder.name}.{new_id()}.part")
    try:
        part.mkdir(mode=0o700, parents=True)
        store = part / "store"
        made = setup_site(store, _answers(plan), part / PAPERS, clock=StoryClock(plan.begins))
        counted = _told(store, plan, made, progress)
        _write_accounts(store, plan, made)
        (part / PAPERS).replace(store / PAPERS)
        if folder.exists():
            folder.rmdir()
        store.replace(folder)
        sync_folder(folder.parent)
    except OSError as problem:
        raise problem_of_writing(problem) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return _made(folder, plan, counted)


def _check(folder: Path, wanted: Wanted) -> None:
    try:
        profile_of(wanted.profile)
    except KeyError:
        raise WrongUsage(
            "There is no profile of that name.", "Nothing was made.", "Use one that 'rrn standards' lists."
        ) from None
    if not 1 <= wanted.incidents <= MOST:
        raise WrongUsage(
            "A demo can't have that many incidents.", "Nothing was made.", f"Choose a number from 1 to {MOST:,}."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            "The folder for the demo is not empty.",
            "What is in it was not touched.",
            "Choose an empty folder, or a name that does not exist yet.",
        )


def _planned(wanted: Wanted) -> _Plan:
    setting = scenery(wanted.profile).settings
    story = seasons(wanted.profile, setting, wanted.seed, wanted.last_day)
    begins = story.moment(story.first, time(0, 10)).astimezone(UTC)
    return _Plan(wanted, story, cast(wanted.profile, wanted.incidents, wanted.seed, begins), begins)


def _answers(plan: _Plan) -> dict[str, Any]:
    who = plan.cast
    members = [
        {"name": one.name, "roles": list(one.roles), "job_title": one.job_title, "passphrase": one.passphrase}
        for one in who.staff
    ]
    people = [{"name": name, "details": details} for name, details in who.people]
    return {
        "site_name": who.site_name,
        "profile": plan.wanted.profile,
        "demo": True,
        "members": members,
        "people": people,
        "places": list(who.places),
    }


def _told(store: Path, plan: _Plan, made: SetupResult, progress: Progress | None) -> Mapping[tuple[str, str], int]:
    passphrases = {account.id: role.passphrase for account, role in zip(made.accounts, plan.cast.staff, strict=True)}
    clock = StoryClock(plan.begins)
    with all_signed_in(store, passphrases, clock) as sessions:
        refs = [
            PersonRef(account.name, account.id, role.job_title)
            for account, role in zip(made.accounts, plan.cast.staff, strict=True)
        ]
        leads = tuple(ref for ref, role in zip(refs, plan.cast.staff, strict=True) if "lead" in role.roles)
        staff = tuple(ref for ref, role in zip(refs, plan.cast.staff, strict=True) if "recorder" in role.roles)
        people = tuple(PersonRef(name, identity) for identity, name in made.people)
        stage = Stage(
            seed=plan.wanted.seed, profile=plan.wanted.profile, scenery=scenery(plan.wanted.profile),
            seasons=plan.seasons, clock=clock, sessions=sessions, passphrases=passphrases,
            people=people, staff=staff, leads=leads, ends=_end(plan),
        )  # fmt: skip
        Story(stage, plan.wanted.incidents, progress or _heard_by_nobody).tell()
        return stage.counted


def _end(plan: _Plan) -> datetime:
    return datetime.combine(plan.seasons.last, time(23, 50), ZoneInfo(plan.seasons.zone)).astimezone(UTC)


def _heard_by_nobody(_sealed: int, _of: int) -> None:
    return None


def _write_accounts(store: Path, plan: _Plan, made: SetupResult) -> None:
    accounts = [
        {"id": account.id, "name": account.name, "role": account.role, "passphrase": role.passphrase}
        for account, role in zip(made.accounts, plan.cast.staff, strict=True)
    ]
    write_whole(store / ACCOUNTS, (json.dumps(accounts, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _made(folder: Path, plan: _Plan, counted: Mapping[tuple[str, str], int]) -> Made:
    records: dict[str, dict[str, int]] = {}
    for (form, status), count in sorted(Counter(counted).items()):
        if count:
            records.setdefault(form, {})[status] = count
    return Made(
        store=folder,
        profile=plan.wanted.profile,
        seed=plan.wanted.seed,
        incidents=plan.wanted.incidents,
        first_day=plan.seasons.first.isoformat(),
        last_day=plan.seasons.last.isoformat(),
        members=len(plan.cast.staff),
        people=len(plan.cast.people),
        records=records,
        accounts=folder / ACCOUNTS,
        files=tuple(sorted((folder / PAPERS).iterdir())),
    )
