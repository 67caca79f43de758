"""What can have happened to the files of a store before someone signs in, and what they are told then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.rrn_desktop.services.school import AUTHOR, LEAD, School, edit_json

Break = Callable[[School], object]


@dataclass(frozen=True)
class Breakage:
    """One thing that went wrong: how, what the answer's code and exit code are, and words that must be in it."""

    name: str
    happens: Break
    code: str
    words: str
    exit_code: int = 4
    who: str = AUTHOR


def removed(name: str) -> Break:
    return lambda school: file_of(school, name).unlink()


def emptied(name: str) -> Break:
    return lambda school: written(school, name, b"")


def cut(name: str) -> Break:
    return lambda school: written(school, name, file_of(school, name).read_bytes()[: cut_at(school, name)])


def garbage(name: str) -> Break:
    return lambda school: written(school, name, b"\x00\xff" * 4096)


def flipped(name: str, at: int) -> Break:
    """Change one bit somewhere in the middle of a file."""

    def happens(school: School) -> None:
        data = bytearray(file_of(school, name).read_bytes())
        data[at] ^= 1
        written(school, name, bytes(data))

    return happens


def said(name: str, *path: str | int, value: object) -> Break:
    """Put another value into a JSON file of the store."""

    def happens(school: School) -> None:
        def change(whole: object) -> None:
            for step in path[:-1]:
                whole = whole[step]  # type: ignore[index]
            whole[path[-1]] = value  # type: ignore[index]

        edit_json(file_of(school, name), change)

    return happens


def of_a_later_version(database: str) -> Break:
    """Let a newer program have written a database."""

    def happens(school: School) -> None:
        session = school.enter(LEAD)
        held = session.held
        opened = held.desk if database == "desk.db" else held.register
        assert opened is not None
        with opened.write() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 99")
        opened.checkpoint()
        school.leave()

    return happens


def moved_away(school: School) -> None:
    school.store.rename(school.store.with_name("gone"))


def file_of(school: School, name: str) -> Path:
    return school.store / (f"slots/{school.member(AUTHOR)}.json" if name == "slot" else name)


def written(school: School, name: str, data: bytes) -> None:
    file_of(school, name).write_bytes(data)


def cut_at(school: School, name: str) -> int:
    return file_of(school, name).stat().st_size // 2


BREAKAGES = (
    Breakage("no folder", moved_away, "store_missing", "not there"),
    Breakage("desk missing", removed("desk.db"), "store_missing", "desk.db"),
    Breakage("desk empty", emptied("desk.db"), "store_damaged", "empty"),
    Breakage("desk cut", cut("desk.db"), "store_damaged", "damaged"),
    Breakage("desk overwritten", garbage("desk.db"), "store_damaged", "damaged"),
    Breakage("desk edited", flipped("desk.db", 100), "store_damaged", "damaged"),
    Breakage("desk newer", of_a_later_version("desk.db"), "store_newer", "newer version"),
    Breakage("register newer", of_a_later_version("register.db"), "store_newer", "newer version", who=LEAD),
    Breakage("keyring missing", removed("keyring.json"), "store_missing", "keyring.json"),
    Breakage("keyring empty", emptied("keyring.json"), "store_damaged", "keyring.json is empty"),
    Breakage("keyring cut", cut("keyring.json"), "store_damaged", "keyring.json is cut off"),
    Breakage("keyring newer", said("keyring.json", "format", value="rrn-keyring/4"), "store_newer", "keyring.json"),
    Breakage("keyring edited", said("keyring.json", "wraps", value=[]), "no_right", "does not hold the key", 3),
    Breakage(
        "statement edited",
        said("keyring.json", "roll", 0, "statement", value="{}"),
        "roll_malformed",
        "list of members",
    ),
    Breakage(
        "signature edited",
        said("keyring.json", "roll", 0, "signatures", 0, "signature", value="AAAA"),
        "roll_bad_signature",
        "signature",
    ),
    Breakage(
        "signatures taken out",
        said("keyring.json", "roll", 0, "signatures", value=[]),
        "store_damaged",
        "keyring.json was changed by hand",
    ),
    Breakage("head missing", removed("head.json"), "store_missing", "head.json"),
    Breakage("head empty", emptied("head.json"), "store_damaged", "head.json is empty"),
    Breakage("head cut", cut("head.json"), "store_damaged", "head.json is cut off"),
    Breakage("head newer", said("head.json", "format", value="rrn-head/2"), "store_newer", "head.json"),
    Breakage("head of another site", said("head.json", "site", value="0" * 64), "store_damaged", "another store"),
    Breakage("head says more", said("head.json", "heads", 0, "seq", value=999), "entries_missing", "missing"),
    Breakage("head says other", said("head.json", "heads", 0, "hash", value="0" * 64), "entries_missing", "swapped"),
    Breakage("slot missing", removed("slot"), "wrong_passphrase", "do not belong together", 3),
    Breakage("slot empty", emptied("slot"), "store_damaged", "is empty"),
    Breakage("slot cut", cut("slot"), "store_damaged", "is cut off"),
    Breakage("slot newer", said("slot", "format", value="rrn-slot/2"), "store_newer", "newer version"),
    Breakage("slot edited", said("slot", "revision", value=7), "slot_changed", "not as its owner left it", 1),
    Breakage("slot too cheap", said("slot", "kdf", "passes", value=1), "slot_parameters", "settings in a key file"),
    Breakage("slot of another site", said("slot", "site", value="0" * 64), "slot_of_another_site", "another store", 1),
)  # fmt: skip
