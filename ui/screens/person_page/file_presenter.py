"""One step of a person's file while it is changed. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Step
from rrn_desktop.forms.navigation import pages
from rrn_desktop.forms.values import Value
from rrn_desktop.services import draft_content, person_files
from rrn_desktop.services.session import Session


class FilePresenter:
    """Takes answers, says what is wrong with them, and keeps the whole file when asked to."""

    def __init__(self, session: Session, person: str, step_id: str) -> None:
        self.session = session
        self._person = person_files.find(session, person)
        self._definition = registry.definition(person_files.FORM)
        self.answers = person_files.answers_of(self._person)
        self.is_crossed = False
        self.step: Step = next(step for step in self._definition.steps if step.id == step_id)

    @property
    def name(self) -> str:
        """Return what the person is called."""
        return self._person.name

    @property
    def asks_name(self) -> bool:
        """Return whether the name can be changed here: with what the file says of the person."""
        return self.step is self._definition.steps[0]

    @property
    def is_changed(self) -> bool:
        """Return whether an answer is another than the file has."""
        return self.answers != person_files.answers_of(self._person)

    def so_far(self) -> dict[str, Any]:
        """Return the answers as they are typed, and as the file has them, as plain JSON values."""
        before = person_files.answers_of(self._person)
        return {"answers": draft_content.kept(self.answers), "before": draft_content.kept(before)}

    def go_on(self, answers: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Take what ``so_far`` returned: what was changed then is changed in the file as it is now."""
        mine, then = draft_content.typed(dict(answers)), draft_content.typed(dict(before))
        for question in self._definition.questions:
            key, now = question.id, self.answers.get(question.id)
            if mine.get(key) != then.get(key):
                crossed = now != then.get(key)
                self.is_crossed = self.is_crossed or crossed
                self.answers = self.answers.with_answer(key, _both(now, mine.get(key)) if crossed else mine.get(key))

    def visible(self) -> tuple[str, ...]:
        """Return the paths of the questions that matter now."""
        states = pages(self._definition, self.answers, ())
        return next((one.questions for one in states if one.step.id == self.step.id), ())

    def answer(self, path: str, value: Value | None) -> None:
        """Take an answer; None takes it away."""
        self.answers = self.answers.with_answer(path, value)

    def add_row(self, path: str) -> None:
        """Add an empty row to a question that repeats."""
        self.answers = self.answers.with_row(path)

    def remove_row(self, path: str, index: int) -> None:
        """Take a row away."""
        self.answers = self.answers.without_row(path, index)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what stands in the way of saving: the path of a question, and what is wrong."""
        found = person_files.problems(self.session, self.answers)
        return tuple((one.question, one.message) for one in found)

    def save(self, name: str) -> None:
        """Keep the file; raises as ``person_files.change``."""
        person_files.change(self.session, self._person.id, self.answers, name=name)


def _both(now: Value | None, mine: Value | None) -> Value | None:
    """Return both where there are rows, so that whom not to tell is not lost; else what was typed."""
    if isinstance(now, tuple) and isinstance(mine, tuple):
        return cast("Value", (*now, *(row for row in mine if row not in now)))
    return mine if mine is not None else now
