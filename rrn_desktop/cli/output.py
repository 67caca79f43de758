"""What a command prints: one JSON object on standard output, words on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop.errors import UserFacingError


@dataclass(frozen=True)
class Answer:
    """The outcome of a command: the JSON result, the same in words, and the exit code."""

    result: dict[str, Any]
    words: str
    exit_code: int = 0


def plain(value: object) -> Any:
    """Return dataclasses, structs and paths as plain JSON values."""
    return msgspec.to_builtins(value, enc_hook=_other)


def _other(value: object) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Print what was done."""
    if as_json:
        _line(sys.stdout, json.dumps({"ok": True, "result": answer.result}, ensure_ascii=False))
    elif answer.words:
        _line(sys.stdout, answer.words)


def problem_result(problem: UserFacingError) -> dict[str, str]:
    """Return what was not done, what is safe and what to do next, as JSON says it."""
    return {"code": problem.code, "what": problem.what, "safe": problem.safe, "next": problem.next_step}


def print_problem(problem: UserFacingError, *, as_json: bool) -> None:
    """Print why it was not done, what is safe and what to do next."""
    if as_json:
        error = problem_result(problem)
        if problem.question is not None:
            error["question"] = problem.question
        _line(sys.stdout, json.dumps({"ok": False, "error": error}, ensure_ascii=False))
    _line(sys.stderr, "\n".join((problem.what, problem.safe, problem.next_step)))


def _line(stream: Any, text: str) -> None:
    """Write one line in UTF-8 whatever the terminal was set to, so that no name is spoilt."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text + "\n")
    else:
        buffer.write(text.encode("utf-8", "replace") + b"\n")
    stream.flush()


def carried_out(command: Callable[[], Answer], *, as_json: bool) -> int:
    """Carry a command out and return its exit code, told in words or JSON."""
    try:
        answer = command()
    except UserFacingError as problem:
        print_problem(problem, as_json=as_json)
        return problem.exit_code
    print_answer(answer, as_json=as_json)
    return answer.exit_code
