"""``python -m tests.damage OUT``: a demo store damaged in each way that there is, one folder each, for doctors."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rrn_desktop.demo.making import Wanted, make_demo
from tests.damage.damages import DAMAGES, HARMLESS
from tests.damage.patients import make_patients, staff_of_demo

AFTER_THE_STORY = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
SOUND = "sound"


@dataclass(frozen=True)
class Damaged:
    """A damaged store: where it is, and the codes that name what is wrong with it; none where it is sound."""

    store: Path
    codes: tuple[str, ...]
    harm: bool


def damaged_stores(out: Path, incidents: int = 3) -> Iterator[Damaged]:
    """Make a demo store, and a copy of it for each damage under a folder; the first one is sound."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="damage-") as name:
        folder = Path(name)
        store = make_demo(folder / "store", Wanted("eng_school", incidents)).store
        patients = make_patients(staff_of_demo(store, AFTER_THE_STORY), folder)
        yield Damaged(_copied(patients[0].store, out / SOUND), (), harm=False)
        for damage in DAMAGES:
            patient = patients[damage.after_kill]
            own = replace(patient, store=_copied(patient.store, out / damage.name.replace(" ", "-")))
            damage.deed(own)
            yield Damaged(own.store, damage.deep or damage.plain, damage.name not in HARMLESS)


def _copied(store: Path, to: Path) -> Path:
    return Path(shutil.copytree(store, to))


def main(words: Sequence[str] | None = None) -> int:
    """Write the folders and say what each is."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=(__doc__ or "").strip())
    parser.add_argument("out", type=Path, metavar="OUT", help="a folder that is empty or not there")
    out: Path = parser.parse_args(words).out
    if out.exists() and any(out.iterdir()):
        parser.error("the folder is not empty")
    for one in damaged_stores(out):
        sys.stdout.write(f"{one.store}: {', '.join(one.codes) or 'sound'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
