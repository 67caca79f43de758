"""Imports run downwards only, the core needs no Qt, and nothing reaches for a network."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.project_files import ROOT, named, python_files

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

_IMPORT_ALL_WITHOUT_QT = """
import importlib, pkgutil, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "ui"}:
            raise ModuleNotFoundError(name)
        return None

sys.meta_path.insert(0, Absent())
import rrn_desktop
names = [module.name for module in pkgutil.walk_packages(rrn_desktop.__path__, "rrn_desktop.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""

_NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "xmlrpc", "telnetlib", "asyncio"}
_NETWORK |= {"requests", "httpx", "aiohttp", "PySide6.QtNetwork", "PySide6.QtWebEngineCore"}


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, text=True)


@pytest.mark.xdist_group("layers")
def test_imports_keep_to_the_layers() -> None:
    checked = _run(_LINT_IMPORTS)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_room_of_the_core_has_its_place_in_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    placed = set(re.findall(r"rrn_desktop\.(\w+)", " ".join(contracts[0]["layers"])))

    there = {path.stem for path in (ROOT / "rrn_desktop").iterdir() if path.suffix == ".py" or path.is_dir()}

    assert there - {"__init__", "__pycache__"} == placed


def test_the_core_imports_where_qt_is_not_installed() -> None:
    imported = _run(_IMPORT_ALL_WITHOUT_QT)

    assert imported.returncode == 0, imported.stderr
    assert int(imported.stdout) > 10


def _imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_in_the_product_can_reach_a_network() -> None:
    product = [path for path in python_files() if named(path).startswith(("rrn_desktop/", "ui/"))]

    reaching = {
        named(path): sorted(wanted)
        for path in product
        if (wanted := {name for name in _imported(ast.parse(path.read_text("utf-8"))) if _reaches(name)})
    }

    assert reaching == {}


def _reaches(name: str) -> bool:
    return any(name == banned or name.startswith(f"{banned}.") for banned in _NETWORK)
