from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from tests.ui.system_lock.private_bus import OTHER, Logind, private_bus
from ui.system_lock.logind import LogindWatch, watch
from ui.system_lock.watching import SystemWatch

Heard = Callable[[tuple[str, ...]], tuple[Logind, list[int]]]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture
def heard(address: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    keeper, made, names = QObject(), list[tuple[Logind, SystemWatch]](), ["logind", "window"]
    there, here = (QDBusConnection.connectToBus(address, name) for name in names)

    def start(known: tuple[str, ...]) -> tuple[Logind, list[int]]:
        logind, locks = Logind(there, known=known), list[int]()
        found = watch(keeper, lambda: here, lambda: here)
        assert isinstance(found, LogindWatch)
        found.locked.connect(lambda: locks.append(1))
        made.append((logind, found))
        qtbot.waitUntil(lambda: found.listens and found._delay is not None)
        # The bus answers in order: with this answer it knows all that the watch wants to hear.
        here.interface().isServiceRegistered("org.freedesktop.login1")
        return logind, locks

    yield start
    for logind, found in made:
        found.deleteLater()
        for delay in logind.delays:
            os.close(delay)
    qtbot.wait(1)
    for name in names:
        QDBusConnection.disconnectFromBus(name)


def _settled(qtbot: QtBot, locks: list[int], wanted: int) -> int:
    qtbot.waitUntil(lambda: len(locks) >= wanted)
    qtbot.wait(50)
    return len(locks)


def test_what_locks_this_session_is_heard_and_what_does_not_is_passed_over(heard: Heard, qtbot: QtBot) -> None:
    logind, locks = heard(("auto",))

    logind.lock()
    asked_to = _settled(qtbot, locks, 1)
    logind.change({"LockedHint": True})
    said_so = _settled(qtbot, locks, 2)
    logind.change({"Active": False})
    other_user = _settled(qtbot, locks, 3)
    logind.save_screen(on=True)
    saver = _settled(qtbot, locks, 4)
    logind.change({"LockedHint": False, "Active": True})
    logind.save_screen(on=False)
    logind.lock(OTHER)
    logind.change({"LockedHint": True}, OTHER)
    qtbot.wait(100)

    assert (asked_to, said_so, other_user, saver) == (1, 2, 3, 4)
    assert len(locks) == 4


def test_the_computer_sleeps_only_after_the_lock_and_is_delayed_again_when_it_wakes(heard: Heard, qtbot: QtBot) -> None:
    logind, locks = heard(("auto",))
    before = logind.delayed()

    logind.sleep(going=True)
    locked = _settled(qtbot, locks, 1)
    qtbot.waitUntil(lambda: not logind.delayed())
    logind.sleep(going=False)
    qtbot.waitUntil(lambda: len(logind.delays) == 2)
    qtbot.wait(20)

    assert before
    assert (locked, len(locks)) == (1, 1)
    assert logind.delayed()


def test_without_a_session_of_its_own_every_session_is_listened_to(
    heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "17")
    logind, locks = heard(())

    logind.lock(OTHER)

    assert _settled(qtbot, locks, 1) == 1
    assert [one for one in logind.asked if one.startswith("GetSession")] == ["GetSession 17", "GetSession auto"]


def test_where_there_is_no_bus_there_is_no_watch(qapp: object, tmp_path: Path) -> None:
    none = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'none'}", "none")

    assert watch(QObject(), lambda: none, lambda: none) is None
