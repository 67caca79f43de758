from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rrn_desktop.canonical import to_text
from rrn_desktop.errors import NoRight, Refused, RollRefused
from rrn_desktop.ids import new_id
from rrn_desktop.keys import statements as said
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.deputies import lead_end_of, lead_time_is_up, make_lead_until
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.guests import let_in_guest
from rrn_desktop.keys.keyring import Keyring, shared_key
from rrn_desktop.keys.letting_in import change_roles, let_out, replace_keys
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollMalformed, RollNoRight

AT = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
UNTIL = datetime(2026, 12, 6, tzinfo=UTC)
END = "2026-12-06T00:00:00Z"
FRESH = MemberSecrets.new()


@pytest.fixture(scope="module")
def away(site: Any) -> Keyring:
    """The site while its recorder is a lead until a day."""
    return with_deputy(site, site.keyring)


def with_deputy(site: Any, ring: Keyring, until: datetime = UNTIL, by: str | None = None, at: datetime = AT) -> Keyring:
    signer = by or site.lead
    own = site.recovery if signer == "recovery" else site.secrets[signer]
    return make_lead_until(
        ring, ring.replayed(), signer, own, member=site.recorder, roles=["recorder"], until=until, at=at
    )


def after(site: Any, ring: Keyring, by: str, statement: type[Any], *rest: Any, at: datetime = AT) -> Roll:
    """The roll after one more statement by hand, whatever the program would let its signer do."""
    roll = ring.replayed()
    body = statement(1, roll.seq + 1, roll.head, by, said.moment_text(at), *rest)
    own = site.recovery if by == "recovery" else site.secrets[by]
    return Roll.replay((*ring.roll, said.signed(body, {by: own})))


@pytest.mark.parametrize("by", ["lead", "recovery"])
def test_someone_is_a_lead_until_a_day_with_the_keys_of_leads_and_afterwards_what_they_were(site: Any, by: str) -> None:
    ring = with_deputy(site, site.keyring, by=by if by == "recovery" else site.lead)

    member = ring.replayed().members[site.recorder]
    moments = [UNTIL + timedelta(seconds=seconds) for seconds in (-1, 0, 1)]

    assert (member.roles, member.lead_until, member.is_guest) == (("lead", "recorder"), END, False)
    assert [member.roles_at(moment) for moment in moments] == [("lead", "recorder"), ("recorder",), ("recorder",)]
    assert [lead_time_is_up(member, moment) for moment in moments] == [False, True, True]
    assert lead_end_of(member) == UNTIL
    for name, secret in (("register/1", site.founded.register_seed), ("ca/1", site.founded.ca_scalar)):
        assert shared_key(ring, ring.replayed(), name, site.recorder, site.secrets[site.recorder]) == secret


def test_nobody_else_has_an_end_as_a_lead(site: Any, away: Keyring) -> None:
    members = away.replayed().members

    others = [one for one in members.values() if one.id != site.recorder]

    assert [lead_end_of(one) for one in others] == [None, None]
    assert all(one.roles_at(datetime.max.replace(tzinfo=UTC)) == one.roles for one in others)


def test_such_a_lead_lets_recorders_in_and_out_and_gives_them_new_keys(site: Any, away: Keyring) -> None:
    stated = site.stated(FRESH, ("recorder",))

    let_in = after(site, away, site.recorder, said.MemberIn, stated)

    assert let_in.members[site.newcomer].active


def test_such_a_lead_makes_nobody_a_lead_and_touches_no_leads_account_nor_their_own(site: Any, away: Keyring) -> None:
    public = FRESH.public()
    seed = new_key()
    register = said.RegisterStated(2, to_text(wraps.public_of(seed)), fingerprint(seed))
    attempts: list[tuple[type[Any], tuple[Any, ...]]] = [
        (said.MemberIn, (site.stated(FRESH, ("lead",)),)),
        (said.MemberOut, (site.lead,)),
        (said.MemberOut, (site.recorder,)),
        (said.RolesChanged, (site.recorder, ("lead", "recorder"))),
        (said.RolesChanged, (site.administrator, ("administrator", "lead"))),
        (said.RolesChanged, (site.lead, ("recorder",))),
        (said.KeysReplaced, (site.lead, public.sign, public.receive)),
        (said.LeadUntil, (site.recorder, ("lead", "recorder"), "2026-12-30T00:00:00Z")),
        (said.LeadUntil, (site.administrator, ("administrator", "lead"), END)),
        (said.RegisterEpoch, (register,)),
    ]

    for kind, rest in attempts:
        with pytest.raises(RollNoRight):
            after(site, away, site.recorder, kind, *rest)


@pytest.mark.parametrize("role", ["administrator", "recorder"])
def test_only_a_lead_or_recovery_makes_someone_a_lead_until_a_day(site: Any, role: str) -> None:
    who = getattr(site, role)

    with pytest.raises(NoRight):
        with_deputy(site, site.keyring, by=who)
    with pytest.raises(RollNoRight):
        after(site, site.keyring, who, said.LeadUntil, site.recorder, ("lead", "recorder"), END)


def test_a_statement_that_says_itself_that_it_came_after_the_end_is_refused(site: Any, away: Keyring) -> None:
    stated = site.stated(FRESH, ("recorder",))

    with pytest.raises(RollNoRight):
        after(site, away, site.recorder, said.MemberIn, stated, at=UNTIL)
    with pytest.raises(NoRight, match="role"):
        let_out(away, away.replayed(), site.recorder, site.secrets[site.recorder], member=site.administrator, at=UNTIL)
    assert after(site, away, site.recorder, said.MemberIn, stated, at=UNTIL - timedelta(seconds=1))


def test_the_program_says_why_such_a_lead_does_not_make_another(site: Any, away: Keyring) -> None:
    with pytest.raises(NoRight, match="until a day"):
        change_roles(
            away, away.replayed(), site.recorder, site.secrets[site.recorder],
            member=site.administrator, roles=["administrator", "lead"], at=AT,
        )  # fmt: skip


def test_the_time_is_made_longer_or_shorter_and_ended_for_good_with_the_keys(site: Any, away: Keyring) -> None:
    own = site.secrets[site.lead]
    shorter = with_deputy(
        site, with_deputy(site, away, datetime(2027, 1, 5, tzinfo=UTC)), datetime(2026, 11, 25, tzinfo=UTC)
    )
    late = AT + timedelta(days=30)
    ended = change_roles(shorter, shorter.replayed(), site.lead, own, member=site.recorder, roles=["recorder"], at=late)

    member = ended.replayed().members[site.recorder]

    assert shorter.replayed().members[site.recorder].lead_until == "2026-11-25T00:00:00Z"
    assert (member.roles, member.lead_until) == (("recorder",), None)
    assert {each.key for each in ended.wraps if each.to == site.recorder} == {"desk/1"}


def test_a_lead_whose_time_ends_can_become_one_without_an_end(site: Any, away: Keyring) -> None:
    ring = change_roles(
        away, away.replayed(), site.lead, site.secrets[site.lead],
        member=site.recorder, roles=["lead", "recorder"], at=AT,
    )  # fmt: skip

    member = ring.replayed().members[site.recorder]

    assert (member.is_lead, member.lead_until) == (True, None)


def test_the_last_lead_without_an_end_stays_one(site: Any, away: Keyring) -> None:
    own = site.secrets[site.lead]

    with pytest.raises(Refused, match="last lead"):
        change_roles(away, away.replayed(), site.lead, own, member=site.lead, roles=["recorder"], at=AT)
    with pytest.raises(Refused, match="last lead"):
        let_out(away, away.replayed(), site.lead, own, member=site.lead, at=AT)


def test_no_guest_no_lead_and_nobody_who_left_is_made_a_lead_until_a_day(site: Any) -> None:
    own = site.secrets[site.lead]
    guest = let_in_guest(
        site.keyring, site.roll, site.lead, own,
        member=site.newcomer, public=FRESH.public(), until=AT + timedelta(hours=9), at=AT,
    )  # fmt: skip
    left = let_out(site.keyring, site.roll, site.lead, own, member=site.recorder, at=AT)

    for ring, who in ((guest, site.newcomer), (site.keyring, site.lead), (left, site.recorder), (left, "e" * 26)):
        with pytest.raises(Refused):
            make_lead_until(ring, ring.replayed(), site.lead, own, member=who, roles=["recorder"], until=UNTIL, at=AT)
        with pytest.raises(RollMalformed):
            after(site, ring, site.lead, said.LeadUntil, who, ("lead", "recorder"), END)


@pytest.mark.parametrize(
    ("roles", "until"),
    [
        (("lead",), END), (("recorder",), END), (("recorder", "lead"), END), (("lead", "recorder"), "2026-12-06"),
        (("lead", "recorder"), "2026-02-30T00:00:00Z"), (("lead", "recorder"), "2027-11-23T21:00:01Z"),
    ],
)  # fmt: skip
def test_what_is_no_day_too_far_off_or_leaves_nothing_behind_is_refused(
    site: Any, roles: tuple[str, ...], until: str
) -> None:
    with pytest.raises(RollMalformed):
        after(site, site.keyring, site.lead, said.LeadUntil, site.recorder, roles, until)


def test_new_keys_after_the_end_come_without_those_of_leads(site: Any, away: Keyring) -> None:
    held = {}
    for at in (AT, UNTIL):
        ring = replace_keys(
            away,
            away.replayed(),
            site.lead,
            site.secrets[site.lead],
            member=site.recorder,
            public=FRESH.public(),
            at=at,
        )
        held[at] = {each.key for each in ring.wraps if each.to == site.recorder}

    assert held == {AT: {"desk/1", "register/1", "ca/1"}, UNTIL: {"desk/1"}}


def test_someone_in_charge_who_is_a_lead_until_a_day_stays_in_charge(site: Any) -> None:
    ring = make_lead_until(
        site.keyring, site.roll, site.lead, site.secrets[site.lead],
        member=site.recorder, roles=["in_charge", "recorder"], until=UNTIL, at=AT,
    )  # fmt: skip

    member = ring.replayed().members[site.recorder]

    assert json.loads(ring.roll[-1].statement)["format"] == 2
    assert member.roles_at(UNTIL) == ("in_charge", "recorder")


@dataclass(frozen=True)
class Step:
    """One statement that someone tries to make, some hours after the last."""

    by: str
    kind: str
    about: str
    hours: int
    days: int


MEMBERS = ("lead", "administrator", "recorder")
STEPS = st.lists(
    st.builds(
        Step,
        by=st.sampled_from((*MEMBERS, "recorder", "recorder", "lead")),
        kind=st.sampled_from(("lead_until", "lead", "plain", "out", "in", "in_lead")),
        about=st.sampled_from(MEMBERS),
        hours=st.integers(0, 60),
        days=st.integers(-1, 5),
    ),
    max_size=7,
)


def tried(site: Any, step: Step, at: datetime) -> tuple[type[Any], tuple[Any, ...]]:
    """Return the statement of a step."""
    about = getattr(site, step.about)
    plain = "administrator" if step.about == "administrator" else "recorder"
    public = MemberSecrets.new().public()
    new = [
        said.MemberStated(new_id(), said.roles_of([role]), public.sign, public.receive) for role in ("recorder", "lead")
    ]
    until = said.moment_text(at + timedelta(days=step.days))
    kinds: dict[str, tuple[type[Any], tuple[Any, ...]]] = {
        "lead_until": (said.LeadUntil, (about, said.roles_of([plain, "lead"]), until)),
        "lead": (said.RolesChanged, (about, said.roles_of([plain, "lead"]))),
        "plain": (said.RolesChanged, (about, said.roles_of([plain]))),
        "out": (said.MemberOut, (about,)),
        "in": (said.MemberIn, (new[0],)),
        "in_lead": (said.MemberIn, (new[1],)),
    }
    return kinds[step.kind]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_tried_nobody_but_a_lead_without_an_end_changes_who_is_a_lead_and_how_long(
    site: Any, steps: list[Step]
) -> None:
    roll, items, at = site.roll, list(site.keyring.roll), AT
    for step in steps:
        at += timedelta(hours=step.hours)
        kind, rest = tried(site, step, at)
        by = getattr(site, step.by)
        body = kind(1, roll.seq + 1, roll.head, by, said.moment_text(at), *rest)
        item = said.signed(body, {by: site.secrets[by]})
        try:
            later = Roll.replay((*items, item))
        except RollRefused:
            continue

        signer = roll.members[by]
        leads = [{one.id: one.lead_until for one in each.leads()} for each in (roll, later)]
        if leads[0] != leads[1]:
            assert signer.is_lead
            assert signer.lead_until is None
        assert signer.roles_at(at) != ("recorder",)
        roll, items = later, [*items, item]
