"""How much a form asks of somebody: what is asked, what is typed or chosen, what the program works out."""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, pattern_of
from rrn_desktop.forms.derive import derived
from rrn_desktop.forms.rules import asked


@dataclass(frozen=True, slots=True)
class FormCount:
    """What a form asks, given some answers.

    - ``asked``: different questions shown; a question asked again in another row counts once.
    - ``first``: how many of those a first record asks.
    - ``free_text``: how many of those are boxes for lines of words.
    - ``typed``: answers given, in every row, stated unknowns among them.
    - ``derived``: answers that the program worked out.
    """

    asked: int
    first: int
    free_text: int
    typed: int
    derived: int


def count(definition: Definition, answers: Answers) -> FormCount:
    """Return what the form asks of the one who gives these answers."""
    shown = [one for one in asked(definition, answers) if one.question.type != "repeat"]
    questions = {pattern_of(one.path): one.question for one in shown if not one.question.derived}
    said = [definition.question(path).derived for path, _ in answers.leaves()]
    return FormCount(
        asked=len(questions),
        first=sum(question.first for question in questions.values()),
        free_text=sum(question.type == "long_text" for question in questions.values()),
        typed=said.count(False),
        derived=len(derived(definition, answers)) + said.count(True),
    )
