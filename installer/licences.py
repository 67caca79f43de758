"""The licence of everything that is shipped, in one folder with one list."""

from __future__ import annotations

import re
import shutil
from email.parser import HeaderParser
from pathlib import Path

from installer.failing import BuildFailed

_A_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors|contributors", re.IGNORECASE)
# Their packages bring none; the texts lie in the project's own resources.
_TEXTS_OF_OURS = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt-third-party.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}


def gather(packages: Path, ours: Path, out: Path) -> list[str]:
    """Copy the licences of each package into a folder of its name; return the names with their versions.

    Raises BuildFailed naming a package that brings none: what has no licence beside it must not be shipped.
    """
    names = []
    for notes in sorted(packages.glob("*.dist-info")):
        about = HeaderParser().parsestr((notes / "METADATA").read_text("utf-8"))
        name = re.sub(r"[-_.]+", "-", about["Name"]).lower()
        texts = {_flat(path.relative_to(notes)): path for path in sorted(notes.rglob("*")) if path.is_file()}
        texts = {called: path for called, path in texts.items() if _A_LICENCE.search(called)}
        texts |= {text: ours / text for text in _TEXTS_OF_OURS.get(name, ())}
        if not texts:
            raise BuildFailed(f"{name} brings no licence; put its text into resources/licences and name it here.")
        (out / name).mkdir(parents=True)
        for called, path in texts.items():
            shutil.copyfile(path, out / name / called)
        names.append(f"{name} {about['Version']}")
    return names


def _flat(path: Path) -> str:
    return "-".join(part for part in path.parts if part != "licenses")
