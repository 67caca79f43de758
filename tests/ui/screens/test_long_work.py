from __future__ import annotations

from datetime import date
from threading import Event, Thread

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ui.progress import Progress
from ui.screens.figures.presenter import month_of
from ui.widgets.progress_line import FillingBar, ProgressLine


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-05-14", "2026-05-01", "2026-05-31"),
        ("2026-12-31", "2026-12-01", "2026-12-31"),
        ("2028-02-01", "2028-02-01", "2028-02-29"),
    ],
)
def test_a_month_goes_from_its_first_to_its_last_day(day: str, first: str, last: str) -> None:
    period = month_of(date.fromisoformat(day))

    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)


def test_how_far_work_is_arrives_from_another_thread_and_so_does_the_wish_to_stop(dressed: QApplication) -> None:
    progress, stopped, answers = Progress(), Event(), list[bool]()
    heard: list[tuple[int, int]] = []
    progress.moved.connect(lambda done, total: heard.append((done, total)))

    def work() -> None:
        answers.append(progress(1, 4))
        stopped.wait()
        answers.append(progress(4, 4))

    worker = Thread(target=work)
    worker.start()
    progress.stop()
    stopped.set()
    worker.join()
    for _ in range(5):
        dressed.processEvents()

    assert answers[-1] is False
    assert heard == [(1, 4), (4, 4)]


def test_the_line_says_in_words_and_to_screen_readers_how_far_it_is(dressed: QApplication) -> None:
    line = ProgressLine()
    asked: list[bool] = []
    line.stop_asked.connect(lambda: asked.append(True))

    line.begin("Making the files")
    line.show_moved(300, 1200)
    bar = line.findChildren(FillingBar)[0]
    interface = QAccessible.queryAccessibleInterface(bar)
    words = line.findChildren(QLabel)[0].text()
    line.findChildren(QPushButton)[0].click()
    line.deleteLater()

    assert interface is not None
    assert interface.role() == QAccessible.Role.ProgressBar
    assert interface.text(QAccessible.Text.Name) == "Making the files"
    assert (bar.value(), bar.maximum(), words) == (300, 1200, "300 of 1,200")
    assert asked == [True]
