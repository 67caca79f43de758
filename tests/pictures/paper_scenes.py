"""The screens of what leaves the program and comes back to it: checking documents, printing, figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rrn_desktop.services import exporting
from tests.pictures.after import NUMBER
from tests.pictures.after_scenes import Scene
from ui.screens.checking.view import CheckScreen

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage


def checking(stage: Stage) -> Iterator[Scene]:
    """Yield what a check of documents says; someone is signed in who may read the record."""
    folder = stage.store.parent / "checked"
    yield Scene("check-holds", lambda: _check(stage, _exported(stage, folder)))
    yield Scene("check-broken", lambda: _check(stage, _edited(folder)))
    yield Scene("check-folder", lambda: _check(stage, folder))


def _check(stage: Stage, path: Path) -> None:
    stage.rooms.open_check()
    screen = stage.window.screen_shown()
    assert isinstance(screen, CheckScreen)
    screen._show(screen._presenter.check(path))


def _exported(stage: Stage, folder: Path) -> Path:
    session = stage.window.session
    assert session is not None
    folder.mkdir()
    exporting.export_json(session, NUMBER, folder / f"{NUMBER}.json")
    return folder / f"{NUMBER}.json"


def _edited(folder: Path) -> Path:
    """Change a word of what an author signed."""
    whole = json.loads((folder / f"{NUMBER}.json").read_text("utf-8"))
    whole["entries"][0]["body"] = whole["entries"][0]["body"].replace("half a minute", "two seconds")
    edited = folder / f"{NUMBER} edited.json"
    edited.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
    return edited
