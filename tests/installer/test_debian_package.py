"""What the Debian package says of itself, and what goes into it, without building it."""

from __future__ import annotations

import configparser
import importlib.metadata
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from installer.debian.package import DEBIAN_12, control
from installer.failing import BuildFailed
from installer.licences import gather
from installer.manual import command_page, window_page
from installer.pins import needed, pinned
from installer.tree import ROOT, Target
from installer.trimming import WITHOUT_ITS_LIBRARIES, is_kept, trim
from rrn_desktop import __version__
from tests.architecture.project_files import python_files

HERE = ROOT / "installer" / "debian"
PACKAGES = Path(str(importlib.metadata.distribution("PySide6-Essentials").locate_file("")))
AT = datetime(2026, 5, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    return needed(ROOT / "pyproject.toml", DEBIAN_12.markers())


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory, names: frozenset[str]) -> Path:
    """Return a folder with what each shipped package says of itself and its licence, as the build has it."""
    folder = tmp_path_factory.mktemp("notes")
    for name in names:
        found = importlib.metadata.distribution(name)
        (described,) = {Path(str(file)).parts[0] for file in found.files or () if ".dist-info/" in str(file)}
        shutil.copytree(PACKAGES / described, folder / described)
    return folder


def test_the_package_says_its_version_and_asks_for_the_python_that_its_libraries_are_for() -> None:
    fields = dict(line.split(": ", 1) for line in control(1234).splitlines() if re.match(r"[A-Z][A-Za-z-]+: ", line))

    asked = [part.strip() for part in fields["Depends"].split(",")]

    assert (fields["Package"], fields["Version"], fields["Architecture"]) == ("rrn-desktop", __version__, "amd64")
    assert fields["Installed-Size"] == "1234"
    assert DEBIAN_12.name in asked
    assert len(asked) == len(set(asked))


def test_every_package_that_is_shipped_is_pinned_with_hashes_and_nothing_for_developers_is(
    names: frozenset[str],
) -> None:
    pins = pinned((ROOT / "requirements.lock").read_text("ascii"), names)

    entries = re.findall(r"^([a-z0-9-]+)==\S+(.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+)", pins, re.MULTILINE)

    assert {name for name, _hashes in entries} == names
    assert {"pytest", "mypy", "ruff", "hypothesis", "frictionless", "pip"} & names == set()
    assert {"pyside6-essentials", "sqlcipher3", "cryptography", "tzdata"} <= names


def test_where_the_python_of_the_package_is_missing_the_build_says_so() -> None:
    with pytest.raises(BuildFailed, match=r"python3\.99, which is not on this computer"):
        Target((3, 99)).interpreter()


def test_what_is_not_in_the_lock_is_not_shipped() -> None:
    with pytest.raises(KeyError, match="made-up"):
        pinned("six==1.0 \\\n    --hash=sha256:00\n", frozenset({"made-up"}))


def test_every_package_that_is_shipped_has_its_licence_beside_it(notes: Path, tmp_path: Path) -> None:
    shipped = gather(notes, ROOT / "resources" / "licences", tmp_path)

    empty = [
        folder.name for folder in tmp_path.iterdir() if not any(file.stat().st_size > 500 for file in folder.iterdir())
    ]

    assert len(shipped) > 40
    assert empty == []
    assert {file.name for file in (tmp_path / "pyside6-essentials").iterdir()} >= {"LGPL-3.0.txt", "Qt-third-party.txt"}


def test_a_package_without_a_licence_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "bare-1.0.dist-info").mkdir()
    (tmp_path / "bare-1.0.dist-info" / "METADATA").write_text("Name: bare\nVersion: 1.0\n", encoding="ascii")

    with pytest.raises(BuildFailed, match="bare brings no licence"):
        gather(tmp_path, ROOT / "resources" / "licences", tmp_path / "out")


def test_of_qt_only_what_the_window_uses_is_kept_and_that_is_all_there() -> None:
    listed = importlib.metadata.distribution("PySide6-Essentials").files or ()

    kept = {file.relative_to("PySide6").as_posix() for file in listed if file.parts[0] == "PySide6" and is_kept(file)}

    modules = {name.removesuffix(".abi3.so") for name in kept if re.fullmatch(r"Qt\w+\.abi3\.so", name)}
    sources = [path.read_text("utf-8") for path in python_files() if path.relative_to(ROOT).parts[0] == "ui"]
    assert modules == {name for text in sources for name in re.findall(r"from PySide6\.(Qt\w+) import", text)}
    assert {"Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqwayland.so"} <= kept
    assert {name for name in kept if re.search(r"Network|Qml|Quick|Sql|tls|qml/|\.pyi$", name)} == set()
    assert {name.rsplit("/", 1)[1] for name in kept if "/plugins/" in name} >= WITHOUT_ITS_LIBRARIES
    assert len(kept) < 60


def test_of_other_packages_tests_and_sources_in_c_go_and_programs_stay(tmp_path: Path) -> None:
    there = ["a/__init__.py", "a/tests/test_a.py", "a/x.pyx", "a/x.pyi", "a/data.txt", "a-1.dist-info/RECORD",
             "a-1.dist-info/METADATA", "a-1.dist-info/licenses/LICENSE", "bin/a", "PIL/_webp.cpython-311.so",
             "PIL/_imaging.cpython-311.so"]  # fmt: skip
    for name in there:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    trim(tmp_path)

    kept = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert kept == {"a/__init__.py", "a/data.txt", "a-1.dist-info/METADATA", "a-1.dist-info/licenses/LICENSE",
                    "PIL/_imaging.cpython-311.so"}  # fmt: skip
    assert not (tmp_path / "bin").exists()


def test_the_manual_tells_every_command_and_no_line_of_it_is_taken_for_a_request() -> None:
    page = command_page(AT)

    sections = set(re.findall(r'^\.SS "(.*)"$', page, re.MULTILINE))
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}

    assert {
        "rrn setup",
        "rrn record incident",
        "rrn export pdf",
        "rrn verify",
        r"rrn members new\-passphrase",
    } <= sections
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".BR"}
    assert page.isascii()
    assert "2026-05-14" in page.splitlines()[0]


def test_the_manual_of_the_window_tells_each_of_its_options() -> None:
    page = window_page(AT)

    assert all(option in page for option in (r"\-\-store", r"\-\-size", r"\-\-text\-scale", r"\-\-theme"))


@pytest.mark.parametrize("command", ["rrn", "rrn-desktop"])
def test_a_command_starts_without_looking_at_what_else_lies_on_the_computer(command: str) -> None:
    first, *rest = (HERE / command).read_text("utf-8").splitlines()

    assert first == f"#!/usr/bin/{DEBIAN_12.name} -IBSXutf8"
    compile("\n".join(rest), command, "exec")


def test_the_menu_entry_names_what_is_installed() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(HERE / "rrn-desktop.desktop", encoding="utf-8")

    said = entry["Desktop Entry"]

    assert (said["exec"], said["icon"], said["startupwmclass"]) == ("rrn-desktop", "rrn-desktop", "rrn-desktop")
    assert said["terminal"] == "false"
    assert (ROOT / "resources" / "app" / f"{said['icon']}.svg").is_file()
