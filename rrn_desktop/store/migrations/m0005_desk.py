"""The desk keeps what a member chose for themselves, and the site's own words; places and people may have gone."""

from __future__ import annotations

_OWN = (
    "CREATE TABLE preferences (member TEXT PRIMARY KEY, chosen TEXT NOT NULL CHECK (json_valid(chosen))) STRICT",
    "CREATE TABLE own_words (key TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT",
    "CREATE TABLE views (member TEXT NOT NULL, id TEXT NOT NULL, box BLOB NOT NULL, PRIMARY KEY (member, id)) STRICT",
)

_PEOPLE = ("ALTER TABLE people ADD COLUMN left_on TEXT",)

# Made anew, since a class and its room may bear one name: a name is taken once among places and once among teams.
_PLACES = (
    """CREATE TABLE places_and_teams (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'place' CHECK (kind IN ('place', 'team')),
        retired_on TEXT, former TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(former)), UNIQUE (kind, name)
    ) STRICT""",
    "INSERT INTO places_and_teams (id, name) SELECT id, name FROM places",
    "DROP TABLE places",
    "ALTER TABLE places_and_teams RENAME TO places",
)

STATEMENTS = _OWN + _PEOPLE + _PLACES
