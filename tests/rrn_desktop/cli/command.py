"""The command as a script uses it: arguments in, one JSON object out, and an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.cli.app import run
from tests.rrn_desktop.services.school import CASES, PASSPHRASES, School


@dataclass(frozen=True)
class Said:
    """What one call of the command gave."""

    exit_code: int
    out: bytes
    err: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def result(self) -> dict[str, Any]:
        assert self.json["ok"], self.json
        found: dict[str, Any] = self.json["result"]
        return found

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])


@dataclass
class Command:
    """The command on one store."""

    school: School
    folder: Path
    capture: pytest.CaptureFixture[bytes] = field(repr=False)

    def plainly(self, *arguments: str | Path) -> Said:
        self.capture.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def as_(self, name: str, *arguments: str | Path, passphrase: str | None = None) -> Said:
        return self.plainly(*self.line(name, *arguments, passphrase=passphrase))

    def line(self, name: str, *arguments: str | Path, passphrase: str | None = None) -> list[str]:
        """The whole command line of a member who is signed in."""
        secret = self.folder / "passphrase.txt"
        secret.write_text(PASSPHRASES[name] if passphrase is None else passphrase, "utf-8")
        common = ["--store", str(self.school.store), "--as", name, "--passphrase-file", str(secret), "--json"]
        return [*(str(argument) for argument in arguments), *common, "--now", "2026-05-14T17:00:00+01:00"]

    def file(self, content: object, name: str = "answers.json") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode("utf-8"))
        return path

    def sealed(self, name: str, *, first: bool = False) -> dict[str, Any]:
        file = self.file(few_answers()) if first else CASES / "case1.json"
        return self.as_(name, "record", "incident", "--answers", file, "--first" if first else "--seal").result


def case_1(change: Callable[[dict[str, Any]], None] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CASES / "case1.json").read_bytes())
    if change is not None:
        change(found)
    return found


def few_answers() -> dict[str, Any]:
    whole = case_1()
    few = {key: whole["answers"][key] for key in ("person", "started", "place")}
    return {**whole, "answers": few}
