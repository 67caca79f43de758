"""head.json: the last entry of the ledger, kept outside of it, so that a silent loss is noticed.

``{"format": "rrn-head/1", "site", "heads": [{"device", "segment", "seq", "hash"}]}``, the last entry of each
segment of each device. It is written after each commit, so it may be behind the ledger by what a crash cut off.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from rrn_desktop.canonical import canonical
from rrn_desktop.errors import EntriesMissing, StoreDamaged
from rrn_desktop.files import write_whole
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.shapes import From1, Hash, Id
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection, Database
from rrn_desktop.store.desk_ledger import ChainEnd

NAME = "head.json"
FAMILY, VERSION = "rrn-head", 1
_LIMIT = 4 * 1024 * 1024


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last entry of one segment."""

    device: Id
    segment: From1
    seq: From1
    hash: Hash


class HeadFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What head.json holds."""

    format: Annotated[str, msgspec.Meta(pattern=r"\Arrn-head/1\Z")]
    site: Hash
    heads: tuple[End, ...]


def write_head(store: Path, site: str, ends: Iterable[ChainEnd]) -> None:
    """Write head.json, whole or not at all."""
    write_whole(store / NAME, to_file(site, ends))


def to_file(site: str, ends: Iterable[ChainEnd]) -> bytes:
    """Return the bytes of the file."""
    heads = [{"device": end.device, "segment": end.segment, "seq": end.seq, "hash": end.hash} for end in ends]
    return canonical({"format": f"{FAMILY}/{VERSION}", "site": site, "heads": heads})


def read_head(store: Path) -> HeadFile:
    """Return head.json; raises StoreMissing, StoreDamaged or StoreNewer."""
    return strict_json.read_file(store / NAME, HeadFile, FAMILY, VERSION, _LIMIT)


def check_head(connection: Connection, store: Path, site: str) -> None:
    """Raise unless every entry that head.json names stands in the ledger, at its place.

    EntriesMissing when the ledger is shorter than it once was, or another one; StoreDamaged when head.json is
    another site's.
    """
    kept = read_head(store)
    if kept.site != site:
        raise other_site()
    check_ends(connection, (ChainEnd(end.device, end.segment, end.seq, end.hash) for end in kept.heads))


def check_ends(connection: Connection, ends: Iterable[ChainEnd]) -> None:
    """Raise EntriesMissing unless each of these entries stands in the ledger, at its place."""
    for end in ends:
        row = desk_ledger.row_at(connection, end.device, end.segment, end.seq)
        if row is None:
            raise entries_missing()
        if row.hash != end.hash:
            raise another_ledger()


def settle_head(desk: Database, store: Path, site: str) -> None:
    """Check head.json against the ledger, then bring it up to date: after signing in, and after a crash."""
    with desk.read() as connection:
        check_head(connection, store, site)
        ends = desk_ledger.ends(connection)
    # Where commits do not wait for the disk, the head must not run ahead of them.
    if desk.waits:
        write_head(store, site, ends)


def entries_missing() -> EntriesMissing:
    """Return the sentence for a ledger that lost its last entries."""
    return EntriesMissing(
        "Entries at the end of these records are missing. They were there before.",
        "What is left was not changed.",
        "Do not record anything here. Ask IT to keep a copy of the folder and to bring back a backup.",
    )


def another_ledger() -> EntriesMissing:
    """Return the sentence for a ledger that is not the one that was here before."""
    return EntriesMissing(
        "These records are not the ones that were here before: entries were changed or swapped.",
        "What is there was not changed further.",
        "Do not record anything here. Tell your lead, and ask IT to keep a copy of the folder.",
    )


def other_site() -> StoreDamaged:
    """Return the sentence for a head of another site."""
    return StoreDamaged(
        f"The file {NAME} belongs to another store.",
        "The records were not changed.",
        "Ask IT to check that the files were not mixed up, and to put the right one back.",
    )
