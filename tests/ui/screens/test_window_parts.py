from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.arguments import read_arguments
from ui.idle import LOCK_AFTER, WARN_BEFORE, IdleWatch
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.times import when_words, without_weekday
from ui.screens.register.presenter import read_date
from ui.screens.writing.autosave import LATEST, QUIET, Autosave
from ui.tasks import Tasks
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.measures import column

_CHOICES = [Option("a", "A school"), Option("b", "A ward"), Option("c", "A home")]


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_pause_after_the_last_key_saves(qtbot: QtBot) -> None:
    autosave = Autosave()

    with qtbot.waitSignal(autosave.due, timeout=QUIET * 5):
        autosave.typed()


def test_typing_on_and_on_saves_too(qtbot: QtBot) -> None:
    seconds = Seconds()
    autosave = Autosave(seconds=seconds)
    saves: list[float] = []
    autosave.due.connect(lambda: saves.append(seconds.now))

    for _key in range(100):
        autosave.typed()
        seconds.now += 0.1

    assert saves
    assert max(later - before for before, later in pairwise(saves)) <= LATEST + 0.2


def test_an_idle_pc_warns_once_then_locks_once(dressed: QApplication) -> None:
    seconds = Seconds()
    watch = IdleWatch(dressed, seconds=seconds)
    said: list[str] = []
    watch.soon.connect(lambda: said.append("soon"))
    watch.idle.connect(lambda: said.append("idle"))
    watch.start()

    for step in (LOCK_AFTER - WARN_BEFORE - 1, 2, 1, WARN_BEFORE, 10):
        seconds.now += step
        watch.look()
    watch.stop()

    assert said == ["soon", "idle"]


def test_a_key_starts_the_count_again(dressed: QApplication) -> None:
    seconds = Seconds()
    watch = IdleWatch(dressed, seconds=seconds)
    said: list[str] = []
    watch.soon.connect(lambda: said.append("soon"))
    watch.touched.connect(lambda: said.append("touched"))
    watch.idle.connect(lambda: said.append("idle"))
    watch.start()
    box = QLineEdit()

    seconds.now += LOCK_AFTER - 10
    watch.look()
    QTest.keyClick(box, Qt.Key.Key_A)
    seconds.now += LOCK_AFTER - 40
    watch.look()
    watch.stop()

    assert said == ["soon", "touched"]


def test_slow_work_comes_back_on_the_windows_thread(qtbot: QtBot) -> None:
    tasks, owner = Tasks(), QObject()
    came: list[tuple[int, int]] = []
    failed: list[Exception] = []
    here = threading.get_ident()

    tasks.run(owner, threading.get_ident, lambda there: came.append((there, threading.get_ident())), failed.append)
    qtbot.waitUntil(lambda: bool(came))
    tasks.finish()

    assert came[0][0] != here
    assert came[0][1] == here


def test_an_error_of_slow_work_comes_back_as_an_error(qtbot: QtBot) -> None:
    tasks, owner = Tasks(), QObject()
    came: list[object] = []

    tasks.run(owner, lambda: 1 // 0, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came))
    tasks.finish()

    assert isinstance(came[0], ZeroDivisionError)


def test_nothing_comes_back_to_an_owner_that_is_gone(qtbot: QtBot) -> None:
    tasks = Tasks()
    came: list[object] = []
    keeper, owner = QObject(), QWidget()

    tasks.run(owner, lambda: "late", came.append, came.append)
    shiboken6.delete(owner)
    tasks.run(keeper, lambda: "last", came.append, came.append)
    qtbot.waitUntil(lambda: "last" in came)
    tasks.finish()

    assert came == ["last"]


def test_tab_follows_the_screen_and_not_the_order_of_making(dressed: QApplication, qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    last, first = QLineEdit(whole), QLineEdit(whole)
    stack = column(whole)
    stack.addWidget(first)
    stack.addWidget(last)

    whole.show()
    whole.activateWindow()
    dressed.processEvents()

    order_tabs(whole)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is last


def test_tab_goes_on_from_the_choice_that_the_arrow_keys_led_to(dressed: QApplication, qtbot: QtBot) -> None:
    whole, before, after, choices = QWidget(), QLineEdit(), QLineEdit(), ChoiceCards(_CHOICES, name="kind")
    qtbot.addWidget(whole)
    stack = column(whole)
    for part in (before, choices, after):
        stack.addWidget(part)
    whole.show()
    whole.activateWindow()
    dressed.processEvents()
    choices.cards["a"].setFocus()

    order_tabs(whole)
    QTest.keyClick(choices.cards["a"], Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    QTest.keyClick(choices.cards["b"], Qt.Key.Key_Tab)

    assert second is choices.cards["b"]
    assert QApplication.focusWidget() is after


@pytest.mark.parametrize(
    ("words", "size", "scale", "theme"),
    [
        (["--store", "s"], (1180, 800), 1.0, None),
        (["--store", "s", "--size", "1000x700", "--text-scale", "200", "--theme", "dark"], (1000, 700), 2.0, "dark"),
    ],
)
def test_arguments_are_read(words: list[str], size: tuple[int, int], scale: float, theme: str | None) -> None:
    read = read_arguments(words)

    assert (read.store, read.size, read.scale, read.theme) == (Path("s"), size, scale, theme)


@pytest.mark.parametrize(
    "words", [["--size", "10x10"], ["--text-scale", "250"], ["--theme", "pink"], ["--size", "big"]]
)
def test_wrong_arguments_end_with_code_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(words)

    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "read"),
    [("22 11 2026", "2026-11-22"), ("1/2/2026", "2026-02-01"), ("31 2 2026", None), ("", None), ("soon", None)],
)
def test_a_date_of_the_filters_is_read_or_left_out(typed: str, read: str | None) -> None:
    assert read_date(typed) == read


def test_times_are_worded_and_other_words_left_alone() -> None:
    said = (when_words("2026-05-14T10:43+01:00"), when_words("about noon"), when_words(None))

    assert said == ("14 May 2026, 10:43", "about noon", "")
    assert without_weekday("Thursday 14 May 2026, 10:43") == "14 May 2026, 10:43"
    assert without_weekday("14 May 2026") == "14 May 2026"
