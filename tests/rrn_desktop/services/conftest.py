from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rrn_desktop.services.night import SET_UP
from tests.rrn_desktop.services.school import AFTER_CASE_3, School, make_school


@pytest.fixture(scope="session")
def new_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="session")
def new_ward(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("ward"), profile="eng_ward", at=AFTER_CASE_3)


@pytest.fixture
def school(new_school: School, tmp_path: Path) -> Iterator[School]:
    yield from new_school.lent(tmp_path)


@pytest.fixture
def ward(new_ward: School, tmp_path: Path) -> Iterator[School]:
    yield from new_ward.lent(tmp_path)


@pytest.fixture(scope="session")
def new_night(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("night"), profile="eng_ward", at=SET_UP)


@pytest.fixture
def night(new_night: School, tmp_path: Path) -> Iterator[School]:
    yield from new_night.lent(tmp_path)
