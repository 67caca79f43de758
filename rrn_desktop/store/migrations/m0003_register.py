"""The register found by its words: what each record says, and which records still have to be read for it."""

from __future__ import annotations

_BEFORE = (
    "DROP TRIGGER records_found",
    "DROP TRIGGER records_lost",
    "DROP TRIGGER records_refound",
    "DROP TABLE records_search",
)

_TABLES = (
    """CREATE TABLE texts (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL, person TEXT NOT NULL, place TEXT NOT NULL, words TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE unread (id INTEGER PRIMARY KEY) STRICT",
    """CREATE VIRTUAL TABLE records_search USING fts5 (
        number, person, place, words, content = 'texts', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', detail = full
    )""",
)

_SEARCHED = (
    """CREATE TRIGGER texts_found AFTER INSERT ON texts BEGIN
        INSERT INTO records_search (rowid, number, person, place, words)
        VALUES (NEW.id, NEW.number, NEW.person, NEW.place, NEW.words);
    END""",
    """CREATE TRIGGER texts_lost AFTER DELETE ON texts BEGIN
        INSERT INTO records_search (records_search, rowid, number, person, place, words)
        VALUES ('delete', OLD.id, OLD.number, OLD.person, OLD.place, OLD.words);
    END""",
    """CREATE TRIGGER texts_refound AFTER UPDATE ON texts BEGIN
        INSERT INTO records_search (records_search, rowid, number, person, place, words)
        VALUES ('delete', OLD.id, OLD.number, OLD.person, OLD.place, OLD.words);
        INSERT INTO records_search (rowid, number, person, place, words)
        VALUES (NEW.id, NEW.number, NEW.person, NEW.place, NEW.words);
    END""",
)

# Found by number, person and place at once; by its words as soon as they were read.
_FOLLOWED = (
    """CREATE TRIGGER records_found AFTER INSERT ON records BEGIN
        INSERT INTO texts (id, number, person, place, words) VALUES (NEW.id, NEW.number, NEW.person, NEW.place, '');
    END""",
    """CREATE TRIGGER records_lost AFTER DELETE ON records BEGIN
        DELETE FROM texts WHERE id = OLD.id;
        DELETE FROM unread WHERE id = OLD.id;
    END""",
    """CREATE TRIGGER records_refound AFTER UPDATE ON records
        WHEN OLD.number <> NEW.number OR OLD.person <> NEW.person OR OLD.place <> NEW.place BEGIN
        UPDATE texts SET number = NEW.number, person = NEW.person, place = NEW.place WHERE id = NEW.id;
    END""",
)

# Whatever brings words, the record that they are looked for under is to be read: it can't be forgotten.
_TO_READ = (
    """CREATE TRIGGER records_to_read AFTER INSERT ON records BEGIN
        INSERT INTO unread (id) SELECT id FROM records
        WHERE record IN (NEW.record, NEW.about) AND id NOT IN (SELECT id FROM unread);
    END""",
    """CREATE TRIGGER records_to_read_again AFTER UPDATE OF hash ON records BEGIN
        INSERT INTO unread (id) SELECT id FROM records
        WHERE record IN (NEW.record, NEW.about) AND id NOT IN (SELECT id FROM unread);
    END""",
    """CREATE TRIGGER attached_to_read AFTER INSERT ON attached BEGIN
        INSERT INTO unread (id) SELECT id FROM records
        WHERE record = NEW.record AND id NOT IN (SELECT id FROM unread);
    END""",
)

_BROUGHT_OVER = (
    "INSERT INTO texts (id, number, person, place, words) SELECT id, number, person, place, '' FROM records",
    "INSERT INTO unread (id) SELECT id FROM records",
)

STATEMENTS = _BEFORE + _TABLES + _SEARCHED + _FOLLOWED + _TO_READ + _BROUGHT_OVER
