from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.canonical import canonical
from rrn_desktop.ledger.headers import Header, hash_of, read_header, to_bytes
from rrn_desktop.ledger.refusals import EntryRefused

HASH = "0123456789abcdef" * 4
GOLDEN = Header(
    format=1,
    site=HASH,
    device="d" * 26,
    segment=1,
    seq=7,
    prev=HASH,
    roll_head=HASH,
    kind="seal",
    entry="e" * 26,
    record="r" * 26,
    number="2026-B-014",
    version=2,
    epoch=1,
    member="m" * 26,
    at="2026-11-22T09:30:00Z",
    ciphertext=HASH,
    content_key=None,
)


def test_the_bytes_of_a_header_are_what_they_were_when_the_format_was_released() -> None:
    data = to_bytes(GOLDEN)

    assert hash_of(data) == hashlib.sha256(b"rrn/1/header\0" + data).hexdigest()
    assert hash_of(data) == "dd8f185eb4e111d08c207290711990ed1034964873a5c053a9ebe5598b3727ab"


@given(
    seq=st.integers(1, 2**52),
    version=st.none() | st.integers(1, 2**52),
    kind=st.from_regex(r"\A[a-z][a-z_]{1,31}\Z"),
    number=st.none() | st.from_regex(r"\A[0-9]{4}-[A-Z0-9]{1,8}-[0-9]{3,9}\Z"),
)
def test_header_bytes_are_canonical_json_and_read_back(
    seq: int, version: int | None, kind: str, number: str | None
) -> None:
    header = msgspec.structs.replace(GOLDEN, seq=seq, version=version, kind=kind, number=number)

    data = to_bytes(header)

    assert data == canonical(msgspec.to_builtins(header))
    assert read_header(data) == header


@pytest.mark.parametrize(
    "spelt",
    [
        lambda data: data.replace(b'"seq":7', b'"seq": 7'),
        lambda data: data.replace(b'"seq":7', b'"seq":8,"seq":7'),
        lambda data: data.replace(b'"kind":"seal"', b'"kind":"s\\u0065al"'),
        lambda data: data + b" ",
        lambda data: data[:-1],
        lambda data: data.replace(b'"seq":7', b'"seq":7.0'),
        lambda data: data.replace(b'"seq":7', b'"seq":0'),
        lambda data: data.replace(b'"at"', b'"name":"x","at"'),
        lambda _: b"",
        lambda _: b"\xff",
        lambda _: b"[" * 10**5,
    ],
)
def test_another_spelling_of_a_header_is_no_header(spelt: object) -> None:
    assert callable(spelt)

    with pytest.raises(EntryRefused) as caught:
        read_header(spelt(to_bytes(GOLDEN)))

    assert caught.value.finding == "header_unreadable"


def test_a_header_with_fields_of_a_later_format_is_called_newer() -> None:
    data = to_bytes(GOLDEN).replace(b'"format":1', b'"format":2').replace(b'"at"', b'"also":1,"at"')

    with pytest.raises(EntryRefused) as caught:
        read_header(data)

    assert caught.value.finding == "header_newer"
