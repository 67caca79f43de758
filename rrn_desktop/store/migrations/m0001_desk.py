"""The desk as first released: what a colleague on shift must know, and the ledger."""

from __future__ import annotations

_DIRECTORY = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE members (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, job_title TEXT NOT NULL, roles TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1))
    ) STRICT""",
    """CREATE TABLE people (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, born TEXT,
        details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))
    ) STRICT""",
    "CREATE TABLE places (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE slot_seen (member TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)

_SHIFT = (
    """CREATE TABLE drafts (
        id TEXT PRIMARY KEY, author TEXT NOT NULL, form TEXT NOT NULL, number TEXT, record TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1), purpose TEXT NOT NULL, box BLOB NOT NULL,
        wrap_author BLOB NOT NULL, wrap_register BLOB NOT NULL, saved_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX drafts_by_author ON drafts (author, saved_at)",
    """CREATE TABLE notices (
        record TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, person TEXT NOT NULL, happened TEXT NOT NULL,
        place TEXT NOT NULL, kinds TEXT NOT NULL CHECK (json_valid(kinds)), writer TEXT NOT NULL,
        next_shift TEXT NOT NULL, watching TEXT NOT NULL, told TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('writing', 'first', 'complete', 'amended', 'void', 'given_up')),
        written_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE numbers (
        book TEXT NOT NULL, year INTEGER NOT NULL, next INTEGER NOT NULL CHECK (next >= 1), PRIMARY KEY (book, year)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER numbers_only_grow BEFORE UPDATE ON numbers
        WHEN NEW.book <> OLD.book OR NEW.year <> OLD.year OR NEW.next <> OLD.next + 1
        BEGIN SELECT RAISE(ABORT, 'numbers go up by one'); END""",
    """CREATE TRIGGER numbers_stay BEFORE DELETE ON numbers
        BEGIN SELECT RAISE(ABORT, 'numbers are never given out again'); END""",
    """CREATE TABLE follow_ups (
        id TEXT PRIMARY KEY, record TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, due TEXT,
        rule TEXT NOT NULL, rule_kind TEXT NOT NULL, trust TEXT NOT NULL, done_at TEXT
    ) STRICT""",
    "CREATE INDEX follow_ups_open ON follow_ups (due) WHERE done_at IS NULL",
    "CREATE INDEX follow_ups_by_record ON follow_ups (record)",
)

_LEDGER = (
    """CREATE TABLE ledger (
        device TEXT NOT NULL, segment INTEGER NOT NULL CHECK (segment >= 1), seq INTEGER NOT NULL CHECK (seq >= 1),
        prev TEXT NOT NULL, hash TEXT PRIMARY KEY, header BLOB NOT NULL, signature BLOB NOT NULL, kind TEXT NOT NULL,
        entry TEXT NOT NULL UNIQUE, record TEXT, number TEXT, version INTEGER, member TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX ledger_chain ON ledger (device, segment, seq)",
    "CREATE UNIQUE INDEX ledger_one_seal ON ledger (record, version, device) WHERE kind = 'seal'",
    "CREATE INDEX ledger_by_record ON ledger (record) WHERE record IS NOT NULL",
    "CREATE INDEX ledger_by_number ON ledger (number) WHERE number IS NOT NULL",
    "CREATE INDEX ledger_by_member ON ledger (member, kind)",
    """CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END""",
    """CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'ledger entries are never removed'); END""",
    # The first entry of a segment has nothing to follow here: the first of all names the site, the first after a
    # restore names the head that it continues.
    """CREATE TRIGGER ledger_follows BEFORE INSERT ON ledger
        WHEN NOT (
            EXISTS (
                SELECT 1 FROM ledger WHERE device = NEW.device AND segment = NEW.segment
                AND seq = NEW.seq - 1 AND hash = NEW.prev
            )
            OR (NEW.seq = 1 AND NEW.segment = 1)
            OR (NEW.seq = 1 AND EXISTS (
                SELECT 1 FROM ledger WHERE device = NEW.device AND segment = NEW.segment - 1 AND hash = NEW.prev
            ))
        ) OR EXISTS (
            SELECT 1 FROM ledger WHERE device = NEW.device AND segment = NEW.segment AND seq >= NEW.seq
        )
        BEGIN SELECT RAISE(ABORT, 'a ledger entry follows the last one'); END""",
)

_SEALED = (
    "CREATE TABLE bodies (hash TEXT PRIMARY KEY REFERENCES ledger (hash), box BLOB NOT NULL) STRICT",
    """CREATE TABLE wraps (
        hash TEXT NOT NULL REFERENCES ledger (hash), recipient TEXT NOT NULL, suite TEXT NOT NULL,
        wrap BLOB NOT NULL, PRIMARY KEY (hash, recipient)
    ) STRICT""",
    """CREATE TABLE disposals (
        hash TEXT PRIMARY KEY REFERENCES ledger (hash), disposed_by TEXT NOT NULL REFERENCES ledger (hash),
        at TEXT NOT NULL
    ) STRICT""",
    """CREATE TRIGGER bodies_are_never_changed BEFORE UPDATE ON bodies
        BEGIN SELECT RAISE(ABORT, 'sealed bodies are never changed'); END""",
    """CREATE TRIGGER wraps_are_never_changed BEFORE UPDATE ON wraps
        BEGIN SELECT RAISE(ABORT, 'wraps are never changed'); END""",
    """CREATE TRIGGER bodies_leave_by_disposal BEFORE DELETE ON bodies
        WHEN NOT EXISTS (SELECT 1 FROM disposals WHERE hash = OLD.hash)
        BEGIN SELECT RAISE(ABORT, 'sealed bodies leave by disposal only'); END""",
    """CREATE TRIGGER wraps_leave_by_disposal BEFORE DELETE ON wraps
        WHEN NOT EXISTS (SELECT 1 FROM disposals WHERE hash = OLD.hash)
        BEGIN SELECT RAISE(ABORT, 'wraps leave by disposal only'); END""",
    """CREATE TRIGGER disposed_stays_disposed BEFORE INSERT ON bodies
        WHEN EXISTS (SELECT 1 FROM disposals WHERE hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'what was disposed of does not come back'); END""",
    """CREATE TRIGGER disposals_are_never_changed BEFORE UPDATE ON disposals
        BEGIN SELECT RAISE(ABORT, 'disposals are never changed'); END""",
    """CREATE TRIGGER disposals_stay BEFORE DELETE ON disposals
        BEGIN SELECT RAISE(ABORT, 'disposals are never removed'); END""",
)

STATEMENTS = _DIRECTORY + _SHIFT + _LEDGER + _SEALED
