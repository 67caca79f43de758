"""Documents that a script, a maintainer or a lawyer relies on are not stale."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator

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


def test_every_package_that_the_program_needs_is_in_the_notices() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text("utf-8").lower()

    missing = [
        name for line in project["dependencies"] if (name := re.split(r"[<>=!~ ;\[]", line)[0]).lower() not in notices
    ]

    assert missing == []
