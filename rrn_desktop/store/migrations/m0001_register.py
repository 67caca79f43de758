"""The register as first released: opened records, all of it rebuilt from the ledger at any time."""

from __future__ import annotations

_TABLES = (
    # An explicit id, since the list holds ids for a while and VACUUM may renumber a hidden rowid.
    """CREATE TABLE records (
        id INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, number TEXT NOT NULL, number_sort TEXT NOT NULL,
        form TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL, person_id TEXT, person TEXT NOT NULL,
        person_sort TEXT NOT NULL, happened TEXT NOT NULL, happened_sort TEXT NOT NULL, place TEXT NOT NULL,
        kinds TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT NOT NULL, sealed_at TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE versions (
        hash TEXT PRIMARY KEY, record TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
        signature BLOB NOT NULL, header BLOB NOT NULL, header_signature BLOB NOT NULL, author TEXT NOT NULL,
        at TEXT NOT NULL, status TEXT NOT NULL, reason TEXT
    ) STRICT""",
    """CREATE TABLE heads (
        device TEXT NOT NULL, segment INTEGER NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
        roll_seq INTEGER NOT NULL, PRIMARY KEY (device, segment)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE set_aside (
        hash TEXT PRIMARY KEY, device TEXT NOT NULL, segment INTEGER NOT NULL, seq INTEGER NOT NULL, number TEXT,
        code TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT""",
)

_INDEXES = (
    "CREATE INDEX records_by_happened ON records (happened_sort)",
    "CREATE INDEX records_by_number ON records (number_sort)",
    "CREATE INDEX records_by_person ON records (person_sort)",
    "CREATE INDEX records_by_status ON records (status)",
    "CREATE INDEX records_of_status ON records (status, happened_sort)",
    "CREATE INDEX records_of_person ON records (person_id, happened_sort)",
    "CREATE INDEX versions_of_record ON versions (record, version)",
)

_SEARCH = (
    """CREATE VIRTUAL TABLE records_search USING fts5 (
        number, person, place, content = 'records', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', detail = full
    )""",
    """CREATE TRIGGER records_found AFTER INSERT ON records BEGIN
        INSERT INTO records_search (rowid, number, person, place) VALUES (NEW.id, NEW.number, NEW.person, NEW.place);
    END""",
    """CREATE TRIGGER records_lost AFTER DELETE ON records BEGIN
        INSERT INTO records_search (records_search, rowid, number, person, place)
        VALUES ('delete', OLD.id, OLD.number, OLD.person, OLD.place);
    END""",
    """CREATE TRIGGER records_refound AFTER UPDATE ON records
        WHEN OLD.number <> NEW.number OR OLD.person <> NEW.person OR OLD.place <> NEW.place BEGIN
        INSERT INTO records_search (records_search, rowid, number, person, place)
        VALUES ('delete', OLD.id, OLD.number, OLD.person, OLD.place);
        INSERT INTO records_search (rowid, number, person, place) VALUES (NEW.id, NEW.number, NEW.person, NEW.place);
    END""",
)

STATEMENTS = _TABLES + _INDEXES + _SEARCH
