"""The wheel holds both packages and their data, and works away from the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.architecture.project_files import ROOT, named, tracked

# One worker builds the wheel once for all of these.
pytestmark = pytest.mark.xdist_group("wheel")

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def _call(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of a fresh environment with the wheel and the pinned packages, no checkout."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", with_pip=False, symlinks=True)
    scripts = place / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    packages = Path(_call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip())
    # A path added by a .pth file does not run the .pth files in it, so the editable checkout stays out.
    (packages / "pinned.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    _call(*pip, "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=place)
    return scripts


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_two_packages_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in _names(wheel)}

    assert tops == {"rrn_desktop", "ui", f"rrn_desktop-{VERSION}.dist-info"}


def test_the_wheel_has_every_file_of_both_packages_and_every_resource(wheel: Path) -> None:
    names = _names(wheel)
    ours = [named(path) for path in tracked() if named(path).startswith(("rrn_desktop/", "ui/", "resources/"))]

    expected = {
        name.replace("resources/", "rrn_desktop/_resources/", 1) if _is_resource(name) else name for name in ours
    }

    assert expected - names == set()
    assert any(name.startswith("rrn_desktop/forms/definitions/") and name.endswith(".toml") for name in names)
    assert any(name.startswith("rrn_desktop/_resources/fonts/") for name in names)
    assert any(name.startswith("rrn_desktop/_resources/icons/") for name in names)


def _is_resource(name: str) -> bool:
    return name.startswith("resources/")


def test_the_wheel_carries_the_licence_and_the_notices(wheel: Path) -> None:
    licences = {name.rsplit("/", 1)[1] for name in _names(wheel) if ".dist-info/licenses/" in name}

    assert licences == {"LICENSE", "THIRD_PARTY_NOTICES.md"}


def test_the_installed_command_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    said = json.loads(_call(installed / "rrn", "--version", cwd=tmp_path))

    assert said["ok"] is True
    assert VERSION in json.dumps(said["result"])


def test_the_installed_command_finds_its_forms(installed: Path, tmp_path: Path) -> None:
    said = _call(installed / "rrn", "form", "list", "--json", cwd=tmp_path)

    assert "incident" in said


def test_the_installed_window_names_its_options(installed: Path, tmp_path: Path) -> None:
    said = _call(installed / "python", "-m", "ui", "--help", cwd=tmp_path)

    assert "--store" in said


def test_the_installed_packages_find_their_resources_beside_them(installed: Path, tmp_path: Path) -> None:
    program = "from rrn_desktop.resources import resource_path as r; print(r('fonts').is_dir(), r('fonts'))"

    there, path = _call(installed / "python", "-c", program, cwd=tmp_path).split(maxsplit=1)

    assert there == "True"
    assert "_resources" in path
    assert Path(path.strip()).is_relative_to(installed.parent)


def test_no_other_installed_package_claims_our_names(installed: Path, tmp_path: Path) -> None:
    program = "import importlib.metadata as m; d = m.packages_distributions(); print(set(d['ui'] + d['rrn_desktop']))"

    owners = _call(installed / "python", "-c", program, cwd=tmp_path).strip()

    assert owners == "{'rrn-desktop'}"
