"""Bringing a file up to the present version: a checked copy first, then one transaction a step."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rrn_desktop.errors import StoreUnusable
from rrn_desktop.store import problems
from rrn_desktop.store.migrations import (
    m0001_desk,
    m0001_register,
    m0002_desk,
    m0002_register,
    m0003_desk,
    m0003_register,
    m0004_desk,
    m0004_register,
    m0005_desk,
)

Steps = Sequence[Sequence[str]]
STEPS: Mapping[str, Steps] = {
    "desk": tuple(step.STATEMENTS for step in (m0001_desk, m0002_desk, m0003_desk, m0004_desk, m0005_desk)),
    "register": tuple(step.STATEMENTS for step in (m0001_register, m0002_register, m0003_register, m0004_register)),
}


def latest(kind: str) -> int:
    """Return the newest version of a file that this program knows."""
    return len(STEPS[kind])


def make(connection: Any, kind: str, application_id: int) -> None:
    """Fill a new file; until the whole of it is there, nothing is."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id={application_id:d}")
        for number, step in enumerate(STEPS[kind], start=1):
            _take(connection, number, step)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def bring_up_to_date(
    connection: Any, path: Path, kind: str, reopen: Callable[[Path], Any], steps: Steps | None = None
) -> Path | None:
    """Take each step that a file still lacks; return the checked copy made before, if one was needed."""
    steps = STEPS[kind] if steps is None else steps
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version >= len(steps):
        return None
    copy = _checked_copy(connection, path, version, reopen)
    for number in range(version + 1, len(steps) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _take(connection, number, steps[number - 1])
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return copy


def _take(connection: Any, number: int, step: Sequence[str]) -> None:
    for statement in step:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={number:d}")


def _checked_copy(connection: Any, path: Path, version: int, reopen: Callable[[Path], Any]) -> Path:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    part = folder / f".{path.stem}.{secrets.token_hex(4)}.part"
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
        part.chmod(0o600)
        _check_copy(connection, part, reopen)
        return part.replace(folder / f"{path.stem}-before-version-{version + 1}.db")
    finally:
        for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            left.unlink(missing_ok=True)


def _check_copy(connection: Any, part: Path, reopen: Callable[[Path], Any]) -> None:
    counting = "SELECT count(*), (SELECT user_version FROM pragma_user_version) FROM sqlite_master"
    copy = reopen(part)
    try:
        sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        same = copy.execute(counting).fetchone() == connection.execute(counting).fetchone()
    finally:
        copy.close()
    if not (sound and same):
        raise copy_failed()


def copy_failed() -> StoreUnusable:
    """Return the sentence for an update that could not be made safe first."""
    return StoreUnusable(
        "The safety copy before the update of these records could not be checked.",
        "The records are as they were. Nothing was updated.",
        f"Ask IT to check the disk, then try again. {problems.damaged().next_step}",
    )
