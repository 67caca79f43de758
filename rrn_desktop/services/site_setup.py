"""Makes a new site: its keys, its recovery shares, its first members, people and places."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import DoesNotHold, Refused, UserFacingError
from rrn_desktop.exports.sheets import write_sheet
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.ids import new_id
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.founding import Founded, Founder, found_site
from rrn_desktop.keys.passphrase import generate, words_for
from rrn_desktop.keys.passphrase_key import NAME_COST, KdfCost, cost_for
from rrn_desktop.keys.recovery import ShareRefused, combine, new_shares, recovery_member
from rrn_desktop.ledger.head import write_head
from rrn_desktop.services import certifying
from rrn_desktop.services.directory import new_person
from rrn_desktop.services.inbox_place import write_place
from rrn_desktop.services.opening import KEYRING, SLOTS, desk_database, register_database
from rrn_desktop.services.setup_sheets import fingerprint_sheet, passphrase_sheet, ready_folder, share_sheets, words_on
from rrn_desktop.services.site_answers import NewMember, SiteAnswers, read_site_answers
from rrn_desktop.standards.loader import profile as profile_of
from rrn_desktop.store import desk_directory
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


@dataclass(frozen=True, slots=True, repr=False)
class _Founding:
    """What is known while a site is being made."""

    answers: SiteAnswers
    founded: Founded
    members: tuple[tuple[str, NewMember], ...]
    people: tuple[desk_directory.Person, ...]


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
    refuse_if_not_local(folder)
    _refuse_unless_new(folder)
    secret, shares = new_shares()
    founding = _found(read, recovery_secret=secret, clock=clock or SystemClock())
    ready_folder(out_dir)
    sheets = share_sheets(read.site_name, shares)
    files = [path for sheet in sheets for path in write_sheet(sheet, out_dir)]
    proved = _read_back(out_dir, founding) if type_back is None else _typed_back(type_back, founding)
    files += write_sheet(fingerprint_sheet(read.site_name, founding.founded.roll.site_id), out_dir)
    files += _make_store(folder, founding, out_dir, kdf)
    return SetupResult(
        site_id=founding.founded.roll.site_id,
        desk=founding.founded.roll.desk.code,
        accounts=tuple(Account(who, member.name, _main_role(member), member.roles) for who, member in founding.members),
        people=tuple((person.id, person.name) for person in founding.people),
        files=tuple(files),
        shares_proved=proved,
    )


def _refuse_unless_new(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            "The folder for the new store is not empty.",
            "What is in it was not touched.",
            "Choose an empty folder, or a name that does not exist yet.",
        )


def _found(answers: SiteAnswers, *, recovery_secret: bytes, clock: Clock) -> _Founding:
    members = tuple((new_id(), member) for member in answers.members)
    founders = [Founder(who, member.roles) for who, member in members]
    recovery = recovery_member(recovery_secret)
    founded = found_site(founders, recovery, desk_code=answers.desk_code, at=clock.now(), demo=answers.demo)
    people = tuple(new_person(person.name, person.details) for person in answers.people)
    return _Founding(answers, founded, members, people)


def _read_back(out_dir: Path, founding: _Founding) -> str:
    """Read two shares back from what was written, where nobody is there to type them."""
    texts = [words_on((out_dir / f"recovery-share-{number}.txt").read_text("utf-8")) for number in (1, 3)]
    _check_shares(texts, founding)
    return "two shares were read back from their sheets and gave the recovery keys"


def _typed_back(type_back: TypeBack, founding: _Founding) -> str:
    """Ask for the words of two cards until they give the recovery keys; no store is made before."""
    problem: UserFacingError | None = None
    while True:
        try:
            _check_shares(type_back(problem), founding)
        except (ShareRefused, DoesNotHold) as refused:
            problem = refused
        else:
            return "two shares were typed back and gave the recovery keys"


def _check_shares(texts: Sequence[str], founding: _Founding) -> None:
    if recovery_member(combine(texts)).public() != founding.founded.roll.recovery:
        raise DoesNotHold(
            "The recovery shares do not give the recovery keys.",
            "No store was made.",
            "Check that the cards are of this site. If they are, run the set-up again, and throw these sheets away.",
        )


def _make_store(folder: Path, founding: _Founding, out_dir: Path, kdf: KdfCost | None) -> list[Path]:
    part = folder.with_name(f".{folder.name}.{new_id()}.part")
    try:
        part.mkdir(mode=0o700, parents=True)
        files = _write_slots(part, founding, out_dir, kdf)
        _write_databases(part, founding)
        write_head(part, founding.founded.roll.site_id, ())
        keyrings.save(part / KEYRING, founding.founded.keyring)
        # So that from the first minute nobody needs an account to record.
        profile = founding.answers.profile
        write_place(part, founding.founded.roll.site_id, profile, profile_of(profile).zone)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
        sync_folder(folder.parent)
    except OSError as problem:
        raise problem_of_writing(problem) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return files


def _write_slots(part: Path, founding: _Founding, out_dir: Path, kdf: KdfCost | None) -> list[Path]:
    files: list[Path] = []
    founded = founding.founded
    for number, (who, member) in enumerate(founding.members, start=1):
        passphrase = member.passphrase
        if passphrase is None:
            passphrase = generate(words_for(member.roles))
            files += write_sheet(passphrase_sheet(number, member.name, passphrase), out_dir)
        cost = NAME_COST if founding.answers.demo else (kdf or cost_for(member.roles))
        slot = slots.create(
            site=founded.roll.site_id, member=who, name=member.name, passphrase=passphrase,
            secrets=founded.secrets[who], roll_seq=founded.roll.seq, roll_head=founded.roll.head, cost=cost,
        )  # fmt: skip
        slots.save_slot(part / SLOTS, slot)
    return files


def _write_databases(part: Path, founding: _Founding) -> None:
    founded = founding.founded
    desk = desk_database(part, founded.desk_key, create=True)
    try:
        with desk.write() as connection:
            _write_directory(connection, founding)
    finally:
        desk.close()
    register_database(part, founded.register_seed).close()


def _write_directory(connection: Connection, founding: _Founding) -> None:
    answers = founding.answers
    facts = {"site_name": answers.site_name, "profile": answers.profile, "zone": profile_of(answers.profile).zone}
    for key, value in facts.items():
        desk_directory.put_fact(connection, key, value)
    for who, member in founding.members:
        known = desk_directory.DirectoryMember(who, member.name.strip(), member.job_title.strip(), member.roles)
        desk_directory.put_member(connection, known)
        desk_directory.see_slot(connection, who, 1)
    founded = founding.founded
    certifying.issue(connection, founded.roll, founded.ca_scalar, answers.site_name)
    for person in founding.people:
        desk_directory.put_person(connection, person)
    for place in answers.places:
        desk_directory.put_place(connection, desk_directory.Place(new_id(), place.strip()))


def _main_role(member: NewMember) -> str:
    return next((role for role in ("lead", "administrator") if role in member.roles), "recorder")
