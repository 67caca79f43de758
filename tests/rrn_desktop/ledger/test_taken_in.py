from __future__ import annotations

from typing import Any

import msgspec
import pytest

from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.bodies import Body, WrittenBy, read_body
from rrn_desktop.ledger.inbox_file import InboxContent, file_bytes
from rrn_desktop.ledger.opening import OpenedAttached, OpenedBody, open_attached, open_entry, open_taken_in
from rrn_desktop.ledger.record_file import CheckedFile, check_record_file, make_record_file
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.ledger.sealing import SealedAlready
from rrn_desktop.store import desk_ledger, register_attached, register_records, register_versions
from rrn_desktop.store.register_records import Query
from tests.rrn_desktop.ledger.afterwards import add, content, handed_in, observation, take_in, written
from tests.rrn_desktop.ledger.house import ASHA, LEAD, House, codes

CORRECTION = content(
    form="correction",
    status="complete",
    answers={
        "when": {"local": "2026-05-03T04:10", "offset": "+01:00", "zone": "Europe/London"},
        "wrong": "Held by the right arm",
        "right": "Held by the left arm",
    },
    notice=None,
)


def entry_of(house: House, appended: Any) -> desk_ledger.StoredEntry:
    return house.stored(appended.row.hash)


def refusal(house: House, entry: desk_ledger.StoredEntry) -> str:
    with pytest.raises(EntryRefused) as caught:
        open_taken_in(entry, house.register_reader, house.roll)
    return caught.value.finding


def first_taken_in(house: House) -> tuple[Body, desk_ledger.StoredEntry]:
    entry = entry_of(house, take_in(house, handed_in(house)))
    return open_entry(entry, house.register_reader, house.roll).body, entry


def exported(house: House, *entries: desk_ledger.StoredEntry) -> bytes:
    opened: list[tuple[desk_ledger.StoredEntry, OpenedBody | OpenedAttached]] = []
    for entry in entries:
        is_attached = entry.row.version is None
        way = open_attached if is_attached else open_entry
        opened.append((entry, way(entry, house.register_reader, house.roll)))
    return make_record_file(house.roll.site_id, house.people.keyring.roll, opened)


def checked(house: House, *entries: desk_ledger.StoredEntry) -> CheckedFile:
    return check_record_file(exported(house, *entries))


def test_what_was_taken_in_is_the_first_version_as_written_by_the_name_that_was_typed(house: House) -> None:
    held = handed_in(house)

    body = open_entry(entry_of(house, take_in(house, held)), house.register_reader, house.roll).body

    assert (body.record, body.version, body.status) == (held.file.record, 1, "first")
    assert (body.author, body.author_name, body.author_role) == (ASHA, "A. Mensah", "Agency nurse")
    assert body.written_by == WrittenBy(name="A. Mensah", role="Agency nurse", member=None, how="without_account")
    assert body.answers == content().answers


def test_the_member_who_took_it_in_can_not_read_it(house: House) -> None:
    _, entry = first_taken_in(house)

    with pytest.raises(EntryRefused, match="not there for you"):
        open_entry(entry, house.reader(ASHA), house.roll)


def test_taking_the_same_file_in_twice_adds_nothing(house: House) -> None:
    held = handed_in(house)
    number = house.notice(held.file.record)

    first = take_in(house, held, number=number)
    again = take_in(house, held, number=number)

    assert (again.repeated, again.row) == (True, first.row)


def test_a_correction_is_an_addition_of_its_own_with_its_own_time(house: House) -> None:
    body, _ = first_taken_in(house)

    taken = take_in(house, handed_in(house, CORRECTION, about=body.entry), incident=body)

    found = open_taken_in(entry_of(house, taken), house.register_reader, house.roll)
    assert isinstance(found, OpenedAttached)
    assert (found.body.kind, found.body.form, found.body.record) == ("addition", "correction", body.record)
    assert found.body.happened_at == "2026-05-03T04:10:00+01:00"


def test_the_register_shows_what_was_taken_in_and_what_was_added_to_it(house: House) -> None:
    body, entry = first_taken_in(house)
    taken = take_in(house, handed_in(house, CORRECTION, about=body.entry), incident=body)
    register = house.register()

    caught = house.catch_up(register)

    assert (caught.added, caught.set_aside) == (2, ())
    with register.read() as connection:
        row = register_records.page(connection, Query(), 5)[0]
        version = register_versions.versions_of(connection, body.record)[0]
        attached = register_attached.of_record(connection, body.record)
    assert (row.form, row.status, row.author_name, row.hash) == ("incident", "first", "A. Mensah", entry.row.hash)
    assert read_body(version.body) == body
    assert [one.hash for one in attached] == [taken.row.hash]
    assert codes(house, opening=True) == []


def test_a_lead_completes_it_like_any_first_record(house: House) -> None:
    body, entry = first_taken_in(house)
    second = house.body(LEAD, record=body.record, number=body.number, version=2, previous=entry.row.hash)

    sealed = house.seal(second)

    assert sealed.version == 2
    with house.desk.read() as connection:
        versions = desk_ledger.by_number(connection, body.number or "")
    assert [(one.row.kind, one.row.version) for one in versions] == [("taken_in", 1), ("seal", 2)]
    assert codes(house, opening=True) == []


def test_an_addition_taken_in_under_another_incident_than_its_own_does_not_hold(house: House) -> None:
    mine, _ = first_taken_in(house)
    other, second = first_taken_in(house)
    held = handed_in(house, CORRECTION, about=mine.entry)

    moved = entry_of(house, take_in(house, held, incident=other))

    caught = house.catch_up(house.register())
    assert [one.code for one in caught.set_aside] == ["about_another"]
    assert codes(house, opening=True) == ["about_another"]
    assert [one.code for one in checked(house, second, moved).findings] == ["about_another"]


def test_a_file_can_not_speak_in_the_name_of_a_record_that_is_here(house: House) -> None:
    mine = house.body()
    house.seal(mine)

    with pytest.raises(SealedAlready):
        take_in(house, handed_in(house, record=mine.record), number=mine.number)

    with house.desk.read() as connection:
        assert len(desk_ledger.by_record(connection, mine.record)) == 1


def test_what_is_still_being_written_is_no_record(house: House) -> None:
    taken = take_in(house, written(house))

    assert refusal(house, entry_of(house, taken)) == "body_of_another"


def test_another_file_under_the_entry_of_one_is_refused(house: House) -> None:
    held, other = handed_in(house), handed_in(house)

    taken = take_in(house, held, text=file_bytes(other.file).decode())

    assert refusal(house, entry_of(house, taken)) == "body_of_another"


def test_a_file_entered_for_another_record_is_refused(house: House) -> None:
    held = handed_in(house)
    about = About("taken_in", held.file.id, "y" * 26, house.notice("y" * 26), 1)

    taken = take_in(house, held, about=about)

    assert refusal(house, entry_of(house, taken)) == "body_of_another"


def test_an_addition_entered_as_a_record_and_the_other_way_round_is_refused(house: House) -> None:
    body, _ = first_taken_in(house)
    as_record = take_in(house, handed_in(house, CORRECTION, about="z" * 26))
    own = handed_in(house)
    as_addition = take_in(house, own, about=About("taken_in", own.file.id, own.file.record, body.number))

    assert refusal(house, entry_of(house, as_record)) == "body_of_another"
    assert refusal(house, entry_of(house, as_addition)) == "body_of_another"


@pytest.mark.parametrize("version", [2, 7])
def test_what_is_taken_in_is_a_first_version(house: House, version: int) -> None:
    held = handed_in(house)
    number = house.notice(held.file.record)

    taken = take_in(house, held, about=About("taken_in", held.file.id, held.file.record, number, version))

    assert refusal(house, entry_of(house, taken)) == "body_of_another"
    assert "version_missing" in codes(house)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "inbox_unreadable"),
        ("{}", "inbox_unreadable"),
        ('{"format":"rrn-inbox/2"}', "inbox_newer"),
        ('{"format":"rrn-slot/1"}', "inbox_unreadable"),
    ],
)
def test_a_text_that_is_no_inbox_file_is_set_aside_and_named(house: House, text: str, finding: str) -> None:
    take_in(house, handed_in(house), text=text or " ")

    caught = house.catch_up(house.register())

    assert [entry.code for entry in caught.set_aside] == [finding]
    assert codes(house, opening=True) == [finding]


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        ({"form": "dream"}, "form_unknown"),
        ({"form_version": 99}, "form_unknown"),
        ({"answers": {"own_words": 7}}, "answers_unreadable"),
    ],
)
def test_what_no_form_here_can_read_is_set_aside(house: House, changed: dict[str, Any], finding: str) -> None:
    take_in(house, handed_in(house, content(**changed)))
    body, _ = first_taken_in(house)
    bad = msgspec.structs.replace(CORRECTION, **changed)
    take_in(house, handed_in(house, bad, about=body.entry), incident=body)

    caught = house.catch_up(house.register())

    assert [entry.code for entry in caught.set_aside] == [finding, finding]
    assert caught.added == 1


def test_the_signed_file_of_a_record_holds_what_was_taken_in_and_added_without_the_store(house: House) -> None:
    body, entry = first_taken_in(house)
    correction = entry_of(house, take_in(house, handed_in(house, CORRECTION, about=body.entry), incident=body))
    seen = house.stored(add(house, observation(house, body)).entry_hash)

    found = checked(house, entry, correction, seen)

    assert found.holds
    assert found.bodies == (body,)
    assert [one.form for one in found.attached] == ["correction", "observation"]
    assert [(one.by, one.covers, one.kind) for one in found.signatures] == [
        ("A. Mensah", f"{body.number} version 1", "not_signed"),
        ("A. Mensah", f"{body.number} correction", "not_signed"),
        ("Ben Hughes", f"{body.number} observation", "author"),
    ]


def test_a_signed_file_without_the_key_to_what_was_taken_in_does_not_hold(house: House) -> None:
    _, entry = first_taken_in(house)
    other = entry_of(house, take_in(house, handed_in(house)))
    keys = [line for one in (entry, other) for line in exported(house, one).split(b'"inbox_key":"')[1:]]
    mine, others = (line.split(b'"')[0] for line in keys)

    swapped = exported(house, entry).replace(mine, others)
    emptied = exported(house, entry).replace(b',"inbox_key":"' + mine + b'"', b"")

    for data in (swapped, emptied):
        assert [finding.code for finding in check_record_file(data).findings] == ["inbox_changed"]


def test_additions_of_two_records_do_not_make_one_file(house: House) -> None:
    body, entry = first_taken_in(house)
    other, _ = first_taken_in(house)
    seen = house.stored(add(house, observation(house, other)).entry_hash)

    found = checked(house, entry, seen)

    assert body.number != other.number
    assert [finding.code for finding in found.findings] == ["records_mixed"]


def test_an_incident_that_was_sealed_by_its_author_is_still_a_file_of_the_first_format(house: House) -> None:
    entry = house.stored(house.seal().entry_hash)

    assert b'"format":"rrn-record/1"' in exported(house, entry)
    assert b'"format":"rrn-record/2"' in exported(house, first_taken_in(house)[1])


def test_content_names_no_status_that_a_first_version_can_not_have() -> None:
    value = {**msgspec.to_builtins(content()), "status": "void"}

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(value, InboxContent, strict=True)
