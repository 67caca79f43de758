from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.cli.stories import STORIES
from tests.rrn_desktop.cli.whole_case import Played, play
from tests.rrn_desktop.services.school import School, make_school


@pytest.fixture(scope="session")
def school_by_command(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("school_by_command"))


@pytest.fixture
def rrn(school_by_command: School, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    own = school_by_command.copy(tmp_path)
    yield Command(own, tmp_path, capsysbinary)
    own.leave()


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Played]:
    """Play a case once for all that is asked of it; nobody who asks changes what happened."""
    return cache(lambda name: play(STORIES[name], tmp_path_factory.mktemp(name)))
