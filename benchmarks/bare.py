"""The baselines: the same engine, keys and bytes with nothing of ours around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

KEY = bytes(range(32))
# The settings under which our own files are written; a test compares them with what an open file says.
SETTINGS = (
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


def opened(path: Path, key: bytes = KEY) -> Any:
    """Return a bare connection to a SQLCipher file, with the settings of our own files."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in SETTINGS:
        connection.execute("PRAGMA " + setting).fetchall()
    return connection
