"""Opening the two encrypted files, with every safety setting read back before a row is touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.pool import Pool, QueuePool

from rrn_desktop.errors import UserFacingError
from rrn_desktop.files import put_in_place, sync_file
from rrn_desktop.store import migrate, problems
from rrn_desktop.store.gate import Gate
from rrn_desktop.store.page_check import key_fits
from rrn_desktop.store.transactions import Connection, Gathering, Pools, Source

__all__ = ["Connection", "Database", "Kind", "open_database"]

Kind = Literal["desk", "register"]
APPLICATION_IDS: dict[str, int] = {"desk": 0x52524E44, "register": 0x52524E52}
_BUSY_SECONDS = 5.0
_POOL = 4
# More statements than one session uses, each taken apart once a connection.
_STATEMENTS = 512
_SETTINGS = (
    "temp_store=MEMORY",
    "secure_delete=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "cache_size=-65536",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
# Made-up rows need not be wiped; the index leaves of 100,000 incidents, where each new entry goes, fit into the cache.
_WHILE_MAKING = ("synchronous=OFF", "secure_delete=OFF", "cache_size=-524288")
# Without any one of these, plain text could reach the disk, an erased row could stay there, a sealed row could be
# replaced, or a commit could be lost in a power cut.
_READ_BACK = {
    "temp_store": 2,
    "secure_delete": 1,
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
}


class Database:
    """One open encrypted file.

    - ``write`` takes the write lock at once; all of its block is kept, or none of it.
    - ``read`` sees one moment of the file and can not change it.
    - Every failure of file, disk or lock comes out as its own UserFacingError.
    """

    _source: Source

    def __init__(self, path: Path, key: bytes, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self._gate = Gate()
        self._lend_from(*_pools(path, key))

    def __repr__(self) -> str:
        return f"Database({self.kind})"

    @property
    def waits(self) -> bool:
        """Say whether each commit waits until the disk has it: always, but where a demo store is being made."""
        return isinstance(self._source, Pools)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed together at the end of the block."""
        with problems.told(self.path), self._gate.writing, self._source.write() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the file."""
        with problems.told(self.path), self._gate.reading, self._source.read() as connection:
            yield connection

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Gather all that a block reads and writes in few transactions, which ``keep`` ends and the end of the block.

        For demo stores that are being made, by one thread: only the end waits for the disk, and should the power fail
        before it, the file may be lost.
        """
        for setting in _WHILE_MAKING:
            self._pragmas(setting)
        usual = self._source
        try:
            with problems.told(self.path), self._gathering() as self._source:
                yield
        finally:
            self._source = usual
            for setting in _SETTINGS:
                self._pragmas(setting)
            self.checkpoint()
            with problems.told(self.path):
                sync_file(self.path)

    def keep(self) -> None:
        """Keep all that was gathered until now; where each transaction is kept by itself, there is nothing to do."""
        with problems.told(self.path):
            self._source.keep()

    @contextmanager
    def _gathering(self) -> Iterator[Gathering]:
        borrowed = self._writer.connect()
        try:
            gathering = Gathering(borrowed.driver_connection)
            try:
                yield gathering
            finally:
                gathering.end()
        finally:
            borrowed.close()

    def checkpoint(self) -> bool:
        """Move all commits from the log into the file and empty the log; say whether that was possible now."""
        return int(self._pragmas("wal_checkpoint(TRUNCATE)")[0][0]) == 0

    def check(self) -> tuple[str, ...]:
        """Return what the engine's own full checks say about the file; nothing when it is sound."""
        # Before a checkpoint, cipher_integrity_check raises false alarms for pages that are newer in the log.
        self.checkpoint()
        return self.check_beside()

    def check_beside(self) -> tuple[str, ...]:
        """Return the same where the log was just emptied; it may run in a thread of its own, and holds up no write.

        The engine does not hold up other threads either while it reads, unseals and sums up each page.
        """
        with self.read() as connection:
            said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check").all()]
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()]
        return (*(line for line in said if line != "ok"), *found)

    def close(self) -> None:
        """Let go of the file and of the key; the log is emptied into the file first, where that is possible.

        Where it is not, as on a full disk, all commits stay in the log, and opening finds them there.
        """
        try:
            with suppress(UserFacingError):
                self.checkpoint()
        finally:
            self._reader.dispose()
            self._writer.dispose()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let nobody write for as long as the block takes, with the log emptied into the file.

        Raises StoreInUse where someone is writing all the time.
        """
        with self._gate.shut_to_writers():
            if self._ask("wal_checkpoint(TRUNCATE)")[0][0] != 0:
                raise problems.in_use()
            yield

    def take(self, other: Path, key: bytes) -> None:
        """Put another file in this one's place and go on with it, while this one stands still.

        Raises StoreInUse where someone reads all the time, and what the disk refuses; then all is as it was.
        """
        with problems.told(self.path), self._gate.shut_to_all():
            self._reader.dispose()
            self._writer.dispose()
            pools = self._reader.recreate(), self._writer.recreate()
            try:
                _without_log(self.path)
                put_in_place(other, self.path)
                pools = _pools(self.path, key)
            finally:
                self._lend_from(*pools)

    def _lend_from(self, reader: Pool, writer: Pool) -> None:
        self._reader, self._writer = reader, writer
        self._source = Pools(reader, writer)

    def _pragmas(self, text: str) -> list[Any]:
        with self._gate.writing:
            return self._ask(text)

    def _ask(self, text: str) -> list[Any]:
        with problems.told(self.path):
            borrowed = self._writer.connect()
            try:
                cursor = borrowed.cursor()
                cursor.execute("PRAGMA " + text)
                return list(cursor.fetchall())
            finally:
                borrowed.close()


def open_database(path: Path, key: bytes, kind: Kind, *, create: bool = False, proved: bool = False) -> Database:
    """Open one file of the store, or make it.

    Pass ``proved`` when the key was compared with its fingerprint in the roll: a refusal then means damage.
    Raises one UserFacingError each for: missing, empty, wrong key, unreadable, damaged, of another kind, newer,
    in use, read-only, full.
    """
    if len(key) != 32:
        raise ValueError("a key is 32 bytes long")
    with problems.told(path):
        if create:
            _make(path, key, kind)
        else:
            _check_plainly(path)
        connection = _proved_connection(path, key, proved=proved)
        try:
            _check_identity(connection, kind)
            migrate.bring_up_to_date(connection, path, kind, lambda copy: connect(copy, key))
        finally:
            connection.close()
    return Database(path, key, kind)


def connect(path: Path, key: bytes) -> Any:
    """Return a bare connection with every setting made and read back."""
    connection = sqlcipher.connect(
        str(path),
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    try:
        _make_settings(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_settings(connection: Any, key: bytes) -> None:
    # The key is the first statement; then silence, since the engine would print a wrong key to the screen.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise problems.unsafe_engine()
    for setting in _SETTINGS:
        connection.execute("PRAGMA " + setting).fetchall()
    for name, wanted in _READ_BACK.items():
        if connection.execute("PRAGMA " + name).fetchone()[0] != wanted:
            raise problems.unsafe_engine()


def _pools(path: Path, key: bytes) -> tuple[Pool, Pool]:
    """Return where connections to read with are lent, and the one to write with."""
    return _pool(lambda: _to_read(connect(path, key)), _POOL), _pool(lambda: connect(path, key), 1)


def _pool(opened: Callable[[], Any], size: int) -> QueuePool:
    return QueuePool(opened, pool_size=size, max_overflow=0, timeout=_BUSY_SECONDS)


def _without_log(path: Path) -> None:
    """Take the log of a closed file away: beside another file it would be taken for that one's."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise problems.in_use()
    for beside in (log, path.with_name(path.name + "-shm")):
        beside.unlink(missing_ok=True)


def _to_read(connection: Any) -> Any:
    connection.execute("PRAGMA query_only=ON")
    return connection


def _check_plainly(path: Path) -> None:
    if not path.exists():
        raise problems.missing(path.name)
    try:
        with path.open("rb") as stream:
            stream.read(1)
        size = path.stat().st_size
    except OSError:
        raise problems.unreadable() from None
    if not os.access(path, os.W_OK):
        # The engine would open it, and leave a log beside it that stays read-only when the file no longer is.
        raise problems.read_only()
    if size == 0:
        raise problems.empty()


def _make(path: Path, key: bytes, kind: Kind) -> None:
    if path.exists():
        raise FileExistsError(f"{kind} is there already")
    connection = connect(path, key)
    try:
        path.chmod(0o600)
        migrate.make(connection, kind, APPLICATION_IDS[kind])
    finally:
        connection.close()


def _proved_connection(path: Path, key: bytes, *, proved: bool) -> Any:
    try:
        return connect(path, key)
    except sqlcipher.DatabaseError as problem:
        if problem.sqlite_errorname != "SQLITE_NOTADB" or proved or key_fits(path, key):
            raise
        raise problems.wrong_key() from None


def _check_identity(connection: Any, kind: Kind) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_IDS[kind]:
        raise problems.of_another_kind()
    if connection.execute("PRAGMA user_version").fetchone()[0] > migrate.latest(kind):
        raise problems.newer()
