"""The cards of a record that was read: steps with their answers, and what is different."""

from __future__ import annotations

from rrn_desktop.services.records import Shown
from ui.screens.parts.answer_facts import StepFacts
from ui.screens.parts.facts import FactList
from ui.screens.parts.words import tell
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card


def step_card(step: StepFacts) -> Card:
    """Return a card of one step's answers."""
    card = Card(step.title)
    for group in step.groups:
        if group.heading:
            card.body.addWidget(Heading(group.heading, "strong"))
        card.body.addWidget(FactList(group.facts))
    return card


def differences_card(shown: Shown) -> Card:
    """Return a card of what differs from the version before."""
    before = shown.version - 1
    card = Card(tell("differences", version=before))
    if not shown.differences:
        card.body.addWidget(PlainLabel(tell("differences_none", version=before), "hint"))
    for one in shown.differences:
        card.body.addWidget(PlainLabel(one.label, "strong"))
        was, now = one.before or tell("not_answered"), one.after or tell("not_answered")
        card.body.addWidget(FactList(((tell("difference_before"), was), (tell("difference_after"), now))))
    return card
