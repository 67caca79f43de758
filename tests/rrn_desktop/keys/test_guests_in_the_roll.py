from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.errors import NoRight, NotFound, Refused, StoreNewer
from rrn_desktop.ids import new_id
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.founding import Founder, found_site
from rrn_desktop.keys.guests import end_of, let_in_guest, renew_guest, time_is_up
from rrn_desktop.keys.keyring import Keyring, shared_key
from rrn_desktop.keys.letting_in import change_roles, let_out
from rrn_desktop.keys.member import MemberSecrets, sign
from rrn_desktop.keys.rights import may
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollMalformed, RollNoRight, RollSignerLeft

AT = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
UNTIL, LATER = "2026-11-23T07:30:00Z", "2026-11-23T09:00:00Z"


@pytest.fixture(scope="module")
def shift(site: Any) -> Any:
    """The site with its recorder in charge of a shift."""
    lead = site.secrets[site.lead]
    return change_roles(
        site.keyring, site.roll, site.lead, lead, member=site.recorder, roles=["in_charge", "recorder"], at=AT
    )


def with_guest(site: Any, ring: Keyring, secrets: MemberSecrets, by: str | None = None) -> Keyring:
    signer = by or site.recorder
    return let_in_guest(
        ring, ring.replayed(), signer, site.recovery if signer == "recovery" else site.secrets[signer],
        member=site.newcomer, public=secrets.public(), until=datetime.fromisoformat(UNTIL), at=AT,
    )  # fmt: skip


def after(site: Any, ring: Keyring, kind: type[Any], by: str, *rest: Any, own: MemberSecrets | None = None) -> Roll:
    """The roll after one more statement that someone makes by hand, whatever the program would let them do."""
    roll = ring.replayed()
    body = kind(1, roll.seq + 1, roll.head, by, said.moment_text(AT), *rest)
    return Roll.replay((*ring.roll, said.signed(body, {by: own or site.secrets[by]})))


def changed_by_hand(
    site: Any, ring: Keyring, item: said.SignedStatement, change: Callable[[dict[str, Any]], None]
) -> Roll:
    """The roll after a statement of the one in charge, changed by hand and signed again by them."""
    value = json.loads(item.statement)
    change(value)
    data = canonical(value)
    signature = said.Signature(site.recorder, to_text(sign(site.secrets[site.recorder], "roll", data)))
    return Roll.replay((*ring.roll, said.SignedStatement(data.decode(), (signature,))))


@pytest.mark.parametrize("by", ["recorder", "lead", "administrator", "recovery"])
def test_a_guest_is_a_recorder_with_an_end_who_holds_the_desk_key_alone(site: Any, shift: Keyring, by: str) -> None:
    secrets = MemberSecrets.new()

    ring = with_guest(site, shift, secrets, getattr(site, by) if by != "recovery" else by)

    roll = ring.replayed()
    guest = roll.members[site.newcomer]
    assert (guest.roles, guest.until, guest.is_guest, guest.active) == (("recorder",), UNTIL, True, True)
    assert {each.key for each in ring.wraps if each.to == site.newcomer} == {"desk/1"}
    assert shared_key(ring, roll, "desk/1", site.newcomer, secrets) == site.founded.desk_key


def test_nobody_but_a_guest_has_an_end(site: Any, shift: Keyring) -> None:
    members = shift.replayed().members

    ends = [end_of(member) for member in members.values()]

    assert ends == [None, None, None]
    assert not any(time_is_up(member, datetime.max.replace(tzinfo=UTC)) for member in members.values())


def test_a_guests_time_is_up_from_the_very_second(site: Any, shift: Keyring) -> None:
    guest = with_guest(site, shift, MemberSecrets.new()).replayed().members[site.newcomer]
    end = datetime.fromisoformat(UNTIL)

    up = [time_is_up(guest, end + timedelta(seconds=seconds)) for seconds in (-1, 0, 1)]

    assert up == [False, True, True]


def test_a_recorder_who_is_not_in_charge_lets_no_guest_in(site: Any) -> None:
    with pytest.raises(NoRight):
        with_guest(site, site.keyring, MemberSecrets.new())
    with pytest.raises(RollNoRight):
        after(site, site.keyring, said.GuestIn, site.recorder, site.stated(MemberSecrets.new(), ("recorder",)), UNTIL)


def test_a_guest_lets_nobody_in_and_gives_themselves_no_time(site: Any, shift: Keyring) -> None:
    secrets = MemberSecrets.new()
    ring = with_guest(site, shift, secrets)
    other = site.stated(MemberSecrets.new(), ("recorder",), "e" * 26)
    attempts: list[tuple[type[Any], tuple[Any, ...]]] = [
        (said.GuestIn, (other, UNTIL)),
        (said.MemberIn, (other,)),
        (said.GuestUntil, (site.newcomer, LATER)),
        (said.MemberOut, (site.newcomer,)),
        (said.DeskKeyChanged, (said.DeskKeyStated(2, fingerprint(new_key())),)),
    ]

    for kind, rest in attempts:
        with pytest.raises(RollNoRight):
            after(site, ring, kind, site.newcomer, *rest, own=secrets)


@pytest.mark.parametrize("roles", [("lead",), ("administrator",), ("in_charge",), ("in_charge", "recorder"), ()])
def test_a_guest_is_never_more_than_a_recorder_whoever_signs(
    site: Any, shift: Keyring, roles: tuple[said.Role, ...]
) -> None:
    public = MemberSecrets.new().public()
    stated = said.MemberStated(site.newcomer, roles, public.sign, public.receive)

    for who in (site.recorder, site.lead):
        with pytest.raises((RollNoRight, RollMalformed)) as refusal:
            after(site, shift, said.GuestIn, who, stated, UNTIL)
        assert refusal.value.code == ("roll_no_right" if roles else "roll_malformed")


def test_who_is_in_charge_does_nothing_else_to_the_list_of_members(site: Any, shift: Keyring) -> None:
    public = MemberSecrets.new().public()
    newcomer = [site.stated(MemberSecrets.new(), (role,)) for role in ("recorder", "lead", "administrator")]
    attempts: list[tuple[type[Any], tuple[Any, ...]]] = [
        *((said.MemberIn, (each,)) for each in newcomer),
        (said.MemberOut, (site.lead,)),
        (said.MemberOut, (site.recorder,)),
        (said.RolesChanged, (site.recorder, ("lead",))),
        (said.KeysReplaced, (site.lead, public.sign, public.receive)),
        (said.DeskKeyChanged, (said.DeskKeyStated(2, fingerprint(new_key())),)),
    ]

    for kind, rest in attempts:
        with pytest.raises(RollNoRight):
            after(site, shift, kind, site.recorder, *rest)


def test_who_is_in_charge_and_an_administrator_lets_out_what_either_role_alone_may() -> None:
    both = ("administrator", "in_charge")

    assert may("member_out", both, ("recorder",))
    assert may("member_out", both, ("recorder",), guest=True)
    assert not may("member_out", both, ("lead",))
    assert not may("member_in", ("in_charge", "recorder"), ("recorder",))


def test_a_guest_is_given_more_time_or_less(site: Any, shift: Keyring) -> None:
    ring = with_guest(site, shift, MemberSecrets.new())

    for text in (LATER, "2026-11-22T22:00:00Z"):
        ring = renew_guest(
            ring, ring.replayed(), site.recorder, site.secrets[site.recorder],
            member=site.newcomer, until=datetime.fromisoformat(text), at=AT,
        )  # fmt: skip

    assert ring.replayed().members[site.newcomer].until == "2026-11-22T22:00:00Z"


def test_time_is_given_to_guests_who_are_here_and_nobody_else(site: Any, shift: Keyring) -> None:
    ring = with_guest(site, shift, MemberSecrets.new())
    closed = let_out(
        ring, ring.replayed(), site.recorder, site.secrets[site.recorder], member=site.newcomer, at=AT
    )  # fmt: skip

    attempts = [(ring, site.administrator), (ring, "e" * 26), (closed, site.newcomer)]
    for keyring, who in attempts:
        with pytest.raises(RollMalformed):
            after(site, keyring, said.GuestUntil, site.recorder, who, LATER)
        with pytest.raises(Refused, match="guest"):
            renew_guest(
                keyring, keyring.replayed(), site.recorder, site.secrets[site.recorder], member=who,
                until=datetime.fromisoformat(LATER), at=AT,
            )  # fmt: skip


def test_a_guest_who_was_let_out_does_not_come_back_under_their_id(site: Any, shift: Keyring) -> None:
    secrets = MemberSecrets.new()
    ring = with_guest(site, shift, secrets)
    closed = let_out(ring, ring.replayed(), site.recorder, site.secrets[site.recorder], member=site.newcomer, at=AT)

    again = site.stated(MemberSecrets.new(), ("recorder",))

    assert not [each for each in closed.wraps if each.to == site.newcomer]
    with pytest.raises(RollMalformed):
        after(site, closed, said.GuestIn, site.recorder, again, UNTIL)
    with pytest.raises(RollSignerLeft):
        after(site, closed, said.GuestUntil, site.newcomer, site.newcomer, LATER, own=secrets)


def test_a_guest_is_given_no_other_role(site: Any, shift: Keyring) -> None:
    ring = with_guest(site, shift, MemberSecrets.new())

    with pytest.raises(Refused, match="guest"):
        change_roles(
            ring, ring.replayed(), site.lead, site.secrets[site.lead], member=site.newcomer, roles=["lead"], at=AT
        )
    with pytest.raises(RollMalformed):
        after(site, ring, said.RolesChanged, site.lead, site.newcomer, ("lead",))


@pytest.mark.parametrize(
    "until",
    [
        None, 1, "", "soon", "2026-11-23", "2026-11-23T07:30:00", "2026-11-23T07:30:00+00:00", "2026-11-23T07:30Z",
        "2026-11-23T07:30:00.0Z", "2026-11-31T07:30:00Z", "2026-11-23T24:30:00Z", "2026-11-23T07:30:00Z\n",
    ],
)  # fmt: skip
def test_an_end_that_is_no_moment_is_refused_though_it_is_signed(site: Any, shift: Keyring, until: object) -> None:
    ring = with_guest(site, shift, MemberSecrets.new())
    renewing = renew_guest(
        ring, ring.replayed(), site.recorder, site.secrets[site.recorder],
        member=site.newcomer, until=datetime.fromisoformat(LATER), at=AT,
    )  # fmt: skip

    for keyring, item in ((shift, ring.roll[-1]), (ring, renewing.roll[-1])):
        with pytest.raises(RollMalformed):
            changed_by_hand(site, keyring, item, lambda value: value.update(until=until))


def test_a_guest_without_an_end_is_refused(site: Any, shift: Keyring) -> None:
    item = with_guest(site, shift, MemberSecrets.new()).roll[-1]

    with pytest.raises(RollMalformed):
        changed_by_hand(site, shift, item, lambda value: value.pop("until"))


def test_an_older_program_is_told_that_it_is_too_old_for_someone_in_charge(site: Any, shift: Keyring) -> None:
    stated = json.loads(shift.roll[-1].statement)
    newcomer = site.stated(MemberSecrets.new(), ("recorder",))

    assert stated["format"] == 2
    for kind, rest in ((said.RolesChanged, (site.recorder, ("in_charge", "recorder"))), (said.MemberOut, (site.lead,))):
        wrong = kind(1 if kind is said.RolesChanged else 2, site.roll.seq + 1, site.roll.head, site.lead, UNTIL, *rest)
        with pytest.raises(RollMalformed):
            site.replayed_with(said.signed(wrong, {site.lead: site.secrets[site.lead]}))
    later = said.MemberIn(3, site.roll.seq + 1, site.roll.head, site.lead, UNTIL, newcomer)  # type: ignore[arg-type]
    with pytest.raises(StoreNewer):
        site.replayed_with(said.signed(later, {site.lead: site.secrets[site.lead]}))


def test_a_site_can_be_founded_with_someone_in_charge(site: Any) -> None:
    founders = [Founder(new_id(), ("administrator", "lead")), Founder(new_id(), ("in_charge", "recorder"))]

    founded = found_site(founders, site.recovery, desk_code="A", at=AT)

    assert json.loads(founded.keyring.roll[0].statement)["format"] == 2
    assert founded.roll.members[founders[1].id].roles == ("in_charge", "recorder")


def test_nobody_lets_out_or_renews_someone_who_was_never_here(site: Any, shift: Keyring) -> None:
    own = site.secrets[site.recorder]

    with pytest.raises(NotFound):
        let_out(shift, shift.replayed(), site.recorder, own, member="e" * 26, at=AT)
    with pytest.raises(Refused):
        renew_guest(shift, shift.replayed(), site.recorder, own, member="e" * 26, until=AT, at=AT)


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_guest_stays_for_seven_days_at_the_most_whatever_is_signed(site: Any, shift: Keyring, seconds: int) -> None:
    end = said.moment_text(AT + timedelta(days=7, seconds=seconds))
    there = with_guest(site, shift, MemberSecrets.new())
    new = site.stated(MemberSecrets.new(), ("recorder",), "e" * 26)

    made = [(shift, said.GuestIn, new), (there, said.GuestUntil, site.newcomer)]

    for ring, kind, who in made:
        if seconds:
            with pytest.raises(RollMalformed):
                after(site, ring, kind, site.recorder, who, end)
        else:
            assert end in {one.until for one in after(site, ring, kind, site.recorder, who, end).members.values()}
