"""What a printed record says that its signed files do not: who printed it and when, and what was due as it stood then.

``print.json``, canonical JSON, is attached to the PDF and lies under its signature. Pages are made from the signed
files and this one alone, so that anyone can make them again and compare.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import canonical
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.shapes import From1, Hash, Id

NAME = "print.json"
FAMILY, VERSION = "rrn-print", 1
State = Literal["open", "in_time", "late", "set_aside", "no_longer_asked", "proposed"]
Wall = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z")]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class Printer(_Part, frozen=True):
    """Who printed: the member's id, name and job."""

    id: str
    name: str
    role: str


class Account(_Part, frozen=True):
    """Under which name and job a member's account stands on the desk."""

    name: str
    role: str


class LedgerHead(_Part, frozen=True):
    """The last entry of the ledger when it was printed."""

    device: Id
    segment: From1
    seq: From1
    hash: Hash


class PrintedFollowUp(_Part, frozen=True):
    """One thing that was due after the incident, and how it stood when it was printed.

    ``due`` and ``booked`` are RFC 3339, "" for none; ``done`` is in UTC, "" while it is not done.
    """

    what: str
    kind: str
    due: str
    booked: str
    done: str
    state: State
    rule: str
    rule_kind: Literal["law", "guidance", "local"]
    trust: Literal["read", "second_hand", "check_locally"]


class PrintFacts(_Part, frozen=True):
    """All that a printed record takes from elsewhere than its signed files.

    - ``parts`` names the signed files in their order, ``record.json`` first.
    - ``not_included`` are sentences about what exists and is not printed.
    - ``made_with`` is the version of the program that made the pages: another one may word them otherwise.
    - ``accounts`` holds the accounts of those who signed something in the files, by id.
    """

    site_name: str
    profile: str
    zone: str
    demo: bool
    printed_at: Wall
    printed_by: Printer
    head: LedgerHead
    parts: tuple[str, ...]
    not_included: tuple[str, ...]
    follow_ups: tuple[PrintedFollowUp, ...]
    accounts: dict[str, Account]
    format: Literal["rrn-print/1"] = "rrn-print/1"
    layout: Literal[1] = 1
    kind: Literal["record"] = "record"
    made_with: Annotated[str, Meta(pattern=r"\A[0-9A-Za-z.+-]{0,32}\Z")] = ""


def to_bytes(facts: PrintFacts) -> bytes:
    """Return the bytes of print.json: canonical JSON (RFC 8785)."""
    return canonical(msgspec.to_builtins(facts))


def read(data: bytes) -> PrintFacts:
    """Return what print.json says; raises StoreDamaged when it is none of ours, StoreNewer for a later format."""
    return strict_json.decode(data, NAME, PrintFacts, FAMILY, VERSION)
