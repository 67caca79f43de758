"""The screens of what leaves the program and comes back to it: checking documents, printing, figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rrn_desktop.services import exporting
from tests.pictures.after import NUMBER
from tests.pictures.after_scenes import Scene
from ui.progress import Progress
from ui.screens.checking.view import CheckScreen
from ui.screens.figures.presenter import OWN, THIS
from ui.screens.figures.view import FiguresScreen
from ui.screens.printing.name_page import NamePage
from ui.screens.printing.presenter import Made
from ui.screens.printing.view import PrintScreen
from ui.screens.register.view import RegisterScreen

if TYPE_CHECKING:
    from tests.pictures.scenes import Stage

FORGED = Path(__file__).parents[1] / "data" / "attacks" / "pdf_pages_forged_and_signed_again.pdf"


def checking(stage: Stage) -> Iterator[Scene]:
    """Yield what a check of documents says; someone is signed in who may read the record."""
    folder = stage.store.with_name(f"{stage.store.name}-checked")
    yield Scene("check-holds", lambda: _check(stage, _exported(stage, folder)))
    yield Scene("check-broken", lambda: _check(stage, FORGED))
    yield Scene("check-folder", lambda: _check(stage, _edited(folder)))


def _check(stage: Stage, path: Path) -> None:
    stage.rooms.open_check()
    screen = stage.window.screen_shown()
    assert isinstance(screen, CheckScreen)
    screen._show(screen._presenter.check(path, Progress()))


def _exported(stage: Stage, folder: Path) -> Path:
    session = stage.window.session
    assert session is not None
    folder.mkdir()
    exporting.export_json(session, NUMBER, folder / f"{NUMBER}.json")
    return folder / f"{NUMBER}.json"


def _edited(folder: Path) -> Path:
    """Change a word of what an author signed, beside what holds."""
    whole = json.loads((folder / f"{NUMBER}.json").read_text("utf-8"))
    whole["entries"][0]["body"] = whole["entries"][0]["body"].replace("half a minute", "two seconds")
    edited = folder / f"{NUMBER} edited.json"
    edited.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
    return folder


def printing(stage: Stage) -> Iterator[Scene]:
    """Yield what its author sees who prints a record."""
    rooms = stage.rooms
    yield Scene("export", lambda: rooms._paper.open_export(NUMBER))
    yield Scene("print-record", lambda: rooms._paper._open_print(NUMBER, "record"))
    yield Scene("name-check", lambda: rooms._paper._open_print(NUMBER, "parent"))
    yield Scene("name-check-problems", lambda: _try_to_print(stage))
    yield Scene("name-check-decided", lambda: _decide_names(stage))
    yield Scene("printed", lambda: _made(stage))


def figures(stage: Stage) -> Iterator[Scene]:
    """Yield how a lead makes figures; they are signed in, and the register is shown."""
    yield Scene("register-export", lambda: _open_export(stage))
    yield Scene("figures", stage.rooms._paper.open_figures)
    yield Scene("figures-own-dates", lambda: _own_dates(stage))
    yield Scene("figures-with-names", lambda: _with_names(stage))
    yield Scene("figures-under-way", lambda: _under_way(stage))


def _printing(stage: Stage) -> PrintScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, PrintScreen)
    return screen


def _try_to_print(stage: Stage) -> None:
    _printing(stage)._page._try()


def _decide_names(stage: Stage) -> None:
    page = _printing(stage)._page
    assert isinstance(page, NamePage)
    page._replace_rest()
    page._problems.show_problems([])


def _made(stage: Stage) -> None:
    screen = _printing(stage)
    screen._made(Made(Path("Documents") / screen._presenter.suggested(), 1))


def _open_export(stage: Stage) -> None:
    stage.rooms.open_register()
    screen = stage.window.screen_shown()
    assert isinstance(screen, RegisterScreen)
    screen._open_export()


def _figures(stage: Stage) -> FiguresScreen:
    screen = stage.window.screen_shown()
    assert isinstance(screen, FiguresScreen)
    return screen


def _own_dates(stage: Stage) -> None:
    period = _figures(stage)._period
    period._cards.cards[OWN].click()
    period._start.show_day("2026-05-01")
    period._end.show_day("2026-04-01")
    _figures(stage)._try()


def _with_names(stage: Stage) -> None:
    screen = _figures(stage)
    screen._period._cards.cards[THIS].click()
    screen._names.cards["with"].click()
    screen._try()


def _under_way(stage: Stage) -> None:
    """Show how far it is, without doing it."""
    screen = _figures(stage)
    screen._make.button.hide()
    screen._make._line.begin("Making the files. This can take some minutes.")
    screen._make._line.show_moved(340, 1200)
