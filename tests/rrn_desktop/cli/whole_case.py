"""The nine cases from an empty folder to what leaves the place, by command alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from shlex import split
from typing import Any

from rrn_desktop.cli.app import run
from tests.rrn_desktop.cli.command import Said
from tests.rrn_desktop.cli.place import make_place, utc
from tests.rrn_desktop.services.school import CASES

NOT_KNOWN, NOT_ASKED = {"state": "not_known"}, {"state": "not_asked"}


@dataclass(frozen=True)
class Step:
    """One command: at which time, by whom ("" without an account), which words, and the answers that go with it.

    ``{phrase}`` stands for a file with the four words that the first step gave.
    """

    now: str
    who: str
    words: str
    answers: str | dict[str, Any] = ""


@dataclass(frozen=True)
class Story:
    """One case: where it was, who works there, and what they do; ``people`` names the files that are there before."""

    profile: str
    site: str
    staff: tuple[str, ...]
    lead: str
    opened: str
    steps: tuple[Step, ...]
    month: tuple[str, str]
    after: str
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Played:
    """A place after its case: each step with what it said."""

    story: Story
    folder: Path
    passphrases: dict[str, str] = field(repr=False)
    said: tuple[Said, ...] = ()

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def incidents(self) -> dict[str, str]:
        """The number of each incident, by the name of its answers."""
        both = zip(self.story.steps, self.said, strict=True)
        return {str(step.answers): said.result["number"] for step, said in both if step.words.startswith("record inc")}

    def at(self, now: str, who: str, *arguments: str | Path) -> Said:
        """Let a member of the place give a command, or someone without an account."""
        if not who:
            return called(*arguments, "--store", self.store, "--now", now)
        secret = self.folder / "passphrase.txt"
        secret.write_text(self.passphrases[who], "utf-8")
        return self.at(now, "", *arguments, "--as", who, "--passphrase-file", secret)

    def later(self, *arguments: str | Path) -> Said:
        """Let the lead give a command when all is done."""
        return self.at(self.story.after, self.story.lead, *arguments)

    def due(self, now: str, who: str) -> dict[str, dict[str, Any]]:
        """What the first screen says is due, by kind; the soonest of each."""
        found: dict[str, dict[str, Any]] = {}
        for one in self.at(now, who, "today").result["due"]:
            found.setdefault(one["kind"], one)
        return found


def called(*arguments: str | Path) -> Said:
    """Run a command line with --json, and keep what it says."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*(str(one) for one in arguments), "--json"])
    return Said(code, *(stream.detach().getvalue() for stream in (out, err)))


def answers_of(name: str) -> dict[str, Any]:
    """The answers of a file of a case, as they stand in it."""
    found: dict[str, Any] = json.loads((CASES / f"{name}.json").read_bytes())["answers"]
    return found


def support_of(local: str, offset: str = "+00:00") -> dict[str, Any]:
    """Support of which nothing was told: asked after at a time, and what was not asked is said to be so."""
    answers = {
        "checked_at": {"local": local, "offset": offset, "zone": "Europe/London"}, "person_now": NOT_ASKED,
        "body_checked": NOT_KNOWN, "offers": NOT_KNOWN, "staff": NOT_KNOWN, "others": NOT_KNOWN,
    }  # fmt: skip
    return {"form": "support", "form_version": 1, "answers": answers}


def play(story: Story, folder: Path) -> Played:
    """Set the place up and let everyone do what they do; each step is held to have gone well."""
    people = [{"name": name, "details": answers_of(file)} for name, file in story.people.items()]
    names = make_place(folder, story.profile, story.site, story.staff, story.lead, utc(story.opened), people)
    place = Played(story, folder, names)
    said = []
    for number, step in enumerate(story.steps):
        words = split(step.words.format(phrase=folder / "phrase.txt"))
        said.append(place.at(step.now, step.who, *words, *_with_answers(story, step, folder, number)))
        assert said[-1].exit_code == 0, (step.words, said[-1].json)
        _keep_phrase(said[-1], folder)
    return Played(story, folder, names, tuple(said))


def _keep_phrase(said: Said, folder: Path) -> None:
    phrase = said.result.get("phrase")
    if phrase:
        (folder / "phrase.txt").write_text(str(phrase), "utf-8")


def _with_answers(story: Story, step: Step, folder: Path, number: int) -> tuple[str | Path, ...]:
    if not step.answers:
        return ()
    if isinstance(step.answers, str):
        return ("--answers", CASES / f"{step.answers}.json")
    file = folder / f"answers_{number}.json"
    file.write_text(json.dumps({**step.answers, "profile": story.profile}), "utf-8")
    return ("--answers", file)
