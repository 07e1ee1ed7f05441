"""After an export: what is dragged, copied, opened and shown as codes is the set."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
import zxingcpp
from conftest import settle
from msgspec import structs
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from storycomposer.app import carrying, export_shelf, export_tray
from storycomposer.app.brand_panel import BrandPanel
from storycomposer.app.desk import Notice
from storycomposer.app.export_settings import Remembered
from storycomposer.app.export_tray import Tray
from storycomposer.app.exporting import remember
from storycomposer.app.floating import SHADOW
from storycomposer.app.main_window import MainWindow
from storycomposer.app.phone_help import way
from storycomposer.app.program import Program
from storycomposer.document.layers import TextLayer
from storycomposer.document.style import Solid
from storycomposer.export.copies import copy_set
from storycomposer.export.phone import MOST_BYTES
from storycomposer.links.symbol import smallest
from storycomposer.story import Story

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def done(program: Program, sample: object, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window whose story was just exported; one of its slides has a link."""
    window = program.open(sample("job-opening"))  # type: ignore[operator]
    window.exporting.remembered = Remembered(tmp_path / "settings" / "export.json")
    remember(window.exporting, home=str(tmp_path / "Stories"))
    window.actions_by_id["export"].trigger()
    with qtbot.waitSignal(window.exporting.finished):
        window.export_panel.options.go.click()
    settle()
    return window


def files(window: MainWindow) -> list[Path]:
    return list(window.export_panel.tray.made.pictures)


def locals_of(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls()]


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[Path], bool]]:
    """What is dragged out: files, and whether a picture follows the pointer."""
    drags: list[tuple[list[Path], bool]] = []

    class Drag:
        def __init__(self, _: QWidget) -> None:
            self.said = SimpleNamespace(picture=False)

        def setMimeData(self, data: QMimeData) -> None:  # noqa: N802
            self.said.files = locals_of(data)

        def setPixmap(self, _: object) -> None:  # noqa: N802
            self.said.picture = True

        def setHotSpot(self, _: QPoint) -> None:  # noqa: N802
            pass

        def exec(self, action: Qt.DropAction) -> None:
            assert action == Qt.DropAction.CopyAction
            drags.append((self.said.files, self.said.picture))

    monkeypatch.setattr(carrying, "QDrag", Drag)
    return drags


def drag(widget: QWidget) -> None:
    QTest.mousePress(widget, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))
    far = QPoint(40, 40)
    place = QPointF(widget.mapToGlobal(far))
    moved = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(far), place, LEFT, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, moved)
    QTest.mouseRelease(widget, LEFT, Qt.KeyboardModifier.NoModifier, far)


def test_the_tray_says_what_was_made(done: MainWindow) -> None:
    tray = done.export_panel.tray
    assert tray.isVisible()
    assert tray.line.text().startswith("4 slides in ")
    assert [card.path for card in tray.shelf.cards()] == files(done)
    assert tray.shelf.cards()[0].accessibleName() == "Slide 1: We need a river ranger"
    tray.close_button.click()
    assert not tray.isVisible()
    done.actions_by_id["export"].trigger()
    done.export_panel.options.last.click()
    assert tray.isVisible()
    assert tray.shelf.cards()[0].mapTo(tray, QPoint(0, 0)).x() == tray.line.x()


def test_who_goes_on_working_closes_the_tray_by_doing_so(done: MainWindow) -> None:
    panel, deck = done.export_panel, done.desk.deck
    QTest.mouseClick(done.canvas, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(20, 20))
    assert not panel.isVisible()
    done.actions_by_id["export"].trigger()
    panel.options.last.click()
    QTest.mouseClick(panel.tray.title, LEFT)
    assert panel.tray.isVisible()
    assert done.desk.deck is deck


def test_esc_on_the_canvas_closes_the_tray_first(done: MainWindow, qtbot: QtBot) -> None:
    """Exporting again leaves the keyboard where it is; the tray goes by Esc from there, too, and F6
    leads into it."""
    panel, canvas = done.export_panel, done.canvas
    panel.close_panel()
    done.activateWindow()
    canvas.setFocus()
    done.enter(next(one.id for one in done.desk.slide.layers if isinstance(one, TextLayer)))
    with qtbot.waitSignal(done.exporting.finished):
        done.actions_by_id["export-again"].trigger()
    settle()
    assert panel.tray.isVisible() and canvas.hasFocus()
    QTest.keyClick(canvas, Qt.Key.Key_F6)
    assert panel.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.hasFocus() and done.desk.mode.name == "text"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not panel.isVisible() and canvas.hasFocus()
    assert done.desk.mode.name == "text", "the words are still being written"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert done.desk.mode.name == "select"


def test_it_closes_when_what_had_the_keyboard_before_has_gone(
    done: MainWindow, qtbot: QtBot
) -> None:
    panel = done.export_panel
    panel.close_panel()
    done.activateWindow()
    button = QPushButton(done)
    button.show()
    button.setFocus()
    panel.open_panel()
    panel.options.last.click()
    assert panel.isAncestorOf(QApplication.focusWidget())
    delete(button)
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_one_panel_is_open_at_a_time(done: MainWindow) -> None:
    """Also by keys, which press nothing beside it."""
    done.actions_by_id["brand"].trigger()
    settle()
    brand = done.findChild(BrandPanel)
    assert brand.isVisible() and not done.export_panel.isVisible()
    done.actions_by_id["export"].trigger()
    assert done.export_panel.isVisible() and not brand.isVisible()


def card(panel: QWidget) -> QRect:
    """Where a panel is in its window, without its shadow."""
    return panel.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)


def test_a_tray_that_comes_by_itself_leaves_what_somebody_works_in(done: MainWindow) -> None:
    done.resize(1440, 900)
    panel, side = done.export_panel, done.right_panel
    made = panel.tray.made

    def come() -> QRect:
        done.exporting.started.emit(made.job)
        done.exporting.finished.emit(made)
        settle()
        assert panel.tray.isVisible() and done.rect().contains(card(panel))
        return card(panel)

    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        done.setLayoutDirection(direction)
        panel.close_panel()
        done.actions_by_id["brand"].trigger()
        place, brand = come(), done.findChild(BrandPanel)
        assert brand.isVisible() and not card(brand).intersects(place)
        assert brand.isAncestorOf(QApplication.focusWidget())
        QTest.mouseClick(brand, LEFT, pos=card(brand).topLeft() - brand.pos() + QPoint(8, 8))
        assert brand.isVisible() and not panel.isVisible()
        brand.close_panel()
        side.tabs.setFocus()
        beside = QRect(side.mapTo(done, QPoint(0, 0)), side.size())
        assert not beside.intersects(come())
        panel.close_panel()
        done.canvas.setFocus()
        assert beside.intersects(come())


def test_what_lies_over_the_tray_goes_before_it(done: MainWindow) -> None:
    done.actions_by_id["preview"].trigger()
    settle()
    QTest.keyClick(done.player, Qt.Key.Key_Escape)
    assert not done.player.isVisible() and done.export_panel.tray.isVisible()


def test_how_copying_ended_is_said_where_the_tray_was_put_away(
    done: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    done.desk.noticed.connect(said.append)
    place = tmp_path / "usb" / files(done)[0].parent.name
    place.mkdir(parents=True)
    (place / files(done)[0].name).write_bytes(b"not ours")
    for folder, kind in (("usb", "error"), ("stick", "info")):
        remember(done.exporting, copy_to=str(tmp_path / folder))
        done.export_panel.options.last.click()
        done.export_panel.tray.also.click()
        done.export_panel.close_panel()
        qtbot.waitUntil(lambda: bool(said))
        (notice,) = said
        assert notice.kind == kind and folder in notice.text
        said.clear()


def test_one_file_is_dragged_by_its_card_and_all_by_the_button(
    done: MainWindow, dragged: list[tuple[list[Path], bool]], qtbot: QtBot
) -> None:
    tray = done.export_panel.tray
    qtbot.waitUntil(lambda: not tray.shelf.cards()[1].picture().isNull())
    drag(tray.shelf.cards()[1])
    drag(tray.drag_all)
    assert dragged == [([files(done)[1]], True), (files(done), True)]


def test_the_pictures_are_never_those_of_an_earlier_set(
    done: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As it may be where one has gone before the other comes.
    monkeypatch.setattr(export_shelf, "id", lambda _: 7, raising=False)
    shelf, first = done.export_panel.tray.shelf, done.export_panel.tray.made
    slides = first.story.deck.slides
    white = tuple(
        structs.replace(one, layers=(), background=Solid(color="#FFFFFF")) for one in slides
    )
    deck = structs.replace(first.story.deck, slides=white)
    seen = []
    for made in (first, replace(first, story=Story(deck, first.story.media))):
        shelf.show_set(made)
        shelf.cards()[0].picture()
        qtbot.waitUntil(lambda: not done.workers.busy)
        seen.append(shelf.cards()[0].picture().toImage())
    assert seen[0] != seen[1]


def test_a_click_is_no_drag(done: MainWindow, dragged: list[object]) -> None:
    QTest.mouseClick(done.export_panel.tray.drag_all, LEFT)
    QTest.mouseClick(done.export_panel.tray.shelf.cards()[0], LEFT)
    assert not dragged


def test_the_clipboard_takes_the_files(done: MainWindow) -> None:
    tray = done.export_panel.tray
    tray.copy.click()
    data = QGuiApplication.clipboard().mimeData()
    assert locals_of(data) == files(done)
    lines = bytes(data.data("x-special/gnome-copied-files").data()).decode().splitlines()
    assert lines[0] == "copy" and all(line.startswith("file:///") for line in lines[1:])
    assert tray.status.isVisible()


def test_only_addresses_of_files_are_opened(
    done: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)))
    tray = done.export_panel.tray
    tray.open.click()
    QTest.keyClick(tray.shelf.cards()[0], Qt.Key.Key_Return)
    assert [url.scheme() for url in opened] == ["file", "file"]
    assert Path(opened[0].toLocalFile()) == files(done)[0].parent
    assert Path(opened[1].toLocalFile()) == files(done)[0]
    assert "No program here" in tray.status.text()


def test_codes_on_the_screen_decode(done: MainWindow) -> None:
    panel = done.export_panel
    panel.tray.links.click()
    settle()
    links = panel.links
    assert links.isVisible() and len(links.pages) > 1
    read = []
    for place, page in enumerate(links.pages):
        assert links.number.text() == f"{place + 1} of {len(links.pages)}"
        assert len(page.encode()) <= MOST_BYTES
        read.append(decoded(links.code))
        version = int(barcode(links.code).extra["Version"])
        assert version == smallest(page, "L")[0], "modules as large as they can be"
        QTest.keyClick(links, Qt.Key.Key_Right)
    assert read == list(links.pages)
    for page in read[-2::-1]:
        QTest.keyClick(links, Qt.Key.Key_Left)
        assert decoded(links.code) == page
    story = done.export_panel.tray.made.job.story
    together = "".join(read)
    for slide in story.deck.slides:
        assert "".join(slide.alt.split()) in "".join(together.split())
    links.kind.committed.emit("links")
    assert decoded(links.code).startswith("https://")
    links.copy.click()
    assert QGuiApplication.clipboard().text() == decoded(links.code)
    QTest.keyClick(links, Qt.Key.Key_Escape)
    assert panel.tray.isVisible()


def test_modules_are_whole_pixels(done: MainWindow) -> None:
    done.export_panel.tray.links.click()
    settle()
    image = done.export_panel.links.code.grab().toImage()
    colors = {
        image.pixelColor(x, y).lightness()
        for x in range(40, image.width() - 40)
        for y in range(40, image.height() - 40)
    }
    assert colors == {0, 255}


def decoded(widget: QWidget) -> str:
    return str(barcode(widget).text)


def barcode(widget: QWidget) -> zxingcpp.Barcode:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    image = Image.open(io.BytesIO(bytes(buffer.data().data())))
    (found,) = zxingcpp.read_barcodes(image.convert("L"))
    return found


def test_in_a_low_window_the_code_is_whole(done: MainWindow) -> None:
    done.resize(900, 620)
    done.export_panel.tray.links.click()
    settle()
    card = done.export_panel.geometry().adjusted(SHADOW, 0, -SHADOW, 0)
    assert done.rect().contains(card), "the shadow alone may reach beyond the window"
    assert decoded(done.export_panel.links.code) == done.export_panel.links.pages[0]


def test_also_copy_remembers_the_place_and_compares(
    done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    tray, stick = done.export_panel.tray, tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    tray.also.click()
    wait_for_copy(tray, qtbot)
    assert tray.also.text() == "Also copy to stick"
    copies = [stick / path.parent.name / path.name for path in files(done)]
    assert [path.read_bytes() for path in copies] == [path.read_bytes() for path in files(done)]
    times = [path.stat().st_mtime for path in copies]
    assert [late - early for early, late in pairwise(times)] == [1.0] * 3
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: pytest.fail("asked again"))
    tray.also.click()
    wait_for_copy(tray, qtbot)


def wait_for_copy(tray: Tray, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "compared" in tray.status.text())
    assert tray.also.isEnabled()
    settle()
    panel, page = tray.parentWidget(), tray.geometry()
    assert panel.contentsRect().contains(page) and tray.height() >= tray.sizeHint().height()


def test_copying_says_how_far_it_is_and_stops(
    done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    tray, go_on = done.export_panel.tray, threading.Event()
    real = export_tray.copy_set

    def slow(*args: Path, progress: Callable[[int, int], None], **kw: object) -> object:
        def reported(number: int, whole: int) -> None:
            progress(number, whole)
            assert go_on.wait(120)

        return real(*args, progress=reported, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(export_tray, "copy_set", slow)
    remember(done.exporting, copy_to=str(tmp_path / "stick"))
    tray.also.click()
    assert tray.also.text() == "Stop copying"
    qtbot.waitUntil(lambda: tray.status.text().endswith(": 1 of 5"))
    tray.also.click()
    go_on.set()
    qtbot.waitUntil(lambda: tray.status.text() == "Copying was cancelled.")
    assert tray.also.text() == "Also copy to stick"
    assert not list((tmp_path / "stick").rglob("*.*"))
    tray.also.click()  # stopping was meant for that copy
    qtbot.waitUntil(lambda: tray.also.text() == "Also copy to stick")
    assert len(list((tmp_path / "stick").rglob("*.png"))) == len(files(done))


def test_copying_on_by_itself(done: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    remember(done.exporting, copy_to=str(tmp_path / "synced"), copy=True)
    done.export_panel.close_panel()
    done.actions_by_id["export"].trigger()
    options = done.export_panel.options
    assert options.copy.isVisible() and options.copy.isChecked()
    options.go.click()
    tray = done.export_panel.tray
    wait_for_copy(tray, qtbot)
    assert (tmp_path / "synced" / files(done)[0].parent.name / files(done)[0].name).exists()


def test_a_copy_that_is_refused_is_said(done: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    tray, place = done.export_panel.tray, tmp_path / "usb" / files(done)[0].parent.name
    place.mkdir(parents=True)
    theirs = place / files(done)[0].name
    theirs.write_bytes(b"not ours")
    remember(done.exporting, copy_to=str(tmp_path / "usb"))
    tray.also.click()
    qtbot.waitUntil(lambda: "not from an earlier copy" in tray.status.text())
    assert [path.read_bytes() for path in place.iterdir()] == [b"not ours"]


def test_a_smaller_set_leaves_no_old_slide_in_the_copy(
    done: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    source, copy = files(done)[0].parent, tmp_path / "copy"
    copy_set(source, copy)
    (copy / "mine.txt").write_text("mine")
    done.exporting.which, done.exporting.range = "range", "2"
    with qtbot.waitSignal(done.exporting.finished):
        done.exporting.start()
    (only,) = copy_set(source, copy)
    names = {path.name for path in copy.iterdir()}
    assert names == {only.name, "manifest.json", "mine.txt"}


def test_a_story_without_links_has_no_link_codes(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.exporting.remembered = Remembered(tmp_path / "export.json")
    remember(window.exporting, home=str(tmp_path / "Stories"))
    bare = structs.replace(window.desk.deck.slides[0], layers=(), alt="", name=None)
    window.desk.apply(lambda deck: structs.replace(deck, slides=(bare,)), "Bare")
    with qtbot.waitSignal(window.exporting.finished):
        window.actions_by_id["export-again"].trigger()
    settle()
    window.export_panel.tray.links.click()
    assert not window.export_panel.links.kind.isVisible()
    assert window.export_panel.links.pages == ("1.",)


@pytest.mark.parametrize("phone", ["iphone", "android"])
def test_there_is_a_way_to_every_phone(phone: str) -> None:
    ways = {way(phone, system) for system in ("linux", "darwin", "win32")}  # type: ignore[arg-type]
    assert len(ways) == 3 and all(len(line) < 130 for line in ways)
