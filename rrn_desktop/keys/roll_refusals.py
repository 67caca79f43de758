"""Why a roll is refused, one sentence a reason."""

from __future__ import annotations

from rrn_desktop.errors import RollRefused

_SAFE = "Nobody was let in because of it, and nothing was changed."
_RESTORE = "Someone may have changed the file keyring.json. Tell your lead, and ask IT to put it back from a backup."


class RollMalformed(RollRefused):
    """A statement is not as any version of the program writes it."""

    code = "roll_malformed"


class RollBadSignature(RollRefused):
    """A statement's signature is not by the one whom it names."""

    code = "roll_bad_signature"


class RollNoRight(RollRefused):
    """A statement's signer had no right to make it."""

    code = "roll_no_right"


class RollSignerLeft(RollRefused):
    """A statement's signer had left before it."""

    code = "roll_signer_left"


class RollBroken(RollRefused):
    """Statements are missing, swapped or from another roll."""

    code = "roll_broken_chain"


class RollPutBack(RollRefused):
    """The roll does not contain a head that was seen before."""

    code = "roll_put_back"


class RollHeadUnknown(RollRefused):
    """Something names a roll head that is not in this roll."""

    code = "roll_head_unknown"


def malformed() -> RollMalformed:
    """Return the sentence for a statement that no version of the program writes."""
    return RollMalformed(
        "A statement in the list of members is not as this program writes it.",
        _SAFE,
        _RESTORE,
    )


def bad_signature() -> RollBadSignature:
    """Return the sentence for a signature that does not hold."""
    return RollBadSignature(
        "A signature in the list of members does not hold.",
        _SAFE,
        _RESTORE,
    )


def no_right() -> RollNoRight:
    """Return the sentence for a signer without the right."""
    return RollNoRight(
        "A change in the list of members was made by someone who had no right to make it.",
        _SAFE,
        "Tell your lead. The file keyring.json has to be put back as it was before that change.",
    )


def signer_left() -> RollSignerLeft:
    """Return the sentence for a signer who had left."""
    return RollSignerLeft(
        "A change in the list of members was made by someone who had already left.",
        _SAFE,
        "Tell your lead. The file keyring.json has to be put back as it was before that change.",
    )


def broken() -> RollBroken:
    """Return the sentence for a chain with a gap."""
    return RollBroken(
        "Part of the list of members is missing or in the wrong order.",
        _SAFE,
        _RESTORE,
    )


def put_back() -> RollPutBack:
    """Return the sentence for an old roll."""
    return RollPutBack(
        "An old list of members was put in place of the newer one.",
        _SAFE,
        "If a backup was put back on purpose, your lead can confirm it. If not, tell your lead now.",
    )


def head_unknown() -> RollHeadUnknown:
    """Return the sentence for a roll head that is not in this roll."""
    return RollHeadUnknown(
        "This was signed under a list of members that is not the one of this store.",
        "Nothing was changed.",
        "Ask where it came from. If it should be from here, check the store.",
    )
