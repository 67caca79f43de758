from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.errors import NoRight, RollRefused, StoreInUse, UserFacingError, WrongPassphrase
from rrn_desktop.services import membership
from rrn_desktop.services.signing_in import check_passphrase, sign_in
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, OFFICE, PASSPHRASES, School


def told(problem: UserFacingError) -> tuple[str, str, str, str]:
    return problem.code, problem.what, problem.safe, problem.next_step


def refused(school: School, name: str, passphrase: str) -> UserFacingError:
    with pytest.raises(UserFacingError) as problem:
        sign_in(school.store, name, passphrase)
    return problem.value


def test_a_wrong_name_and_a_wrong_passphrase_get_the_very_same_sentence(school: School) -> None:
    wrong_name = refused(school, "Mr Nobody", PASSPHRASES[AUTHOR])
    wrong_passphrase = refused(school, AUTHOR, PASSPHRASES[COLLEAGUE])

    assert isinstance(wrong_name, WrongPassphrase)
    assert told(wrong_name) == told(wrong_passphrase)
    assert wrong_name.exit_code == 3


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        ("", ""),
        (AUTHOR, ""),
        (AUTHOR, PASSPHRASES[AUTHOR].upper()),
        (AUTHOR, PASSPHRASES[AUTHOR] + " "),
        (AUTHOR, "\0"),
        (AUTHOR, "half \ud800"),
        ("half \ud800", PASSPHRASES[AUTHOR]),
        ("x" * 100_000, PASSPHRASES[AUTHOR]),
        (AUTHOR, "x" * 100_000),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_whatever_is_typed_at_the_sign_in_only_the_right_pair_opens(school: School, name: str, passphrase: str) -> None:
    problem = refused(school, name, passphrase)

    assert problem.code == "wrong_passphrase"


@pytest.mark.parametrize("typed", ["ms okafor", "MS OKAFOR", "  Ms   Okafor "])
def test_a_name_signs_in_in_another_case_and_with_other_blanks(school: School, typed: str) -> None:
    session = sign_in(school.store, typed, PASSPHRASES[AUTHOR])

    assert session.member.name == AUTHOR
    session.close()


def test_a_member_signs_in_by_id(school: School) -> None:
    session = sign_in(school.store, school.member(LEAD), PASSPHRASES[LEAD])

    assert session.member.name == LEAD
    assert session.is_lead
    session.close()


def test_a_second_session_waits_until_the_first_is_closed(school: School) -> None:
    first = school.enter(AUTHOR)

    problem = refused(school, COLLEAGUE, PASSPHRASES[COLLEAGUE])
    first.close()
    second = school.enter(COLLEAGUE)

    assert isinstance(problem, StoreInUse)
    assert second.member.name == COLLEAGUE


def test_a_refused_sign_in_lets_go_of_the_store(school: School) -> None:
    refused(school, AUTHOR, "wrong")

    session = school.enter(AUTHOR)

    assert session.member.name == AUTHOR


def test_a_session_that_is_closed_twice_stays_closed(school: School) -> None:
    session = school.enter(AUTHOR)

    session.close()
    session.close()

    school.enter(COLLEAGUE)


def test_a_session_shows_no_secret_and_no_name_when_it_is_printed(school: School) -> None:
    session = school.enter(LEAD)

    printed = " ".join(repr(part) for part in (session, session.held, session.held.secrets, session.member))

    assert LEAD not in printed
    assert "Deputy" not in printed
    assert repr(session.held.secrets.signing) not in printed


def test_signing_checks_the_passphrase_of_the_member_who_is_signed_in(school: School) -> None:
    session = school.enter(AUTHOR)

    check_passphrase(session, PASSPHRASES[AUTHOR])

    with pytest.raises(WrongPassphrase):
        check_passphrase(session, PASSPHRASES[COLLEAGUE])


def test_a_closed_account_does_not_sign_in_and_the_others_do(school: School) -> None:
    membership.leave(school.enter(LEAD), AUTHOR)
    school.leave()

    problem = refused(school, AUTHOR, PASSPHRASES[AUTHOR])

    assert isinstance(problem, NoRight)
    assert "closed" in problem.what
    assert school.enter(COLLEAGUE).member.name == COLLEAGUE


def test_an_old_copy_of_a_key_file_put_back_is_refused(school: School, tmp_path: Path) -> None:
    slot = school.store / "slots" / f"{school.member(AUTHOR)}.json"
    old = slot.read_bytes()
    membership.invite(school.enter(LEAD), "Ms New", "Teacher", ("recorder",), tmp_path / "o")
    school.enter(AUTHOR)
    school.leave()
    newer = slot.read_bytes()

    slot.write_bytes(old)

    assert newer != old
    assert refused(school, AUTHOR, PASSPHRASES[AUTHOR]).code == "slot_put_back"
    slot.write_bytes(newer)
    assert school.enter(AUTHOR).member.name == AUTHOR


def test_a_list_of_members_put_back_is_refused_by_whoever_saw_the_later_one(school: School, tmp_path: Path) -> None:
    shutil.copy(school.store / "keyring.json", tmp_path / "old.json")
    membership.invite(school.enter(LEAD), "Ms New", "Teacher", ("recorder",), tmp_path / "o")
    school.enter(AUTHOR)
    school.leave()

    shutil.copy(tmp_path / "old.json", school.store / "keyring.json")

    problem = refused(school, AUTHOR, PASSPHRASES[AUTHOR])
    assert isinstance(problem, RollRefused)
    assert problem.code == "roll_put_back"


def test_each_sign_in_is_an_entry_of_the_ledger_without_a_name(school: School) -> None:
    for name in (AUTHOR, OFFICE, LEAD):
        session = school.enter(name)

    with session.held.desk.read() as connection:
        rows = [row for end in desk_ledger.ends(connection)
                for row in desk_ledger.rows_in_order(connection, end.device, end.segment)]  # fmt: skip

    assert [(row.kind, row.member) for row in rows] == [
        ("sign_in", school.member(name)) for name in (AUTHOR, OFFICE, LEAD)
    ]
    assert not any(name.encode() in row.header for row in rows for name in (AUTHOR, OFFICE, LEAD))


def test_a_clock_that_went_backwards_is_kept_in_the_ledger(school: School) -> None:
    school.enter(AUTHOR)
    session = school.enter(COLLEAGUE, school.at - timedelta(hours=1))

    with session.held.desk.read() as connection:
        rows = [row for end in desk_ledger.ends(connection)
                for row in desk_ledger.rows_in_order(connection, end.device, end.segment)]  # fmt: skip

    assert [row.kind for row in rows] == ["sign_in", "clock_back", "sign_in"]
