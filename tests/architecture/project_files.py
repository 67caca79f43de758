"""Which files are ours: what git tracks, or in an exported copy all that is no product of a tool."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE_FOLDERS = ("rrn_desktop", "ui", "tests", "benchmarks", "installer")
_PRODUCTS = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
_PRODUCTS |= {"__pycache__", "build", "dist", "rrn-demo-run"}


def tracked() -> list[Path]:
    """Return every file of the project that is there."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True)
    if listing.returncode == 0 and listing.stdout:
        found = [ROOT / name for name in listing.stdout.decode("utf-8").split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not _PRODUCTS & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file())


def python_files() -> list[Path]:
    """Return every Python file, also those not yet known to git."""
    inside = [path for folder in CODE_FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted([ROOT / "dev.py", *(path for path in inside if "__pycache__" not in path.parts)])


def named(path: Path) -> str:
    """Return a path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()
