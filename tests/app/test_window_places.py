"""Windows open as they were left, and never where no screen is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from conftest import settle
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from storycomposer.app import words
from storycomposer.app.program import Program
from storycomposer.app.settings import Place, Settings
from storycomposer.app.window_places import placed

SCREEN = QRect(0, 0, 1280, 690)
SECOND = QRect(1280, 0, 2560, 1440)
USUAL = QSize(1440, 900)


def test_the_usual_size_is_cut_to_the_screen() -> None:
    found = placed(None, USUAL, [SCREEN])
    assert SCREEN.contains(found) and found.width() == 1280 and found.height() < 690
    assert placed(None, USUAL, [SECOND]).size() == USUAL
    assert placed(None, USUAL, [SECOND]).center() == SECOND.center()


def test_a_place_on_a_screen_that_is_there_is_kept() -> None:
    left = QRect(1500, 100, 1200, 800)
    assert placed(left, USUAL, [SCREEN, SECOND]) == left


def test_a_place_on_a_screen_that_is_gone_is_not() -> None:
    left = QRect(1500, 100, 1200, 600)
    found = placed(left, USUAL, [SCREEN])
    assert SCREEN.contains(found) and found.size() == left.size()
    assert SCREEN.contains(placed(QRect(-5000, -5000, 9000, 9000), USUAL, [SCREEN]))


def test_a_window_half_over_the_edge_comes_in() -> None:
    found = placed(QRect(700, 300, 1000, 600), USUAL, [SCREEN])
    assert SCREEN.contains(found) and found.size() == QSize(1000, 600)
    above = placed(QRect(100, -200, 800, 600), USUAL, [SCREEN])
    assert SCREEN.contains(above), "a head above the screen cannot be taken hold of"


def test_the_next_window_opens_as_the_last_was_left(
    program: Program, sample: Callable[[str], Path]
) -> None:
    window = program.open(sample("win"))
    window.resize(700, 520)
    window.move(40, 60)
    settle()
    left = window.pos(), window.size()
    window.close()
    settle()
    kept = json.loads((program.home / "settings.json").read_text())["places"]["composer"]
    assert (kept["width"], kept["height"]) == (700, 520)
    again = program.open(sample("event"))
    settle()
    assert (again.pos(), again.size()) == left
    beside = program.open(sample("article"))
    settle()
    assert beside.pos() - again.pos() == QPoint(28, 28)


def test_maximised_stays_maximised_and_knows_its_size(
    program: Program, sample: Callable[[str], Path]
) -> None:
    window = program.open(sample("win"))
    window.resize(700, 520)
    settle()
    window.showMaximized()
    settle()
    window.close()
    settle()
    again = program.open(sample("event"))
    settle()
    assert again.isMaximized()
    again.showNormal()
    settle()
    assert again.size() == QSize(700, 520)


def test_nonsense_in_the_settings_does_no_harm(
    program: Program, sample: Callable[[str], Path]
) -> None:
    program.settings.change(places={"composer": Place(10**6, -(10**6), 10**6, 3)})
    window = program.open(sample("win"))
    settle()
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(QRect(window.pos(), window.size()))


def test_the_start_page_has_a_place_of_its_own(program: Program) -> None:
    page = program.show_start()
    page.resize(640, 560)
    settle()
    page.close()
    settle()
    assert Settings(program.home / "settings.json").values.places["start"].width == 640
    again = program.show_start()
    assert again.size() == QSize(640, 560)
    again.close()


def test_a_small_laptop_has_room_for_all(
    program: Program, sample: Callable[[str], Path], qapp: QApplication
) -> None:
    del qapp
    for language in ("en", words.PSEUDO):
        words.use(language)
        try:
            least = program.open(sample("win" if language == "en" else "event")).minimumSizeHint()
        finally:
            words.use("en")
        # 1280 × 720 less a panel of the desktop and the window's own frame.
        assert least.width() <= 1280 and least.height() <= 620
