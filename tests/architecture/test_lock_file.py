"""The lock says exactly what is installed, with hashes, and leaves open from where."""

from __future__ import annotations

import re
import tomllib

from tests.architecture.project_files import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)( ; [^\\]+)?( \\)?$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, int]:
    pins: dict[str, int] = {}
    name = ""
    for line in (ROOT / "requirements.lock").read_text("ascii").splitlines():
        if pin := _PIN.match(line):
            name = _normal(pin[1])
            pins[name] = 0
        elif _HASH.match(line):
            pins[name] += 1
        else:
            assert line.lstrip().startswith("#"), f"not a pin, a hash or a comment: {line}"
    return pins


def test_every_pin_of_the_lock_has_its_hashes() -> None:
    pins = _pins()

    without = [name for name, hashes in pins.items() if hashes == 0]

    assert len(pins) > 20
    assert without == []


def test_the_lock_names_no_index() -> None:
    text = (ROOT / "requirements.lock").read_text("ascii")

    assert not re.search(r"index-url|find-links|https?:|trusted-host", text)


def test_everything_the_project_asks_for_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]

    missing = {_normal(re.split(r"[<>=!~ ;\[]", line)[0]) for line in asked} - set(_pins())

    assert missing == set()
