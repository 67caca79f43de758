"""A record as signed JSON: the whole of it, to check anywhere or to read with another program."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.ledger.appending import About
from rrn_desktop.services.handing_out import EXPORT, HandedOut, check_free, parcel
from rrn_desktop.services.record_files import record_file_of
from rrn_desktop.services.session import Session


def export_json(session: Session, number: str, out: Path) -> HandedOut:
    """Write a record with its versions, what was added to it and the marks on it as signed JSON for anyone to check.

    The ledger keeps what was exported and its fingerprint. Raises NotFound, NoRight, and Refused when a file of that
    name is there already.
    """
    check_free(out)
    gathered = record_file_of(session, number)
    body = gathered.incident.body
    about = About(EXPORT, record=body.record, number=body.number, version=body.version)
    with parcel(session) as packing:
        packing.add(out, gathered.files["record.json"], rows=sum(gathered.counts.values()))
        return packing.hand_over(about, {"what": "record.json", **gathered.counts})
