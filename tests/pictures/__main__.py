"""Takes a picture of every screen in every theme at 100 and 200 %: ``python -m tests.pictures OUT_DIR``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from rrn_desktop.looks import THEME_NAMES, ThemeName
from tests.pictures.scenes import SIZE, Stage, furnished
from ui.app import dress
from ui.arguments import Arguments
from ui.theme import Look, apply_look

_SCALES = (1.0, 2.0)


def take_pictures(
    out: Path, themes: tuple[ThemeName, ...] = THEME_NAMES, scales: tuple[float, ...] = _SCALES
) -> list[Path]:
    """Write a PNG of every scene in every look, and return the files."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        app = dress(Arguments(Path(folder), SIZE, 1.0, "light"))
        store = furnished(Path(folder) / "made")
        looks = [Look(theme, scale) for theme in themes for scale in scales]
        return [
            path for at, look in enumerate(looks) for path in _one_look(app, store, Path(folder) / str(at), look, out)
        ]


def _one_look(app: QApplication, furnished_store: Path, folder: Path, look: Look, out: Path) -> list[Path]:
    apply_look(app, look)
    store = Path(shutil.copytree(furnished_store, folder))
    stage = Stage(store)
    taken = []
    for scene in stage.scenes():
        scene.act()
        stage.settle()
        path = out / f"{scene.name}_{look.theme}_{round(look.scale * 100)}.png"
        stage.window.grab().save(str(path))
        taken.append(path)
    stage.close()
    return taken


def main() -> int:
    """Read where to, and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--theme", choices=THEME_NAMES, action="append")
    parser.add_argument("--text-scale", type=int, action="append")
    asked = parser.parse_args()
    scales = tuple(scale / 100 for scale in asked.text_scale or ()) or _SCALES
    taken = take_pictures(asked.out_dir, tuple(asked.theme or THEME_NAMES), scales)
    sys.stdout.write(f"{len(taken)} pictures in {asked.out_dir}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
