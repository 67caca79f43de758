from __future__ import annotations

import json

import pytest

from rrn_desktop.ledger.finding_words import find_words
from rrn_desktop.store import register_records, register_texts
from rrn_desktop.store.connection import Database
from rrn_desktop.store.register_records import Query
from tests.rrn_desktop.ledger.afterwards import add, observation, staff_support
from tests.rrn_desktop.ledger.house import House, answers

BEFORE = "The bell rang and Zoë ran to the gâteau stand"


def found(register: Database, text: str) -> list[str]:
    with register.read() as connection:
        return [row.number for row in register_records.page(connection, Query(text=text), 100)]


@pytest.mark.parametrize("text", ["gateau", "GÂTEAU zoe", "bell ran", "wyn bell", "corridor rang", "restlessness"])
def test_a_record_is_found_by_what_was_written_and_added_in_any_case_and_without_accents(
    house: House, text: str
) -> None:
    body = house.body(answers=answers(before=BEFORE))
    house.seal(body)
    house.seal()
    add(house, observation(house, body, answers={"seen": "Calm after much restlessness."}))
    register = house.register()

    house.catch_up(register)

    assert found(register, text) == [body.number]


def test_a_word_that_was_amended_away_no_longer_finds_the_record_and_the_new_one_does(house: House) -> None:
    body = house.body(status="first", answers=answers(before="Kicked"))
    first = house.seal(body)
    register = house.register()
    house.catch_up(register)
    assert found(register, "kicked") == [body.number]

    later = house.body(
        record=body.record,
        number=body.number,
        version=2,
        previous=first.entry_hash,
        status="amended",
        reason="Another word",
        answers=answers(before="Pushed"),
    )
    house.seal(later)
    house.catch_up(register)

    assert found(register, "kicked") == []
    assert found(register, "pushed") == [body.number]


def test_what_is_about_an_incident_finds_that_too(house: House) -> None:
    incident = house.body()
    house.seal(incident)
    said = house.body(
        form="support", number=incident.number, about=incident.record, answers={"wishes": "Trains and biscuits"}
    )
    house.seal(said)
    register = house.register()

    house.catch_up(register)

    with register.read() as connection:
        rows = register_records.page(connection, Query(text="biscuits"), 10)
    assert {row.form for row in rows} == {"incident", "support"}


def test_what_concerns_a_member_of_staff_is_found_by_nobody(house: House) -> None:
    body = house.body()
    house.seal(body)
    add(house, staff_support(house, body))
    register = house.register()

    house.catch_up(register)

    assert found(register, "noise") == []


def test_a_register_of_before_is_read_once_in_pages_and_goes_on_where_it_was_cut_off(house: House) -> None:
    body = house.body(answers=answers(before=BEFORE))
    house.seal(body)
    register = house.register()
    house.catch_up(register)
    with register.write() as connection:
        connection.exec_driver_sql("UPDATE texts SET words = ''")
        connection.exec_driver_sql("INSERT INTO unread (id) SELECT id FROM records")
    told: list[int] = []

    caught_up = house.catch_up(register)

    assert caught_up.read == 0
    assert found(register, "gateau") == [body.number]
    assert find_words(register, told.append) == 0
    assert told == []


def test_days_numbers_yes_and_no_are_no_words_and_choices_are_found_by_their_label(house: House) -> None:
    house.seal(house.body(answers=answers(before=BEFORE)))
    register = house.register()
    house.catch_up(register)

    with register.read() as connection:
        words = register_texts.words_of(connection, [1])

    assert words[1].splitlines() == [BEFORE, "Ŵyn Ďurica", "Corridor by the hall"]
    assert not json.dumps(words).count("2026")


def test_what_can_no_longer_be_read_is_found_by_the_list_and_holds_up_no_other(house: House) -> None:
    broken, sound = house.body(), house.body(answers=answers(before=BEFORE, person={"name": "Zoë"}))
    house.seal(broken)
    house.seal(sound)
    register = house.register()
    house.catch_up(register)
    with register.write() as connection:
        connection.exec_driver_sql("UPDATE versions SET body = x'7b7d' WHERE record = ?", (broken.record,))
        connection.exec_driver_sql("INSERT INTO unread (id) SELECT id FROM records")

    house.catch_up(register)

    assert found(register, "wyn") == [broken.number]
    assert found(register, "gateau") == [sound.number]
