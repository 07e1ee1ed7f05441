"""Menus, and what is open over the canvas, by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

Key = Qt.Key
WORDS = "Two wrods here"


@pytest.fixture
def window(program: Program) -> Iterator[MainWindow]:
    text = TextLayer(
        id="t", x=96, y=700, width=888, height=100, text=(Run(text=WORDS),), language="en"
    )
    deck = Deck(id="d", language="en", slides=(Slide(id="s", layers=(text,)),))
    made = program.new(Story(deck, MediaStore()))
    made.resize(1440, 900)
    made.activateWindow()
    settle()
    made.canvas.setFocus()
    yield made
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def menu_key(widget: QWidget) -> QMenu:
    """What the key for menus opens on ``widget``."""
    at = QPoint(1, 1)  # where the pointer is, which such a menu is not about
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(keyboard, at, widget.mapToGlobal(at)))
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.text()]


def test_the_menu_key_opens_what_fits_the_selection(window: MainWindow) -> None:
    canvas = window.canvas
    places: list[QPoint] = []
    canvas.menu_wanted.connect(lambda at: places.append(canvas.mapFromGlobal(at)))
    menu = menu_key(canvas)
    assert "New slide" in words(menu) and "Bold" not in words(menu)
    menu.close()
    window.desk.select(("t",))
    menu = menu_key(canvas)
    assert "Bold" in words(menu)
    box = canvas.view().box(edits.selection_box(window.desk.deck, ("t",)))
    assert box.contains(places[-1]), "on what it is about"
    menu.close()
    # Wherever the view has gone to, it opens in sight.
    canvas.set_zoom(4.0)
    canvas.pan(QPoint(-9000, -9000))
    menu_key(canvas)
    assert canvas.rect().contains(places[-1])


def test_while_writing_it_is_about_the_caret_and_keeps_what_is_selected(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.enter("t")
    writing = window.writing
    assert (writing.cursor.start, writing.cursor.end) == (0, len(WORDS))
    menu = menu_key(window.canvas)
    assert "Paste without style" in words(menu)
    assert (writing.cursor.start, writing.cursor.end) == (0, len(WORDS))
    menu.close()
    # The caret behind a word's last letter means that word.
    monkeypatch.setattr(writing.proofing, "unknown", lambda *_: ((4, 9),))
    monkeypatch.setattr(writing.proofing, "suggestions", lambda *_: ("words",))
    QTest.keyClick(window.canvas, Key.Key_Home)
    for _ in range(9):
        QTest.keyClick(window.canvas, Key.Key_Right)
    menu = menu_key(window.canvas)
    assert words(menu)[0] == "words"
    next(one for one in menu.actions() if one.text() == "words").trigger()
    assert window.desk.selected[0].text[0].text == "Two words here"


def test_f10_opens_the_menu_of_menus(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Key.Key_F10)
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert words(menu)[:2] == ["File", "Edit"]
    QTest.keyClick(menu, Key.Key_Escape)
    assert window.canvas.hasFocus()


@pytest.fixture
def asked(window: MainWindow) -> Callable[[], list[str]]:
    """A notice that asks something; what was answered."""
    said: list[str] = []
    window.desk.notice("Something can be done.", "info", "Do it", lambda: said.append("done"))
    settle()
    return lambda: said


def test_f6_leads_to_what_a_notice_offers(
    window: MainWindow, asked: Callable[[], list[str]]
) -> None:
    notices = window.notices
    QTest.keyClick(window.canvas, Key.Key_F6)
    assert QApplication.focusWidget() is notices._button
    # While it has the keyboard it stays.
    notices._timer.timeout.emit()
    assert notices.isVisible()
    QTest.keyClick(notices._button, Key.Key_Return)
    assert asked() == ["done"] and not notices.isVisible()
    assert window.canvas.hasFocus()


def test_from_a_notice_it_goes_on_and_back(
    window: MainWindow, asked: Callable[[], list[str]]
) -> None:
    QTest.keyClick(window.canvas, Key.Key_F6)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert window.filmstrip.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert window.canvas.hasFocus()
    window.notices._timer.timeout.emit()
    assert not window.notices.isVisible() and asked() == []


def test_shift_f10_stands_for_a_key_that_is_not_there(window: MainWindow) -> None:
    def opened() -> list[str]:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        settle()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        said = words(menu)
        menu.close()
        return said

    assert "New slide" in opened()
    window.desk.select(("t",))
    assert "Bold" in opened()
    window.filmstrip.view.setFocus()
    assert "Duplicate slide" in opened()
    field = next(one for one in window.right_panel.findChildren(QLineEdit) if one.isVisible())
    field.setFocus()
    assert any("Paste" in said for said in opened())
