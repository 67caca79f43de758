"""One addition that does not hold keeps nobody from the record and from what else was added to it."""

from __future__ import annotations

from rrn_desktop.services import records
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.ledger.forger import drop_triggers
from tests.rrn_desktop.services.after_incident import added, moment
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, School, case, sealed

HOW = {"level": {"state": "not_known"}}


def test_a_lead_still_reads_the_record_and_checking_names_what_is_spoilt(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    colleague = school.enter(COLLEAGUE)
    good = added(colleague, "observation", number, when=moment(AT), seen="Calm. Drew a house.", **HOW)
    bad = added(colleague, "observation", number, when=moment(AT), seen="Asked for his nan.", **HOW)
    with colleague.held.desk.write() as connection:
        drop_triggers(connection)
        connection.exec_driver_sql("UPDATE wraps SET wrap = zeroblob(1168) WHERE hash = ?", (bad.entry_hash,))

    lead = school.enter(LEAD)

    assert [one.entry_hash for one in records.show(lead, number).additions] == [good.entry_hash]
    assert bad.entry_hash in {one.entry for one in verify_store(lead).findings}
