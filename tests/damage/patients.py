"""Stores to be damaged: one that was closed well, one that was killed, and what both were before their last entries."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rrn_desktop.clock import FixedClock, wall_time
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.keys.derive import DESK_DATABASE, derive
from rrn_desktop.keys.keyring import shared_key
from rrn_desktop.services import drafts, membership, notices, sealing
from rrn_desktop.services.directory import people
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in


@dataclass(frozen=True)
class Staff:
    """A store with three who can sign in, at a moment: an author, a colleague who will leave, and a lead."""

    store: Path
    author: str
    colleague: str
    lead: str
    passphrases: Mapping[str, str] = field(repr=False)
    at: datetime

    def enter(self, who: str) -> Session:
        return sign_in(self.store, who, self.passphrases[who], clock=FixedClock(self.at))


@dataclass(frozen=True)
class Patient:
    """A store to damage, what its desk was before its last entries, the key of its desk, and two of its key files."""

    store: Path
    before: Path
    key: bytes = field(repr=False)
    slot: str
    slot_of_lead: str

    def swap(self, name: str, change: Callable[[bytearray], bytes | None]) -> None:
        data = bytearray((self.store / name).read_bytes())
        changed = change(data)
        (self.store / name).write_bytes(data if changed is None else changed)

    def edit(self, name: str, **fields: Any) -> None:
        path = self.store / name
        path.write_text(json.dumps({**json.loads(path.read_bytes()), **fields}), "utf-8")


def staff_of_demo(store: Path, at: datetime) -> Staff:
    """Return who signs in to a demo store, by the accounts that lie in it."""
    accounts = json.loads((store / "demo-accounts.json").read_text("utf-8"))
    of_role = {role: [one["id"] for one in accounts if one["role"] == role] for role in ("recorder", "lead")}
    author, colleague, *_ = of_role["recorder"]
    return Staff(store, author, colleague, of_role["lead"][0], {one["id"]: one["passphrase"] for one in accounts}, at)


def make_patients(staff: Staff, folder: Path) -> tuple[Patient, Patient]:
    """Return a store that was closed well, and one that was killed while its last entries were in the log alone."""
    author, lead = (_id_and_key(staff, who) for who in (staff.author, staff.lead))
    with closing(staff.enter(staff.author)) as session:
        _seal(session, staff)
    with closing(staff.enter(staff.lead)):
        before = Path(folder / "before")
    shutil.copytree(staff.store, before)
    with closing(staff.enter(staff.author)) as session, session.held.desk.read() as connection:
        # As long as someone reads, the log is not emptied into the file; nobody waits for that long.
        connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar_one()
        session.held.desk._pragmas("busy_timeout=1")
        _seal(session, staff)
        killed = Path(shutil.copytree(staff.store, folder / "killed"))
    with closing(staff.enter(staff.lead)) as session:
        membership.close_account(session, staff.colleague)
    staff.enter(staff.lead).close()
    closed = Path(shutil.copytree(staff.store, folder / "closed"))
    slots = f"slots/{author[0]}.json", f"slots/{lead[0]}.json"
    return Patient(closed, before, lead[1], *slots), Patient(killed, before, lead[1], *slots)


def _seal(session: Session, staff: Staff) -> None:
    """Let the author seal a first record."""
    began = wall_time(staff.at - timedelta(hours=5), session.zone)
    answers = Answers({"person": PersonRef(people(session)[0].name), "started": began, "place": "Hall"})
    draft = drafts.save(session, replace(drafts.begin(session), answers=answers))
    notice = notices.proposed(session, draft)
    assert notice is not None
    sealing.seal(session, notices.stand(session, draft, notice), staff.passphrases[staff.author], first=True)


def _id_and_key(staff: Staff, who: str) -> tuple[str, bytes]:
    """Return the id of a member, and the key of the desk's file."""
    with closing(staff.enter(who)) as session:
        held = session.held
        name = f"desk/{held.roll.desk_key.number}"
        shared = shared_key(held.keyring, held.roll, name, session.member.id, held.secrets)
        return session.member.id, derive(shared, DESK_DATABASE)
