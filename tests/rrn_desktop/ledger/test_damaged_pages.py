from __future__ import annotations

from rrn_desktop.errors import StoreDamaged, UserFacingError
from tests.rrn_desktop.ledger.forger import drop_triggers
from tests.rrn_desktop.ledger.house import House

_PAGE = 4096


def _verdict(house: House) -> tuple[str, ...]:
    """Return what verifying finds, in its order, or the refusal by which it or opening ends."""
    try:
        house.reopen()
        return tuple(finding.code for finding in house.verify().findings)
    except UserFacingError as problem:
        return (problem.code,)


def _with_each_page_damaged(house: House) -> set[tuple[str, ...]]:
    """Return what is said of a closed desk with one page after another damaged; it is as it was at the end."""
    file = house.store / "desk.db"
    whole = file.read_bytes()
    said: set[tuple[str, ...]] = set()
    for start in range(_PAGE, len(whole), _PAGE):
        spoiled = bytearray(whole)
        spoiled[start + 300] ^= 0xFF
        file.write_bytes(spoiled)
        said.add(_verdict(house))
        house.desk.close()
    file.write_bytes(whole)
    return said


def test_each_page_that_is_damaged_is_found_also_where_no_entry_needs_it(house: House) -> None:
    house.seal()
    house.desk.checkpoint()
    house.desk.close()

    found = _with_each_page_damaged(house)

    assert _verdict(house) == ()
    assert found == {("file_damaged",), (StoreDamaged.code,)}


def test_what_the_engine_finds_in_its_file_is_told_before_what_is_found_in_an_entry(house: House) -> None:
    house.seal()
    with house.desk.write() as connection:
        drop_triggers(connection)
        connection.exec_driver_sql("UPDATE bodies SET box = x'00'")
    house.desk.checkpoint()
    house.desk.close()

    told = _with_each_page_damaged(house)

    assert _verdict(house) == ("body_changed",)
    assert told == {("file_damaged", "body_changed"), (StoreDamaged.code,)}


def test_writing_goes_on_while_the_file_is_checked(house: House) -> None:
    house.seal()
    house.desk.checkpoint()

    with house.desk.write() as connection:
        connection.exec_driver_sql("CREATE TABLE beside (one INTEGER)")
        found = house.desk.check_beside()

    assert found == ()
