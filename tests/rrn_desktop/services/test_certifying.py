from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.keys.certificates import is_issued_by, name_in, public_point
from rrn_desktop.services.certifying import certify, pdf_signer
from rrn_desktop.services.membership import invite, new_keys
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_certificates, desk_directory
from rrn_desktop.store.desk_certificates import Certified
from tests.rrn_desktop.services.school import AUTHOR, LEAD, OFFICE, School


def issued(session: Session) -> dict[str, Certified]:
    with session.held.desk.read() as connection:
        return {one.member: one for one in desk_certificates.all_of(connection)}


def forget(session: Session) -> None:
    with session.held.desk.write() as connection:
        connection.exec_driver_sql("DELETE FROM certificates")
        connection.exec_driver_sql("DELETE FROM authorities")


def test_everyone_has_a_certificate_from_the_first_day(school: School) -> None:
    session = school.enter(AUTHOR)

    signer = pdf_signer(session)

    ca = session.held.roll.ca
    assert ca is not None
    assert set(issued(session)) == set(session.held.roll.members)
    assert public_point(signer.certificate) == session.held.secrets.public().sign
    assert (name_in(signer.certificate), public_point(signer.chain[0])) == (AUTHOR, ca.public)
    assert is_issued_by(signer.certificate, signer.chain[0])
    assert "hidden" not in repr(signer)
    assert str(signer.scalar) not in repr(signer)


def test_where_no_lead_was_there_yet_members_certify_themselves_until_one_signs_in(school: School) -> None:
    session = school.enter(AUTHOR)
    forget(session)

    alone = pdf_signer(session)

    assert certify(session) == 0
    assert (alone.chain, public_point(alone.certificate)) == ((), session.held.secrets.public().sign)
    assert len(issued(school.enter(LEAD))) == 4
    assert pdf_signer(school.enter(AUTHOR)).chain


def test_nothing_is_issued_twice(school: School) -> None:
    session = school.enter(LEAD)
    before = issued(session)

    count = certify(session)

    assert count == 0
    assert issued(session) == before


@pytest.mark.parametrize(("column", "value"), [("name", "Mrs Okafor"), ("job_title", "Teacher")])
def test_another_name_or_job_gives_another_certificate(school: School, column: str, value: str) -> None:
    session = school.enter(LEAD)
    who = school.member(AUTHOR)
    with session.held.desk.write() as connection:
        known = desk_directory.member(connection, who)
        assert known is not None
        desk_directory.put_member(connection, replace(known, **{column: value}))  # type: ignore[arg-type]

    count = certify(session)

    assert count == 1
    assert getattr(issued(session)[who], column) == value


def test_who_is_let_in_or_given_new_keys_by_a_lead_is_certified_at_once(school: School, tmp_path: Path) -> None:
    session = school.enter(LEAD)

    came = invite(session, "Mr Bell", "Teacher", ("recorder",), tmp_path / "came").member
    again = new_keys(session, AUTHOR, tmp_path / "again").member

    roll = session.held.roll
    found = issued(session)
    for one in (came, again):
        assert public_point(found[one.id].certificate) == roll.members[one.id].sign


def test_who_is_let_in_by_an_administrator_waits_for_a_lead(school: School, tmp_path: Path) -> None:
    came = invite(school.enter(OFFICE), "Mr Bell", "Teacher", ("recorder",), tmp_path / "came").member

    waiting = came.id not in issued(school.enter(OFFICE))

    assert waiting
    assert came.id in issued(school.enter(LEAD))


def test_a_certificate_that_someone_else_put_on_the_desk_is_not_used(school: School) -> None:
    session = school.enter(AUTHOR)
    mine, other = school.member(AUTHOR), school.member(LEAD)
    with session.held.desk.write() as connection:
        theirs = desk_certificates.of_member(connection, other)
        assert theirs is not None
        desk_certificates.put(connection, replace(theirs, member=mine))

    signer = pdf_signer(session)

    assert public_point(signer.certificate) == session.held.secrets.public().sign
    assert signer.chain == ()
