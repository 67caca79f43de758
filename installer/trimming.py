"""What is kept of the packages of others: a window on Linux, and nothing that only builds, documents or tests."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path, PurePath

# Of Qt everything is named that is kept, so that a new version can't bring in what nobody looked at.
_QT_MODULES = ("Core", "DBus", "Gui", "Svg", "Widgets")
_QT_LIBRARIES = (*_QT_MODULES, "WaylandClient", "XcbQpa")
_QT_PLUGINS = (
    "iconengines/libqsvgicon.so",
    "imageformats/libqsvg.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    "platformthemes/libqgtk3.so",
    "platformthemes/libqxdgdesktopportal.so",
    "wayland-decoration-client/libbradient.so",
    "wayland-shell-integration/libxdg-shell.so",
)
# Where the desktop is GNOME this lets the file dialogs be its own; where GTK is not installed Qt goes on without.
WITHOUT_ITS_LIBRARIES = frozenset({"libqgtk3.so"})
_KEPT_OF_QT = (
    "PySide6/*.py",
    "PySide6/support/*.py",
    "PySide6/libpyside6.abi3.so.*",
    *(f"PySide6/Qt{name}.abi3.so" for name in _QT_MODULES),
    *(f"PySide6/Qt/lib/libQt6{name}.so.6" for name in _QT_LIBRARIES),
    "PySide6/Qt/lib/libicu*.so.*",
    *(f"PySide6/Qt/plugins/{name}" for name in _QT_PLUGINS),
)

# Of all others everything is kept but this.
_DROPPED_FOLDERS = {"__pycache__", "bin", "include", "share", "tests", "testing"}
_DROPPED_FILES = ("*.pyi", "*.pyx", "*.pxd", "*.pxi", "*.c", "*.h", "*.cpp", "py.typed", "*.pth")
# Of a package's own description what says name, version, licence and entry points; pip's notes about this machine go.
_DROPPED_NOTES = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
# Pictures that no page of ours has: AVIF, WebP, and drawing through Tk.
_DROPPED_OF_PILLOW = ("_avif*.so", "_webp*.so", "_imagingtk*.so", "libavif-*", "libwebpdemux-*", "libwebpmux-*")


def is_kept(path: PurePath) -> bool:
    """Tell whether a file of the packages, named from their folder, is shipped."""
    name, folders = path.as_posix(), path.parts[:-1]
    if folders and folders[0] == "PySide6":
        return any(fnmatch(name, pattern) and name.count("/") == pattern.count("/") for pattern in _KEPT_OF_QT)
    if folders and folders[0].endswith(".dist-info"):
        return path.name not in _DROPPED_NOTES
    dropped = (*_DROPPED_FILES, *(_DROPPED_OF_PILLOW if folders[:1] in {("PIL",), ("pillow.libs",)} else ()))
    return not _DROPPED_FOLDERS & set(folders) and not any(fnmatch(path.name, one) for one in dropped)


def trim(packages: Path) -> None:
    """Take away all that is not kept, and the folders that are empty then."""
    for path in [path for path in packages.rglob("*") if path.is_file() and not is_kept(path.relative_to(packages))]:
        path.unlink()
    for folder in sorted((path for path in packages.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)
