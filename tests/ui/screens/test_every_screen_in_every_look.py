from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rrn_desktop.looks import THEME_NAMES
from tests.pictures.scenes import SIZE, Stage, furnished
from tests.ui.accessibility_audit import audit
from tests.ui.typing_audit import BOXES, Typing
from ui.theme import Look, apply_look
from ui.widgets.accessible import install_roles
from ui.widgets.pages import Page

# A theme changes colours and a size changes the layout: each is met by every screen, without all six pairs.
_LOOKS = [Look(theme, 1.0 if theme == Look().theme else 2.0) for theme in THEME_NAMES]


@pytest.fixture(scope="module")
def furnished_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnished(tmp_path_factory.mktemp("furnished"))


# Light and high contrast are the two ends; what lies between is looked at too when there is time for it.
# The largest letters in the strongest contrast find the most; the journeys go through the plain look.
_MARKED = [look if look.theme == "contrast" else pytest.param(look, marks=pytest.mark.long) for look in _LOOKS]


@pytest.fixture(scope="module", params=_MARKED, ids=[f"{look.theme}-{look.scale:.0%}" for look in _LOOKS])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Look]:
    install_roles()
    chosen: Look = request.param
    apply_look(qapp, chosen)
    yield chosen
    apply_look(qapp, Look())


def test_no_screen_stands_in_anyones_way(look: Look, furnished_store: Path, tmp_path: Path) -> None:
    stage = Stage(Path(shutil.copytree(furnished_store, tmp_path / "store")))
    found: list[str] = []
    typing = Typing(stage.window)

    for scene in stage.scenes():
        scene.act()
        stage.settle()
        # Tab order is the same in every look, and slow to walk.
        findings = audit(stage.window, tabs=look == Look())
        found += [f"{scene.name}: {one.kind}: {one.where} {one.says}" for one in findings]
        found += [f"{scene.name}: {box}: what is typed here is lost without a word" for box in typing.lost()]
        pages = [page for page in stage.window.findChildren(Page) if page.isVisible()]
        found += [f"{scene.name}: scrolls sideways by {page.overflow()}" for page in pages if page.overflow()]
        if (stage.window.width(), stage.window.height()) != SIZE:
            found.append(f"{scene.name}: holds the window at {stage.window.width()} by {stage.window.height()}")
    stage.close()

    assert found == []
    assert [box for box in BOXES if not typing.has_met(box)] == []
