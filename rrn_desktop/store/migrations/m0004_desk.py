"""The desk keeps the certificates with which documents for outside are signed: the site's own, and one a member."""

from __future__ import annotations

STATEMENTS = (
    "CREATE TABLE authorities (ca TEXT PRIMARY KEY, certificate BLOB NOT NULL) STRICT",
    """CREATE TABLE certificates (
        member TEXT PRIMARY KEY, sign TEXT NOT NULL, ca TEXT NOT NULL, name TEXT NOT NULL, job_title TEXT NOT NULL,
        certificate BLOB NOT NULL
    ) STRICT""",
)
