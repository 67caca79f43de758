"""What every test stands on: no screen needed, no real home folder touched, the same examples each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.tried_once import passphrases_once_each

# Set before anything imports Qt; `--onscreen` has no counterpart here on purpose: set the variable to look.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow shared machine must not fail a property, and a run must be repeatable: more examples are asked for by name.
settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
}


# Files whose tests share a store, a document or a wheel that takes a while to make: one process makes it for all.
_SHARING = {"architecture", "bad_days", "benchmarks", "contract", "services", "cli", "demo", "exports"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together where they share what is slow to make."""
    for item in items:
        shares = _SHARING.intersection(item.path.relative_to(item.config.rootpath).parts[1:-1])
        if shares and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole run an empty home folder, so that no test reads or writes the real one."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in _HOME_FOLDERS.items():
            place = home / folder
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            patch.setenv(variable, str(place))
        yield home


@pytest.fixture(scope="session", autouse=True)
def passphrases_tried_once() -> Iterator[None]:
    """Spare the run what is slow on purpose: the same few people sign in to copies of the same store all day long.

    Tests of keys work without this, and so do most processes that a test starts.
    """
    with passphrases_once_each():
        yield
