"""What opens while something is being done, in every look and reading direction: the bar of a crop,
a calendar, a guide's field, the tray, the phone's links, and questions. Nothing in it is cut off,
nameless or untranslated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from test_everything import Look, look, opened  # noqa: F401 (fixtures)

from storycomposer.app import words
from storycomposer.app.asking import SeveralPopover
from storycomposer.app.canvas import guide_field
from storycomposer.app.canvas.crop_bar import CropBar
from storycomposer.app.canvas.guide_field import GuideField
from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.incoming import Picture
from storycomposer.app.inputs.calendar import Calendar
from storycomposer.app.inputs.moment import MomentField
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Guide
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import EventTarget

Key = Qt.Key


def judged(part: QWidget | None, language: str) -> QWidget:
    """``part``, which can be seen, read and told of."""
    QApplication.processEvents()
    assert part is not None and part.isVisible() and not part.grab().isNull()
    for one in part.findChildren(QWidget):
        if not one.isVisible():
            continue
        focused = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        named = one.accessibleName() or getattr(one, "text", str)() or one.focusProxy()
        assert named or not focused, one.metaObject().className()
        inside = QRect(one.mapTo(part, QPoint(0, 0)), one.size())
        assert part.rect().contains(inside) or scrolled(one), (one, inside)
        if isinstance(one, QLabel | QPushButton) and one.text():
            label = isinstance(one, QLabel)
            wide = one.sizeHint().width() if not (label and one.wordWrap()) else 0
            assert one.width() >= wide, (one.text(), one.width(), wide)
    if language == words.PSEUDO:
        said = [
            one.text() for one in part.findChildren(QWidget)
            if isinstance(one, QLabel | QAbstractButton) and one.isVisible()
        ]  # fmt: skip
        plain = [text for text in said if text[:2].isalpha() and not any(map(hebrew, text))]
        assert set(plain) <= {"iPhone", "Android"}, plain
    return part


def hebrew(mark: str) -> bool:
    return "\u0590" <= mark <= "\u05ff"


def scrolled(widget: QWidget) -> bool:
    """Whether what it lies in moves under a window of its own."""
    above = widget.parentWidget()
    while above is not None:
        if above.objectName() == "qt_scrollarea_viewport":
            return True
        above = above.parentWidget()
    return False


def test_the_bar_of_a_crop(opened: MainWindow, look: Look) -> None:  # noqa: F811
    opened.desk.select(())
    opened.desk.mode = Mode("crop")
    bar = judged(opened.canvas.findChild(CropBar), look[1])
    assert opened.canvas.rect().contains(bar.geometry())
    QTest.keyClick(opened.canvas, Key.Key_Escape)
    assert not bar.isVisible()


def test_the_field_of_a_guide(opened: MainWindow, look: Look) -> None:  # noqa: F811
    slide = opened.desk.slide
    assert slide is not None
    lines = (Guide(axis="x", at=96), Guide(axis="y", at=860))
    opened.desk.apply(lambda deck: edits.set_guides(deck, slide.id, lines), "Add guides")
    guide_field.ask(opened.canvas, opened.desk, 1)
    (field,) = opened.canvas.findChildren(GuideField)
    judged(field, look[1])
    QTest.keyClicks(field.field, "900")
    QTest.keyClick(field.field, Key.Key_Return)
    now = opened.desk.slide
    assert now is not None and now.guides[1].at == 900


def test_the_calendar(opened: MainWindow, look: Look, qtbot: QtBot) -> None:  # noqa: F811
    deck = opened.desk.deck
    slide, link = next(
        (slide.id, layer.id) for slide in deck.slides for layer in slide.layers
        if isinstance(layer, LinkLayer)
    )  # fmt: skip
    event = EventTarget(title="Live", start="2026-11-24T18:00", end="2026-11-24T19:00")
    opened.desk.select((), (slide,))
    opened.desk.select((link,))
    opened.desk.apply(lambda deck: edits.restyle(deck, (link,), {"target": event}), "Change")

    def fields() -> list[MomentField]:
        return [one for one in opened.findChildren(MomentField) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(fields()))
    field = fields()[0]
    field._button.click()
    (calendar,) = field.findChildren(Calendar)
    judged(calendar, look[1])
    QTest.keyClick(calendar, Key.Key_Escape)
    assert not calendar.isVisible()


def test_what_several_pictures_become(opened: MainWindow, look: Look) -> None:  # noqa: F811
    photos = [Picture(f"media/{at}.jpg", 1080, 1440, "photo", "", "") for at in range(12)]
    opened.bringing.arriving._ask(tuple(photos), opened.desk.slide)
    (asking,) = opened.findChildren(SeveralPopover)
    judged(asking, look[1])
    QTest.keyClick(asking, Key.Key_Escape)


def test_the_tray_and_the_links_for_the_phone(
    opened: MainWindow,  # noqa: F811
    look: Look,  # noqa: F811
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    opened.exporting.remembered = Remembered(tmp_path / "settings" / "export.json")
    remember(opened.exporting, home=str(tmp_path / "Stories"))
    panel = opened.export_panel
    opened.actions_by_id["export"].trigger()
    with qtbot.waitSignal(opened.exporting.finished):
        panel.options.go.click()
    qtbot.waitUntil(panel.tray.isVisible)
    judged(panel.tray, look[1])
    panel.tray.links.click()
    judged(panel.links, look[1])
    QTest.keyClick(panel.links, Key.Key_Escape)
    assert panel.tray.isVisible()


def test_the_question_before_closing(
    look: Look,  # noqa: F811
    program: Program,
    sample: Callable[[str], Path],
) -> None:
    window = program.open(sample("win"))
    window.desk.apply(lambda deck: structs.replace(deck, title="Other"), "Rename")
    window.close()
    (box,) = window.findChildren(QMessageBox)
    judged(box, look[1])
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert window.isVisible()
    window.undo()
