"""What is somebody's own on this desk: how the window looks for a member, and what the site calls things."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rrn_desktop.store.connection import Connection


def chosen(connection: Connection, member: str) -> Mapping[str, Any]:
    """Return what a member chose on this desk; nothing where they chose nothing."""
    row = connection.exec_driver_sql("SELECT chosen FROM preferences WHERE member = ?", (member,)).first()
    found = {} if row is None else json.loads(row[0])
    return found if isinstance(found, dict) else {}


def put_chosen(connection: Connection, member: str, values: Mapping[str, Any]) -> None:
    """Keep what a member chose, in place of what they chose before."""
    connection.exec_driver_sql(
        "INSERT INTO preferences (member, chosen) VALUES (?, ?) ON CONFLICT (member) DO UPDATE "
        "SET chosen = excluded.chosen",
        (member, json.dumps(dict(values), ensure_ascii=False, sort_keys=True)),
    )


def words(connection: Connection) -> dict[str, str]:
    """Return the site's own words, by key."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT key, words FROM own_words")}


def put_words(connection: Connection, key: str, own: str) -> None:
    """Keep the site's own word for something; without one, the profile's holds again."""
    if not own:
        connection.exec_driver_sql("DELETE FROM own_words WHERE key = ?", (key,))
        return
    connection.exec_driver_sql(
        "INSERT INTO own_words (key, words) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET words = excluded.words",
        (key, own),
    )
