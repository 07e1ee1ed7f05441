"""The day of an event, chosen in a calendar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app import theme, words
from storycomposer.app.inputs.calendar import Calendar
from storycomposer.app.inputs.moment import MomentField
from storycomposer.app.inputs.popover import SHADOW
from storycomposer.app.seeing import contrast

Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[MomentField]:
    """At the right end of a window in the middle of the screen, and a day in it."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(100, 100, 500, 400)
    made = MomentField("Start", window)
    made.setGeometry(290, 20, 200, made.height())
    made.show_value("2026-11-24T18:00")
    window.show()
    yield made


def opened(field: MomentField) -> Calendar:
    button = next(one for one in field.findChildren(QToolButton))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (made,) = field.findChildren(Calendar)
    QApplication.processEvents()
    assert made.isVisible()
    return made


def test_a_day_is_chosen_with_the_keys(field: MomentField) -> None:
    told: list[object] = []
    field.committed.connect(told.append)
    calendar = opened(field)
    QTest.keyClick(calendar.days.focusWidget(), Key.Key_Right)
    QTest.keyClick(calendar.days.focusWidget(), Key.Key_Return)
    assert told == ["2026-11-25T18:00"] and not calendar.isVisible()


def test_months_are_turned_and_named_in_the_windows_language(field: MomentField) -> None:
    calendar = opened(field)
    assert calendar.month.text() == "November 2026"
    named = {one.accessibleName(): one for one in calendar.findChildren(QToolButton)}
    before, after = named["Previous month"], named["Next month"]
    QTest.mouseClick(after, Qt.MouseButton.LeftButton)
    assert calendar.month.text() == "December 2026"
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    assert calendar.month.text() == "October 2026"


@pytest.mark.usefixtures("qapp")
def test_months_of_another_language() -> None:
    words.use("de")
    assert words.locale().standaloneMonthName(12) == "Dezember"
    words.use("en")
    assert words.locale().standaloneMonthName(12) == "December"


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_opens_stays_over_its_window(
    qapp: QApplication, field: MomentField, way: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(way)
    field.move(290 if way == Qt.LayoutDirection.LeftToRight else 10, 20)
    calendar = opened(field)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    card = calendar.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    over = QRect(field.window().mapToGlobal(QPoint(0, 0)), field.window().size())
    assert over.left() <= card.left() and card.right() <= over.right()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_day_can_be_read(qapp: QApplication, field: MomentField, look: str) -> None:
    """On the card's own ground, the chosen one too."""
    theme.apply(qapp, look)  # type: ignore[arg-type]
    try:
        calendar = opened(field)
        seen = calendar.days.grab().toImage()
    finally:
        theme.apply(qapp, "light")
    panel = QColor((theme.DARK if look == "dark" else theme.LIGHT).panel)
    assert seen.pixelColor(2, 60) == panel and seen.pixelColor(2, 10) == panel
    wide, high = seen.width() // 7, seen.height() // 7
    for column in range(7):
        for row in range(7):
            box = (column * wide + 4, row * high + 4, wide - 8, high - 8)
            colors = {seen.pixelColor(x, y).rgb() for x, y in spread(box)}
            best = max(contrast(QColor(a), QColor(b)) for a in colors for b in colors)
            assert best > 4, (column, row)


def spread(box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The pixels of a box."""
    left, top, wide, high = box
    return [(left + x, top + y) for x in range(wide) for y in range(high)]
