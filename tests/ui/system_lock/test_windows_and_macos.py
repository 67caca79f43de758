"""What can be held against fakes; what only the systems themselves can show stands in docs/MANUAL_CHECKS.md."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.system_lock import macos, windows
from ui.system_lock.watching import watch_system


class FakeWindows:
    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, window: int, flags: int) -> int:
        self.asked.append((window, flags))
        return 1


class FakeFoundation:
    """The three functions of Core Foundation; what was added can be posted."""

    class _Function:
        def __init__(self, answer: Any) -> None:
            self.answer, self.calls = answer, list[tuple[Any, ...]]()
            self.restype: Any = None
            self.argtypes: Any = None

        def __call__(self, *values: Any) -> Any:
            self.calls.append(values)
            return self.answer

    def __init__(self) -> None:
        self.CFStringCreateWithCString = self._Function(11)
        self.CFNotificationCenterGetDistributedCenter = self._Function(22)
        self.CFNotificationCenterAddObserver = self._Function(None)

    def post(self) -> None:
        _centre, observer, callback, name, _object, _at_once = self.CFNotificationCenterAddObserver.calls[0]
        callback(22, observer, name, None, None)


@pytest.fixture
def windows_watch(qapp: QApplication) -> Iterator[tuple[windows.WindowsWatch, FakeWindows, list[int]]]:
    asked, locks, window = FakeWindows(), list[int](), QWidget()
    watch = windows.watch(window, asked)
    assert isinstance(watch, windows.WindowsWatch)
    watch.locked.connect(lambda: locks.append(1))
    yield watch, asked, locks
    watch.stop()
    window.deleteLater()


def _send(watch: windows.WindowsWatch, message: int, kind: int, sort: bytes = b"windows_generic_MSG") -> Any:
    seen = wintypes.MSG()
    seen.message, seen.wParam = message, kind
    return watch._filter.nativeEventFilter(QByteArray(sort), ctypes.addressof(seen))


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (windows.WM_WTSSESSION_CHANGE, windows.SESSION_LOCK),
        (windows.WM_WTSSESSION_CHANGE, windows.CONSOLE_DISCONNECT),
        (windows.WM_WTSSESSION_CHANGE, windows.REMOTE_DISCONNECT),
        (windows.WM_WTSSESSION_CHANGE, windows.SESSION_LOGOFF),
        (windows.WM_POWERBROADCAST, windows.PBT_APMSUSPEND),
    ],
)
def test_windows_tells_of_a_lock_and_its_message_goes_on(
    windows_watch: tuple[windows.WindowsWatch, FakeWindows, list[int]], message: int, kind: int
) -> None:
    watch, asked, locks = windows_watch

    answer = _send(watch, message, kind)

    assert asked.asked == [(asked.asked[0][0], windows.NOTIFY_FOR_THIS_SESSION)]
    assert watch.told_of_session
    assert answer == (False, 0)
    assert locks == [1]


@pytest.mark.parametrize(
    ("message", "kind", "sort"),
    [
        (windows.WM_WTSSESSION_CHANGE, 8, b"windows_generic_MSG"),
        (windows.WM_POWERBROADCAST, 7, b"windows_generic_MSG"),
        (0x0100, windows.SESSION_LOCK, b"windows_generic_MSG"),
        (windows.WM_WTSSESSION_CHANGE, windows.SESSION_LOCK, b"xcb_generic_event_t"),
    ],
)
def test_other_messages_lock_nothing(
    windows_watch: tuple[windows.WindowsWatch, FakeWindows, list[int]], message: int, kind: int, sort: bytes
) -> None:
    watch, _asked, locks = windows_watch

    answer = _send(watch, message, kind, sort)

    assert answer == (False, 0)
    assert locks == []


def test_macos_tells_that_the_screen_was_locked(qapp: QApplication) -> None:
    foundation, keeper, locks = FakeFoundation(), QObject(), list[int]()
    watch = macos.watch(keeper, lambda _path: foundation)
    assert watch is not None
    watch.locked.connect(lambda: locks.append(1))

    foundation.post()

    assert foundation.CFStringCreateWithCString.calls == [(None, b"com.apple.screenIsLocked", 0x08000100)]
    assert foundation.CFNotificationCenterAddObserver.calls[0][0] == 22
    assert locks == [1]


def test_a_notice_after_the_window_is_gone_is_heard_by_nobody(qapp: QApplication) -> None:
    foundation, keeper = FakeFoundation(), QObject()
    watch = macos.watch(keeper, lambda _path: foundation)
    assert watch is not None

    watch.deleteLater()
    qapp.sendPostedEvents(watch, 52)
    foundation.post()

    assert len(foundation.CFNotificationCenterAddObserver.calls) == 1


def test_where_the_system_tells_nothing_there_is_no_watch(qapp: QApplication) -> None:
    def not_there(path: str) -> Any:
        raise OSError(path)

    assert macos.watch(QObject(), not_there) is None
    assert watch_system(QWidget(), "plan9") is None  # type: ignore[arg-type]
