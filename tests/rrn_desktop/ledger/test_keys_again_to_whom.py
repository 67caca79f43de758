"""New keys open what was sealed to their member before, and nothing that someone only says was."""

from __future__ import annotations

import pytest

from rrn_desktop.canonical import to_bytes
from rrn_desktop.keys import wraps
from rrn_desktop.keys.letting_in import replace_keys
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.appending import About, context_of, recipients_of
from rrn_desktop.ledger.bodies import Body, WrittenBy
from rrn_desktop.ledger.opening import Reader, reader_of
from rrn_desktop.ledger.sealing import append_note
from rrn_desktop.ledger.wrapping_again import wrap_again
from rrn_desktop.store import desk_ledger, desk_wraps
from rrn_desktop.store.desk_ledger import Wrap
from tests.rrn_desktop.ledger.afterwards import add, handed_in, observation, take_in
from tests.rrn_desktop.ledger.house import ASHA, AT, BEN, LEAD, House

NEW = MemberSecrets.new()


def with_new_keys(house: House, who: str) -> Roll:
    people = house.people
    ring = replace_keys(people.keyring, house.roll, LEAD, people.secrets[LEAD], member=who, public=NEW.public(), at=AT)
    return ring.replayed()


def said_to_be_for(house: House, who: str, entry_hash: str) -> None:
    """Put a wrap that opens nothing beside an entry, as who holds the desk key can."""
    with house.desk.write() as connection:
        desk_wraps.add(connection, entry_hash, Wrap(who, wraps.SUITE, b"x" * 1168))


def recipients(house: House, entry_hash: str) -> set[str]:
    with house.desk.read() as connection:
        entry = desk_ledger.by_hash(connection, entry_hash)
    assert entry is not None
    return {wrap.recipient for wrap in entry.wraps}


def given_again(house: House, who: str, *readers: Reader) -> str:
    roll = with_new_keys(house, who)
    wrap_again(house.desk, roll, who, readers or (house.register_reader,))
    return roll.members[who].keys_name


def test_a_record_of_a_colleague_is_not_wrapped_to_who_put_a_wrap_of_their_own_beside_it(house: House) -> None:
    sealed = house.seal(house.body(ASHA))
    said_to_be_for(house, BEN, sealed.entry_hash)

    name = given_again(house, BEN)

    assert name not in recipients(house, sealed.entry_hash)


def test_neither_is_an_addition_nor_what_was_taken_in(house: House) -> None:
    incident = house.body(ASHA)
    house.seal(incident)
    added = add(house, observation(house, incident, ASHA))
    taken = take_in(house, handed_in(house), who=BEN)
    for entry_hash in (added.entry_hash, taken.row.hash):
        said_to_be_for(house, BEN, entry_hash)

    name = given_again(house, BEN)

    assert name not in recipients(house, added.entry_hash) | recipients(house, taken.row.hash)


def test_ones_own_record_and_what_a_lead_sealed_of_ones_own_words_open_again(house: House) -> None:
    own = house.seal(house.body(BEN))
    whose = WrittenBy(name="Ben Hughes", role="Nurse", member=BEN, how="left_behind")
    left = house.seal(house.body(LEAD, written_by=whose))
    said_to_be_for(house, BEN, left.entry_hash)

    name = given_again(house, BEN)

    assert name in recipients(house, own.entry_hash)
    assert name in recipients(house, left.entry_hash)


def test_what_ones_own_former_key_opens_is_ones_own(house: House) -> None:
    incident = house.body(ASHA)
    house.seal(incident)
    to = house.roll.members[BEN]
    added = add(house, observation(house, incident, ASHA), [(BEN, to_bytes(to.receive))])

    name = given_again(house, BEN, reader_of(BEN, house.people.secrets[BEN].receive_seed))

    assert name in recipients(house, added.entry_hash)


def told(house: House, body: Body, kind: str = "you_said") -> str:
    """Tell those who recorded something of an incident what came of it; return the entry."""
    about = About(kind, record=body.record, number=body.number)
    with house.desk.write() as connection:
        site = context_of(connection, house.roll)
        to = recipients_of(house.roll, LEAD)
        words = {"text": "We moved the cupboard."}
        made = append_note(connection, site, house.signer(LEAD), about, at=house.now, details=words, recipients=to)
    return made.row.hash


@pytest.mark.parametrize("kind", ["you_said", "review_moved", "countersign", "confirmed", "draft_opened"])
def test_a_message_goes_again_to_who_had_recorded_something_and_to_nobody_else(house: House, kind: str) -> None:
    mine, theirs = house.body(BEN), house.body(ASHA)
    house.seal(mine)
    house.seal(theirs)
    to_me, not_to_me = told(house, mine, kind), told(house, theirs, kind)
    add(house, observation(house, theirs, BEN))
    for entry_hash in (to_me, not_to_me):
        said_to_be_for(house, BEN, entry_hash)

    name = given_again(house, BEN)

    assert name in recipients(house, to_me)
    assert name not in recipients(house, not_to_me)
