"""Where things are kept when nobody says where."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_store() -> Path:
    """Return the folder of the store on this platform."""
    return Path(platformdirs.user_data_dir("RRN Desktop", appauthor=False)) / "store"


def settings_file() -> Path:
    """Return the file of this PC's display settings; it holds nothing about anyone."""
    return Path(platformdirs.user_config_dir("RRN Desktop", appauthor=False)) / "settings.toml"
