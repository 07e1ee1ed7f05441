"""From nothing to pictures, and back: what a person does in one sitting, with real events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import at, settle
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_bringing import drop, encoded, photo, urls

from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.cli import main as command
from storycomposer.document import runs
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import GroupLayer, ImageFill, LinkLayer, ShapeLayer, TextLayer

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
PLAIN, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def ready(tmp_path: Path) -> Callable[[MainWindow], MainWindow]:
    """A window of a usual size that exports into the test's folder."""

    def made(window: MainWindow) -> MainWindow:
        window.resize(1440, 900)
        window.exporting.remembered = Remembered(tmp_path / "export.json")
        remember(window.exporting, home=str(tmp_path / "Stories"))
        settle()
        return window

    return made


def drag(window: MainWindow, *places: QPoint, keys: object = PLAIN) -> None:
    QTest.mousePress(window.canvas, LEFT, keys, places[0])
    for place in places[1:]:
        QTest.mouseMove(window.canvas, place)
    QTest.mouseRelease(window.canvas, LEFT, keys, places[-1])
    settle()


def middle(window: MainWindow, id: str) -> QPoint:
    return at(window, *bounds(spots(window.desk.deck)[id].pose).center)


def of(window: MainWindow, kind: type) -> list:
    return [layer for layer in window.desk.slide.layers if isinstance(layer, kind)]


def bring(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.bringing.idle)
    settle()


def exported(window: MainWindow, qtbot: QtBot) -> list[Path]:
    with qtbot.waitSignal(window.exporting.finished) as told:
        window.actions_by_id["export-again"].trigger()
    settle()
    return list(told.args[0].pictures)


def saved(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.canvas, Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not window.desk.editor.dirty and not window.files.saving)
    settle()


def compose(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """A photo dropped, a headline typed, words styled, a shape drawn, a link pasted."""
    (folder / "photo.jpg").write_bytes(encoded(photo(1080, 1920), "JPEG"))
    assert drop(window, urls(folder / "photo.jpg"), at(window, 540, 960))
    bring(window, qtbot)
    assert isinstance(window.desk.slide.background, ImageFill)
    QTest.keyClick(window.canvas, Key.Key_T)
    assert window.desk.tool == "text"
    drag(window, at(window, 96, 400), at(window, 500, 450), at(window, 980, 600))
    assert window.desk.mode.name == "text"
    QTest.keyClicks(window.canvas, "We open on Monday")
    for _ in range(6):
        QTest.keyClick(window.canvas, Key.Key_Left, SHIFT)
    QTest.keyClick(window.canvas, Key.Key_U, CTRL)
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert window.desk.mode.name == "select"
    QTest.keyClick(window.canvas, Key.Key_R)
    drag(window, at(window, 300, 900), at(window, 500, 1000), at(window, 800, 1100))
    mime = QMimeData()
    mime.setText("https://example.org/monday")
    QGuiApplication.clipboard().setMimeData(mime)
    window.desk.select(())
    QTest.keyClick(window.canvas, Key.Key_V, CTRL)
    settle()


def check(window: MainWindow) -> None:
    (text,), (shape,), (link,) = (of(window, kind) for kind in (TextLayer, ShapeLayer, LinkLayer))
    assert runs.plain(text.text) == "We open on Monday"
    assert [(run.text, run.underline) for run in text.text] == [
        ("We open on ", None),
        ("Monday", True),
    ]
    assert shape.width > 400 and "example.org/monday" in repr(link)


def test_a_slide_from_nothing(
    program: Program,
    ready: Callable[[MainWindow], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Composed, undone, redone, saved, closed, opened, exported: as the command line exports it."""
    window = ready(program.blank())
    empty = window.desk.deck
    compose(window, tmp_path, qtbot)
    check(window)
    made, editor = window.desk.deck, window.desk.editor
    while editor.history.done:
        QTest.keyClick(window.canvas, Key.Key_Z, CTRL)
    assert window.desk.deck == empty
    while editor.history.undone:
        QTest.keyClick(window.canvas, Key.Key_Z, CTRL | SHIFT)
    assert window.desk.deck == made
    path = tmp_path / "Monday.story"
    monkeypatch.setattr(window.files, "_ask", lambda _, then: then(path))
    saved(window, qtbot)
    window.close()
    settle()
    again = ready(program.open(path))
    assert again.desk.deck == made
    check(again)
    (shown,) = exported(again, qtbot)
    capsys.readouterr()
    assert command(["export", str(path), "-o", str(tmp_path / "cli")]) == 0
    (printed,) = (Path(line) for line in capsys.readouterr().out.splitlines())
    assert np.array_equal(np.asarray(Image.open(shown)), np.asarray(Image.open(printed)))


def test_the_first_two_minutes(
    program: Program,
    ready: Callable[[MainWindow], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """Start page, a card, the headline typed at once, a photo, a link, the player, the export."""
    page = program.show_start()
    settle()
    QTest.mouseClick(page.cards["job-opening"], LEFT)
    settle()
    (window,) = program.windows
    ready(window)
    assert window.desk.mode.name == "text" and window.desk.editor.path is None
    headline = window.desk.mode.layer
    QTest.keyClicks(window.canvas, "We need a baker")
    assert runs.plain(spots(window.desk.deck)[headline].layer.text) == "We need a baker"
    QTest.keyClick(window.canvas, Key.Key_Escape)
    (tmp_path / "oven.jpg").write_bytes(encoded(photo(1200, 1600), "JPEG"))
    before = window.desk.slide
    assert drop(window, urls(tmp_path / "oven.jpg"), at(window, 540, 300))
    bring(window, qtbot)
    assert window.desk.slide != before
    window.desk.select(())
    mime = QMimeData()
    mime.setText("https://example.org/jobs/baker")
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(window.canvas, Key.Key_V, CTRL)
    settle()
    assert any("jobs/baker" in repr(link) for link in of(window, LinkLayer))
    window.actions_by_id["preview"].trigger()
    settle()
    assert window.player.isVisible()
    QTest.keyClick(window.player, Key.Key_Escape)
    settle()
    assert not window.player.isVisible()
    pictures = exported(window, qtbot)
    assert len(pictures) == len(window.desk.deck.slides)
    for path in pictures:
        with Image.open(path) as image:
            assert image.size == (1080, 1920)


def test_a_group_is_made_moved_and_taken_apart(window: MainWindow) -> None:
    first, second = (layer.id for layer in window.desk.slide.layers)
    before = window.desk.deck
    window.desk.select((first, second))
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_G, CTRL)
    (group,) = window.desk.selected
    assert isinstance(group, GroupLayer) and len(group.layers) == 2
    start = middle(window, first)
    drag(window, start, start + QPoint(0, -40), start + QPoint(7, -90))
    assert window.desk.selected[0].y < group.y - 100
    QTest.keyClick(window.canvas, Key.Key_G, CTRL | SHIFT)
    moved = spots(window.desk.deck)
    was = spots(before)
    assert moved[first].pose.y < was[first].pose.y - 100
    away = moved[first].pose.y - was[first].pose.y
    assert moved[second].pose.y - was[second].pose.y == pytest.approx(away, abs=0.01)
    for _ in range(3):
        QTest.keyClick(window.canvas, Key.Key_Z, CTRL)
    assert window.desk.deck == before


def test_several_layers_are_changed_at_once(window: MainWindow) -> None:
    ids = tuple(layer.id for layer in window.desk.slide.layers)
    window.desk.select(ids)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_5)
    assert [layer.opacity for layer in window.desk.selected] == [0.5, 0.5]
    QTest.keyClick(window.canvas, Key.Key_Right, SHIFT)
    assert len(window.desk.editor.history.done) == 2
    QTest.keyClick(window.canvas, Key.Key_Delete)
    assert window.desk.slide.layers == ()


def test_layers_and_their_pictures_travel_between_windows(
    program: Program, sample: Callable[[str], Path]
) -> None:
    one, two = program.open(sample("screenshot")), program.blank()
    settle()
    for window, id_ in ((one, "select-all"), (one, "copy"), (two, "paste-in-place")):
        window.actions_by_id[id_].trigger()
    settle()
    assert len(two.desk.slide.layers) == len(one.desk.selected) > 1
    here, there = (
        [(type(layer), layer.x, layer.y, layer.width) for layer in window.desk.slide.layers]
        for window in (one, two)
    )
    assert here == there
    assert not two.desk.editor.story.media.refs() - one.desk.editor.story.media.refs()
