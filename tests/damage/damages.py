"""Every way in which a store can be damaged from outside, done to a real one: its name, the deed, and what names it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rrn_desktop.store.connection import connect
from rrn_desktop.store.migrate import latest
from tests.damage.patients import Patient

PAGE = 4096


@dataclass(frozen=True)
class Damage:
    """One damage: where, what is done, and which codes name it without a key and with a lead's."""

    name: str
    deed: Callable[[Patient], Any]
    plain: tuple[str, ...] = ()
    deep: tuple[str, ...] = ()
    after_kill: bool = False


def flip(at: int, bit: int = 1) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        data[at] ^= bit

    return change


def pages(first: int, second: int) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        one, two = (slice(number * PAGE, (number + 1) * PAGE) for number in (first, second))
        data[one], data[two] = data[two], data[one]

    return change


def old_page(patient: Patient) -> None:
    """Put the page of before back at the last place where the two differ but for the first."""
    old, new = (patient.before / "desk.db").read_bytes(), bytearray((patient.store / "desk.db").read_bytes())
    differ = [at for at in range(PAGE, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    at = differ[len(differ) // 2]
    new[at : at + PAGE] = old[at : at + PAGE]
    (patient.store / "desk.db").write_bytes(new)


def not_encrypted(patient: Patient) -> None:
    patient.swap("desk.db", lambda data: b"SQLite format 3\0" + bytes(data[16:]))


def newer(patient: Patient) -> None:
    connection = connect(patient.store / "desk.db", patient.key)
    connection.execute(f"PRAGMA user_version={latest('desk') + 1}")
    connection.close()


def of_another_kind(patient: Patient) -> None:
    connection = connect(patient.store / "desk.db", patient.key)
    connection.execute("PRAGMA application_id=7")
    connection.close()


def without_guards(patient: Patient) -> None:
    connection = connect(patient.store / "desk.db", patient.key)
    connection.execute("DROP TRIGGER ledger_is_never_cut")
    connection.close()


def without_a_table(patient: Patient) -> None:
    connection = connect(patient.store / "desk.db", patient.key)
    connection.execute("DROP TABLE notices")
    connection.close()


def with_the_key(*statements: str, guarded: bool = True) -> Callable[[Patient], None]:
    """Return the deed of someone who holds the key of the desk, takes its guards away and puts them back."""

    def deed(patient: Patient) -> None:
        connection = connect(patient.store / "desk.db", patient.key)
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute("DROP TRIGGER " + name)
        for statement in ("PRAGMA foreign_keys=OFF", *statements):
            connection.execute(statement).fetchall()
        for _, guard in guards if guarded else ():
            connection.execute(guard)
        connection.close()

    return deed


def without_journal(patient: Patient) -> None:
    """Write half of a change with the old kind of journal, as another program would, and lose that journal."""
    connection = connect(patient.store / "desk.db", patient.key)
    connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    connection.execute("BEGIN")
    for number in range(400):
        connection.execute("INSERT INTO t (b) VALUES (?)", (f"{number}" * 200,))
    connection.execute("COMMIT")
    connection.execute("PRAGMA cache_size=2").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM t WHERE a > 40")
    half = (patient.store / "desk.db").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    (patient.store / "desk.db").write_bytes(half)


def back(*names: str) -> Callable[[Patient], None]:
    def deed(patient: Patient) -> None:
        for name in names:
            shutil.copyfile(patient.before / name, patient.store / name)

    return deed


def back_as(name: str, other: str) -> Callable[[Patient], None]:
    def deed(patient: Patient) -> None:
        shutil.copyfile(patient.before / name, patient.store / other)

    return deed


def emptied(name: str) -> Callable[[Patient], Any]:
    return lambda patient: (patient.store / name).write_bytes(b"")


def gone(name: str) -> Callable[[Patient], Any]:
    return lambda patient: (patient.store / name).unlink()


def changed(name: str, change: Callable[[bytearray], bytes | None]) -> Callable[[Patient], Any]:
    return lambda patient: patient.swap(name, change)


_A_SIGN_IN = "SELECT rowid FROM ledger WHERE kind = 'sign_in' AND seq > 1 ORDER BY seq LIMIT 1"
DAMAGES = (
    Damage("one bit of the first page", changed("desk.db", flip(900)), (), ("first_page_damaged",)),
    Damage("one bit of another page", changed("desk.db", flip(7 * PAGE + 900)), (), ("page_damaged",)),
    Damage("the first bytes", changed("desk.db", flip(3)), (), ("file_wrong_key",)),
    Damage("pages swapped", changed("desk.db", pages(6, 9)), (), ("pages_swapped",)),
    Damage("an old page put back", old_page, (), ("pages_of_another_time",)),
    Damage("cut at a page", changed("desk.db", lambda data: bytes(data[: -3 * PAGE])), (), ("file_cut",)),
    Damage("cut within a page", changed("desk.db", lambda data: bytes(data[:-100])), ("file_cut",), ("file_cut",)),
    Damage("emptied", emptied("desk.db"), ("file_empty",), ("file_empty",)),
    Damage("gone", gone("desk.db"), ("file_missing",), ("file_missing",)),
    Damage("not encrypted", not_encrypted, ("file_not_encrypted",), ("file_not_encrypted", "file_wrong_key")),
    Damage("newer", newer, (), ("file_newer",)),
    Damage("of another kind", of_another_kind, (), ("file_of_another_kind",)),
    Damage("a guard taken away", without_guards, (), ("tables_changed",)),
    Damage("a table taken away", without_a_table, (), ("tables_changed",)),
    Damage("a change half made whose journal was lost", without_journal, (), ("pages_of_another_time",)),
    Damage("a journal beside it", lambda one: (one.store / "desk.db-journal").write_bytes(b"x"), ("journal_left",)),
    Damage("the log deleted", gone("desk.db-wal"), (), ("entries_missing",), after_kill=True),
    Damage(
        "the log made garbage", changed("desk.db-wal", lambda data: b"\x55" * len(data)),
        ("log_damaged",), ("log_damaged", "entries_missing"), after_kill=True,
    ),
    Damage(
        "one bit of the log", changed("desk.db-wal", flip(32 + 24 + 700)),
        ("log_damaged",), ("log_damaged", "entries_missing"), after_kill=True,
    ),
    Damage(
        "the log cut", changed("desk.db-wal", lambda data: bytes(data[:-1000])),
        ("log_torn",), ("log_torn", "entries_missing"), after_kill=True,
    ),
    Damage("an old desk put back", back("desk.db"), (), ("entries_missing",)),
    Damage("an old desk and its head put back", back("desk.db", "head.json"), (), ("register_ahead",)),
    Damage("the head gone", gone("head.json"), ("head_missing",)),
    Damage("the head emptied", emptied("head.json"), ("head_damaged",)),
    Damage("the head of another site", lambda one: one.edit("head.json", site="0" * 64), ("head_of_another_site",)),
    Damage("the head of a newer version", lambda one: one.edit("head.json", format="rrn-head/9"), ("store_newer",)),
    Damage("the list of members gone", gone("keyring.json"), ("keyring_missing",)),
    Damage("the list of members cut", changed("keyring.json", lambda data: bytes(data[:-9])), ("keyring_damaged",)),
    Damage("an old list of members", back("keyring.json"), (), ("roll_put_back",)),
    Damage("a key file gone", lambda one: (one.store / one.slot).unlink(), ("slot_missing",)),
    Damage("a key file cut", lambda one: one.swap(one.slot, lambda data: bytes(data[:-9])), ("slot_damaged",)),
    Damage("a key file edited", lambda one: one.edit(one.slot, revision=7), ("slot_changed",)),
    Damage("all key files gone", lambda one: shutil.rmtree(one.store / "slots"), ("slots_missing",)),
    Damage("an old key file put back", lambda one: back(one.slot_of_lead)(one), (), ("slot_put_back",)),
    Damage("the key file of another", lambda one: back_as(one.slot_of_lead, one.slot)(one), ("slot_relabelled",)),
    Damage(
        "an entry edited with the key",
        with_the_key("UPDATE ledger SET at = '2020-01-01T00:00:00Z' WHERE seq = 3"), (), ("header_differs",),
    ),
    Damage(
        "an entry taken out with the key", with_the_key(f"DELETE FROM ledger WHERE rowid = ({_A_SIGN_IN})"), (),
        ("chain_broken",),
    ),
    Damage(
        "a sealed body taken out with the key",
        with_the_key("DELETE FROM bodies WHERE hash = (SELECT hash FROM ledger WHERE kind = 'seal' LIMIT 1)"), (),
        ("body_missing",),
    ),
    Damage("the register gone", gone("register.db"), ("register_missing",)),
    Damage("the register emptied", emptied("register.db"), ("register_damaged",)),
    Damage("one bit of the register", changed("register.db", flip(5 * PAGE + 9)), (), ("register_damaged",)),
)  # fmt: skip
HARMLESS = {"the register gone", "the register emptied", "one bit of the register"}
