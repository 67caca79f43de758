from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.canonical import to_bytes, to_text
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.fingerprints import fingerprint, matches
from rrn_desktop.keys.member import (
    MemberSecrets,
    is_sign_public,
    new_scalar,
    scalar_of,
    sign,
    sign_public,
    sign_with,
    verify,
)

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@given(st.binary(max_size=300))
def test_a_signature_holds_for_what_was_signed(data: bytes) -> None:
    member = MemberSecrets.new()

    signature = sign(member, "body", data)

    assert verify(member.public().sign, "body", data, signature)
    assert signature == sign_with(member.signing, "body", data)


def test_a_signature_does_not_hold_for_other_data_another_kind_or_another_member() -> None:
    member, other = MemberSecrets.new(), MemberSecrets.new()
    signature = sign(member, "body", b"data")

    held = [
        verify(member.public().sign, "body", b"datA", signature),
        verify(member.public().sign, "header", b"data", signature),
        verify(other.public().sign, "body", b"data", signature),
        verify(member.public().sign, "body", b"data", signature[:-1]),
        verify(member.public().sign, "body", b"data", b""),
        verify("not base64!", "body", b"data", signature),
        verify("", "body", b"data", signature),
    ]

    assert not any(held)


def test_a_signature_has_a_twin_that_holds_so_its_bytes_are_no_identity() -> None:
    member = MemberSecrets.new()
    r, s = decode_dss_signature(sign(member, "body", b"data"))

    twin = encode_dss_signature(r, ORDER - s)

    assert verify(member.public().sign, "body", b"data", twin)


def test_a_compressed_point_is_not_taken_for_a_public_key() -> None:
    point = to_bytes(sign_public(new_scalar()))
    compressed = bytes([2 + point[-1] % 2]) + point[1:33]

    sound = is_sign_public(to_text(compressed))

    assert not sound
    assert is_sign_public(to_text(point))
    assert not is_sign_public(to_text(bytes(65)))


def test_any_uniform_bytes_make_a_usable_scalar() -> None:
    edges = [bytes(48), b"\xff" * 48, (ORDER - 1).to_bytes(48, "big"), (ORDER - 2).to_bytes(48, "big")]

    scalars = [scalar_of(edge) for edge in edges]

    assert all(1 <= int.from_bytes(scalar, "big") < ORDER for scalar in scalars)
    assert all(is_sign_public(sign_public(scalar)) for scalar in scalars)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_secrets_of_another_length_are_never_used(place: int) -> None:
    parts = [bytes(32)] * 3
    parts[place] = bytes(31)

    with pytest.raises(ValueError, match="32 bytes"):
        MemberSecrets(*parts)


def test_keys_made_from_one_seed_differ_by_their_label() -> None:
    seed = bytes(range(32))

    register, desk = derive(seed, REGISTER_DATABASE), derive(seed, DESK_DATABASE)

    assert register != desk
    assert register == derive(seed, "register-db/1")
    assert len(register) == len(desk) == 32


def test_derived_keys_and_fingerprints_never_change_between_versions() -> None:
    seed = bytes(range(32))

    made = derive(seed, REGISTER_DATABASE).hex(), derive(seed, DESK_DATABASE).hex(), fingerprint(seed)

    assert made == GOLDEN


def test_a_fingerprint_matches_its_secret_alone() -> None:
    secret = bytes(range(32))

    stated = fingerprint(secret)

    assert matches(secret, stated)
    assert not matches(bytes(32), stated)
    assert not matches(secret, "")
    assert not matches(secret, "\ud800é")


def test_a_seed_of_another_length_is_never_used() -> None:
    seed = bytes(31)

    with pytest.raises(ValueError, match="seed"):
        derive(seed, "register-db/1")


GOLDEN = (
    "5e6ff22105e08c17b549740dd60762d0bae3677b860841d06a2797c568f85cf4",
    "2a483aaa27b50246ab425eba622ff1b8afd1dd9e6b8abbb069322ef39ddc87c9",
    "56b5794381a91464101b09042eb469e2c49111f245bd05d5841109922a5de282",
)
