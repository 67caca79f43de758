"""The picture of a body, front and back: a shortcut for the pointer to the list of places."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.text import say
from ui.theme import HINT, current_look, px
from ui.widgets.choice_cards import draw_tick
from ui.widgets.wrapping import WrappedText

WIDTH, HEIGHT = 150, 372
_TRUNK: dict[str, tuple[str, ...]] = {
    "front": ("face", "front_neck", "chest", "abdomen", "pelvis"),
    "back": ("back_head", "back_neck", "upper_back", "lower_back", "buttocks"),
}
_TRUNK_PLACES = (
    (53, 0, 44, 54, 22),
    (63, 56, 24, 14, 5),
    (43, 72, 64, 56, 14),
    (46, 130, 58, 44, 10),
    (44, 176, 62, 34, 14),
)
_LIMB_PLACES: dict[str, tuple[int, int, int, int, int]] = {
    "upper_arm": (22, 76, 19, 62, 9),
    "forearm": (15, 140, 18, 58, 9),
    "hand": (9, 200, 22, 27, 9),
    "thigh": (45, 212, 29, 66, 11),
    "lower_leg": (48, 280, 24, 58, 10),
    "foot": (42, 340, 29, 22, 9),
}
"""Places on the side that the viewer sees at the left: x, y, width, height, rounding."""


def places(view: str) -> dict[str, tuple[int, int, int, int, int]]:
    """Return where each region lies in a view of 150 by 372; left and right are the person's own."""
    found = dict(zip(_TRUNK[view], _TRUNK_PLACES, strict=True))
    for part, (x, y, width, height, rounding) in _LIMB_PLACES.items():
        here, there = ("right", "left") if view == "front" else ("left", "right")
        found[f"{here}_{part}"] = (x, y, width, height, rounding)
        found[f"{there}_{part}"] = (WIDTH - x - width, y, width, height, rounding)
    return found


class BodyPicture(QWidget):
    """One view of the body; a press on a region says which. Not in the tab order: the list is."""

    pressed = Signal(str)

    def __init__(self, view: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places(view)
        self._title = say("front_view" if view == "front" else "back_view")
        self._marked: frozenset[str] = frozenset()
        self._over = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._title}. {say('body_picture')}")

    def show_marked(self, regions: frozenset[str]) -> None:
        """Show which regions are marked."""
        self._marked = regions
        self.update()

    def region_at(self, at: QPointF) -> str:
        """Return the region under a point, or an empty text; gaps belong to the nearest."""
        for region, area in self._areas().items():
            if area.adjusted(-px(2), -px(2), px(2), px(2)).contains(at):
                return region
        return ""

    def centre_of(self, region: str) -> QPointF:
        """Return the middle of a region."""
        return self._areas()[region].center()

    def sizeHint(self) -> QSize:
        """Return the size of one view with its title."""
        return QSize(px(WIDTH), px(HEIGHT + 26))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which region was pressed."""
        region = self.region_at(event.position())
        if region and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(region)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which region a press would mean."""
        over = self.region_at(event.position())
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the regions, a tick on the marked ones and the title below."""
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for region, area in self._areas().items():
            rounding = px(self._places[region][4])
            shape = QPainterPath()
            shape.addRoundedRect(area, rounding, rounding)
            on = region in self._marked
            fill = "accent" if on else ("accent_soft" if region == self._over else "page")
            painter.setPen(QPen(look.colour("accent" if on or region == self._over else "border"), max(1.0, px(1.2))))
            painter.setBrush(look.colour(fill))
            painter.drawPath(shape)
            if on:
                side = float(px(18))
                centre = area.center()
                draw_tick(
                    painter, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), px(2.2), "on_accent"
                )
        title = WrappedText(self._title, look.font(HINT - 2), self.width(), centred=True)
        title.draw(painter, 0, px(HEIGHT), look.colour("secondary"))
        painter.end()

    def _areas(self) -> dict[str, QRectF]:
        return {name: QRectF(px(x), px(y + 2), px(w), px(h)) for name, (x, y, w, h, _r) in self._places.items()}
