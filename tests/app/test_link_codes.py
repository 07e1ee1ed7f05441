"""Pictures with QR codes, dragged onto a link's form and let go there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import settle
from links import blank, link, paste, picture, proven
from panels import layer, named, shown
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app.desk import Notice
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector.link_target import TargetForm
from storycomposer.app.main_window import MainWindow
from storycomposer.app.pixels import to_qimage
from storycomposer.app.program import Program
from storycomposer.document.link import EmailTarget, Target, UrlTarget

COPY = Qt.DropAction.CopyAction
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Ada;;;\r\nFN:Ada Example\r\nEND:VCARD\r\n"
SAID = EmailTarget(address="jobs@example.org")


@pytest.fixture
def linked(program: Program, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = blank(program, tmp_path)
    paste(window, "https://example.org/why")
    proven(window, qtbot)
    return window


def code() -> Image.Image:
    return picture("mailto:jobs@example.org")


def plain() -> Image.Image:
    return Image.new("RGB", (200, 200), "#336699")


def as_file(made: Image.Image, folder: Path) -> QMimeData:
    made.save(folder / "code.png")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / "code.png"))])
    return mime


def carried(made: Image.Image) -> QMimeData:
    mime = QMimeData()
    image: QImage = to_qimage(made)
    mime.setImageData(image)
    return mime


def as_picture(made: Image.Image, _: Path) -> QMimeData:
    return carried(made)


def form(window: MainWindow) -> TargetForm:
    found = shown(window).findChild(TargetForm)
    assert isinstance(found, TargetForm)
    return found


def drag(widget: QWidget, mime: QMimeData, at: QPoint | None = None) -> bool:
    """Drag over ``widget``; whether it may be let go there."""
    place = at or widget.rect().center()
    enter = QDragEnterEvent(place, COPY, mime, LEFT, PLAIN)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    move = QDragMoveEvent(place, COPY, mime, LEFT, PLAIN)
    move.ignore()
    QApplication.sendEvent(widget, move)
    return enter.isAccepted() and move.isAccepted()


def let_go(widget: QWidget, mime: QMimeData) -> QDropEvent:
    event = QDropEvent(widget.rect().center().toPointF(), COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(widget, event)
    return event


Carry = Callable[[Image.Image, Path], QMimeData]


@pytest.mark.parametrize("carry", [as_file, as_picture])
@pytest.mark.parametrize("onto", ["form", "field"])
def test_a_dropped_code_is_taken_over(
    linked: MainWindow, qtbot: QtBot, tmp_path: Path, carry: Carry, onto: str
) -> None:
    widget = shown(linked) if onto == "form" else named(linked, TextField, "Web address")
    mime = carry(code(), tmp_path)
    hint = form(linked).reading.hint
    assert hint.isHidden()
    assert drag(widget, mime)
    assert hint.isVisible() and hint.words == "Take over its QR code"
    assert hint.parentWidget().isAncestorOf(named(linked, TextField, "Web address"))
    assert link(linked).target == UrlTarget(url="https://example.org/why"), "not before it lands"
    assert let_go(widget, mime).dropAction() == COPY
    assert hint.isHidden()
    qtbot.waitUntil(lambda: link(linked).target == SAID)
    settle()
    assert form(linked).remark.text() == "Taken over from the code in the picture."
    assert len(linked.desk.slide.layers) == 1
    linked.undo()
    assert link(linked).target == UrlTarget(url="https://example.org/why")


@pytest.mark.parametrize("words", ["mailto:jobs@example.org", CARD])
def test_a_code_of_another_kind_leaves_the_panel_where_it_is(
    linked: MainWindow, qtbot: QtBot, words: str
) -> None:
    """What was typed in goes with its kind; the keyboard stays where the new one begins."""
    linked.resize(1440, 640)
    linked.activateWindow()
    settle()
    (area,) = (one for one in linked.right_panel.findChildren(QScrollArea) if one.isVisible())
    field = named(linked, TextField, "Web address")
    field.setFocus()
    QGuiApplication.clipboard().setMimeData(carried(picture(words)))
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not isinstance(link(linked).target, UrlTarget))
    settle()
    assert area.verticalScrollBar().maximum() > 0 and area.verticalScrollBar().value() == 0
    kind = "E-mail" if words.startswith("mailto") else "Contact"
    assert linked.focusWidget() is named(linked, TextField, kind)
    remark = form(linked).remark
    assert remark.text() == "Taken over from the code in the picture."
    assert not remark.visibleRegion().isEmpty()


@pytest.mark.parametrize("carry", [as_file, as_picture])
def test_a_picture_without_a_code_is_one_sentence(
    linked: MainWindow, qtbot: QtBot, tmp_path: Path, carry: Carry
) -> None:
    told: list[Notice] = []
    linked.desk.noticed.connect(told.append)
    mime = carry(plain(), tmp_path)
    before = linked.desk.deck
    assert drag(shown(linked), mime)
    let_go(shown(linked), mime)
    remark = form(linked).remark
    qtbot.waitUntil(lambda: bool(remark.text()))
    assert remark.text() == (
        "There is no QR code to be read in this picture: try a sharper or larger one."
    )
    assert remark.isVisible() and remark.property("kind") == "danger"
    assert not told and linked.desk.deck == before


def test_what_is_no_picture_is_said_too(linked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt"))])
    assert drag(shown(linked), mime)
    let_go(shown(linked), mime)
    qtbot.waitUntil(lambda: bool(form(linked).remark.text()))
    assert "picture" in form(linked).remark.text()


def test_dragging_on_hides_where_it_would_land(linked: MainWindow, tmp_path: Path) -> None:
    mime = as_file(code(), tmp_path)
    assert drag(shown(linked), mime)
    QApplication.sendEvent(shown(linked), QDragLeaveEvent())
    assert form(linked).reading.hint.isHidden()
    words = QMimeData()
    words.setText("just words")
    assert not drag(shown(linked), words)
    assert form(linked).reading.hint.isHidden()


def test_a_code_is_for_the_link_it_was_dropped_on(
    linked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """While the picture is read, another link is selected: that one is left alone."""
    first = link(linked).id
    linked.desk.select(())
    paste(linked, "https://example.org/other")
    second = next(one.id for one in linked.desk.slide.layers if one.id != first)
    linked.desk.select((first,))
    settle()
    mime = as_file(code(), tmp_path)
    assert drag(shown(linked), mime)
    let_go(shown(linked), mime)
    assert linked.workers.busy
    linked.desk.select((second,))
    settle()
    qtbot.waitUntil(lambda: not linked.workers.busy)
    targets: list[Target] = [layer(linked, id_).target for id_ in (first, second)]
    assert SAID not in targets


def test_the_rails_panel_takes_a_dropped_code(
    linked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    linked.desk.select(())
    linked.actions_by_id["link"].trigger()
    settle()
    panel = linked.rail.flyouts["link"]
    wrong = as_picture(plain(), tmp_path)
    assert drag(panel, wrong) and panel.reading.hint.isVisible()
    let_go(panel, wrong)
    qtbot.waitUntil(lambda: "no QR code" in panel.said.text())
    mime = as_file(code(), tmp_path)
    assert drag(panel.field, mime)
    let_go(panel.field, mime)
    qtbot.waitUntil(lambda: not panel.isVisible())
    settle()
    assert linked.desk.slide.layers[-1].target == SAID
