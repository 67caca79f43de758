"""Makes a new site: its keys, its recovery shares, its first members, people and places."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import DoesNotHold, Refused, UserFacingError
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.ids import new_id
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.passphrase_key import NAME_COST, KdfCost, cost_for
from rrn_desktop.keys.recovery import ShareRefused
from rrn_desktop.ledger.head import write_head
from rrn_desktop.services import certifying, made_up, register_here
from rrn_desktop.services.inbox_place import write_place
from rrn_desktop.services.opening import KEYRING, SLOTS, desk_database, register_database
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.site_answers import NewMember, read_site_answers
from rrn_desktop.services.site_founding import NewSite, check_shares, new_site, write_papers
from rrn_desktop.standards.loader import profile as profile_of
from rrn_desktop.store import desk_closures, desk_directory
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.location import refuse_if_not_local

TypeBack = Callable[[UserFacingError | None], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Account:
    """A first member: their id, their name, and what they may do."""

    id: str
    name: str = field(repr=False)
    role: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetupResult:
    """A new site and the papers that belong to it."""

    site_id: str
    desk: str
    accounts: tuple[Account, ...]
    people: tuple[tuple[str, str], ...] = field(repr=False)
    files: tuple[Path, ...]
    shares_proved: str


def setup_site(
    folder: Path,
    answers: dict[str, Any],
    out_dir: Path,
    *,
    clock: Clock | None = None,
    kdf: KdfCost | None = None,
    type_back: TypeBack | None = None,
) -> SetupResult:
    """Make a new store in a folder that is empty or not there, and the sheets to print in another.

    - The recovery shares are proved before a store is made: ``type_back`` asks someone for the words of two cards,
      and is told what was wrong with the last try; without it two are read back from the sheets.
    - The store appears whole or not at all.
    - ``kdf`` makes signing in quicker in tests; a demo store always uses the least work that is allowed.
    """
    read = read_site_answers(answers)
    refuse_unless_new(folder)
    site = new_site(read, clock or SystemClock())
    files = write_papers(site, out_dir)
    proved = _read_back(out_dir, site) if type_back is None else _typed_back(type_back, site)
    make_store(folder, site, kdf)
    return SetupResult(
        site_id=site.site_id,
        desk=site.founded.roll.desk.code,
        accounts=tuple(Account(who, member.name, _main_role(member), member.roles) for who, member in site.members),
        people=tuple((person.id, person.name) for person in site.people),
        files=files,
        shares_proved=proved,
    )


def refuse_unless_new(folder: Path) -> None:
    """Raise StoreNotLocal or Refused where a new store can't be."""
    refuse_if_not_local(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            "The folder for the new store is not empty.",
            "What is in it was not touched.",
            "Choose an empty folder, or a name that does not exist yet.",
        )


def make_store(folder: Path, site: NewSite, kdf: KdfCost | None = None) -> None:
    """Make the store of a new site, whole or not at all; its cards are proved by now.

    Raises Refused where something is in the folder, and a StoreUnusable when it can't be written.
    """
    refuse_unless_new(folder)
    part = folder.with_name(f".{folder.name}.{new_id()}.part")
    try:
        part.mkdir(mode=0o700, parents=True)
        _write_slots(part, site, kdf)
        _write_databases(part, site)
        write_head(part, site.site_id, ())
        keyrings.save(part / KEYRING, site.founded.keyring)
        # So that from the first minute nobody needs an account to record.
        profile = site.answers.profile
        write_place(part, site.site_id, profile, profile_of(profile).zone)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
        sync_folder(folder.parent)
    except OSError as problem:
        raise problem_of_writing(problem) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _read_back(out_dir: Path, site: NewSite) -> str:
    """Read two shares back from what was written, where nobody is there to type them."""
    texts = [words_on((out_dir / f"recovery-share-{number}.txt").read_text("utf-8")) for number in (1, 3)]
    check_shares(site, texts)
    return "two shares were read back from their sheets and gave the recovery keys"


def _typed_back(type_back: TypeBack, site: NewSite) -> str:
    """Ask for the words of two cards until they give the recovery keys; no store is made before."""
    problem: UserFacingError | None = None
    while True:
        try:
            check_shares(site, type_back(problem))
        except (ShareRefused, DoesNotHold) as refused:
            problem = refused
        else:
            return "two shares were typed back and gave the recovery keys"


def _write_slots(part: Path, site: NewSite, kdf: KdfCost | None) -> None:
    founded = site.founded
    for who, member in site.members:
        cost = NAME_COST if site.answers.demo else (kdf or cost_for(member.roles))
        slot = slots.create(
            site=site.site_id, member=who, name=member.name, passphrase=site.passphrase_of(who),
            secrets=founded.secrets[who], roll_seq=founded.roll.seq, roll_head=founded.roll.head, cost=cost,
        )  # fmt: skip
        slots.save_slot(part / SLOTS, slot)


def _write_databases(part: Path, site: NewSite) -> None:
    founded = site.founded
    desk = desk_database(part, founded.desk_key, create=True)
    try:
        with desk.write() as connection:
            _write_directory(connection, site)
    finally:
        desk.close()
    register, _ = register_database(part, {1: founded.register_seed})
    register.close()


def _write_directory(connection: Connection, site: NewSite) -> None:
    answers = site.answers
    facts = {
        "site_name": answers.site_name, "organisation": answers.organisation, "profile": answers.profile,
        "zone": profile_of(answers.profile).zone,
    }  # fmt: skip
    for key, value in facts.items():
        desk_directory.put_fact(connection, key, value)
    register_here.keep(connection, answers.register_here)
    made_up.keep(connection, site.made_up)
    for who, member in site.members:
        known = desk_directory.DirectoryMember(who, member.name.strip(), member.job_title.strip(), member.roles)
        desk_directory.put_member(connection, known)
        desk_directory.see_slot(connection, who, 1)
    founded = site.founded
    certifying.issue(connection, founded.roll, founded.ca_scalar, answers.site_name)
    for person in site.people:
        desk_directory.put_person(connection, person)
    for term in answers.terms:
        known_term = desk_closures.Closure(
            new_id(), "term", term.start.isoformat(), term.end.isoformat(), term.name.strip()
        )
        desk_closures.put(connection, known_term)
    for place in answers.places:
        desk_directory.put_place(connection, desk_directory.Place(new_id(), place.strip()))


def _main_role(member: NewMember) -> str:
    return next((role for role in ("lead", "administrator") if role in member.roles), "recorder")
