"""What can be done to a record as signed JSON by someone who wants it to say something else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Attack = Callable[[bytes], bytes]


def good(exported: bytes) -> bytes:
    """Leave it as it is."""
    return exported


def answer_changed(exported: bytes) -> bytes:
    """Change a word of what the author signed."""
    return _with_entry(exported, 0, body=lambda text: text.replace("walked", "dragged"))


def author_renamed(exported: bytes) -> bytes:
    """Put another member's id where the author's stands."""
    return _with_entry(exported, 0, header=lambda text: text.replace('"member":"', '"member":"a', 1))


def version_left_out(exported: bytes) -> bytes:
    """Take the first version away, as if there had never been another."""
    return _with(exported, entries=lambda entries: entries[1:])


def versions_swapped(exported: bytes) -> bytes:
    """Let the first version pass for the later one."""
    return _with(exported, entries=lambda entries: [entries[1], entries[0], *entries[2:]])


def nothing_in_it(exported: bytes) -> bytes:
    """Leave the frame and take out the record."""
    return _with(exported, entries=lambda _: [])


def site_renamed(exported: bytes) -> bytes:
    """Say that it comes from another site."""
    return _with(exported, site=lambda site: "0" * len(site))


def roll_cut(exported: bytes) -> bytes:
    """Take the list of members away."""
    return _with(exported, roll=lambda _: [])


def key_swapped(exported: bytes) -> bytes:
    """Give the first version another key."""
    return _with_entry(exported, 0, content_key=lambda key: ("A" if key[0] != "A" else "B") + key[1:])


def cut_short(exported: bytes) -> bytes:
    """Lose the end of the file."""
    return exported[: len(exported) // 2]


def newer(exported: bytes) -> bytes:
    """Say that a later program wrote it."""
    return _with(exported, format=lambda _: "rrn-record/99")


ATTACKS: dict[str, tuple[Attack, str | None]] = {
    "good_record.json": (good, None),
    "json_answer_changed.json": (answer_changed, "body_changed"),
    "json_author_renamed.json": (author_renamed, "header_unreadable"),
    "json_version_left_out.json": (version_left_out, "version_missing"),
    "json_versions_swapped.json": (versions_swapped, "version_missing"),
    "json_nothing_in_it.json": (nothing_in_it, "no_entries"),
    "json_site_renamed.json": (site_renamed, "other_site"),
    "json_roll_cut.json": (roll_cut, "roll_broken_chain"),
    "json_key_swapped.json": (key_swapped, "content_key"),
    "json_cut_short.json": (cut_short, "store_damaged"),
    "json_newer.json": (newer, "store_newer"),
}
"""Each attack under the name of its file, with the code by which it is to be named; None for what holds."""


def _with(exported: bytes, **changes: Callable[[Any], Any]) -> bytes:
    whole = json.loads(exported)
    for name, change in changes.items():
        whole[name] = change(whole[name])
    return _canonical(whole)


def _with_entry(exported: bytes, place: int, **changes: Callable[[str], str]) -> bytes:
    def changed(entries: list[dict[str, str]]) -> list[dict[str, str]]:
        for name, change in changes.items():
            entries[place][name] = change(entries[place][name])
        return entries

    return _with(exported, entries=changed)


def _canonical(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
