"""What a definition takes over from another one, written out in its raw text before anything is checked."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeAlias

from rrn_desktop.forms.checking import DefinitionError

Raw: TypeAlias = dict[str, Any]
Lender: TypeAlias = Callable[[str, int], Raw]


def written_out(raw: Raw, file: str, lend: Lender) -> Raw:
    """Return a raw definition with all it takes over written out; raises DefinitionError.

    - ``extends`` begins with an earlier version of the same form and adds to it: questions into its steps by
      ``insert``, and ``more_steps`` behind them.
    - ``use`` on a step copies the questions of the rows of a repeat; on a question, that question.

    ``lend`` returns the raw definition of a form and version, or raises KeyError.
    """
    whole = _extended(raw, file, lend)
    for step in _tables(whole, "steps"):
        own = _tables(step, "questions")
        if "use" in step:
            lent = _lent(str(step.pop("use")), file, str(step.get("id", "")), lend)
            step["questions"] = [*_tables(lent, "questions"), *own]
        _fill(step, file, lend)
    return whole


def _fill(group: Raw, file: str, lend: Lender) -> None:
    """Write out the questions of a step or of a repeat's rows, in place."""
    for place, question in enumerate(_tables(group, "questions")):
        if "use" in question:
            own = {key: value for key, value in question.items() if key != "use"}
            group["questions"][place] = _lent(str(question["use"]), file, str(question.get("id", "")), lend) | own
        _fill(group["questions"][place], file, lend)


def _lent(use: str, file: str, where: str, lend: Lender) -> Raw:
    """Return a copy of the raw question that ``form.version.path`` names."""
    form, _, rest = use.partition(".")
    version, _, path = rest.partition(".")
    if not version.isdecimal() or not path:
        raise DefinitionError(file, where, f"“{use}” is not written as form.version.question")
    try:
        found = _found(_extended(lend(form, int(version)), file, lend), path)
    except KeyError:
        raise DefinitionError(file, where, f"there is no “{use}” to take over") from None
    if any("use" in question for question in (found, *_tables(found, "questions"))):
        raise DefinitionError(file, where, f"“{use}” is itself taken over; name the one that it comes from")
    found.pop("since", None)
    return found


def _extended(raw: Raw, file: str, lend: Lender) -> Raw:
    """Return a raw definition with the version that it extends before it, and its own additions put in their places."""
    if "extends" not in raw:
        return deepcopy(raw)
    own = deepcopy(raw)
    earlier = own.pop("extends")
    if not isinstance(earlier, int) or not isinstance(own.get("version"), int) or earlier >= own["version"]:
        raise DefinitionError(file, "", "a form extends an earlier version of itself")
    try:
        whole = _extended(lend(str(own.get("form", "")), earlier), file, lend)
    except KeyError:
        raise DefinitionError(file, "", f"there is no version {earlier} to extend") from None
    if "steps" in own:
        raise DefinitionError(file, "", "a form that extends another has no steps of its own, but more_steps")
    for change in _popped(own, "change"):
        _changed(whole, change, file)
    for insert in _popped(own, "insert"):
        _inserted(whole, insert, own["version"], file)
    whole["steps"] = [*_tables(whole, "steps"), *(_new(step, own["version"]) for step in _popped(own, "more_steps"))]
    whole["rules"] = [*_tables(whole, "rules"), *_popped(own, "rules")]
    whole["facts"] = {**whole.get("facts", {}), **own.pop("facts", {})}
    return whole | own


def _changed(whole: Raw, change: Raw, file: str) -> None:
    """Put other keys on one question."""
    path = str(change.pop("question", ""))
    try:
        _found(whole, path).update(change)
    except KeyError:
        raise DefinitionError(file, path, "this question is changed, but it is not there") from None


def _inserted(whole: Raw, insert: Raw, version: int, file: str) -> None:
    """Put questions after a question of a step, or of the rows of a repeat, each with the version that brought it."""
    after = str(insert.get("after", ""))
    try:
        group = _found(whole, insert["into"]) if "into" in insert else _step(whole, str(insert.get("step", "")))
        ids = [question.get("id") for question in _tables(group, "questions")]
        place = ids.index(after) + 1
    except (KeyError, ValueError):
        raise DefinitionError(file, after, "questions are inserted after this one, but it is not there") from None
    group["questions"][place:place] = _new(insert, version)["questions"]


def _new(group: Raw, version: int) -> Raw:
    """Return a step, or what is inserted, whose questions say in which version they came."""
    return group | {"questions": [question | {"since": version} for question in _tables(group, "questions")]}


def _found(whole: Raw, path: str) -> Raw:
    """Return the raw question at a path; raises KeyError."""
    questions = [question for step in _tables(whole, "steps") for question in _tables(step, "questions")]
    found: Raw = {}
    for key in path.replace("[]", "").split("."):
        found = next((question for question in questions if question.get("id") == key), {})
        questions = _tables(found, "questions")
    if not found:
        raise KeyError(path)
    return found


def _step(whole: Raw, step_id: str) -> Raw:
    for step in _tables(whole, "steps"):
        if step.get("id") == step_id:
            return step
    raise KeyError(step_id)


def _tables(raw: Raw, key: str) -> list[Raw]:
    """Return the tables under a key; what is no list of tables is left for the check of shapes to name."""
    found = raw.get(key)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return []
    return found


def _popped(raw: Raw, key: str) -> list[Raw]:
    found = _tables(raw, key)
    raw.pop(key, None)
    return found
