"""What is painted over the slide can be read: on every ground, and from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPolygonF, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app import words
from storycomposer.app.actions import TABLE
from storycomposer.app.canvas import overlay
from storycomposer.app.canvas.view import View
from storycomposer.app.command_palette import keys_text
from storycomposer.app.dropping import DropHint
from storycomposer.app.shortcut_sheet import _keys
from storycomposer.app.story_title import Title
from storycomposer.app.theme import tokens
from storycomposer.app.words import ltr
from storycomposer.document.geometry import Box, Size

WAYS = Qt.LayoutDirection


def painted(width: int, height: int, ground: str = "#808080") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(ground))
    return made


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("said", ["696, 700", "-12, 4", "888 × 300", "45°"])
def test_numbers_read_from_left_to_right_everywhere(said: str) -> None:
    pictures = []
    for way in (WAYS.LeftToRight, WAYS.RightToLeft):
        made = painted(160, 40)
        painter = QPainter(made)
        painter.setLayoutDirection(way)
        overlay.label(painter, QPointF(80, 20), said)
        painter.end()
        pictures.append(made)
    assert pictures[0] == pictures[1]


def test_a_storys_name_reads_in_its_own_direction(qapp: QApplication, qtbot: QtBot) -> None:
    pictures = []
    for way in (WAYS.RightToLeft, WAYS.LeftToRight):
        qapp.setLayoutDirection(way)
        title = Title("2 dogs, one window…  •")
        qtbot.addWidget(title)
        title.resize(title.sizeHint())
        pictures.append(title.grab().toImage())
    assert pictures[0] == pictures[1]


@pytest.mark.usefixtures("qapp")
def test_keys_read_from_left_to_right_everywhere() -> None:
    """Brackets would be mirrored: Ctrl+] is another key than Ctrl+[."""
    (forward,) = [one for one in TABLE if one.id == "forward"]
    words.use(words.PSEUDO)
    try:
        assert keys_text(forward) == ltr("Ctrl+]") != "Ctrl+]"
        assert _keys(forward).startswith(ltr("Ctrl+]"))
    finally:
        words.use("en")
    assert keys_text(forward) == "Ctrl+]"


@pytest.mark.usefixtures("qapp")
def test_words_of_what_is_covered_keep_to_the_slides_edge() -> None:
    """What is dragged into the shade comes from the middle, and is seen."""
    made, color = painted(360, 640), QColor(tokens().unsafe)
    painter = QPainter(made)
    safe = Box(0, 270, 1080, 1266)
    overlay.unsafe(painter, View(1 / 3), safe, Size(1080, 1920), ("Top bar", "Reply bar"))
    painter.end()
    lines = {90, 512}  # where the safe area begins and ends
    rows = [y for y in range(640) if y not in lines and color in row(made, y)]
    assert rows and all(y < 32 or y > 640 - 32 for y in rows)
    assert min(rows) >= 4 and max(rows) <= 640 - 4
    assert all(color not in row(made, y)[150:] for y in rows)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "box",
    [
        Box(0, 200, 1080, 1720),
        Box(-900, 100, 950, 300),
        Box(1000, 1800, 900, 900),
        Box(0, -900, 99, 500),
    ],
)
def test_numbers_of_a_drag_are_seen_wherever_it_reaches(box: Box) -> None:
    made = painted(360, 640)
    painter = QPainter(made)
    overlay.readout(painter, View(1 / 3), "888 × 1720", box)
    painter.end()
    columns = made.transformed(QTransform().rotate(90))
    dark = QColor("#17171F")
    for picture, length in ((made, 640), (columns, 360)):
        found = [y for y in range(length) if dark in row(picture, y)]
        assert found and found[0] > 2 and found[-1] < length - 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("bottom", "above"), [(1500, False), (1780, True), (1900, False)])
def test_numbers_of_a_drag_keep_off_the_words_at_the_slides_foot(bottom: int, above: bool) -> None:
    made = painted(360, 720)
    painter = QPainter(made)
    overlay.readout(painter, View(1 / 3), "96, 1500", Box(96, bottom - 90, 888, 90))
    painter.end()
    found = [y for y in range(720) if QColor("#17171F") in row(made, y)]
    assert found and (found[-1] < (bottom - 90) / 3) is above
    assert not any(640 - 27 < y < 640 - 9 for y in found)


def row(picture: QImage, y: int) -> list[QColor]:
    return [picture.pixelColor(x, y) for x in range(picture.width())]


def test_where_a_drop_goes_is_seen_on_slides_of_its_colour(qtbot: QtBot) -> None:
    under = QWidget()
    qtbot.addWidget(under)
    under.resize(200, 200)
    under.setAutoFillBackground(True)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(tokens().handle))
    under.setPalette(palette)
    under.show()
    hint = DropHint(under)
    hint.point_at(QPolygonF(QRectF(20, 20, 160, 160)), "Add")
    seen = under.grab().toImage()
    assert max(seen.pixelColor(100, y).green() for y in range(15, 25)) > 180
    chip = [seen.pixelColor(100, y).green() for y in range(80, 95)]
    assert max(chip) > 180 and max(chip) > seen.pixelColor(100, 60).green() + 60
