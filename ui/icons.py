"""Icons drawn in the colour of their meaning, sharp at every text size and screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from rrn_desktop.resources import resource_path


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode("utf-8")))


def paint_icon(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draw an icon into an area with a painter that is already at work."""
    _renderer(name, colour).render(painter, area)


def icon_pixmap(name: str, colour: str, side: int) -> QPixmap:
    """Return an icon as a picture of so many pixels a side, for labels."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, colour, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def icon(name: str, colour: str, side: int) -> QIcon:
    """Return an icon for a stock Qt button or menu."""
    return QIcon(icon_pixmap(name, colour, side))
