from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from rrn_desktop.errors import NoRight, NotFound, StoreDamaged
from rrn_desktop.keys import keyring as rings
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.keyring import Keyring, KeySwapped, shared_key
from rrn_desktop.keys.letting_in import kept_for_recovery, let_out, replace_keys
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll_refusals import RollMalformed
from rrn_desktop.keys.wraps import WrapRefused


def kept(site: Any, who: str) -> Keyring:
    """The keyring with someone's own keys kept for recovery, as they are once a member is let in."""
    return kept_for_recovery(site.keyring, site.roll, who, site.secrets[who])


def replaced(site: Any, ring: Keyring, who: str, new: MemberSecrets) -> Keyring:
    after = replace_keys(
        ring, ring.replayed(), site.lead, site.secrets[site.lead], member=who, public=new.public(), at=site.at
    )
    return kept_for_recovery(after, after.replayed(), who, new)


def test_new_keys_open_the_shared_keys_that_the_role_holds_and_the_old_ones_open_none(site: Any) -> None:
    recorder, lead = MemberSecrets.new(), MemberSecrets.new()

    ring = replaced(site, kept(site, site.recorder), site.recorder, recorder)
    other = replace_keys(
        site.keyring, site.roll, "recovery", site.recovery, member=site.lead, public=lead.public(), at=site.at
    )

    assert {each.key for each in ring.wraps if each.to == site.recorder} == {"desk/1"}
    assert shared_key(ring, ring.replayed(), "desk/1", site.recorder, recorder) == site.founded.desk_key
    assert shared_key(other, other.replayed(), "register/1", site.lead, lead) == site.founded.register_seed
    with pytest.raises(WrapRefused):
        shared_key(ring, ring.replayed(), "desk/1", site.recorder, site.secrets[site.recorder])


def test_what_recovery_holds_of_the_keys_before_stays_for_good(site: Any) -> None:
    first, second, third = site.secrets[site.recorder], MemberSecrets.new(), MemberSecrets.new()

    ring = replaced(site, kept(site, site.recorder), site.recorder, second)
    ring = replaced(site, ring, site.recorder, third)

    roll = ring.replayed()
    names = {"/1": first, "/2": second, "": third}
    for name, secrets in names.items():
        opened = [
            shared_key(ring, roll, f"member-{kind}/{site.recorder}{name}", "recovery", site.recovery)
            for kind in ("receive", "draft")
        ]
        assert opened == [secrets.receive_seed, secrets.draft_key]
    assert [seq for seq, _ in roll.members[site.recorder].former] == [1, 2]
    assert roll.members[site.recorder].keys_name == f"{site.recorder}/3"


def test_a_keyring_with_former_keys_has_a_new_number_and_is_read_as_it_was_written(site: Any, tmp_path: Path) -> None:
    ring = replaced(site, kept(site, site.recorder), site.recorder, MemberSecrets.new())

    rings.save(tmp_path / "keyring.json", ring)

    assert kept(site, site.recorder).format == "rrn-keyring/1"
    assert ring.format == "rrn-keyring/2"
    assert rings.load(tmp_path / "keyring.json") == ring


def test_a_former_key_under_another_statement_is_refused(site: Any) -> None:
    ring = replaced(site, kept(site, site.recorder), site.recorder, MemberSecrets.new())
    name = f"member-draft/{site.recorder}"
    moves = {f"{name}/1": f"{name}/2", name: f"{name}/1", f"{name}/2": name}

    def moved(each: rings.Wrap, start: str, to: str) -> rings.Wrap:
        return msgspec.structs.replace(each, key=to) if each.key == start else each

    for start, to in moves.items():
        others = tuple(each for each in ring.wraps if each.key != to)
        forged = msgspec.structs.replace(ring, wraps=tuple(moved(each, start, to) for each in others))
        with pytest.raises((WrapRefused, NoRight)):
            shared_key(forged, ring.replayed(), to, "recovery", site.recovery)


@pytest.mark.parametrize("seq", [0, 7])
def test_former_keys_of_a_statement_that_gave_none_are_refused(site: Any, seq: int) -> None:
    ring = replaced(site, kept(site, site.recorder), site.recorder, MemberSecrets.new())
    start, to = f"member-draft/{site.recorder}/1", f"member-draft/{site.recorder}/{seq}"
    forged = tuple(msgspec.structs.replace(each, key=to) if each.key == start else each for each in ring.wraps)

    with pytest.raises(KeySwapped):
        shared_key(msgspec.structs.replace(ring, wraps=forged), ring.replayed(), to, "recovery", site.recovery)


@pytest.mark.parametrize("end", ["/", "/01", "/-1", "/x", "/1/2", "/1234567890123456"])
def test_a_former_key_with_a_name_out_of_shape_is_damage(site: Any, tmp_path: Path, end: str) -> None:
    ring = kept(site, site.recorder)
    start = f"member-draft/{site.recorder}"
    forged = tuple(msgspec.structs.replace(e, key=start + end) if e.key == start else e for e in ring.wraps)
    rings.save(tmp_path / "keyring.json", msgspec.structs.replace(ring, format="rrn-keyring/2", wraps=forged))

    with pytest.raises(StoreDamaged):
        rings.load(tmp_path / "keyring.json")


def test_keys_that_were_replaced_do_not_come_back(site: Any) -> None:
    first = site.secrets[site.recorder]
    ring = replaced(site, kept(site, site.recorder), site.recorder, MemberSecrets.new())
    fresh = MemberSecrets.new().public()
    back = site.statement(
        said.KeysReplaced, site.lead, site.recorder, fresh.sign, first.public().receive, roll=ring.replayed()
    )

    with pytest.raises(RollMalformed):
        ring.with_statement(back)


def test_only_a_lead_or_recovery_replaces_keys_and_only_of_someone_who_is_here(site: Any) -> None:
    public = MemberSecrets.new().public()
    gone = let_out(
        site.keyring, site.roll, site.lead, site.secrets[site.lead], member=site.recorder, at=site.at
    )  # fmt: skip

    for who in (site.administrator, site.recorder):
        with pytest.raises(NoRight):
            replace_keys(site.keyring, site.roll, who, site.secrets[who], member=site.lead, public=public, at=site.at)
    with pytest.raises(NotFound):
        replace_keys(
            gone, gone.replayed(), site.lead, site.secrets[site.lead], member=site.recorder, public=public, at=site.at
        )
