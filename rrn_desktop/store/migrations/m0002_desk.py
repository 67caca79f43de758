"""The desk after an incident: follow-ups that name their form, cards, what was seen, calendars, the inbox."""

from __future__ import annotations

_FOLLOW_UPS = (
    "ALTER TABLE follow_ups ADD COLUMN clock TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE follow_ups ADD COLUMN actor TEXT NOT NULL DEFAULT 'anyone' CHECK (actor IN ('anyone', 'lead'))",
    "ALTER TABLE follow_ups ADD COLUMN form TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE follow_ups ADD COLUMN proposal INTEGER NOT NULL DEFAULT 0 CHECK (proposal IN (0, 1))",
    "ALTER TABLE follow_ups ADD COLUMN booked TEXT",
)

_NOTICES = ("ALTER TABLE notices ADD COLUMN writer_signed INTEGER NOT NULL DEFAULT 1 CHECK (writer_signed IN (0, 1))",)

_WHAT_HELPS = (
    """CREATE TABLE cards (
        person_key TEXT PRIMARY KEY, person_id TEXT, person TEXT NOT NULL, helps TEXT NOT NULL,
        please_dont TEXT NOT NULL, watch TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
        by_name TEXT NOT NULL, at TEXT NOT NULL, record TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE helped (
        hash TEXT PRIMARY KEY, person_key TEXT NOT NULL, person TEXT NOT NULL, helped TEXT NOT NULL,
        day TEXT NOT NULL, by_name TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX helped_of_person ON helped (person_key, day)",
)

_SHIFT = (
    "CREATE TABLE seen (member TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (member, hash)) STRICT, WITHOUT ROWID",
    """CREATE TABLE closures (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('closure', 'term')), "start" TEXT NOT NULL,
        "end" TEXT NOT NULL, why TEXT NOT NULL, CHECK ("start" <= "end")
    ) STRICT""",
    """CREATE TABLE inbox_seen (
        id TEXT PRIMARY KEY, record TEXT NOT NULL, number TEXT, revision INTEGER NOT NULL CHECK (revision >= 1),
        state TEXT NOT NULL CHECK (state IN ('writing', 'sealed'))
    ) STRICT""",
)

_LEDGER = (
    # As ledger_one_seal for incidents: one entry holds one version of a record, whatever its form.
    """CREATE UNIQUE INDEX ledger_one_version ON ledger (record, version, device)
        WHERE kind IN ('taken_in', 'support', 'review', 'good_day', 'card')""",
    "CREATE INDEX ledger_by_kind ON ledger (kind)",
    "CREATE INDEX wraps_by_recipient ON wraps (recipient)",
)

STATEMENTS = _FOLLOW_UPS + _NOTICES + _WHAT_HELPS + _SHIFT + _LEDGER
