from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.site import copy_of, make_site


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def store(fresh: Path, tmp_path: Path) -> Path:
    return copy_of(fresh, tmp_path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that other accounts may enter, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="bad-day-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
