"""A small site to seal in: a lead, an administrator, two recorders, a desk and a register on disk."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rrn_desktop.ids import new_id
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.founding import Founded, Founder, found_site
from rrn_desktop.keys.keyring import Keyring, read, to_file
from rrn_desktop.keys.letting_in import let_in, let_out
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.appending import Signer, context_of, recipients_of
from rrn_desktop.ledger.bodies import Body
from rrn_desktop.ledger.catching_up import CaughtUp, catch_up, open_register
from rrn_desktop.ledger.head import write_head
from rrn_desktop.ledger.opening import OpenedBody, Reader, open_entry, reader_of
from rrn_desktop.ledger.sealing import Sealed, Submission, submit
from rrn_desktop.ledger.verifying import Verified, verify_store
from rrn_desktop.store import desk_ledger, desk_notices
from rrn_desktop.store.connection import Database, open_database
from rrn_desktop.store.desk_ledger import StoredEntry
from rrn_desktop.store.desk_notices import Notice

LEAD, ADMINISTRATOR, ASHA, BEN = (letter * 26 for letter in "abcd")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CANARY = "Ŵyn said the corridor was too loud"


@dataclass(frozen=True)
class People:
    """The keys of a site, made once for all tests: nothing in them changes."""

    founded: Founded
    keyring: Keyring
    secrets: dict[str, MemberSecrets]


def make_people() -> People:
    """Return a founded site with two recorders."""
    founders = [Founder(LEAD, ("lead",)), Founder(ADMINISTRATOR, ("administrator",))]
    founded = found_site(founders, MemberSecrets.new(), desk_code="B", at=AT)
    keyring, secrets = founded.keyring, dict(founded.secrets)
    for who in (ASHA, BEN):
        secrets[who] = MemberSecrets.new()
        public = secrets[who].public()
        by = secrets[ADMINISTRATOR]
        keyring = let_in(
            keyring, keyring.replayed(), ADMINISTRATOR, by, member=who, public=public, roles=["recorder"], at=AT
        )
    return People(founded, keyring, secrets)


def save_people(people: People, path: Path) -> None:
    """Write the keys of a site to a file, for another process of a test."""
    founded = people.founded
    shared = (founded.desk_key, founded.register_seed, founded.ca_scalar)
    secrets = {who: (one.signing, one.receive_seed, one.draft_key) for who, one in people.secrets.items()}
    path.write_bytes(pickle.dumps((to_file(people.keyring), secrets, shared)))


def load_people(path: Path) -> People:
    """Return what save_people wrote."""
    data, kept, shared = pickle.loads(path.read_bytes())
    keyring, secrets = read(data), {who: MemberSecrets(*parts) for who, parts in kept.items()}
    return People(Founded(keyring, keyring.replayed(), secrets, *shared), keyring, secrets)


def answers(**changed: Any) -> dict[str, Any]:
    """Return a few answers of an incident."""
    given = {
        "person": {"id": "p" * 26, "name": "Ŵyn Ďurica"},
        "started": {"local": "2026-11-20T10:42", "offset": "+00:00", "zone": "Europe/London"},
        "place": "Corridor by the hall",
        "before": CANARY,
    }
    return {key: value for key, value in {**given, **changed}.items() if value is not None}


@dataclass
class House:
    """A store on disk, with whoever is needed to seal, open and check."""

    store: Path
    people: People
    roll: Roll
    desk: Database
    now: datetime = AT
    others: list[Database] = field(default_factory=list)

    @property
    def seeds(self) -> dict[int, bytes]:
        """Return the register seeds by epoch."""
        return {1: self.people.founded.register_seed}

    @property
    def register_reader(self) -> Reader:
        """Return the register as a reader."""
        return reader_of("register/1", self.people.founded.register_seed)

    def signer(self, who: str) -> Signer:
        """Return a member with their secrets."""
        return Signer(who, self.people.secrets[who])

    def reader(self, who: str) -> Reader:
        """Return a member as a reader."""
        return reader_of(who, self.people.secrets[who].receive_seed)

    def notice(self, record: str) -> str:
        """Put up a notice for a record; return its number."""
        notice = Notice(record, "", "Ŵyn", "2026-11-20T10:42:00+00:00", "Hall", (), "Asha", "", "", "", "writing", "t")
        with self.desk.write() as connection:
            return desk_notices.stand(connection, notice, "B", 2026).number

    def body(self, who: str = ASHA, **changed: Any) -> Body:
        """Return the body of a new record, with anything changed."""
        record = changed.pop("record", None) or new_id()
        number = changed.pop("number", None) or self.notice(record)
        values: dict[str, Any] = {
            "site": self.roll.site_id,
            "entry": new_id(),
            "record": record,
            "number": number,
            "form": "incident",
            "form_version": 1,
            "profile": "eng_school",
            "version": 1,
            "status": "complete",
            "epoch": 1,
            "author": who,
            "author_name": "Asha Begum",
            "author_role": "Teaching assistant",
            "started_at": "2026-11-20T11:00:00+00:00",
            "written_at": "2026-11-20T11:20:00+00:00",
            "zone": "Europe/London",
            "reason": None,
            "previous": None,
            "people": {},
            "answers": answers(),
        }
        return Body(**{**values, **changed})

    def seal(self, body: Body | None = None, *, draft: str | None = None, closes: tuple[str, ...] = ()) -> Sealed:
        """Seal a body as its author."""
        body = body or self.body()
        with self.desk.read() as connection:
            site = context_of(connection, self.roll)
        self.now += timedelta(minutes=1)
        answered = tuple((identity, None) for identity in closes)
        submission = Submission(body, recipients_of(self.roll, body.author), draft, (), answered)
        return submit(self.desk, self.store, site, self.signer(body.author), submission, at=self.now)

    def stored(self, entry_hash: str) -> StoredEntry:
        """Return an entry as it lies in the desk."""
        with self.desk.read() as connection:
            found = desk_ledger.by_hash(connection, entry_hash)
        assert found is not None
        return found

    def open(self, entry: StoredEntry | str, reader: Reader | None = None) -> OpenedBody:
        """Open an entry, as the register unless someone else is named."""
        stored = self.stored(entry) if isinstance(entry, str) else entry
        return open_entry(stored, reader or self.register_reader, self.roll)

    def register(self) -> Database:
        """Open the register."""
        key = derive(self.people.founded.register_seed, REGISTER_DATABASE)
        found = open_register(self.store / "register.db", key)
        self.others.append(found)
        return found

    def catch_up(self, register: Database) -> CaughtUp:
        """Let the register catch up."""
        return catch_up(self.desk, register, self.roll, self.seeds)

    def verify(self, *, opening: bool = False, register: Database | None = None) -> Verified:
        """Verify the store, with the register's seed when sealed records are to be opened."""
        seeds = self.seeds if opening else None
        return verify_store(self.desk, self.store, self.roll, register=register, seeds=seeds)

    def leave(self, who: str) -> Roll:
        """Let someone leave; the house goes on with the roll after it."""
        by = self.people.secrets[LEAD]
        self.people = People(
            self.people.founded,
            let_out(self.people.keyring, self.roll, LEAD, by, member=who, at=AT),
            self.people.secrets,
        )
        self.roll = self.people.keyring.replayed()
        return self.roll

    def reopen(self) -> Database:
        """Close the desk and open it again."""
        self.desk.close()
        self.desk = open_database(self.store / "desk.db", desk_key(self.people), "desk", proved=True)
        return self.desk

    def close(self) -> None:
        """Close whatever is open."""
        for each in (self.desk, *self.others):
            each.close()


def codes(house: House, *, opening: bool = False) -> list[str]:
    """Return the codes of what verifying finds."""
    return [finding.code for finding in house.verify(opening=opening).findings]


def desk_key(people: People) -> bytes:
    """Return the key of desk.db."""
    return derive(people.founded.desk_key, DESK_DATABASE)


def make_house(store: Path, people: People) -> House:
    """Return a new store of a founded site."""
    store.mkdir(exist_ok=True)
    desk = open_database(store / "desk.db", desk_key(people), "desk", create=True)
    roll = people.keyring.replayed()
    write_head(store, roll.site_id, ())
    return House(store, people, roll, desk)
