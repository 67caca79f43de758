"""What was due after an incident, and how it came out, in words; what was late is never left unsaid."""

from __future__ import annotations

from collections.abc import Mapping

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.exports.pdf.content import Block, Grid, Heading
from rrn_desktop.exports.pdf.print_facts import PrintedFollowUp, PrintFacts
from rrn_desktop.exports.pdf.record_words import until, when
from rrn_desktop.ledger.record_marks import CONFIRMED, COUNTERSIGNED
from rrn_desktop.standards.clocks import says_of

_CLOCK_OF: Mapping[str, str] = {COUNTERSIGNED: "countersign", CONFIRMED: "confirm"}
_HEAD = ("What", "By when", "How it came out", "Who asks for it")
_WIDTHS = (2.0, 1.6, 1.7, 3.7)
_SAID = {
    "required by": "Required by law. {}",
    "asked for by": "Guidance asks for this. {}",
    "asked for by, as summarised; check": "Asked for, as summarised; check. {}",
}
_PLAIN = {"set_aside": "Set aside by a lead", "no_longer_asked": "No longer asked for", "proposed": "To think about"}


def follow_up_blocks(facts: PrintFacts) -> tuple[Block, ...]:
    """Return what was due and how it came out, as a table; nothing where nothing was due."""
    if not facts.follow_ups:
        return ()
    rows = tuple((one.what, _by_when(facts, one), _came_out(facts, one), _rule(one)) for one in facts.follow_ups)
    return (Heading("What was due afterwards"), Grid(_HEAD, rows, "What was due after the incident", _WIDTHS))


def late_ones(facts: PrintFacts) -> tuple[str, ...]:
    """Return a sentence for each thing that was done late, or is late and still to do."""
    late = (one for one in facts.follow_ups if one.state == "late" or _is_overdue(facts, one))
    return tuple(f"{one.what}: {_how_late(facts, one)}" for one in late)


def is_late(facts: PrintFacts, mark: str, at: str) -> bool:
    """Say whether a mark was made after the moment by which a clock asked for it.

    What was booked for a day is due by the end of it; what had been done before that moment was due no more.
    """
    made = parse_rfc3339(at)
    asked = (one for one in facts.follow_ups if one.kind == _CLOCK_OF[mark] and one.due)
    still = (one for one in asked if not one.done or parse_rfc3339(one.done) >= made)
    return any(parse_rfc3339(one.booked or one.due) < made for one in still)


def _by_when(facts: PrintFacts, one: PrintedFollowUp) -> str:
    if one.booked:
        return f"{_large(until(one.due, facts.zone))}; booked for {until(one.booked, facts.zone)}"
    return _large(until(one.due, facts.zone)) if one.due else ""


def _came_out(facts: PrintFacts, one: PrintedFollowUp) -> str:
    if one.state in _PLAIN:
        return _PLAIN[one.state]
    if one.done:
        return f"{'Done late' if one.state == 'late' else 'Done'}, {when(one.done, facts.zone)}"
    return "Late: not done yet" if _is_overdue(facts, one) else "Not done yet"


def _is_overdue(facts: PrintFacts, one: PrintedFollowUp) -> bool:
    due = one.booked or one.due
    return one.state == "open" and bool(due) and parse_rfc3339(due) < parse_rfc3339(facts.printed_at)


def _how_late(facts: PrintFacts, one: PrintedFollowUp) -> str:
    if one.done:
        return f"done late, {when(one.done, facts.zone)}"
    return f"not done yet; it was due {until(one.booked or one.due, facts.zone)}"


def _rule(one: PrintedFollowUp) -> str:
    """Return the rule, with how far this program may go in saying that it asks for something."""
    if (one.trust, one.rule_kind) == ("read", "local"):
        return one.rule
    says = says_of(one.trust, one.rule_kind)
    return _SAID.get(says, f"{{}} ({says})").format(one.rule)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
