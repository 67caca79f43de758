from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from rrn_desktop.canonical import to_text
from rrn_desktop.keys import passphrase_key, wraps
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.founding import Founded, Founder, found_site
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.letting_in import let_in
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.recovery import new_shares, recovery_member
from rrn_desktop.keys.roll import Roll

LEAD, ADMINISTRATOR, RECORDER = (letter * 26 for letter in "abc")
NEWCOMER = "d" * 26
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def every_passphrase_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here keys are the matter itself: nothing is spared."""
    monkeypatch.setattr(passphrase_key, "Argon2id", Argon2id)


@dataclass(frozen=True)
class Site:
    """A site with a lead, an administrator and a recorder, and what tests need to change it."""

    founded: Founded
    keyring: Keyring
    roll: Roll
    recovery: MemberSecrets
    secrets: dict[str, MemberSecrets]
    lead: str = LEAD
    administrator: str = ADMINISTRATOR
    recorder: str = RECORDER
    newcomer: str = NEWCOMER
    at: datetime = AT

    def statement(self, kind: type[Any], by: str, *rest: Any, roll: Roll | None = None) -> said.SignedStatement:
        """Return a statement that follows the roll, signed by whoever it names."""
        last = roll or self.roll
        body = kind(1, last.seq + 1, last.head, by, said.moment_text(self.at), *rest)
        signer = self.recovery if by == "recovery" else self.secrets[by]
        return said.signed(body, {by: signer})

    def stated(self, secrets: MemberSecrets, roles: tuple[str, ...], who: str = NEWCOMER) -> said.MemberStated:
        """Return someone as a statement lets them in."""
        public = secrets.public()
        return said.MemberStated(who, said.roles_of(roles), public.sign, public.receive)

    def replayed_with(self, *items: said.SignedStatement) -> Roll:
        """Return the roll after more statements."""
        return Roll.replay((*self.keyring.roll, *items))


@pytest.fixture(scope="session")
def site() -> Site:
    recovery = recovery_member(new_shares()[0])
    founders = [Founder(LEAD, ("lead",)), Founder(ADMINISTRATOR, ("administrator",))]
    founded = found_site(founders, recovery, desk_code="B", at=AT)
    newcomer = MemberSecrets.new()
    keyring = let_in(
        founded.keyring,
        founded.roll,
        ADMINISTRATOR,
        founded.secrets[ADMINISTRATOR],
        member=RECORDER,
        public=newcomer.public(),
        roles=["recorder"],
        at=AT,
    )
    secrets = {**founded.secrets, RECORDER: newcomer}
    return Site(founded, keyring, keyring.replayed(), recovery, secrets)


@pytest.fixture(scope="session")
def new_register() -> Callable[[int], tuple[bytes, said.RegisterStated]]:
    def make(epoch: int) -> tuple[bytes, said.RegisterStated]:
        seed = new_key()
        return seed, said.RegisterStated(epoch, to_text(wraps.public_of(seed)), fingerprint(seed))

    return make
