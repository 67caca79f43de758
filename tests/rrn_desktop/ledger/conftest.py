from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rrn_desktop.ledger.house import House, People, make_house, make_people


@pytest.fixture(scope="session")
def people() -> People:
    return make_people()


@pytest.fixture
def house(tmp_path: Path, people: People) -> Iterator[House]:
    made = make_house(tmp_path / "store", people)
    yield made
    made.close()
