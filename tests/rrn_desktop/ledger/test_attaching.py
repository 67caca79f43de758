from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.ids import new_id
from rrn_desktop.ledger import bodies
from rrn_desktop.ledger.appending import About, context_of
from rrn_desktop.ledger.bodies import Attached, Body, WrittenBy
from rrn_desktop.ledger.headers import kind_of_form
from rrn_desktop.ledger.opening import open_attached
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.ledger.sealing import AttachedElsewhere, SealedAlready, Submission, append_note
from rrn_desktop.store import desk_follow_ups, desk_ledger, desk_notices, register_attached, register_records
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_follow_ups import FollowUp
from tests.rrn_desktop.ledger.afterwards import add, observation, only, staff_support, support
from tests.rrn_desktop.ledger.forger import forged, header_after, put
from tests.rrn_desktop.ledger.house import ADMINISTRATOR, ASHA, BEN, LEAD, House, codes

DUE = FollowUp("w", "", "watch", "Watch", None, "rule", "local", "check_locally")


def incident(house: House, **changed: str) -> Body:
    body = house.body(**changed)
    house.seal(body)
    return body


def refusal(house: House, entry: desk_ledger.StoredEntry) -> str:
    with pytest.raises(EntryRefused) as caught:
        open_attached(entry, house.register_reader, house.roll)
    return caught.value.finding


def test_an_addition_opens_to_its_author_and_the_register_and_to_nobody_else(house: House) -> None:
    body = observation(house, incident(house))

    stored = house.stored(add(house, body).entry_hash)

    assert open_attached(stored, house.reader(BEN), house.roll).body == body
    assert open_attached(stored, house.register_reader, house.roll).body == body
    for other in (ASHA, ADMINISTRATOR, LEAD):
        with pytest.raises(EntryRefused, match="not there for you"):
            open_attached(stored, house.reader(other), house.roll)


def test_an_addition_closes_and_opens_follow_ups_and_does_what_else_is_due_at_once(house: House) -> None:
    body = incident(house)
    done: list[str] = []
    with house.desk.write() as connection:
        desk_follow_ups.add(connection, [replace(DUE, record=body.record)])

    new = replace(DUE, id="n", record=body.record)
    added = add(
        house,
        observation(house, body),
        closes=(("w", None), ("unknown", None)),
        follow_ups=(new,),
        also=lambda _connection, entry_hash: done.append(entry_hash),
    )

    assert (added.closed, done) == (("w",), [added.entry_hash])
    with house.desk.read() as connection:
        assert desk_follow_ups.open_ones(connection) == (new,)
        status = desk_notices.notices(connection)[0].status
    assert status == "complete"


def test_what_else_is_due_fails_and_nothing_is_added(house: House) -> None:
    def fail(_connection: Connection, _entry_hash: str) -> None:
        raise ValueError("no")

    body = observation(house, incident(house))

    with pytest.raises(ValueError, match="no"):
        add(house, body, also=fail)

    with house.desk.read() as connection:
        assert desk_ledger.by_entry(connection, body.entry) is None


def test_trying_again_adds_nothing_and_gives_back_what_stands(house: House) -> None:
    body = observation(house, incident(house))
    first = add(house, body)

    again = add(house, body, also=lambda *_: pytest.fail("it was done already"))

    assert again == replace(first, repeated=True)


@pytest.mark.parametrize("number", ["2026-B-777", "2026-B-002"])
def test_nothing_is_added_under_a_number_of_no_or_another_incident(house: House, number: str) -> None:
    body = incident(house)
    incident(house)

    with pytest.raises(AttachedElsewhere):
        add(house, observation(house, body, number=number))


def test_support_is_a_record_of_its_own_under_the_incidents_number_and_leaves_the_notice_alone(house: House) -> None:
    body = incident(house, status="first")

    sealed = house.seal(support(house, body))

    assert (sealed.number, sealed.version, house.stored(sealed.entry_hash).row.kind) == (body.number, 1, "support")
    with house.desk.read() as connection:
        assert [notice.status for notice in desk_notices.notices(connection)] == ["first"]
        assert desk_ledger.record_of_number(connection, body.number or "") == body.record
        assert len(desk_ledger.by_number(connection, body.number or "")) == 1
        assert len(desk_ledger.by_number(connection, body.number or "", "support")) == 1


def test_a_good_day_has_no_number(house: House) -> None:
    body = house.body(form="good_day", number="2026-B-001", answers={"helped": "Singing."})
    numberless = msgspec.structs.replace(body, number=None)

    sealed = house.seal(numberless)

    assert sealed.number is None
    assert house.open(sealed.entry_hash).body == numberless


def test_a_second_version_of_support_follows_the_first(house: House) -> None:
    body = support(house, incident(house))
    first = house.seal(body)
    second = msgspec.structs.replace(body, entry=new_id(), version=2, previous=first.entry_hash, status="amended")

    assert house.seal(second).version == 2
    with pytest.raises(SealedAlready):
        house.seal(msgspec.structs.replace(second, entry=new_id()))


def test_an_addition_or_a_review_is_never_noted(house: House) -> None:
    for kind in ("addition", "staff_support", "support", "review", "good_day", "card"):
        with house.desk.write() as connection:
            site = context_of(connection, house.roll)
            with pytest.raises(ValueError, match="not noted"):
                append_note(connection, site, house.signer(BEN), About(kind), at=house.now)


def test_the_register_shows_support_with_its_incident_and_additions_in_order_of_time(house: House) -> None:
    body = incident(house)
    late = observation(house, body, happened_at="2026-11-20T13:30:00+00:00")
    early = observation(house, body, ASHA, happened_at="2026-11-20T13:00:00+01:00")
    unknown = observation(house, body, happened_at=None)
    hashes = [add(house, one).entry_hash for one in (unknown, late, early)]
    house.seal(support(house, body))
    register = house.register()

    caught = house.catch_up(register)

    assert (caught.added, caught.set_aside) == (5, ())
    with register.read() as connection:
        attached = register_attached.of_record(connection, body.record)
        support_row = register_records.by_number(connection, body.number or "")[1]
    assert [row.hash for row in attached] == [hashes[2], hashes[1], hashes[0]]
    assert bodies.read_attached(attached[0].body) == early
    assert (support_row.form, support_row.about, support_row.number) == ("support", body.record, body.number)


def test_what_concerns_a_member_of_staff_never_reaches_the_register(house: House) -> None:
    body = incident(house)
    kept = add(house, staff_support(house, body), only(house, BEN, ASHA))
    register = house.register()

    caught = house.catch_up(register)

    assert (caught.added, caught.set_aside) == (1, ())
    assert codes(house, opening=True) == []
    stored = house.stored(kept.entry_hash)
    assert [wrap.recipient for wrap in stored.wraps] == sorted([ASHA, BEN])
    assert open_attached(stored, house.reader(ASHA), house.roll).body.kind == "staff_support"
    assert refusal(house, stored) == "wrap_missing"


def test_what_concerns_a_member_of_staff_is_still_checked_for_changes(house: House) -> None:
    kept = add(house, staff_support(house, incident(house)), only(house, BEN))
    with house.desk.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER bodies_are_never_changed")
        connection.exec_driver_sql("UPDATE bodies SET box = x'00' WHERE hash = ?", (kept.entry_hash,))

    assert codes(house, opening=True) == ["body_changed"]


def test_a_box_or_a_wrap_swapped_between_two_additions_is_refused(house: House) -> None:
    body = incident(house)
    one, other = (house.stored(add(house, observation(house, body)).entry_hash) for _ in range(2))

    assert refusal(house, replace(one, box=other.box)) == "body_changed"
    assert refusal(house, replace(one, wraps=other.wraps)) == "wrap_refused"


@pytest.mark.parametrize("changed", ["record", "number", "entry", "kind", "author", "site"])
def test_an_addition_moved_to_another_incident_is_refused(house: House, changed: str) -> None:
    body, other = incident(house), incident(house)
    there = {
        "record": other.record, "number": other.number, "entry": new_id(), "kind": "staff_support", "author": ASHA,
        "site": "0" * 64,
    }  # fmt: skip
    mine = observation(house, body)

    entry = forged(house, header_after(house, BEN, mine), msgspec.structs.replace(mine, **{changed: there[changed]}))

    assert refusal(house, entry) == "body_of_another"


def test_an_addition_shown_as_a_record_and_the_other_way_round_is_set_aside(house: House) -> None:
    body = incident(house)
    added, record = observation(house, body, ASHA), house.body(BEN)
    put(house, forged(house, header_after(house, ASHA, added, kind="seal", version=2), added))
    put(house, forged(house, header_after(house, BEN, record, kind="addition", version=None), record))
    register = house.register()

    caught = house.catch_up(register)

    assert [entry.code for entry in caught.set_aside] == ["body_unreadable", "body_unreadable"]
    assert codes(house, opening=True).count("body_unreadable") == 2


def test_an_addition_that_fits_no_form_is_set_aside(house: House) -> None:
    body = incident(house)
    add(house, observation(house, body, form="dream"))
    add(house, observation(house, body, answers={"seen": 7}))

    caught = house.catch_up(house.register())

    assert [entry.code for entry in caught.set_aside] == ["form_unknown", "answers_unreadable"]


def test_a_missing_version_of_support_is_named(house: House) -> None:
    body = support(house, incident(house))
    skipped = msgspec.structs.replace(body, version=2, previous="0" * 64)
    put(house, forged(house, header_after(house, BEN, skipped, kind="support"), skipped))

    assert "version_missing" in codes(house)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
BY = st.builds(
    WrittenBy,
    name=TEXT,
    role=TEXT,
    member=st.none() | IDS,
    how=st.sampled_from(["typed_for", "left_behind", "without_account"]),
)
ATTACHED = st.builds(
    Attached,
    site=st.just("0" * 64),
    entry=IDS,
    kind=st.sampled_from(["addition", "staff_support"]),
    record=IDS,
    number=st.just("2026-B-001"),
    form=TEXT,
    form_version=st.integers(1, 9),
    profile=TEXT,
    epoch=st.integers(1, 9),
    author=IDS,
    author_name=TEXT,
    author_role=TEXT,
    happened_at=st.none() | st.just("2026-10-25T01:25:00+00:00"),
    written_at=st.just("2026-10-25T01:30:00+00:00"),
    zone=st.just("Europe/London"),
    people=st.dictionaries(TEXT, TEXT, max_size=3),
    answers=st.dictionaries(TEXT, TEXT | st.booleans() | st.lists(TEXT, max_size=2), max_size=4),
    written_by=st.just(msgspec.UNSET) | BY,
)


@given(ATTACHED)
def test_what_is_attached_is_read_back_from_its_bytes(body: Attached) -> None:
    data = bodies.body_bytes(body)

    assert bodies.read_attached(data) == body
    assert bodies.body_bytes(bodies.read_attached(data)) == data


@given(about=st.just(msgspec.UNSET) | IDS, by=st.just(msgspec.UNSET) | BY)
def test_what_is_unset_is_left_out_of_the_bytes_of_a_record(
    about: str | msgspec.UnsetType, by: WrittenBy | msgspec.UnsetType
) -> None:
    body = Body(
        site="0" * 64, entry="a" * 26, record="b" * 26, number=None, form="card", form_version=1, profile="p",
        version=1, status="complete", epoch=1, author="c" * 26, author_name="", author_role="",
        started_at="2026-10-25T01:25:00Z", written_at="2026-10-25T01:25:00Z", zone="UTC", reason=None, previous=None,
        people={}, answers={}, about=about, written_by=by,
    )  # fmt: skip

    data = bodies.body_bytes(body)

    assert bodies.read_body(data) == body
    assert (b'"about"' in data, b'"written_by"' in data) == (about is not msgspec.UNSET, by is not msgspec.UNSET)


@pytest.mark.parametrize("form", ["incident", "told", "nonsense", ""])
def test_only_forms_of_records_have_a_kind_of_their_own(form: str) -> None:
    assert kind_of_form(form) == "seal"
    assert [kind_of_form(own) for own in ("support", "card")] == ["support", "card"]


def test_nothing_of_a_body_is_in_its_text(house: House) -> None:
    body = observation(
        house, incident(house), written_by=WrittenBy(name="Kim", role="Nurse", member=None, how="typed_for")
    )

    shown = repr(body) + repr(body.written_by) + repr(Submission(house.body(), ()))

    assert not any(word in shown for word in ("Kim", "Nurse", "Ben", "Drew", "Ŵyn"))
