"""The tail is what makes a codebase hard: these limits have no list of exceptions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.project_files import named, python_files

FILE_LINES, FUNCTION_LINES, INIT_LINES, PUBLIC_METHODS = 400, 40, 25, 15

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _too_long(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, type_of_function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            most = INIT_LINES if node.name == "__init__" else FUNCTION_LINES
            if lines > most:
                yield node.lineno, f"{node.name} has {lines} lines, more than {most}"
        elif isinstance(node, ast.ClassDef):
            public = [part for part in node.body if isinstance(part, type_of_function) and part.name[0] != "_"]
            if len(public) > PUBLIC_METHODS:
                yield node.lineno, f"{node.name} has {len(public)} public methods, more than {PUBLIC_METHODS}"


def _over_budget(path: Path, text: str) -> list[str]:
    found = [f"{named(path)}:{line}: {what}" for line, what in _too_long(ast.parse(text))]
    lines = len(text.splitlines())
    return found + ([f"{named(path)}: {lines} lines, more than {FILE_LINES}"] if lines > FILE_LINES else [])


def test_no_file_function_or_class_is_over_its_budget() -> None:
    files = python_files()

    found = [line for path in files for line in _over_budget(path, path.read_text(encoding="utf-8"))]

    assert len(files) > 10
    assert found == []


def test_the_budgets_are_measured_to_the_line() -> None:
    body = "    x = 1\n"
    path = python_files()[0]
    methods = "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(PUBLIC_METHODS))

    just_right = _over_budget(path, "def f():\n" + body * (FUNCTION_LINES - 1) + methods)
    one_more = _over_budget(path, "def f():\n" + body * FUNCTION_LINES + methods + "    def more(self): ...\n")
    long_init = _over_budget(path, "class D:\n    def __init__(self):\n" + ("    " + body) * INIT_LINES)
    long_file = _over_budget(path, "x = 1\n" * (FILE_LINES + 1))

    assert just_right == []
    assert len(one_more) == 2
    assert len(long_init) == 1
    assert len(long_file) == 1
