"""Documents that a script, a maintainer or a lawyer relies on are not stale."""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import rrn_desktop
from rrn_desktop.errors import UserFacingError
from tests.architecture.project_files import ROOT, named, tracked

INTERFACE = (ROOT / "docs" / "INTERFACE.md").read_text("utf-8")
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def _all_errors(base: type[UserFacingError] = UserFacingError) -> Iterator[type[UserFacingError]]:
    yield base
    for error in base.__subclasses__():
        yield from _all_errors(error)


def test_the_interface_lists_every_error_code_with_its_exit_code_and_no_other() -> None:
    for module in pkgutil.walk_packages(rrn_desktop.__path__, "rrn_desktop."):
        importlib.import_module(module.name)

    raised = {(error.code, error.exit_code) for error in _all_errors() if error.__module__.startswith("rrn_desktop")}
    listed = {(code, int(number)) for code, number in re.findall(r"^\| `(\w+)` \| (\d) \|", INTERFACE, re.MULTILINE)}

    assert listed == raised


def test_every_link_from_a_document_leads_to_a_file() -> None:
    documents = [path for path in tracked() if path.suffix == ".md"]

    broken = [
        f"{named(path)}: {link}"
        for path in documents
        for link in _LINK.findall(path.read_text("utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    ]

    assert len(documents) > 5
    assert broken == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(_LINK.findall((folder / "README.md").read_text("utf-8")))

    there = {path.name for path in folder.glob("[0-9]*.md")}

    assert there == listed


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == rrn_desktop.__version__


def _needed(names: Iterable[str]) -> set[str]:
    """Return these packages with all that they ask for in turn, as far as this system has it."""
    open_ones, needed = list(names), set[str]()
    while open_ones:
        name = canonicalize_name(open_ones.pop())
        if name not in needed:
            needed.add(name)
            asked = (Requirement(line) for line in importlib.metadata.requires(name) or ())
            open_ones += [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    return needed


def test_every_package_that_the_program_needs_is_in_the_notices() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = set(re.findall(r"[a-z0-9][a-z0-9._-]*", (ROOT / "THIRD_PARTY_NOTICES.md").read_text("utf-8").lower()))

    needed = _needed(Requirement(line).name for line in project["dependencies"])

    assert len(needed) > 30
    assert needed - {canonicalize_name(name) for name in listed} == set()
