from __future__ import annotations

import base64
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rrn_desktop.keys
from rrn_desktop.canonical import labelled
from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys import boxes, letting_in, slots, wraps
from rrn_desktop.keys.founding import Founder
from rrn_desktop.keys.keyring import shared_key
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase import normalise
from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.keys.recovery import combine, new_shares

MARK = b"MARKER-OF-A-SECRET-32-BYTES-LONG"
NAME, PASSPHRASE = "Marker Markersson", "marker phrase of words"


def marked() -> MemberSecrets:
    return MemberSecrets(MARK, MARK, MARK)


def a_slot(secrets: MemberSecrets) -> slots.Slot:
    return slots.create(
        site="5" * 64,
        member="m" * 26,
        name=NAME,
        passphrase=PASSPHRASE,
        secrets=secrets,
        roll_seq=0,
        roll_head="7" * 64,
        cost=NAME_COST,
    )


def forms_of(secret: bytes) -> list[str]:
    return [repr(secret)[2:-1], secret.hex(), base64.b64encode(secret).decode(), str(int.from_bytes(secret, "big"))]


def test_nothing_that_holds_secrets_shows_them(site: Any) -> None:
    opened = slots.open_slot(a_slot(marked()), PASSPHRASE)
    founder = Founder("a" * 26, ("lead",), marked())
    founded = site.founded
    held = [MARK, opened._kek, founded.desk_key, founded.register_seed, founded.ca_scalar, site.recovery.signing]

    shown = [f"{each!r} {each!s}" for each in (marked(), opened, opened.slot, founder, founded, [marked()])]

    for text in shown:
        assert not [form for secret in held for form in forms_of(secret) if form in text]
    assert "MemberSecrets(hidden)" in shown[0]


def test_a_slot_file_holds_no_name_and_no_secret() -> None:
    secrets = marked()

    data = a_slot(secrets).to_bytes().decode()

    assert "arker" not in data
    assert not [form for form in forms_of(MARK) if form in data]


def wrong_passphrase(site: Any) -> None:
    slots.open_slot(a_slot(marked()), PASSPHRASE + "!")


def bad_passphrase(site: Any) -> None:
    normalise(PASSPHRASE + "\t")


def bad_box(site: Any) -> None:
    boxes.open_box(MARK, bytes(60), b"")


def bad_wrap(site: Any) -> None:
    wraps.unwrap(bytes(1200), MARK, labelled("wrap/x", b""))


def bad_key(site: Any) -> None:
    boxes.seal_box(MARK[:-1], b"", b"")


def bad_seed(site: Any) -> None:
    wraps.public_of(MARK + b"x")


def no_key(site: Any) -> None:
    shared_key(site.keyring, site.roll, "register/1", site.recorder, marked())


def other_key(site: Any) -> None:
    shared_key(site.keyring, site.roll, "register/1", site.lead, marked())


def no_right(site: Any) -> None:
    letting_in.let_out(site.keyring, site.roll, site.recorder, marked(), member=site.lead, at=site.at)


@pytest.mark.parametrize(
    "mistake",
    [wrong_passphrase, bad_passphrase, bad_box, bad_wrap, bad_key, bad_seed, no_key, other_key, no_right],
)
def test_no_refusal_shows_a_secret_a_name_or_a_passphrase(site: Any, mistake: Callable[[Any], None]) -> None:
    with pytest.raises((UserFacingError, ValueError)) as refusal:
        mistake(site)

    told = "".join(traceback.format_exception_only(refusal.value)) + repr(refusal.value) + str(vars(refusal.value))
    assert "marker" not in told.lower()
    assert not [form for form in forms_of(MARK) if form in told]
    assert refusal.value.__cause__ is None


def test_a_refused_share_shows_none_of_its_words() -> None:
    _, (first, second, _) = new_shares()

    with pytest.raises(UserFacingError) as refusal:
        combine([first, " ".join(second.split()[::-1])])

    told = repr(refusal.value) + refusal.value.what + refusal.value.next_step
    rare = {word for word in (first + " " + second).split() if len(word) > 5}
    assert not rare & set(told.replace(".", "").split())


def test_no_private_function_of_the_crypto_library_is_used() -> None:
    folder = Path(rrn_desktop.keys.__file__).parent

    used = [path.name for path in folder.glob("*.py") if "_with_aad" in path.read_text(encoding="utf-8")]

    assert used == []
