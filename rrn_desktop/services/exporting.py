"""Files that a member asks for: written whole where they say, and kept as an entry of the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.files import write_whole
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.record_file import make_record_file
from rrn_desktop.services.additions import entries_added
from rrn_desktop.services.journal import log
from rrn_desktop.services.reading import entries_of_number
from rrn_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: where, its SHA-256, its size, and how many versions and additions are in it."""

    path: Path
    sha256: str
    bytes: int
    rows: int
    entry_hash: str


def export_json(session: Session, number: str, out: Path) -> Exported:
    """Write a record with all its versions and what was added to it as signed JSON that anyone can check.

    The ledger keeps what was exported and its fingerprint. Raises NotFound, NoRight, and Refused when a file of that
    name is there already.
    """
    if not out.parent.is_dir():
        raise NotFound("The folder for the file is not there.", "Nothing was written.", "Choose a folder that exists.")
    if out.exists():
        raise Refused("A file of that name is there already.", "It was not touched.", "Choose another name.")
    versions, added = entries_of_number(session, number), entries_added(session, number)
    data = make_record_file(session.held.roll.site_id, session.held.keyring.roll, (*versions, *added))
    fingerprint = hashlib.sha256(data).hexdigest()
    write_whole(out, data)
    body = versions[-1][1].body
    about = About("export", record=body.record, number=body.number, version=body.version)
    counts = {"versions": len(versions), "additions": len(added)}
    appended = log(session, about, {"what": "record.json", "sha256": fingerprint, "bytes": len(data), **counts})
    return Exported(out, fingerprint, len(data), len(versions) + len(added), appended.row.hash)
