"""A small school and a small ward with real stores: who works there, how they sign in, and what they write."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rrn_desktop.clock import FixedClock, WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts, notices, records, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import SetupResult, setup_site
from rrn_desktop.store import desk_ledger

AT = datetime(2026, 5, 14, 16, 0, tzinfo=UTC)
AFTER_CASE_3 = datetime(2026, 10, 25, 11, 0, tzinfo=UTC)
CASES = Path(__file__).resolve().parents[2] / "data" / "cases"
AUTHOR, COLLEAGUE, LEAD, OFFICE = "Ms Okafor", "Mr Lewis", "Mrs Shah", "Tom Reed"
PASSPHRASES = {
    AUTHOR: "velvet harbour seven kettles",
    COLLEAGUE: "copper lantern nine meadows",
    LEAD: "granite willow four trumpets",
    OFFICE: "paper saddle eleven rivers",
}
ROLES = {AUTHOR: ["recorder"], COLLEAGUE: ["recorder"], LEAD: ["lead"], OFFICE: ["administrator"]}
JOBS = {AUTHOR: "Teaching assistant", COLLEAGUE: "Teacher", LEAD: "Deputy head", OFFICE: "Office manager"}
CHILD = "Dylan Ŵyn Pryce"
CHILD_DETAILS = {"born": "2016-02-03", "year_group": "Year 5"}
CHILDS_SENTENCE = "it was too loud, I was going to my nan's"
SITE = "Hafod Lane Primary"
PLACES = ["Corridor", "Library", "Hall"]


def site_answers(*, demo: bool = True, profile: str = "eng_school", **more: Any) -> dict[str, Any]:
    members = [
        {"name": name, "roles": roles, "job_title": JOBS[name], "passphrase": PASSPHRASES[name]}
        for name, roles in ROLES.items()
    ]
    people = [{"name": CHILD, "details": CHILD_DETAILS}]
    site = {"site_name": SITE, "profile": profile, "desk_code": "A", "demo": demo}
    return {**site, "members": members, "people": people, "places": PLACES, **more}


@dataclass
class School:
    """A store of one's own; of its sessions one is open at a time, as on a real desk."""

    store: Path
    out: Path
    made: SetupResult
    at: datetime = AT
    _open: Session | None = field(default=None, repr=False)

    def enter(self, name: str, at: datetime | None = None) -> Session:
        self.leave()
        self._open = sign_in(self.store, name, PASSPHRASES[name], clock=FixedClock(at or self.at))
        return self._open

    def leave(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def member(self, name: str) -> str:
        return next(account.id for account in self.made.accounts if account.name == name)

    def copy(self, folder: Path) -> School:
        store = Path(shutil.copytree(self.store, folder / "store"))
        return replace(self, store=store, _open=None)

    def lent(self, folder: Path) -> Iterator[School]:
        """A copy of one's own, for as long as a test takes."""
        own = self.copy(folder)
        yield own
        own.leave()


def make_school(folder: Path, *, profile: str = "eng_school", at: datetime = AT) -> School:
    store, out = folder / "store", folder / "out"
    made = setup_site(store, site_answers(profile=profile), out, clock=FixedClock(at))
    return School(store, out, made, at)


def case(number: int) -> Answers:
    read = read_answers_file((CASES / f"case{number}.json").read_bytes())
    return read_answers(registry.definition(read.form), read.answers)


def few(place: str = "Hall", started: WallTime | None = None, name: str = CHILD) -> Answers:
    """Who, when and where, and nothing else: enough for a notice and for a first record."""
    began = started or WallTime("2026-05-14T10:40", "+01:00")
    return Answers({"person": PersonRef(name), "started": began, "place": place})


def kept(session: Session, answers: Answers) -> Draft:
    return drafts.save(session, replace(drafts.begin(session), answers=answers))


def stood(session: Session, answers: Answers) -> Draft:
    """A draft with its notice up, as the first page leaves it."""
    draft = kept(session, answers)
    notice = notices.proposed(session, draft)
    assert notice is not None
    return notices.stand(session, draft, notice)


def sealed(session: Session, answers: Answers, *, first: bool = False) -> Sealed:
    return sealing.seal(session, stood(session, answers), PASSPHRASES[session.member.name], first=first)


def next_version(session: Session, draft: Draft, change: Callable[[Answers], Answers]) -> Sealed:
    changed = drafts.save(session, replace(draft, answers=change(draft.answers)))
    return sealing.seal(session, changed, PASSPHRASES[session.member.name])


def cells_of_desk(session: Session) -> Iterator[tuple[str, str]]:
    """Every cell of the opened desk that is no sealed box: (table.column, text)."""
    with session.held.desk.read() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                yield from ((f"{table}.{name}", str(cell)) for name, cell in zip(columns, row, strict=True)
                            if not isinstance(cell, bytes))  # fmt: skip


def edit_json(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a JSON file of the store as a hand with an editor would."""
    value = json.loads(path.read_bytes())
    change(value)
    path.write_bytes(json.dumps(value, ensure_ascii=False).encode("utf-8"))


def kinds_of_ledger(session: Session) -> list[str]:
    with session.held.desk.read() as connection:
        return [
            row.kind
            for end in desk_ledger.ends(connection)
            for row in desk_ledger.rows_in_order(connection, end.device, end.segment)
        ]


def body(session: Session, number: str, version: int | None = None) -> dict[str, object]:
    found: dict[str, object] = json.loads(records.show(session, number, version).body_text)
    return found
