"""What the tests of bad days share: how a refusal must read, quick records, and scenes in another process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.clock import Clock
from rrn_desktop.errors import UserFacingError
from rrn_desktop.services import drafts, notices, records, sealing, verifying
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from tests.journeys.site import AUTHOR, CLOCK, LEAD, PASSPHRASES
from tests.torture.writers import case_one

ROOT = Path(__file__).resolve().parents[2]
_SENTENCE = re.compile(r"[A-Z][^\n]*[.]")
_OF_A_MACHINE = re.compile(r"Errno|Error|Exception|sqlite|SQL|Traceback|0x|/tmp|None|\{|\}", re.IGNORECASE)
_LONGEST = 25


def told(problem: UserFacingError) -> dict[str, str]:
    """Return a refusal as plain values, as ``rrn --json`` prints it."""
    return {"code": problem.code, "what": problem.what, "safe": problem.safe, "next": problem.next_step}


def assert_plain(said: Mapping[str, str]) -> None:
    """Assert that what happened, what is safe and what to do are each told in plain, short sentences."""
    for part in ("what", "safe", "next"):
        text = said[part]
        assert _SENTENCE.fullmatch(text), f"{part} is no sentence: {text!r}"
        assert not _OF_A_MACHINE.search(text), f"{part} is not for people: {text!r}"
        assert all(len(sentence.split()) <= _LONGEST for sentence in re.split(r"[.:;]", text)), f"too long: {text!r}"
    assert not any(name in "".join(said.values()) for name in PASSPHRASES)


def refusal(of: Callable[[], object]) -> dict[str, str]:
    """Return how something is refused, after checking how that reads."""
    with pytest.raises(UserFacingError) as caught:
        of()
    said = told(caught.value)
    assert_plain(said)
    return said


def enter(store: Path, name: str = AUTHOR, clock: Clock = CLOCK) -> Session:
    """Sign a member in."""
    return sign_in(store, name, PASSPHRASES[name], clock=clock)


def refused_entry(store: Path, name: str = AUTHOR) -> dict[str, str]:
    """Return how signing in is refused; when it is not, the store is closed again."""
    return refusal(lambda: enter(store, name).close())


def written(session: Session, **answers: Any) -> Draft:
    """Return a saved draft of case 1, with other answers where they are given, under its number."""
    said = case_one()
    for path, value in answers.items():
        said = said.with_answer(path, value)
    draft = drafts.save(session, replace(drafts.begin(session), answers=said))
    notice = notices.proposed(session, draft)
    assert notice is not None
    return notices.stand(session, draft, notice)


def sealed(session: Session, draft: Draft | None = None) -> Sealed:
    """Seal a draft, or a new one of case 1."""
    return sealing.seal(session, draft or written(session), PASSPHRASES[session.member.name])


def numbered(session: Session, draft: Draft | None = None) -> str:
    """Seal a draft, or a new one of case 1, and return its number."""
    number = sealed(session, draft).number
    assert number is not None
    return number


def assert_holds(store: Path, *numbers: str, clock: Clock = CLOCK) -> None:
    """Assert that the store opens, that all of it holds for a lead, and that these records can be read."""
    session = enter(store, LEAD, clock)
    try:
        found = verifying.verify_store(session)
        shown = [records.show(session, number).number for number in numbers]
    finally:
        session.close()
    assert [finding.says for finding in found.findings] == []
    assert shown == list(numbers)


def scene(module: str, *words: str, env: Mapping[str, str] | None = None) -> Any:
    """Run a module of this folder in a process of its own and return the JSON that it prints."""
    command = [sys.executable, "-m", f"tests.bad_days.{module}", *words]
    surroundings = {**os.environ, **(env or {})}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def wait_for(said: Path, words: str) -> None:
    """Wait until another process has said some words in a file."""
    for _ in range(1200):
        if words in said.read_text("utf-8"):
            return
        time.sleep(0.05)
    problem = said.with_suffix(".err")
    raise AssertionError(problem.read_text("utf-8") if problem.exists() else "the other process said nothing")
