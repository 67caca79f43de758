from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.canonical import labelled
from rrn_desktop.keys.wraps import PUBLIC_BYTES, WrapRefused, is_public, public_of, unwrap, wrap

INFO = labelled("wrap/test", b"1")


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.binary(max_size=100))
def test_what_is_wrapped_to_a_public_key_comes_out_with_its_seed(seed: bytes, secret: bytes, data: bytes) -> None:
    info = labelled("wrap/test", data)

    wrapped = wrap(secret, public_of(seed), info)

    assert unwrap(wrapped, seed, info) == secret
    assert len(wrapped) == 1136 + len(secret)


def test_the_public_key_of_the_published_seed_is_the_published_one() -> None:
    seed = hashlib.shake_128(b"").digest(32)

    public = public_of(seed)

    assert seed.hex() == "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"
    assert public[:24].hex() == "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b"
    assert len(public) == PUBLIC_BYTES


def test_a_wrap_does_not_open_for_another_purpose_or_another_seed() -> None:
    seed = bytes(range(32))
    wrapped = wrap(b"secret", public_of(seed), INFO)

    with pytest.raises(WrapRefused):
        unwrap(wrapped, seed, labelled("wrap/test", b"2"))
    with pytest.raises(WrapRefused) as refusal:
        unwrap(wrapped, bytes(32), INFO)

    assert refusal.value.code == "wrap_refused"


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=1168 * 8 - 1))
def test_a_wrap_with_any_bit_flipped_is_refused(bit: int) -> None:
    seed = bytes(range(32))
    wrapped = bytearray(wrap(bytes(32), public_of(seed), INFO))
    wrapped[bit // 8] ^= 1 << bit % 8

    with pytest.raises(WrapRefused):
        unwrap(bytes(wrapped), seed, INFO)


@pytest.mark.parametrize("cut", [0, 1, 1120, 1135, 1167])
def test_a_cut_wrap_is_refused(cut: int) -> None:
    seed = bytes(range(32))
    wrapped = wrap(bytes(32), public_of(seed), INFO)

    with pytest.raises(WrapRefused):
        unwrap(wrapped[:cut], seed, INFO)


@pytest.mark.parametrize(
    "public",
    [
        b"",
        bytes(1216),
        b"\xff" * 1216,
        public_of(bytes(32))[:-1],
        public_of(bytes(32)) + b"\0",
        public_of(bytes(32))[:1184] + bytes(32),
    ],
    ids=["empty", "zeros", "ones", "cut", "longer", "zero curve point"],
)
def test_nothing_is_wrapped_to_bytes_that_are_no_public_key(public: bytes) -> None:
    sound = is_public(public)

    assert not sound
    with pytest.raises(WrapRefused):
        wrap(b"secret", public, INFO)


def test_an_unlabelled_purpose_is_a_mistake_of_ours() -> None:
    seed = bytes(32)

    with pytest.raises(ValueError, match="labelled"):
        wrap(b"secret", public_of(seed), b"anything")
    with pytest.raises(ValueError, match="labelled"):
        unwrap(bytes(1200), seed, labelled("header", b""))
