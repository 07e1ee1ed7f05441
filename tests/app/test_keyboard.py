"""Everything with keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import pytest
import screenshots
from conftest import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from test_bringing import encoded, photo

from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.inputs.number import NumberField
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import runs
from storycomposer.document.layers import LinkLayer

Key = Qt.Key
PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(which: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """A key for whatever has the keyboard."""
    QTest.keyClick(QApplication.focusWidget(), which, keys)
    settle()


def write(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)
    settle()


def test_from_the_start_page_to_an_exported_slide(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = program.show_start()
    qtbot.waitUntil(lambda: not page.workers.busy)
    page.activateWindow()
    while QApplication.focusWidget() is not page.cards["win"]:
        press(Key.Key_Tab)
    press(Key.Key_Return)
    (window,) = program.windows
    window.exporting.remembered = Remembered(tmp_path / "export.json")
    remember(window.exporting, home=str(tmp_path / "Stories"))
    window.activateWindow()
    settle()
    write("By keys alone")
    (text,) = window.desk.selected
    assert runs.plain(text.text) == "By keys alone"
    photo_and_link(window, tmp_path / "dogs.jpg", qtbot, monkeypatch)
    larger(window, text.id)
    export(window, qtbot)


def photo_and_link(
    window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A photo by its shortcut, into the slot that Tab leads to; a link by pasting."""
    press(Key.Key_Tab)
    path.write_bytes(encoded(photo(1200, 1600), "JPEG"))
    chosen = staticmethod(lambda *_, **__: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    before = window.desk.slide.background
    press(Key.Key_P)
    qtbot.waitUntil(lambda: window.bringing.idle)
    settle()
    assert window.desk.slide.background != before
    press(Key.Key_Tab)
    QGuiApplication.clipboard().setText("https://example.org/keys")
    press(Key.Key_V, CTRL)
    assert "example.org/keys" in repr(window.desk.selected)
    press(Key.Key_F5)
    assert window.player.isVisible()
    press(Key.Key_Escape)


def larger(window: MainWindow, id: str) -> None:
    """Another size for the headline, in the panel."""
    window.desk.select((id,), (window.desk.deck.slides[0].id,))
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert window.right_panel.isAncestorOf(QApplication.focusWidget())
    while not _is_size(QApplication.focusWidget()):
        press(Key.Key_Tab)
    press(Key.Key_A, CTRL)
    write("120")
    press(Key.Key_Return)
    assert window.desk.selected[0].size == 120


def export(window: MainWindow, qtbot: QtBot) -> None:
    """From its shortcut to the tray."""
    press(Key.Key_E, CTRL)
    assert QApplication.focusWidget() is window.export_panel.options.go
    with qtbot.waitSignal(window.exporting.finished) as told:
        press(Key.Key_Return)
    settle()
    assert len(told.args[0].pictures) == 4
    assert QApplication.focusWidget() is window.export_panel.tray.copy
    press(Key.Key_Escape)
    assert not window.export_panel.isVisible()


def _is_size(widget: QWidget | None) -> bool:
    return isinstance(widget, NumberField) and widget.accessibleName() == "Size"


def panes(window: MainWindow) -> dict[str, QWidget]:
    names = ("top_bar", "rail", "canvas", "filmstrip", "right_panel")
    return {name: getattr(window, name) for name in names}


def pane_of(window: MainWindow, widget: QWidget | None) -> str:
    found = [name for name, pane in panes(window).items() if pane.isAncestorOf(widget)]
    return found[0] if found else ""


def test_f6_goes_round_the_window(window: MainWindow) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    every = list(panes(window))
    order = every[every.index("canvas") + 1 :] + every[: every.index("canvas") + 1]
    for name in order:
        press(Key.Key_F6)
        assert pane_of(window, QApplication.focusWidget()) == name
    for name in [*reversed(order[:-1]), "canvas"]:
        press(Key.Key_F6, SHIFT)
        assert pane_of(window, QApplication.focusWidget()) == name


def test_the_keyboard_goes_as_one_reads(window: MainWindow) -> None:
    """Bar, tools, canvas, slides, panel, each in one go; in the panel downwards."""
    window.desk.select((window.desk.slide.layers[0].id,))
    window.make_yours.show()
    settle()
    chain = list(focusable(window))
    areas = [name for name, _ in groupby(pane_of(window, one) for one in chain)]
    assert areas == list(panes(window))
    inside = [one for one in chain if pane_of(window, one) == "right_panel"]
    tops = [one.mapTo(window, one.rect().center()).y() for one in inside]
    assert all(below > above - 8 for above, below in pairwise(tops))
    slides = [one for one in chain if pane_of(window, one) == "filmstrip"]
    assert slides[-1] is window.make_yours


def test_tab_stops_at_all_that_a_link_shows(program: Program) -> None:
    """What stands beside a field that its row gives the keyboard to is reached too."""
    window = program.open(screenshots.SAMPLES / "going-live")
    screenshots.first(window, LinkLayer)
    window.right_panel.setFocus()
    reached = set()
    for _ in range(40):
        press(Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    missing = [one.accessibleName() for one in focusable(window.right_panel) if one not in reached]
    assert not [name for name in missing if name.startswith("Show: ")]


def focusable(top: QWidget) -> Iterator[QWidget]:
    """What Tab stops at in ``top``, in its order."""
    one = top.nextInFocusChain()
    while one is not top:
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one
        one = one.nextInFocusChain()


def test_esc_in_a_panel_goes_back_to_the_canvas(window: MainWindow) -> None:
    window.desk.select((window.desk.slide.layers[0].id,))
    settle()
    for name in ("right_panel", "rail", "top_bar"):
        one = next(
            button
            for button in getattr(window, name).findChildren(QAbstractButton)
            if button.isVisible() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        one.setFocus()
        assert one.hasFocus()
        QTest.keyClick(one, Qt.Key.Key_Escape)
        assert window.canvas.hasFocus(), name
