"""A place of a case, by command: who works there, and what they do at which time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.cli.app import run
from rrn_desktop.clock import FixedClock
from rrn_desktop.services.site_setup import setup_site
from tests.rrn_desktop.cli.command import Said
from tests.rrn_desktop.services.school import CASES

OFFICE = "Office"
_WORDS = ("velvet harbour seven kettles", "copper lantern nine meadows", "granite willow four trumpets")
_ADMINISTRATORS = "paper saddle eleven rivers"


@dataclass
class Place:
    """A home or a ward with a store of its own; each call of ``at`` is a command at a time of day."""

    store: Path
    folder: Path
    passphrases: dict[str, str] = field(repr=False)
    capture: pytest.CaptureFixture[bytes] = field(repr=False)

    def at(self, now: str, who: str, *arguments: str | Path) -> Said:
        secret = self.folder / "passphrase.txt"
        secret.write_text(self.passphrases[who], "utf-8")
        return self.without_account(now, *arguments, "--as", who, "--passphrase-file", secret)

    def without_account(self, now: str, *arguments: str | Path) -> Said:
        self.capture.readouterr()
        code = run([str(one) for one in (*arguments, "--store", self.store, "--now", now, "--json")])
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def answers(self, name: str, **changed: Any) -> Path:
        """The answers file of a case with some of its answers changed."""
        said = json.loads((CASES / f"{name}.json").read_bytes())
        said["answers"] |= changed
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(said), "utf-8")
        return path

    def due(self, now: str, who: str) -> dict[str, dict[str, Any]]:
        """What the first screen says is due, by kind; the soonest of each."""
        found: dict[str, dict[str, Any]] = {}
        for one in self.at(now, who, "today").result["due"]:
            found.setdefault(one["kind"], one)
        return found


def make_place(
    folder: Path,
    profile: str,
    site: str,
    staff: Sequence[str],
    lead: str,
    at: datetime,
    people: Sequence[Mapping[str, Any]] = (),
) -> dict[str, str]:
    """Set a place up under a folder, with a demo store; return its passphrases by name."""
    passphrases = dict(zip((*staff, lead), _WORDS, strict=False)) | {OFFICE: _ADMINISTRATORS}
    roles = {name: ["recorder"] for name in staff} | {lead: ["lead"], OFFICE: ["administrator"]}
    members = [
        {"name": name, "roles": roles[name], "job_title": "", "passphrase": passphrase}
        for name, passphrase in passphrases.items()
    ]
    answers = {"site_name": site, "profile": profile, "desk_code": "A", "demo": True, "members": members}
    setup_site(
        folder / "store", {**answers, "people": list(people), "places": []}, folder / "out", clock=FixedClock(at)
    )
    return passphrases


def copy_of(made: Path, folder: Path) -> Path:
    return Path(shutil.copytree(made / "store", folder / "store"))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
