"""New shared keys after someone left: who holds them, what opens what, and what the roll says is still owed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.canonical import canonical, labelled, to_bytes, to_text
from rrn_desktop.errors import NoRight, StoreDamaged
from rrn_desktop.keys import keyring as rings
from rrn_desktop.keys import statements as said
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.changing import begin_epoch, change_desk_key, desk_numbers, register_seeds
from rrn_desktop.keys.deputies import make_lead_until
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.keyring import Keyring, KeySwapped, Wrap, shared_key
from rrn_desktop.keys.letting_in import change_roles, let_in, let_out
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollMalformed, RollNoRight
from rrn_desktop.keys.wraps import WrapRefused

SECOND_LEAD = "e" * 26


def desk_changed(site: Any, ring: Keyring, by: str) -> tuple[Keyring, bytes]:
    signer = site.recovery if by == "recovery" else site.secrets[by]
    return change_desk_key(ring, ring.replayed(), by, signer, at=site.at)


def epoch_begun(site: Any, ring: Keyring, former: bytes, by: str | None = None) -> tuple[Keyring, bytes]:
    who = by or site.lead
    signer = site.recovery if who == "recovery" else site.secrets[who]
    return begin_epoch(ring, ring.replayed(), who, signer, former=former, at=site.at)


def with_second_lead(site: Any, ring: Keyring, secrets: MemberSecrets) -> Keyring:
    return let_in(
        ring, ring.replayed(), site.lead, site.secrets[site.lead],
        member=SECOND_LEAD, public=secrets.public(), roles=("lead",), at=site.at,
    )  # fmt: skip


@pytest.mark.parametrize("by", ["lead", "administrator", "recovery"])
def test_a_new_desk_key_is_held_by_all_who_are_here_and_by_recovery_beside_the_one_before(site: Any, by: str) -> None:
    ring, key = desk_changed(site, site.keyring, getattr(site, by) if by != "recovery" else by)
    roll = ring.replayed()

    holders = {**site.secrets, "recovery": site.recovery}

    assert roll.desk_key.number == 2
    assert {shared_key(ring, roll, "desk/2", who, own) for who, own in holders.items()} == {key}
    assert {shared_key(ring, roll, "desk/1", who, own) for who, own in holders.items()} == {site.founded.desk_key}
    assert ring.format == "rrn-keyring/3"


def test_once_the_desk_has_the_new_key_the_keyring_holds_the_old_one_no_more(site: Any) -> None:
    ring, key = desk_changed(site, site.keyring, site.lead)

    only = ring.without_desk_keys(2)

    assert desk_numbers(ring, site.recorder) == (2, 1)
    assert desk_numbers(only, site.recorder) == (2,)
    assert only.format == "rrn-keyring/1"
    assert shared_key(only, only.replayed(), "desk/2", site.recorder, site.secrets[site.recorder]) == key
    with pytest.raises(NoRight):
        shared_key(only, only.replayed(), "desk/1", "recovery", site.recovery)


def test_who_left_holds_no_new_key(site: Any) -> None:
    out = let_out(
        site.keyring, site.roll, site.lead, site.secrets[site.lead], member=site.recorder, at=site.at
    )  # fmt: skip

    ring, _ = desk_changed(site, out, site.lead)

    assert desk_numbers(ring, site.recorder) == ()


def test_a_recorder_changes_no_desk_key_and_nobody_in_charge_does(site: Any) -> None:
    ring = change_roles(
        site.keyring, site.roll, site.lead, site.secrets[site.lead],
        member=site.recorder, roles=("in_charge", "recorder"), at=site.at,
    )  # fmt: skip
    stated = said.DeskKeyStated(2, fingerprint(new_key()))
    forged = site.statement(said.DeskKeyChanged, site.recorder, stated, roll=ring.replayed())

    for keyring in (site.keyring, ring):
        with pytest.raises(NoRight):
            desk_changed(site, keyring, site.recorder)
    with pytest.raises(RollNoRight):
        Roll.replay((*ring.roll, forged))


def test_a_new_epoch_opens_with_its_own_seed_and_that_opens_the_seed_before(site: Any) -> None:
    ring, seed = epoch_begun(site, site.keyring, site.founded.register_seed)
    again, last = epoch_begun(site, ring, seed)
    roll = again.replayed()

    by_lead = register_seeds(again, roll, site.lead, site.secrets[site.lead])
    by_cards = register_seeds(again, roll, "recovery", site.recovery)

    assert roll.register.epoch == 3
    assert by_lead == by_cards == {3: last, 2: seed, 1: site.founded.register_seed}
    assert list(by_lead) == [3, 2, 1]
    assert again.format == "rrn-keyring/3"
    assert (again.find("register/1", "register/2"), again.find("register/2", "register/3")) != (None, None)


def test_a_lead_who_comes_later_opens_every_epoch_through_the_one_of_now(site: Any) -> None:
    secrets = MemberSecrets.new()
    ring, seed = epoch_begun(site, site.keyring, site.founded.register_seed)
    without_direct = ring.without_wraps(site.lead, ("register/1",))

    joined = with_second_lead(site, without_direct, secrets)

    assert joined.find("register/1", SECOND_LEAD) is None
    assert register_seeds(joined, joined.replayed(), SECOND_LEAD, secrets) == {2: seed, 1: site.founded.register_seed}


def test_a_lead_who_left_holds_no_seed_and_their_old_one_does_not_open_the_new(site: Any) -> None:
    secrets = MemberSecrets.new()
    both = with_second_lead(site, site.keyring, secrets)
    out = let_out(both, both.replayed(), site.lead, site.secrets[site.lead], member=SECOND_LEAD, at=site.at)

    ring, seed = epoch_begun(site, out, site.founded.register_seed)

    with pytest.raises(NoRight):
        register_seeds(ring, ring.replayed(), SECOND_LEAD, secrets)
    assert [one.to for one in ring.wraps if one.key == "register/2"] == [site.lead, "recovery"]
    for wrap in ring.wraps:
        if wrap.key == "register/2":
            with pytest.raises(WrapRefused):
                rings.opened_wrap(wrap, ring.replayed(), site.founded.register_seed)
    assert seed != site.founded.register_seed


@pytest.mark.parametrize("by", ["administrator", "recorder"])
def test_only_a_lead_or_recovery_begins_an_epoch(site: Any, by: str) -> None:
    with pytest.raises(NoRight):
        epoch_begun(site, site.keyring, site.founded.register_seed, getattr(site, by))

    ring, _ = epoch_begun(site, site.keyring, site.founded.register_seed, "recovery")

    assert ring.replayed().register.epoch == 2


def test_a_lead_until_a_day_begins_no_epoch_and_holds_it_until_that_day(site: Any) -> None:
    deputy = make_lead_until(
        site.keyring, site.roll, site.lead, site.secrets[site.lead],
        member=site.recorder, roles=("recorder",), until=site.at + timedelta(days=2), at=site.at,
    )  # fmt: skip
    by_deputy = site.statement(said.RegisterEpoch, site.recorder, _stated(2), roll=deputy.replayed())

    ring, seed = epoch_begun(site, deputy, site.founded.register_seed)
    late, _ = begin_epoch(
        deputy, deputy.replayed(), site.lead, site.secrets[site.lead],
        former=site.founded.register_seed, at=site.at + timedelta(days=2),
    )  # fmt: skip

    with pytest.raises(NoRight):
        epoch_begun(site, deputy, site.founded.register_seed, site.recorder)
    with pytest.raises(RollNoRight):
        Roll.replay((*deputy.roll, by_deputy))
    assert register_seeds(ring, ring.replayed(), site.recorder, site.secrets[site.recorder])[2] == seed
    assert late.find("register/2", site.recorder) is None


def _stated(epoch: int) -> said.RegisterStated:
    seed = new_key()
    return said.RegisterStated(epoch, to_text(wraps.public_of(seed)), fingerprint(seed))


def _chained(ring: Keyring, secret: bytes, to_public: str) -> Keyring:
    """Return the keyring after an attacker wrapped a seed of their own to the epoch of now, for the right purpose."""
    roll = ring.replayed()
    bound = {"site": roll.site_id, "key": "register/1", "to": "register/2", "fingerprint": roll.stated["register/1"]}
    wrapped = wraps.wrap(secret, to_bytes(to_public), labelled("wrap/shared", canonical(bound)))
    return ring.with_wraps([Wrap("register/1", "register/2", wraps.SUITE, to_text(wrapped))])


def test_a_seed_swapped_on_the_way_to_an_older_epoch_is_refused(site: Any) -> None:
    ring, _ = epoch_begun(site, site.keyring, site.founded.register_seed)
    roll, own = ring.replayed(), site.secrets[site.lead]

    swapped = _chained(ring, new_key(), roll.register.public)
    true = _chained(ring, site.founded.register_seed, roll.register.public)
    (chain,) = (one for one in ring.wraps if one.to == "register/2")
    cut = ring.with_wraps([msgspec.structs.replace(chain, wrap=chain.wrap[:-8] + "AAAAAAA=")])

    with pytest.raises(KeySwapped) as refusal:
        register_seeds(swapped, roll, site.lead, own)
    assert refusal.value.code == "key_swapped"
    with pytest.raises(WrapRefused):
        register_seeds(cut, roll, site.lead, own)
    assert register_seeds(true, roll, site.lead, own)[1] == site.founded.register_seed


def test_a_way_to_an_older_epoch_that_is_gone_is_named_or_found_by_who_held_it_before(site: Any) -> None:
    secrets = MemberSecrets.new()
    ring, _ = epoch_begun(site, site.keyring, site.founded.register_seed)
    joined = with_second_lead(site, ring.without_wraps(site.lead, ("register/1",)), secrets)

    gone = joined.without_wraps("register/2", ("register/1",))

    with pytest.raises(StoreDamaged):
        register_seeds(gone, gone.replayed(), SECOND_LEAD, secrets)
    assert register_seeds(gone, gone.replayed(), "recovery", site.recovery)[1] == site.founded.register_seed


def test_another_seed_is_never_chained_to_a_new_epoch(site: Any) -> None:
    with pytest.raises(KeySwapped):
        epoch_begun(site, site.keyring, new_key())


def test_a_keyring_with_epochs_survives_its_file(site: Any) -> None:
    ring, _ = epoch_begun(site, site.keyring, site.founded.register_seed)

    assert rings.read(rings.to_file(ring)) == ring


def test_a_statement_that_skips_a_number_or_comes_back_to_a_key_is_refused(site: Any) -> None:
    ring, key = desk_changed(site, site.keyring, site.lead)
    roll = ring.replayed()
    steps = [said.DeskKeyStated(4, fingerprint(new_key())), said.DeskKeyStated(3, fingerprint(key))]

    for stated in (*steps, said.DeskKeyStated(3, fingerprint(site.founded.desk_key))):
        with pytest.raises(RollMalformed):
            Roll.replay((*ring.roll, site.statement(said.DeskKeyChanged, site.lead, stated, roll=roll)))


def test_the_roll_as_it_stood_before_a_key_was_stated_is_found_again(site: Any) -> None:
    ring, _ = desk_changed(site, site.keyring, site.lead)
    ring, _ = epoch_begun(site, ring, site.founded.register_seed)
    roll = ring.replayed()

    assert roll.last_under(2, 2) is roll
    assert roll.last_under(1, 1).head == roll.last_under(1, 2).head == site.roll.head
    assert roll.last_under(2, 1).seq == roll.seq - 1


ACTS = ("in", "lead_in", "out", "lead_out", "lead_role", "desk", "epoch")


class _Site:
    """A roll that grows by what a property draws, and beside it what is owed, counted by hand."""

    def __init__(self, site: Any) -> None:
        self.site, self.items, self.roll = site, list(site.keyring.roll), site.roll
        self.recorders, self.leads = [site.recorder], list[str]()
        self.owed_desk, self.owed_register, self.count = set[str](), set[str](), 0

    def add(self, kind: type[Any], *rest: Any) -> None:
        self.items.append(self.site.statement(kind, self.site.lead, *rest, roll=self.roll))
        self.roll = Roll.replay(self.items)

    def newcomer(self, role: str) -> str:
        self.count += 1
        who = "f" * 24 + "abcdefgh"[self.count // 8] + "abcdefgh"[self.count % 8]
        self.add(said.MemberIn, self.site.stated(MemberSecrets.new(), (role,), who))
        return who

    def act(self, what: str) -> None:
        if what == "in":
            self.recorders.append(self.newcomer("recorder"))
        elif what == "lead_in":
            self.leads.append(self.newcomer("lead"))
        elif what == "out" and self.recorders:
            self._out(self.recorders.pop(), was_lead=False)
        elif what == "lead_out" and self.leads:
            self._out(self.leads.pop(), was_lead=True)
        elif what == "lead_role" and self.leads:
            who = self.leads.pop()
            self.add(said.RolesChanged, who, ("recorder",))
            self.recorders.append(who)
            self.owed_register.add(who)
        elif what == "desk":
            self.add(said.DeskKeyChanged, said.DeskKeyStated(self.roll.desk_key.number + 1, fingerprint(new_key())))
            self.owed_desk.clear()
        elif what == "epoch":
            self.add(said.RegisterEpoch, _stated(self.roll.register.epoch + 1))
            self.owed_register.clear()

    def _out(self, who: str, *, was_lead: bool) -> None:
        self.add(said.MemberOut, who)
        self.owed_desk.add(who)
        self.owed_register |= {who} if was_lead else set()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(ACTS), max_size=9))
def test_whoever_went_out_with_a_key_since_it_last_changed_is_known_from_the_roll_alone(
    site: Any, acts: list[str]
) -> None:
    grown = _Site(site)

    for what in acts:
        grown.act(what)

    assert set(grown.roll.out_since_desk_key) == grown.owed_desk
    assert set(grown.roll.out_since_epoch) == grown.owed_register
    numbers = sum(act == "desk" for act in acts), sum(act == "epoch" for act in acts)
    assert (grown.roll.desk_key.number - 1, grown.roll.register.epoch - 1) == numbers
