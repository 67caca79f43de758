from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, NotFound, Refused, UserFacingError, WrongUsage
from rrn_desktop.services import directory, exporting, membership, records, register
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    COLLEAGUE,
    LEAD,
    OFFICE,
    School,
    case,
    few,
    sealed,
)

NUMBER = "2026-A-001"


@pytest.fixture(scope="module")
def with_record(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = new_school.copy(tmp_path_factory.mktemp("with_record"))
    sealed(own.enter(AUTHOR), case(1))
    own.leave()
    return own


@pytest.fixture
def site(with_record: School, tmp_path: Path) -> School:
    return with_record.copy(tmp_path)


ATTEMPTS: dict[str, Callable[[Session, Path], object]] = {
    "show": lambda session, _: records.show(session, NUMBER),
    "export": lambda session, folder: exporting.export_json(session, NUMBER, folder / "record.json"),
    "amend": lambda session, _: records.begin_amendment(session, NUMBER, "why"),
    "complete": lambda session, _: records.begin_completion(session, NUMBER),
    "register": lambda session, _: register.page(session, register.Query()),
    "ids": lambda session, _: register.ids(session, register.Query()),
    "set aside": lambda session, _: register.set_aside(session),
}


@pytest.mark.parametrize("who", [COLLEAGUE, OFFICE])
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_nobody_but_its_author_and_a_lead_gets_at_a_record(site: School, who: str, attempt: str) -> None:
    session = site.enter(who)

    with pytest.raises(NoRight) as problem:
        ATTEMPTS[attempt](session, site.store.parent)

    assert problem.value.exit_code == 3
    assert list(site.store.parent.glob("*.json")) == []
    site.leave()


def test_an_administrator_holds_no_key_that_opens_a_record(site: School) -> None:
    session = site.enter(OFFICE)

    held = session.held

    assert held.register is None
    assert held.register_seed is None
    assert held.keyring.find("register/1", session.member.id) is None
    assert held.keyring.find("desk/1", session.member.id) is not None
    assert records.mine(session) == ()
    site.leave()


def test_a_number_that_has_no_sealed_record_is_not_found(site: School) -> None:
    session = site.enter(LEAD)

    for number in ("2026-A-999", "", "x" * 1000, "2026-A-001'; DROP TABLE ledger; --", "half \udcff", "nul \0"):
        with pytest.raises(NotFound):
            records.show(session, number)

    assert records.show(session, NUMBER).number == NUMBER
    site.leave()


def test_a_version_that_is_not_there_is_not_found(site: School) -> None:
    session = site.enter(AUTHOR)

    for version in (0, 2, -1):
        with pytest.raises(NotFound):
            records.show(session, NUMBER, version)

    site.leave()


@pytest.mark.parametrize("who", [AUTHOR, OFFICE])
def test_only_a_lead_lets_leads_and_administrators_in(school: School, tmp_path: Path, who: str) -> None:
    session = school.enter(who)

    for roles in (("lead",), ("administrator",), ("recorder", "lead")):
        with pytest.raises(NoRight):
            membership.invite(session, "Ms New", "Teacher", roles, tmp_path / "o")

    assert not (tmp_path / "o").exists()
    assert len(directory.members(session)) == 4


def test_a_recorder_lets_nobody_in_or_out_and_changes_no_role(school: School, tmp_path: Path) -> None:
    session = school.enter(AUTHOR)

    attempts: tuple[Callable[[], object], ...] = (
        lambda: membership.invite(session, "Ms New", "", ("recorder",), tmp_path / "o"),
        lambda: membership.leave(session, COLLEAGUE),
        lambda: membership.give_roles(session, AUTHOR, ("lead",)),
        lambda: directory.add_person(session, "A. Child", {}),
    )
    for attempt in attempts:
        with pytest.raises(NoRight):
            attempt()

    assert [member.active for member in directory.members(session)] == [True] * 4
    assert len(directory.people(session)) == 1


def test_an_administrator_lets_recorders_in_and_out_and_leaves_roles_alone(school: School, tmp_path: Path) -> None:
    session = school.enter(OFFICE)

    membership.invite(session, " Ms  New ", "Teacher", ("recorder",), tmp_path / "o")
    membership.leave(session, COLLEAGUE)
    with pytest.raises(NoRight):
        membership.leave(session, LEAD)
    with pytest.raises(NoRight):
        membership.give_roles(session, AUTHOR, ("lead",))

    states = {member.name: member.active for member in directory.members(session)}
    assert states == {"Ms  New": True, AUTHOR: True, COLLEAGUE: False, LEAD: True, OFFICE: True}


def test_nobody_closes_the_account_that_they_are_signed_in_with(school: School) -> None:
    membership.set_roles(school.enter(LEAD), COLLEAGUE, ("lead",))
    session = school.enter(COLLEAGUE)

    with pytest.raises(Refused):
        membership.leave(session, COLLEAGUE)

    assert session.held.roll.members[session.member.id].active
    assert verify_store(session).findings == ()


def test_a_new_member_signs_in_with_the_words_on_their_sheet_and_writes(school: School, tmp_path: Path) -> None:
    invited = membership.invite(school.enter(OFFICE), "Ms Nia", "Teacher", ("recorder",), tmp_path / "o")
    school.leave()
    (sheet,) = [path for path in invited.files if path.suffix == ".txt"]

    words = words_on(sheet.read_text("utf-8"))
    session = sign_in(school.store, "ms nia", words, clock=FixedClock(school.at))

    assert len(words.split()) == 6
    assert session.member.job_title == "Teacher"
    assert [person.name for person in directory.people(session)] == [CHILD]
    session.close()


def test_a_new_lead_reads_what_was_sealed_before_they_came(site: School, tmp_path: Path) -> None:
    invited = membership.invite(site.enter(LEAD), "Mr Head", "Head", ("lead",), tmp_path / "o")
    site.leave()
    words = words_on(invited.files[0].read_text("utf-8"))

    session = sign_in(site.store, "Mr Head", words, clock=FixedClock(site.at))

    assert len(words.split()) == 8
    assert records.show(session, NUMBER).number == NUMBER
    session.close()


def test_a_recorder_who_becomes_a_lead_reads_the_register(site: School) -> None:
    membership.give_roles(site.enter(LEAD), COLLEAGUE, ("lead", "recorder"))

    session = site.enter(COLLEAGUE)

    assert session.is_lead
    assert records.show(session, NUMBER).number == NUMBER
    site.leave()


def test_a_lead_who_stops_being_one_reads_the_register_no_more(site: School) -> None:
    lead = site.enter(LEAD)
    membership.give_roles(lead, COLLEAGUE, ("lead",))
    membership.give_roles(lead, COLLEAGUE, ("recorder",))

    session = site.enter(COLLEAGUE)

    with pytest.raises(NoRight):
        records.show(session, NUMBER)
    site.leave()


@pytest.mark.parametrize("who", [LEAD, OFFICE])
def test_the_last_lead_and_the_last_administrator_stay(school: School, who: str) -> None:
    session = school.enter(LEAD)

    with pytest.raises(Refused, match="last"):
        membership.leave(session, who)
    with pytest.raises(Refused, match="last"):
        membership.give_roles(session, who, ("recorder",))

    assert len([member for member in directory.members(session) if member.active]) == 4


@pytest.mark.parametrize("name", ["ms OKAFOR", " Mr  Lewis"])
def test_a_name_that_is_taken_is_refused(school: School, tmp_path: Path, name: str) -> None:
    session = school.enter(LEAD)

    with pytest.raises(Refused, match="Someone of that name"):
        membership.invite(session, name, "", ("recorder",), tmp_path / "o")

    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("name", "job_title", "roles"),
    [
        ("", "", ("recorder",)),
        ("half \udcff", "", ("recorder",)),
        ("Ms New", "half \udcff", ("recorder",)),
        ("Ms New", "", ()),
        ("Ms New", "", ("boss",)),
        ("Ms New", "", ("lead", "boss")),
    ],
)
def test_an_account_that_can_not_be_is_refused_with_a_sentence(
    school: School, tmp_path: Path, name: str, job_title: str, roles: tuple[str, ...]
) -> None:
    session = school.enter(LEAD)

    with pytest.raises(UserFacingError):
        membership.invite(session, name, job_title, roles, tmp_path / "o")

    assert not (tmp_path / "o").exists()
    assert len(directory.members(session)) == 4


@pytest.mark.parametrize("roles", [(), ("boss",)])
def test_roles_that_do_not_exist_are_refused_with_a_sentence(school: School, roles: tuple[str, ...]) -> None:
    session = school.enter(LEAD)

    with pytest.raises(UserFacingError):
        membership.give_roles(session, AUTHOR, roles)

    assert session.held.roll.members[school.member(AUTHOR)].roles == ("recorder",)


def test_a_lead_adds_a_person_whom_others_then_find(school: School) -> None:
    added = directory.add_person(school.enter(LEAD), " Amara N. ", {"born": "2014-01-02"})

    people = directory.people(school.enter(AUTHOR))

    assert (added.name, added.details) == ("Amara N.", {"born": "2014-01-02"})
    assert [person.name for person in people] == ["Amara N.", CHILD]


@pytest.mark.parametrize("details", [{"shoe_size": "3"}, {"born": "soon"}, {"born": 3}, {"year_group": "x" * 41}])
def test_details_that_a_file_does_not_ask_are_refused(school: School, details: dict[str, object]) -> None:
    session = school.enter(LEAD)

    with pytest.raises(UserFacingError):
        directory.add_person(session, "Amara N.", details)

    assert len(directory.people(session)) == 1


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "nul \0", "half \ud83e", "x" * 201])
def test_names_that_can_not_be_kept_are_refused(school: School, name: str) -> None:
    session = school.enter(LEAD)

    with pytest.raises(WrongUsage):
        directory.add_person(session, name, {})

    assert len(directory.people(session)) == 1


def test_what_someone_wrote_stays_when_they_leave(site: School) -> None:
    lead = site.enter(LEAD)

    membership.leave(lead, AUTHOR)

    assert records.show(lead, NUMBER).author_name == AUTHOR
    site.leave()


def test_a_record_that_names_someone_who_left_still_seals(school: School) -> None:
    membership.leave(school.enter(LEAD), COLLEAGUE)

    done = sealed(school.enter(AUTHOR), case(1))

    shown = records.show(school.enter(AUTHOR), str(done.number))
    assert "Mr Lewis" in shown.body_text
    assert few().get("place") == "Hall"
