"""The answers of a file, for what is being written by command."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from rrn_desktop.cli.options import read_file
from rrn_desktop.errors import WrongUsage
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers, read_answers_file


class Written(Protocol):
    """What is being written: with which form, and for which kind of setting."""

    @property
    def form(self) -> str:
        """Return the id of the form."""

    @property
    def form_version(self) -> int:
        """Return the version of the form."""

    @property
    def profile(self) -> str:
        """Return the kind of setting."""


def answers_in(file: Path, draft: Written, *, any_version: bool, this: str = "This") -> tuple[int, Answers]:
    """Return the answers of a file, with the version of the form that they were given to.

    It is that of the draft, or where nothing was answered yet any that was released.
    """
    read = read_answers_file(read_file(file))
    known = {(one.form, one.version) for one in registry.released()}
    fits = any_version and (read.form, read.form_version) in known
    if read.form != draft.form or not (fits or read.form_version == draft.form_version):
        raise WrongUsage(
            "The answers are for another form, or another version of it.",
            "Nothing was written.",
            f"{this} is written with {draft.form}, version {draft.form_version}.",
        )
    if read.profile != draft.profile:
        raise WrongUsage(
            "The answers are for another kind of setting.", "Nothing was written.", f"Use the profile {draft.profile}."
        )
    return read.form_version, read_answers(registry.definition(read.form, read.form_version), read.answers)
