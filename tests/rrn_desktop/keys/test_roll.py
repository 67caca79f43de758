from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.errors import StoreNewer
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.member import MemberSecrets, sign
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import (
    RollBadSignature,
    RollBroken,
    RollHeadUnknown,
    RollMalformed,
    RollNoRight,
    RollPutBack,
    RollSignerLeft,
)

Register = Callable[[int], tuple[bytes, said.RegisterStated]]


def resigned(item: said.SignedStatement, change: Callable[[dict[str, Any]], None], **signers: Any) -> Any:
    """Return a statement changed by hand and signed again by these."""
    value = json.loads(item.statement)
    change(value)
    data = canonical(value)
    signatures = [said.Signature(who, to_text(sign(secrets, "roll", data))) for who, secrets in signers.items()]
    return said.SignedStatement(data.decode(), tuple(signatures))


def founders_of(site: Any) -> dict[str, MemberSecrets]:
    return {**site.founded.secrets, "recovery": site.recovery}


def test_a_site_is_named_by_the_hash_of_its_first_statement(site: Any) -> None:
    first = site.keyring.roll[0]

    roll = Roll.replay((first,))

    assert roll.site_id == roll.head == first.hash() == site.roll.site_id
    assert (roll.seq, roll.demo, roll.desk.code, roll.register.epoch) == (0, False, "B", 1)
    assert {who: member.roles for who, member in roll.members.items()} == {
        site.lead: ("lead",),
        site.administrator: ("administrator",),
    }
    assert roll.desk_key_fingerprint == fingerprint(site.founded.desk_key)
    assert set(roll.stated) == {"desk/1", "register/1", "ca/1"}


def test_each_kind_of_statement_changes_what_it_says(site: Any, new_register: Register) -> None:
    newcomer, again = MemberSecrets.new(), MemberSecrets.new()
    desk_key, (_, register) = new_key(), new_register(2)
    steps: list[tuple[type[Any], str, tuple[Any, ...]]] = [
        (said.MemberIn, site.lead, (site.stated(newcomer, ("recorder", "lead")),)),
        (said.KeysReplaced, "recovery", (site.newcomer, again.public().sign, again.public().receive)),
        (said.RolesChanged, site.lead, (site.recorder, ("administrator",))),
        (said.MemberOut, site.lead, (site.administrator,)),
        (said.DeskKeyChanged, site.recorder, (said.DeskKeyStated(2, fingerprint(desk_key)),)),
        (said.RegisterEpoch, site.lead, (register,)),
    ]

    roll, items = site.roll, list(site.keyring.roll)
    for kind, by, rest in steps:
        items.append(site.statement(kind, by, *rest, roll=roll))
        roll = Roll.replay(items)

    assert roll.seq == 7
    assert roll.members[site.newcomer].public() == again.public()
    assert roll.members[site.newcomer].roles == ("lead", "recorder")
    assert roll.members[site.newcomer].since_seq == 2
    assert roll.members[site.recorder].roles == ("administrator",)
    assert not roll.members[site.administrator].active
    assert roll.desk_key.number == 2
    assert roll.register == register
    assert roll.stated["desk/1"] == site.founded.roll.stated["desk/1"]
    assert [member.id for member in roll.leads()] == [site.lead, site.newcomer]


def test_an_earlier_head_shows_the_roll_as_it_stood(site: Any) -> None:
    out = site.statement(said.MemberOut, site.lead, site.recorder)
    roll = site.replayed_with(out)

    earlier = roll.at(site.roll.head)

    assert earlier.members[site.recorder].active
    assert not roll.members[site.recorder].active
    assert roll.at(roll.head) is roll
    with pytest.raises(RollHeadUnknown):
        earlier.at(roll.head)
    with pytest.raises(RollHeadUnknown):
        roll.at("0" * 64)


def test_a_roll_that_lost_its_end_is_put_back(site: Any) -> None:
    seen = (site.roll.seq, site.roll.head)

    with pytest.raises(RollPutBack) as refusal:
        Roll.replay(site.keyring.roll[:1], seen)

    assert refusal.value.code == "roll_put_back"
    assert Roll.replay(site.keyring.roll, seen).head == site.roll.head
    with pytest.raises(RollPutBack):
        Roll.replay(site.keyring.roll, (site.roll.seq + 1, site.roll.head))


def test_a_fork_of_the_roll_is_put_back_for_who_saw_the_other(site: Any) -> None:
    one = site.replayed_with(site.statement(said.MemberOut, site.lead, site.recorder))
    other = site.statement(said.RolesChanged, site.lead, site.recorder, ("lead",))

    with pytest.raises(RollPutBack):
        Roll.replay((*site.keyring.roll, other), (one.seq, one.head))


@pytest.mark.parametrize("roles", [("lead",), ("administrator",), ("lead", "recorder"), ("administrator", "recorder")])
def test_an_administrator_can_not_let_in_more_than_a_recorder(site: Any, roles: tuple[str, ...]) -> None:
    item = site.statement(said.MemberIn, site.administrator, site.stated(MemberSecrets.new(), roles))

    with pytest.raises(RollNoRight) as refusal:
        site.replayed_with(item)

    assert refusal.value.code == "roll_no_right"


def test_an_administrator_lets_recorders_in_and_out(site: Any) -> None:
    item = site.statement(said.MemberIn, site.administrator, site.stated(MemberSecrets.new(), ("recorder",)))

    roll = site.replayed_with(item)
    roll = site.replayed_with(item, site.statement(said.MemberOut, site.administrator, site.recorder, roll=roll))

    assert roll.members[site.newcomer].active
    assert not roll.members[site.recorder].active


def test_what_only_a_lead_may_do_is_refused_to_others(site: Any, new_register: Register) -> None:
    public = MemberSecrets.new().public()
    attempts: list[tuple[type[Any], tuple[Any, ...]]] = [
        (said.MemberOut, (site.lead,)),
        (said.MemberOut, (site.administrator,)),
        (said.RolesChanged, (site.administrator, ("administrator", "lead"))),
        (said.RolesChanged, (site.recorder, ("lead",))),
        (said.KeysReplaced, (site.lead, public.sign, public.receive)),
        (said.RegisterEpoch, (new_register(2)[1],)),
    ]

    for kind, rest in attempts:
        for who in (site.administrator, site.recorder):
            with pytest.raises(RollNoRight):
                site.replayed_with(site.statement(kind, who, *rest))


def test_a_recorder_changes_nothing(site: Any) -> None:
    newcomer = site.stated(MemberSecrets.new(), ("recorder",))
    desk_key = said.DeskKeyStated(2, fingerprint(new_key()))

    with pytest.raises(RollNoRight):
        site.replayed_with(site.statement(said.MemberIn, site.recorder, newcomer))
    with pytest.raises(RollNoRight):
        site.replayed_with(site.statement(said.DeskKeyChanged, site.recorder, desk_key))


def test_a_statement_by_someone_who_had_left_is_refused(site: Any) -> None:
    left = site.statement(said.MemberOut, site.lead, site.administrator)
    roll = site.replayed_with(left)
    late = site.statement(said.MemberIn, site.administrator, site.stated(MemberSecrets.new(), ("recorder",)), roll=roll)

    with pytest.raises(RollSignerLeft) as refusal:
        site.replayed_with(left, late)

    assert refusal.value.code == "roll_signer_left"


def test_a_statement_by_nobody_of_this_roll_is_refused(site: Any) -> None:
    stranger = MemberSecrets.new()
    body = said.MemberOut(1, site.roll.seq + 1, site.roll.head, "e" * 26, said.moment_text(site.at), site.recorder)

    with pytest.raises(RollNoRight):
        site.replayed_with(said.signed(body, {"e" * 26: stranger}))


def test_a_statement_signed_by_another_than_it_names_is_refused(site: Any) -> None:
    item = site.statement(said.RolesChanged, site.lead, site.recorder, ("lead",))
    forged = resigned(item, lambda value: None, **{site.lead: site.secrets[site.recorder]})
    renamed = resigned(item, lambda value: None, **{site.recorder: site.secrets[site.recorder]})
    doubled = msgspec.structs.replace(item, signatures=item.signatures * 2)

    for each in (forged, renamed, doubled):
        with pytest.raises(RollBadSignature) as refusal:
            site.replayed_with(each)
        assert refusal.value.code == "roll_bad_signature"


def test_an_edited_statement_is_refused(site: Any) -> None:
    item = site.statement(said.RolesChanged, site.lead, site.recorder, ("administrator",))
    edited = msgspec.structs.replace(item, statement=item.statement.replace("administrator", "lead"))

    with pytest.raises(RollBadSignature):
        site.replayed_with(edited)


def test_a_chain_cut_reordered_or_doubled_is_refused(site: Any) -> None:
    second = site.statement(said.RolesChanged, site.lead, site.recorder, ("administrator",))
    third = site.statement(said.MemberOut, site.lead, site.recorder, roll=site.replayed_with(second))
    first, let_in = site.keyring.roll
    broken: list[tuple[said.SignedStatement, ...]] = [
        (),
        (let_in,),
        (first, second),
        (first, let_in, third),
        (first, let_in, third, second),
        (let_in, first),
        (first, let_in, let_in),
        (first, first),
        (first, let_in, first),
    ]

    for statements in broken:
        with pytest.raises(RollBroken) as refusal:
            Roll.replay(statements)
        assert refusal.value.code == "roll_broken_chain"


def test_a_removed_statement_can_not_be_papered_over(site: Any) -> None:
    out = site.statement(said.MemberOut, site.lead, site.recorder)
    after = site.statement(said.RolesChanged, site.lead, site.lead, ("lead", "recorder"), roll=site.replayed_with(out))
    rejoined = resigned(
        after,
        lambda value: value.update(seq=site.roll.seq + 1, prev=site.roll.head),
        **{site.lead: site.secrets[site.administrator]},
    )

    with pytest.raises(RollBadSignature):
        site.replayed_with(rejoined)


@pytest.mark.parametrize("missing", ["lead", "administrator", "recovery"])
def test_a_site_needs_all_three_of_its_signatures(site: Any, missing: str) -> None:
    first = site.keyring.roll[0]
    who = {"lead": site.lead, "administrator": site.administrator, "recovery": "recovery"}[missing]
    fewer = msgspec.structs.replace(first, signatures=tuple(each for each in first.signatures if each.by != who))
    wrong = resigned(first, lambda value: None, **{**founders_of(site), who: MemberSecrets.new()})

    for item in (fewer, wrong):
        with pytest.raises(RollBadSignature):
            Roll.replay((item,))


def test_a_site_is_founded_by_a_lead_and_an_administrator(site: Any) -> None:
    first = site.keyring.roll[0]
    swapped = resigned(
        first, lambda value: value.update(by=site.administrator, administrator=site.lead), **founders_of(site)
    )
    by_nobody = resigned(first, lambda value: value.update(by="e" * 26), **founders_of(site))

    for item in (swapped, by_nobody):
        with pytest.raises(RollNoRight):
            Roll.replay((item,))


def same_key_spelled_otherwise(value: dict[str, Any]) -> None:
    sign = value["members"][0]["sign"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    stray = letters[letters.index(sign[-2]) + 1]
    value["members"][1]["sign"] = sign[:-2] + stray + "="


def other_key(value: dict[str, Any]) -> None:
    value["members"][0]["sign"] = to_text(bytes(65))


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(more=1),
        lambda value: value.pop("demo"),
        lambda value: value.update(demo=0),
        lambda value: value.update(at="yesterday"),
        lambda value: value["desk"].update(code="b"),
        lambda value: value["desk_key"].update(number=2),
        lambda value: value["register"].update(epoch=2),
        lambda value: value["register"].update(public="AAAA"),
        lambda value: value["recovery"].update(receive=to_text(bytes(1216))),
        lambda value: value["ca"].update(number=2),
        lambda value: value["ca"].update(public="AAAA"),
        lambda value: value["members"][0].update(roles=["lead", "administrator"]),
        lambda value: value["members"][0].update(roles=["lead", "lead"]),
        lambda value: value["members"][0].update(roles=[]),
        lambda value: value["members"][0].update(roles=["owner"]),
        lambda value: value["members"].append(value["members"][1]),
        lambda value: value["members"][1].update(sign=value["members"][0]["sign"]),
        lambda value: value["members"][1].update(receive=value["recovery"]["receive"]),
        lambda value: value.update(format="1"),
        lambda value: value.update(kind=1),
        other_key,
        same_key_spelled_otherwise,
    ],
)
def test_a_malformed_first_statement_is_refused_though_all_signed_it(
    site: Any, change: Callable[[dict[str, Any]], None]
) -> None:
    item = resigned(site.keyring.roll[0], change, **founders_of(site))

    with pytest.raises(RollMalformed) as refusal:
        Roll.replay((item,))

    assert refusal.value.code == "roll_malformed"


def test_a_statement_that_contradicts_the_roll_is_refused(site: Any, new_register: Register) -> None:
    fresh, lead = MemberSecrets.new(), site.secrets[site.lead].public()
    old = site.founded.roll.stated
    attempts: list[tuple[type[Any], tuple[Any, ...]]] = [
        (said.MemberIn, (site.stated(fresh, ("recorder",), who=site.recorder),)),
        (said.MemberIn, (site.stated(site.secrets[site.lead], ("recorder",)),)),
        (said.MemberOut, ("e" * 26,)),
        (said.RolesChanged, ("e" * 26, ("lead",))),
        (said.RolesChanged, (site.recorder, ("recorder", "lead"))),
        (said.KeysReplaced, (site.recorder, lead.sign, fresh.public().receive)),
        (said.KeysReplaced, (site.recorder, fresh.public().sign, lead.receive)),
        (said.KeysReplaced, (site.recorder, "AAAA", fresh.public().receive)),
        (said.DeskKeyChanged, (said.DeskKeyStated(3, fingerprint(new_key())),)),
        (said.DeskKeyChanged, (said.DeskKeyStated(1, fingerprint(new_key())),)),
        (said.DeskKeyChanged, (said.DeskKeyStated(2, old["desk/1"]),)),
        (said.RegisterEpoch, (new_register(3)[1],)),
        (said.RegisterEpoch, (said.RegisterStated(2, "AAAA", fingerprint(new_key())),)),
    ]

    for kind, rest in attempts:
        with pytest.raises(RollMalformed):
            site.replayed_with(site.statement(kind, site.lead, *rest))


def test_someone_who_left_does_not_come_back_under_their_id(site: Any) -> None:
    out = site.statement(said.MemberOut, site.lead, site.recorder)
    roll = site.replayed_with(out)
    back = site.statement(
        said.MemberIn, site.lead, site.stated(MemberSecrets.new(), ("recorder",), site.recorder), roll=roll
    )

    with pytest.raises(RollMalformed):
        site.replayed_with(out, back)


def spoil(item: said.SignedStatement, text: str) -> said.SignedStatement:
    return msgspec.structs.replace(item, statement=text)


def test_a_text_that_is_not_canonical_is_refused_even_when_signed(site: Any) -> None:
    item = site.statement(said.MemberOut, site.lead, site.recorder)
    lead = site.secrets[site.lead]
    spaced = item.statement.replace(":", ": ", 1)
    doubled = item.statement.replace('"seq":2', '"seq":2,"seq":2')
    texts = [
        spaced,
        doubled,
        item.statement + " ",
        "",
        "[]",
        "[" * 50_000,
        '"\ud800"',
        item.statement.replace("2", "2.0", 1),
    ]

    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        signature = said.Signature(site.lead, to_text(sign(lead, "roll", data)))
        with pytest.raises(RollMalformed):
            site.replayed_with(said.SignedStatement(text, (signature,)))


def test_a_statement_of_a_later_format_or_kind_is_called_newer(site: Any) -> None:
    item = site.statement(said.MemberOut, site.lead, site.recorder)
    lead = {site.lead: site.secrets[site.lead]}
    later = resigned(item, lambda value: value.update(format=3, more="new"), **lead)
    other = resigned(item, lambda value: value.update(kind="desk"), **lead)

    for each in (later, other):
        with pytest.raises(StoreNewer):
            site.replayed_with(each)


def test_the_members_of_a_roll_can_not_be_written_to(site: Any) -> None:
    with pytest.raises(TypeError):
        site.roll.members["e" * 26] = None
    with pytest.raises(TypeError):
        site.roll.stated["desk/1"] = ""
