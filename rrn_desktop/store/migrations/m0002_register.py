"""The register after an incident: what was attached to its number, and which incident a record is about."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE records ADD COLUMN about TEXT",
    "CREATE INDEX records_about ON records (about) WHERE about IS NOT NULL",
    """CREATE TABLE attached (
        hash TEXT PRIMARY KEY, record TEXT NOT NULL, number TEXT NOT NULL, form TEXT NOT NULL, kind TEXT NOT NULL,
        happened TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT NOT NULL, at TEXT NOT NULL, body BLOB NOT NULL,
        signature BLOB NOT NULL, header BLOB NOT NULL, header_signature BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX attached_of_record ON attached (record)",
)
