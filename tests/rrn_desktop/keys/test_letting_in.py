from __future__ import annotations

from typing import Any

import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.ids import new_id
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.founding import Founder, found_site
from rrn_desktop.keys.keyring import shared_key
from rrn_desktop.keys.letting_in import change_roles, kept_for_recovery, let_in, let_out, with_shared
from rrn_desktop.keys.member import MemberSecrets


def test_a_lead_lets_in_a_lead_who_then_holds_every_shared_key(site: Any) -> None:
    secrets = MemberSecrets.new()

    ring = let_in(
        site.keyring,
        site.roll,
        site.lead,
        site.secrets[site.lead],
        member=site.newcomer,
        public=secrets.public(),
        roles=["lead"],
        at=site.at,
    )

    roll = ring.replayed()
    assert roll.members[site.newcomer].is_lead
    for name, secret in (
        ("desk/1", site.founded.desk_key),
        ("register/1", site.founded.register_seed),
        ("ca/1", site.founded.ca_scalar),
    ):
        assert shared_key(ring, roll, name, site.newcomer, secrets) == secret


def test_a_recorder_let_in_by_an_administrator_holds_the_desk_key_alone(site: Any) -> None:
    held = {each.key for each in site.keyring.wraps if each.to == site.recorder}

    assert held == {"desk/1"}


def test_recovery_lets_in_a_lead_when_no_lead_is_there(site: Any) -> None:
    secrets = MemberSecrets.new()

    ring = let_in(
        site.keyring,
        site.roll,
        "recovery",
        site.recovery,
        member=site.newcomer,
        public=secrets.public(),
        roles=["lead"],
        at=site.at,
    )

    assert shared_key(ring, ring.replayed(), "register/1", site.newcomer, secrets) == site.founded.register_seed


@pytest.mark.parametrize(
    ("by", "roles"),
    [
        ("administrator", ["lead"]),
        ("administrator", ["administrator"]),
        ("administrator", ["recorder", "lead"]),
        ("recorder", ["recorder"]),
    ],
)
def test_nobody_lets_in_more_than_their_role_allows(site: Any, by: str, roles: list[str]) -> None:
    who = {"administrator": site.administrator, "recorder": site.recorder}[by]

    with pytest.raises(NoRight) as refusal:
        let_in(
            site.keyring,
            site.roll,
            who,
            site.secrets[who],
            member=site.newcomer,
            public=MemberSecrets.new().public(),
            roles=roles,
            at=site.at,
        )

    assert refusal.value.exit_code == 3


def test_someone_let_in_is_kept_for_recovery_from_their_own_side(site: Any) -> None:
    secrets = site.secrets[site.recorder]

    ring = kept_for_recovery(site.keyring, site.roll, site.recorder, secrets)

    name = f"member-draft/{site.recorder}"
    assert shared_key(ring, site.roll, name, "recovery", site.recovery) == secrets.draft_key


def test_who_leaves_is_inactive_and_holds_no_wrap(site: Any) -> None:
    kept = kept_for_recovery(site.keyring, site.roll, site.recorder, site.secrets[site.recorder])

    ring = let_out(
        kept, site.roll, site.administrator, site.secrets[site.administrator], member=site.recorder, at=site.at
    )

    assert not ring.replayed().members[site.recorder].active
    assert not [each for each in ring.wraps if each.to == site.recorder]
    assert ring.find(f"member-receive/{site.recorder}", "recovery")


def test_an_administrator_does_not_let_a_lead_out(site: Any) -> None:
    with pytest.raises(NoRight):
        let_out(
            site.keyring,
            site.roll,
            site.administrator,
            site.secrets[site.administrator],
            member=site.lead,
            at=site.at,
        )


def test_someone_made_a_lead_holds_the_register_and_loses_it_again(site: Any) -> None:
    lead = site.secrets[site.lead]

    made = change_roles(
        site.keyring, site.roll, site.lead, lead, member=site.recorder, roles=["lead", "recorder"], at=site.at
    )
    unmade = change_roles(made, made.replayed(), site.lead, lead, member=site.recorder, roles=["recorder"], at=site.at)

    opened = shared_key(made, made.replayed(), "register/1", site.recorder, site.secrets[site.recorder])
    assert opened == site.founded.register_seed
    assert {each.key for each in unmade.wraps if each.to == site.recorder} == {"desk/1"}


def test_the_last_lead_and_the_last_administrator_stay(site: Any) -> None:
    lead = site.secrets[site.lead]

    with pytest.raises(Refused, match="last lead"):
        let_out(site.keyring, site.roll, site.lead, lead, member=site.lead, at=site.at)
    with pytest.raises(Refused, match="last lead"):
        change_roles(site.keyring, site.roll, site.lead, lead, member=site.lead, roles=["recorder"], at=site.at)
    with pytest.raises(Refused, match="last administrator"):
        let_out(site.keyring, site.roll, site.lead, lead, member=site.administrator, at=site.at)


def test_nobody_changes_someone_who_is_not_here(site: Any) -> None:
    lead = site.secrets[site.lead]

    with pytest.raises(NotFound):
        let_out(site.keyring, site.roll, site.lead, lead, member="e" * 26, at=site.at)
    with pytest.raises(NotFound):
        change_roles(site.keyring, site.roll, site.lead, lead, member="e" * 26, roles=["lead"], at=site.at)


def test_after_a_change_of_desk_key_a_newcomer_is_given_the_old_and_the_new(site: Any) -> None:
    lead, secret, newcomer = site.secrets[site.lead], new_key(), MemberSecrets.new()
    stated = said.DeskKeyStated(2, fingerprint(secret))
    ring = site.keyring.with_statement(site.statement(said.DeskKeyChanged, site.lead, stated))
    ring = with_shared(ring, ring.replayed(), {"desk/2": secret}, [site.lead, site.administrator])

    ring = let_in(
        ring,
        ring.replayed(),
        site.lead,
        lead,
        member=site.newcomer,
        public=newcomer.public(),
        roles=["recorder"],
        at=site.at,
    )

    opened = [shared_key(ring, ring.replayed(), name, site.newcomer, newcomer) for name in ("desk/1", "desk/2")]
    assert opened == [site.founded.desk_key, secret]


def test_one_person_may_found_a_site_with_both_roles(site: Any) -> None:
    only = Founder(new_id(), ("administrator", "lead"))

    founded = found_site([only], site.recovery, desk_code="A1", at=site.at, demo=True)

    first = founded.keyring.roll[0]
    statement = said.read_statement(first)
    assert isinstance(statement, said.Site)
    assert statement.by == statement.administrator == only.id
    assert {each.by for each in first.signatures} == {only.id, "recovery"}
    assert founded.roll.demo


@pytest.mark.parametrize("roles", [("lead",), ("administrator",), ("recorder",)])
def test_a_site_is_not_founded_without_a_lead_and_an_administrator(site: Any, roles: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        found_site([Founder(new_id(), roles)], site.recovery, desk_code="A", at=site.at)


def test_two_sites_of_the_same_people_are_two_sites(site: Any) -> None:
    founders = [Founder(new_id(), ("administrator", "lead"))]

    founded = [found_site(founders, site.recovery, desk_code="A", at=site.at) for _ in range(2)]

    assert founded[0].roll.site_id != founded[1].roll.site_id
    assert founded[0].desk_key != founded[1].desk_key
