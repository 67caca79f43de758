from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from rrn_desktop.store.connection import Database, open_database

KEY = bytes(range(32))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "desk.db", KEY, "desk", create=True)
    yield opened
    opened.close()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "register.db", KEY, "register", create=True)
    yield opened
    opened.close()


class Closing(Protocol):
    """Makes a folder read-only for as long as the block lasts."""

    def __call__(self, folder: Path) -> AbstractContextManager[None]: ...


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder outside of the tests' own, which another account could enter."""
    with tempfile.TemporaryDirectory(prefix="rrn-") as made:
        Path(made).chmod(0o777)
        yield Path(made)


@pytest.fixture
def read_only() -> Closing:
    """Permission bits do not bind the superuser, so a test that runs as one steps down for a moment."""

    @contextmanager
    def close(folder: Path) -> Iterator[None]:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        above = os.geteuid() == 0
        if above:
            os.seteuid(65534)
        try:
            yield
        finally:
            if above:
                os.seteuid(0)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o777 if path.is_dir() else 0o666)

    return close
