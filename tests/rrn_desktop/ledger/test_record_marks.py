from __future__ import annotations

import json
from typing import Any

import pytest

from rrn_desktop.canonical import canonical
from rrn_desktop.ids import new_id
from rrn_desktop.ledger.appending import About, Signer, append, context_of, recipients_of
from rrn_desktop.ledger.bodies import Body, Note, read_note
from rrn_desktop.ledger.headers import SEAL, TAKEN_IN, read_header
from rrn_desktop.ledger.opening import OpenedBody, OpenedNote, open_payload, open_taken_in
from rrn_desktop.ledger.record_file import CheckedFile, check_record_file, make_record_file
from rrn_desktop.ledger.record_marks import CONFIRMED, COUNTERSIGNED
from rrn_desktop.store.desk_ledger import StoredEntry
from tests.rrn_desktop.ledger.afterwards import content, handed_in, take_in
from tests.rrn_desktop.ledger.house import ASHA, BEN, LEAD, House

SHAH = {"name": "Mrs Shah", "role": "Deputy head"}


def marked(house: House, who: str, kind: str, about: StoredEntry, **details: Any) -> StoredEntry:
    """A mark as the program makes it, or as someone with a program of their own would."""
    row = about.row
    version = row.version if kind == COUNTERSIGNED else None
    mark = About(kind, new_id(), row.record, row.number, details.pop("version", version))
    with house.desk.write() as connection:
        site = context_of(connection, house.roll)
        note = Note(
            site=site.site, entry=mark.entry, kind=kind, record=mark.record, number=mark.number,
            version=mark.version, epoch=1, author=who, details={"entry": row.hash, **SHAH, **details},
        )  # fmt: skip
        made = append(
            connection, site, Signer(who, house.people.secrets[who]), mark, at=house.now, body=note,
            recipients=recipients_of(house.roll),
        )  # fmt: skip
    return house.stored(made.row.hash)


def unchecked(house: House, entry: StoredEntry) -> OpenedNote:
    """What lies in a mark, whether or not it holds, as a forging program would put it into a file."""
    payload = open_payload(entry, house.register_reader, read_header(entry.row.header), house.roll)
    return OpenedNote(entry.row, read_note(payload.body), payload)


def exported(house: House, *entries: StoredEntry) -> bytes:
    by = house.register_reader
    kinds = (SEAL, TAKEN_IN, "addition")
    kept = [(one, open_taken_in(one, by, house.roll)) for one in entries if one.row.kind in kinds]
    marks = [(one, unchecked(house, one)) for one in entries if one.row.kind not in kinds]
    return make_record_file(house.roll.site_id, house.people.keyring.roll, kept, marks)


def checked(house: House, *entries: StoredEntry) -> CheckedFile:
    return check_record_file(exported(house, *entries))


def sealed(house: House, body: Body | None = None) -> StoredEntry:
    return house.stored(house.seal(body).entry_hash)


def codes(found: CheckedFile) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_second_signature_travels_with_the_record_and_names_who_gave_it(house: House) -> None:
    record = sealed(house)
    mark = marked(house, LEAD, COUNTERSIGNED, record)

    found = checked(house, record, mark)

    assert b'"format":"rrn-record/3"' in exported(house, record, mark)
    assert found.holds
    assert [(one.by, one.role, one.kind) for one in found.signatures] == [
        ("Asha Begum", "Teaching assistant", "author"),
        ("Mrs Shah", "Deputy head", "countersign"),
    ]
    assert found.signatures[1].covers == f"{record.row.number} version 1"
    assert [one.row.hash for one in found.marks] == [mark.row.hash]


def test_a_record_without_marks_keeps_the_format_that_it_had(house: House) -> None:
    data = exported(house, sealed(house))

    assert b'"format":"rrn-record/1"' in data


def test_a_second_signature_of_another_record_does_not_hold(house: House) -> None:
    mine, other = sealed(house), sealed(house)
    mark = marked(house, LEAD, COUNTERSIGNED, other)

    found = checked(house, mine, mark)

    assert codes(found) == ["records_mixed", "mark_of_nothing"]
    assert [one.kind for one in found.signatures] == ["author"]


def test_a_second_signature_by_a_recorder_does_not_hold_though_their_own_keys_signed_it(house: House) -> None:
    record = sealed(house)
    mark = marked(house, BEN, COUNTERSIGNED, record)

    found = checked(house, record, mark)

    assert codes(found) == ["no_right"]
    assert [one.kind for one in found.signatures] == ["author"]


@pytest.mark.parametrize("details", [{"version": 2}, {"entry": "0" * 64}, {"entry": None}, {"entry": ["x"]}])
def test_a_second_signature_over_a_version_that_is_not_there_does_not_hold(
    house: House, details: dict[str, Any]
) -> None:
    record = sealed(house)
    mark = marked(house, LEAD, COUNTERSIGNED, record, **details)

    found = checked(house, record, mark)

    assert codes(found) == ["mark_of_nothing"]


@pytest.mark.parametrize(("own", "expected"), [(False, ["mark_by_author"]), (1, ["mark_by_author"]), (True, [])])
def test_only_the_one_lead_of_a_place_signs_an_own_record_twice_and_says_so(
    house: House, own: object, expected: list[str]
) -> None:
    record = sealed(house, house.body(LEAD))
    mark = marked(house, LEAD, COUNTERSIGNED, record, own=own)

    assert codes(checked(house, record, mark)) == expected


def test_what_was_written_without_an_account_is_confirmed_and_its_words_stay_unsigned(house: House) -> None:
    record = house.stored(take_in(house, handed_in(house)).row.hash)
    mark = marked(house, LEAD, CONFIRMED, record, by="A. Mensah", how="lead")

    found = checked(house, record, mark)

    assert found.holds
    assert [(one.by, one.kind) for one in found.signatures] == [("A. Mensah", "not_signed"), ("Mrs Shah", "confirmed")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"by": "A. Mensah", "how": "own"}, []),
        ({"by": "Ben Hughes", "how": "own"}, ["mark_by_stranger"]),
        ({"by": "A. Mensah", "how": "lead"}, ["mark_by_stranger"]),
        ({"how": "own"}, ["mark_by_stranger"]),
    ],
)
def test_someone_who_is_no_lead_confirms_only_what_they_say_that_they_wrote(
    house: House, said: dict[str, Any], expected: list[str]
) -> None:
    record = house.stored(take_in(house, handed_in(house)).row.hash)
    mark = marked(house, BEN, CONFIRMED, record, **said)

    assert codes(checked(house, record, mark)) == expected


def test_a_correction_without_an_account_is_confirmed_by_a_lead_and_by_nobody_else(house: House) -> None:
    record = house.stored(take_in(house, handed_in(house)).row.hash)
    opened = open_taken_in(record, house.register_reader, house.roll)
    assert isinstance(opened, OpenedBody)
    words = content(form="correction", status="complete", answers={"wrong": "The right arm.", "right": "The left arm."})
    held = handed_in(house, words, about=opened.body.entry)
    added = house.stored(take_in(house, held, incident=opened.body).row.hash)
    by_lead = marked(house, LEAD, CONFIRMED, added, by="A. Mensah", how="lead")
    by_writer = marked(house, BEN, CONFIRMED, added, by="A. Mensah", how="own")

    assert checked(house, record, added, by_lead).holds
    assert codes(checked(house, record, added, by_writer)) == ["mark_by_stranger"]


def test_nobody_confirms_who_wrote_what_its_author_signed(house: House) -> None:
    record = sealed(house, house.body(ASHA))
    mark = marked(house, LEAD, CONFIRMED, record, by="Asha Begum", how="lead")

    assert codes(checked(house, record, mark)) == ["mark_of_nothing"]


def test_a_changed_word_of_a_mark_is_refused(house: House) -> None:
    record = sealed(house)
    value = json.loads(exported(house, record, marked(house, LEAD, COUNTERSIGNED, record)))
    value["entries"][1]["body"] = value["entries"][1]["body"].replace("Mrs Shah", "Mrs Shaw")

    found = check_record_file(canonical(value))

    assert codes(found) == ["body_changed"]
    assert [one.kind for one in found.signatures] == ["author"]
