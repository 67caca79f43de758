"""Writes the files of tests/data/attacks anew: ``python -m tests.attacks``. Needed when pages are set otherwise."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from rrn_desktop.clock import WallTime
from rrn_desktop.services import exporting, packaging, records
from tests.attacks import json_attacks, package_attacks, package_files
from tests.attacks.papers import record_good
from tests.attacks.pdf_attacks import ATTACKS
from tests.rrn_desktop.services.school import AUTHOR, LEAD, case, make_school, next_version, sealed

FOLDER = Path(__file__).parents[1] / "data" / "attacks"


def write_pdfs(folder: Path) -> None:
    """Write a record that holds, and each attack on it."""
    with tempfile.TemporaryDirectory() as made:
        school = make_school(Path(made))
        session = school.enter(AUTHOR)
        good = record_good(session, sealed(session, case(1)).number or "")
        school.leave()
    for name, (attack, _) in ATTACKS.items():
        (folder / name).write_bytes(attack(good))


def write_jsons(folder: Path) -> None:
    """Write a record of two versions that holds, and each attack on it."""
    with tempfile.TemporaryDirectory() as made:
        school = make_school(Path(made))
        session = school.enter(AUTHOR)
        number = sealed(session, case(1)).number or ""
        amendment = records.begin_amendment(session, number, "The place was wrong")
        next_version(session, amendment, lambda answers: answers.with_answer("place", "By the gate"))
        exporting.export_json(session, number, Path(made) / "record.json")
        exported = (Path(made) / "record.json").read_bytes()
        school.leave()
    for name, (attack, _) in json_attacks.ATTACKS.items():
        (folder / name).write_bytes(attack(exported))


def write_packages(folder: Path) -> None:
    """Write a data package that holds, and each attack on it."""
    with tempfile.TemporaryDirectory() as made:
        school = make_school(Path(made))
        session = school.enter(AUTHOR)
        recorder = package_files.Signer(session.member.id, session.held.secrets)
        for minute in (40, 50):
            sealed(session, case(1).with_answer("started", WallTime(f"2026-05-14T10:{minute}", "+01:00")))
        session = school.enter(LEAD)
        lead = package_files.Signer(session.member.id, session.held.secrets)
        out = Path(made)
        packaging.export_package(session, out / "plain", start="2026-05-01", end="2026-05-31")
        packaging.export_package(
            session, out / "named", start="2026-05-01", end="2026-05-31", identifiable=True, reason="An inquiry"
        )
        school.leave()
        package = package_files.Good(
            package_files.read(out / "plain"), package_files.read(out / "named"), lead, recorder
        )
    for name, (attack, _) in package_attacks.ATTACKS.items():
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        package_files.write(folder / name, attack(package))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    write_pdfs(FOLDER)
    write_jsons(FOLDER)
    write_packages(FOLDER)
