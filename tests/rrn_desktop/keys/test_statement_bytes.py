from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from rrn_desktop.keys import statements as said
from rrn_desktop.keys.member import MemberSecrets, verify
from rrn_desktop.keys.rights import RIGHTS, ROLES, may

LEAD, OTHER = "a" * 26, "b" * 26
HASH = "0123456789abcdef" * 4
AT = "2026-11-22T09:30:00Z"
MEMBER = said.MemberStated(OTHER, ("lead", "recorder"), "AAAA", "BBBB")


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            said.Site(
                1,
                0,
                None,
                LEAD,
                AT,
                LEAD,
                (MEMBER,),
                said.RecoveryStated("CCCC", "DDDD"),
                said.DeskStated(OTHER, "B"),
                said.DeskKeyStated(1, HASH),
                said.RegisterStated(1, "EEEE", HASH),
                None,
                False,
            ),
            f'{{"administrator":"{LEAD}","at":"{AT}","by":"{LEAD}","ca":null,"demo":false,'
            f'"desk":{{"code":"B","id":"{OTHER}"}},"desk_key":{{"fingerprint":"{HASH}","number":1}},"format":1,'
            f'"kind":"site","members":[{{"id":"{OTHER}","receive":"BBBB","roles":["lead","recorder"],'
            '"sign":"AAAA"}],"prev":null,"recovery":{"receive":"DDDD","sign":"CCCC"},'
            f'"register":{{"epoch":1,"fingerprint":"{HASH}","public":"EEEE"}},"seq":0}}',
        ),
        (
            said.MemberIn(1, 1, HASH, LEAD, AT, MEMBER),
            f'{{"at":"{AT}","by":"{LEAD}","format":1,"kind":"member_in","member":{{"id":"{OTHER}",'
            f'"receive":"BBBB","roles":["lead","recorder"],"sign":"AAAA"}},"prev":"{HASH}","seq":1}}',
        ),
        (
            said.MemberOut(1, 2, HASH, "recovery", AT, OTHER),
            f'{{"at":"{AT}","by":"recovery","format":1,"kind":"member_out","member":"{OTHER}",'
            f'"prev":"{HASH}","seq":2}}',
        ),
        (
            said.RolesChanged(1, 3, HASH, LEAD, AT, OTHER, ("administrator",)),
            f'{{"at":"{AT}","by":"{LEAD}","format":1,"kind":"roles","member":"{OTHER}","prev":"{HASH}",'
            '"roles":["administrator"],"seq":3}',
        ),
        (
            said.LeadUntil(1, 3, HASH, LEAD, AT, OTHER, ("lead", "recorder"), "2026-12-06T00:00:00Z"),
            f'{{"at":"{AT}","by":"{LEAD}","format":1,"kind":"lead_until","member":"{OTHER}","prev":"{HASH}",'
            '"roles":["lead","recorder"],"seq":3,"until":"2026-12-06T00:00:00Z"}',
        ),
        (
            said.KeysReplaced(1, 4, HASH, LEAD, AT, OTHER, "AAAA", "BBBB"),
            f'{{"at":"{AT}","by":"{LEAD}","format":1,"kind":"keys_replaced","member":"{OTHER}","prev":"{HASH}",'
            '"receive":"BBBB","seq":4,"sign":"AAAA"}',
        ),
        (
            said.DeskKeyChanged(1, 5, HASH, LEAD, AT, said.DeskKeyStated(2, HASH)),
            f'{{"at":"{AT}","by":"{LEAD}","desk_key":{{"fingerprint":"{HASH}","number":2}},"format":1,'
            f'"kind":"desk_key","prev":"{HASH}","seq":5}}',
        ),
        (
            said.RegisterEpoch(1, 6, HASH, LEAD, AT, said.RegisterStated(2, "EEEE", HASH)),
            f'{{"at":"{AT}","by":"{LEAD}","format":1,"kind":"register_epoch","prev":"{HASH}",'
            f'"register":{{"epoch":2,"fingerprint":"{HASH}","public":"EEEE"}},"seq":6}}',
        ),
    ],
    ids=lambda value: "" if isinstance(value, str) else type(value).__name__,
)
def test_the_bytes_of_a_statement_never_change_between_versions(statement: said.Statement, expected: str) -> None:
    item = said.signed(statement, {LEAD: MemberSecrets.new()})

    assert item.statement == expected
    assert said.read_statement(item) == statement


def test_the_hash_of_a_statement_never_changes_between_versions() -> None:
    item = said.signed(said.MemberOut(1, 2, HASH, "recovery", AT, OTHER), {"recovery": MemberSecrets.new()})

    assert item.hash() == "deea6f454f64c99516d5b6fba9c12b1529ceb18ce38ef5a2a7fcd6b5d478d1fa"


def test_a_signature_is_over_the_labelled_bytes_of_the_text() -> None:
    secrets = MemberSecrets.new()

    item = said.signed(said.MemberOut(1, 2, HASH, LEAD, AT, OTHER), {LEAD: secrets})

    assert said.is_signed_by(item, LEAD, secrets.public().sign)
    assert not said.is_signed_by(item, OTHER, secrets.public().sign)
    assert not verify(secrets.public().sign, "header", item.statement.encode(), b"")


def test_a_moment_is_told_in_utc_to_the_second() -> None:
    at = datetime(2026, 6, 1, 1, 30, 5, 999, tzinfo=timezone(timedelta(hours=1)))

    told = said.moment_text(at), said.moment_text(datetime(2026, 6, 1, tzinfo=UTC))

    assert told == ("2026-06-01T00:30:05Z", "2026-06-01T00:00:00Z")


@pytest.mark.parametrize("roles", [[], ["owner"], ["lead", ""]])
def test_unknown_roles_are_a_mistake_of_ours(roles: list[str]) -> None:
    with pytest.raises(ValueError, match=r"Expected|Invalid"):
        said.roles_of(roles)


def test_the_table_of_rights_covers_every_kind_but_the_first() -> None:
    assert set(RIGHTS) == set(said.KINDS) - {"site"}


@pytest.mark.parametrize("kind", sorted(RIGHTS))
def test_a_lead_and_recovery_may_do_all_and_a_recorder_nothing(kind: str) -> None:
    abouts = ("recorder",) if kind == "guest_in" else ROLES
    may_all = [may(kind, (who,), (about,)) for who in ("lead", "recovery") for about in abouts]
    may_none = [may(kind, who, (about,)) for who in (("recorder",), ()) for about in ROLES]

    assert all(may_all)
    assert not any(may_none)


def test_one_person_with_both_roles_has_the_rights_of_a_lead() -> None:
    allowed = may("member_in", ("administrator", "lead"), ("lead",))

    assert allowed
    assert not may("member_in", ("administrator", "recorder"), ("lead",))
    assert not may("member_in", ("administrator",), ())
    assert not may("site", ("lead",))
