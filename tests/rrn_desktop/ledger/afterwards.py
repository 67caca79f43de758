"""What follows an incident, to seal in a house: additions, support, staff support, and files of the inbox."""

from __future__ import annotations

from typing import Any

from rrn_desktop.ids import new_id
from rrn_desktop.keys.passphrase_key import KdfCost
from rrn_desktop.ledger import inbox_file
from rrn_desktop.ledger.appending import About, Appended, Recipients, context_of, recipients_of
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.inbox_file import Held, InboxContent
from rrn_desktop.ledger.sealing import Attachment, SealedAttached, append_note, attach
from tests.rrn_desktop.ledger.house import ASHA, BEN, House, answers

WORDS = "acid beam crisis dough"
FAST = KdfCost(19 * 1024, 2, 1)


def observation(house: House, incident: Body, who: str = BEN, **changed: Any) -> Attached:
    """Return the body of an observation that was made after an incident, with anything changed."""
    values: dict[str, Any] = {
        "site": house.roll.site_id,
        "entry": new_id(),
        "kind": "addition",
        "record": incident.record,
        "number": incident.number,
        "form": "observation",
        "form_version": 1,
        "profile": "eng_school",
        "epoch": 1,
        "author": who,
        "author_name": "Ben Hughes",
        "author_role": "Nurse",
        "happened_at": "2026-11-20T12:00:00+00:00",
        "written_at": "2026-11-20T12:05:00+00:00",
        "zone": "Europe/London",
        "people": {},
        "answers": {"seen": "Calm. Drew a house."},
    }
    return Attached(**{**values, **changed})


def staff_support(house: House, incident: Body, who: str = BEN) -> Attached:
    """Return the body of what a member of staff said about how they are."""
    given = {"who": {"name": "Ben Hughes"}, "how": "I keep hearing the noise."}
    return observation(house, incident, who, kind="staff_support", form="staff_support", answers=given)


def add(house: House, body: Attached, recipients: Recipients | None = None, **more: Any) -> SealedAttached:
    """Seal something that is added to an incident, as its author."""
    with house.desk.read() as connection:
        site = context_of(connection, house.roll)
    to = recipients_of(house.roll, body.author) if recipients is None else recipients
    return attach(house.desk, house.store, site, house.signer(body.author), Attachment(body, to, **more), at=house.now)


def only(house: House, *members: str) -> Recipients:
    """Return members alone as recipients, without the register."""
    return recipients_of(house.roll, *members)[1:]


def support(house: House, incident: Body, who: str = BEN, **changed: Any) -> Body:
    """Return the body of the support after an incident: a record of its own, under the incident's number."""
    given = {"person_now": "Calm.", "body_checked": "yes"}
    values = {"form": "support", "about": incident.record, "number": incident.number, "answers": given}
    return house.body(who, record=new_id(), **{**values, **changed})


def content(**changed: Any) -> InboxContent:
    """Return what someone wrote without an account, with anything changed."""
    values: dict[str, Any] = {
        "name": "A. Mensah",
        "role": "Agency nurse",
        "form": "incident",
        "form_version": 1,
        "profile": "eng_ward",
        "started_at": "2026-05-03T02:25:00+01:00",
        "written_at": "2026-05-03T03:05:00+01:00",
        "zone": "Europe/London",
        "status": "first",
        "answers": answers(),
        "notice": {"person": "Ŵyn", "next_shift": "Watch the left arm."},
    }
    return InboxContent(**{**values, **changed})


def written(house: House, inside: InboxContent | None = None, **changed: Any) -> Held:
    """Return an inbox file that is still being written."""
    return inbox_file.new(house.roll, inside or content(), phrase=WORDS, at=house.now, cost=FAST, **changed)


def handed_in(house: House, inside: InboxContent | None = None, **changed: Any) -> Held:
    """Return an inbox file that is sealed."""
    held = written(house, inside, **changed)
    return inbox_file.with_content(held, house.roll, inside or content(), at=house.now, state="sealed")


def take_in(house: House, held: Held, *, who: str = ASHA, incident: Body | None = None, **changed: Any) -> Appended:
    """Enter an inbox file as a member who is signed in does: as a record, or as an addition to an incident."""
    file = held.file
    if incident is not None:
        about = About("taken_in", file.id, incident.record, incident.number)
    else:
        number = changed.pop("number", None) or house.notice(file.record)
        about = About("taken_in", file.id, file.record, number, 1)
    details = {"inbox": changed.pop("text", None) or inbox_file.file_bytes(file).decode()}
    with house.desk.write() as connection:
        site = context_of(connection, house.roll)
        return append_note(
            connection,
            site,
            house.signer(who),
            changed.pop("about", about),
            at=house.now,
            details=details,
            recipients=recipients_of(house.roll),
        )
