"""The preview plays the renderer's slides, at their pace, and is steered as on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from conftest import settle
from msgspec import structs
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from test_canvas import pixels

from storycomposer.app import words
from storycomposer.app.main_window import MainWindow
from storycomposer.app.playback import Playback
from storycomposer.app.player import Player
from storycomposer.app.reel import AROUND
from storycomposer.render.slide import render

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def player(window: MainWindow, qtbot: QtBot) -> Iterator[Player]:
    """The preview of the window's story, its first slide drawn; time stands still."""
    window.actions_by_id["preview"].trigger()
    made = window.player
    made._timer.stop()
    drawn(made, qtbot)
    yield made
    made.stop()


def drawn(player: Player, qtbot: QtBot) -> None:
    settle()
    qtbot.waitUntil(lambda: player.reel.kept == 3 and not player.reel._asked)
    settle()


def test_it_closes_when_what_had_the_keyboard_before_has_gone(window: MainWindow) -> None:
    button = QPushButton(window)
    button.show()
    button.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F5)
    button.deleteLater()
    QApplication.sendPostedEvents(button, QEvent.Type.DeferredDelete.value)
    QTest.keyClick(window.player, Qt.Key.Key_Escape)
    assert not window.player.isVisible()


def place(player: Player, share: float) -> QPoint:
    screen = player.phone().screen
    return QPoint(round(screen.left() + screen.width() * share), round(screen.center().y()))


def test_it_covers_the_window_and_begins_at_the_slide_on_the_canvas(
    window: MainWindow,
) -> None:
    window.desk.select(slides=(window.desk.deck.slides[1].id,))
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.player.geometry() == window.rect()
    assert window.player.playback.at == 1
    window.resize(1000, 700)
    settle()
    assert window.player.geometry() == window.rect()
    QTest.keyClick(window.player, Qt.Key.Key_Escape)
    assert not window.player.isVisible()


def test_its_pixels_are_the_renderers(player: Player, window: MainWindow) -> None:
    phone, ratio = player.phone(), player.devicePixelRatioF()
    assert ratio == 1
    shown = pixels(player.grab().toImage())
    made = np.asarray(render(window.desk.editor.story, window.desk.deck.slides[0], player.scale()))
    assert made.shape[:2] == (phone.screen.height(), phone.screen.width())
    top, left = int(phone.screen.top()), int(phone.screen.left())
    # Between what the phone's controls shade above and below.
    first, last = round(210 * phone.unit), round(1650 * phone.unit)
    part = shown[top + first : top + last, left : left + made.shape[1]]
    assert np.array_equal(part, made[first:last])


def test_each_slide_lasts_its_seconds_and_the_end_is_a_beginning() -> None:
    playback = Playback((2.0, 1.0))
    changes = [playback.advance(0.25) for _ in range(12)]
    assert changes == [False] * 7 + [True] + [False] * 3 + [True]
    assert playback.at == 0 and playback.shares() == [0.0, 0.0]
    playback.advance(0.25)
    assert playback.shares() == [0.125, 0.0]
    playback.paused = True
    assert not playback.advance(100) and playback.elapsed == 0.25
    playback.paused = False
    playback.advance(100)
    assert playback.elapsed == 0.5


def test_time_passes_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    slides = tuple(structs.replace(slide, seconds=1) for slide in window.desk.deck.slides)
    window.desk.apply(lambda deck: structs.replace(deck, slides=slides), "Seconds")
    window.player.play()
    qtbot.waitUntil(lambda: window.player.playback.at == 1)
    window.player.stop()
    assert not window.player._timer.isActive()


def test_taps_and_keys_go_back_and_on(player: Player) -> None:
    playback = player.playback
    QTest.mouseClick(player, LEFT, pos=place(player, 0.7))
    assert playback.at == 1
    QTest.mouseClick(player, LEFT, pos=place(player, 0.1))
    assert playback.at == 0
    QTest.mouseClick(player, LEFT, pos=place(player, 0.1))
    assert playback.at == 0
    QTest.keyClick(player, Qt.Key.Key_Right)
    QTest.keyClick(player, Qt.Key.Key_Right)
    assert playback.at == 2
    QTest.keyClick(player, Qt.Key.Key_Left)
    assert playback.at == 1
    QTest.keyClick(player, Qt.Key.Key_Home)
    assert playback.at == 0
    player.bar.on.click()
    assert playback.at == 1 and player.bar.number.text() == f"2 / {playback.count}"
    player.bar.back.click()
    assert playback.at == 0


def test_sides_and_arrows_are_mirrored_where_one_reads_from_the_right(player: Player) -> None:
    player.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.mouseClick(player, LEFT, pos=place(player, 0.1))
    assert player.playback.at == 1
    QTest.mouseClick(player, LEFT, pos=place(player, 0.9))
    assert player.playback.at == 0
    QTest.keyClick(player, Qt.Key.Key_Left)
    assert player.playback.at == 1
    assert player.phone().cross.center().x() < player.phone().screen.center().x()


def test_a_press_holds_the_story_and_is_no_tap(player: Player, qtbot: QtBot) -> None:
    player._clock.start()
    QTest.mousePress(player, LEFT, pos=place(player, 0.7))
    qtbot.waitUntil(lambda: player.holding)
    before = player.playback.elapsed
    player._on_tick()
    assert player.playback.elapsed == before
    bare = pixels(player.grab().toImage())
    QTest.mouseRelease(player, LEFT, pos=place(player, 0.7))
    assert player.playback.at == 0 and not player.holding
    # The controls are out of the way while it lasts.
    assert not np.array_equal(bare, pixels(player.grab().toImage()))
    qtbot.wait(5)
    player._on_tick()
    assert player.playback.elapsed > before


def test_space_and_the_button_pause(player: Player, qtbot: QtBot) -> None:
    QTest.keyClick(player, Qt.Key.Key_Space)
    assert player.playback.paused and player.bar.pause.accessibleName() == "Play"
    qtbot.wait(5)
    player._on_tick()
    assert player.playback.elapsed == 0
    player.bar.pause.click()
    assert not player.playback.paused and player.bar.pause.accessibleName() == "Pause"


def test_the_cross_closes_and_gives_the_memory_back(player: Player) -> None:
    QTest.mouseClick(player, LEFT, pos=player.phone().cross.center().toPoint())
    assert not player.isVisible() and player.reel.kept == 0
    assert not player._timer.isActive()


def test_no_key_reaches_the_story_behind_it(player: Player, window: MainWindow) -> None:
    window.desk.select((window.desk.slide.layers[0].id,))
    before = window.desk.deck
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_V, Qt.Key.Key_D):
        QTest.keyClick(player, key)
        QTest.keyClick(player, key, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.deck == before and player.isVisible()


def test_tab_stays_within_the_player(player: Player) -> None:
    seen = []
    for _ in range(7):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [player, *player.bar.buttons, player]


def test_few_pictures_are_held_however_long_the_story(window: MainWindow, qtbot: QtBot) -> None:
    first = window.desk.deck.slides[0]
    many = tuple(structs.replace(first, id=f"n{at}", layers=()) for at in range(60))
    window.desk.apply(lambda deck: structs.replace(deck, slides=many), "Many")
    window.player.play()
    window.player._timer.stop()
    for _ in range(60):
        window.player.step(1)
        settle()
        assert window.player.reel.kept <= len(AROUND)
    drawn(window.player, qtbot)
    assert window.player.playback.at == 0
    window.player.stop()


def test_full_screen_and_back(player: Player, window: MainWindow) -> None:
    player.bar.full.click()
    settle()
    assert player.isWindow() and player.isFullScreen()
    assert player.bar.full.accessibleName() == "Leave full screen"
    QTest.keyClick(player, Qt.Key.Key_F11)
    settle()
    assert not player.isWindow() and player.geometry() == window.rect()
    player.toggle_full_screen()
    player.close()
    settle()
    assert not player.isVisible() and not player.isWindow()


def test_what_is_shown_is_said(player: Player, window: MainWindow) -> None:
    player.step(1)
    slide = window.desk.deck.slides[1]
    said = QAccessible.queryAccessibleInterface(player).text(QAccessible.Text.Name)
    assert said.startswith("Preview: slide 2 of ")
    assert player.accessibleDescription() == slide.alt
    assert all(button.accessibleName() and button.toolTip() for button in player.bar.buttons)


def test_the_overlay_speaks_the_windows_language(player: Player) -> None:
    plain = pixels(player.grab().toImage())
    words.use(words.PSEUDO)
    try:
        assert not np.array_equal(plain, pixels(player.grab().toImage()))
    finally:
        words.use("en")


def test_what_a_drag_only_tries_is_not_played(window: MainWindow) -> None:
    before = window.desk.deck
    assert window.desk.preview(lambda deck: structs.replace(deck, slides=deck.slides[:1]))
    window.player.play()
    assert window.player.playback.count == len(before.slides) > 1
    window.player.stop()
    window.desk.editor.cancel()
