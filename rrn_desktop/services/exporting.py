"""A record as signed JSON: the whole of it, to check anywhere or to read with another program."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.record_file import make_record_file
from rrn_desktop.services.additions import entries_added
from rrn_desktop.services.handing_out import EXPORT, HandedOut, check_free, parcel
from rrn_desktop.services.reading import entries_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import marks_of


def export_json(session: Session, number: str, out: Path) -> HandedOut:
    """Write a record with its versions, what was added to it and the marks on it as signed JSON for anyone to check.

    The ledger keeps what was exported and its fingerprint. Raises NotFound, NoRight, and Refused when a file of that
    name is there already.
    """
    check_free(out)
    versions, added = entries_of_number(session, number), entries_added(session, number)
    found = marks_of(session, [one for _, one in versions], [one for _, one in added])
    marks = [(entry, mark) for entry, mark, _ in found]
    data = make_record_file(session.held.roll.site_id, session.held.keyring.roll, (*versions, *added), marks)
    body = versions[-1][1].body
    about = About(EXPORT, record=body.record, number=body.number, version=body.version)
    with parcel(session) as packing:
        packing.add(out, data, rows=len(versions) + len(added) + len(marks))
        counts = {"versions": len(versions), "additions": len(added), "marks": len(marks)}
        return packing.hand_over(about, {"what": "record.json", **counts})
