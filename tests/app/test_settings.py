"""Settings hold at once and are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import settle
from msgspec import structs
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QToolButton

from storycomposer.app import theme
from storycomposer.app.brand_panel import BrandPanel, TakeButton
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.settings import Settings
from storycomposer.app.settings_page import SettingsPage
from storycomposer.document.deck import Brand


@pytest.fixture
def page(qapp: QApplication, window: MainWindow) -> Iterator[SettingsPage]:
    window.actions_by_id["settings"].trigger()
    settle()
    (found,) = window.findChildren(SettingsPage)
    yield found
    found.accept()
    theme.apply(qapp, "light")


def press(page: SettingsPage, words: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == words).click()


def test_the_theme_changes_at_once(page: SettingsPage, program: Program) -> None:
    page.findChild(QToolButton, "theme-dark").click()
    assert theme.tokens().dark
    assert Settings(program.home / "settings.json").values.theme == "dark"
    page.findChild(QToolButton, "theme-light").click()
    assert not theme.tokens().dark


def test_the_chosen_theme_is_worn_from_the_start(qapp: QApplication, tmp_path: Path) -> None:
    Settings(tmp_path / "settings.json").change(theme="dark")
    theme.apply(qapp, "light")
    made = Program(qapp, tmp_path)
    assert theme.tokens().dark
    made.disk.finish()
    theme.apply(qapp, "light")


def test_other_settings_do_not_dress_the_application_anew(
    program: Program, qapp: QApplication
) -> None:
    before = qapp.style()
    program.settings.change(recovery_seconds=9)
    assert qapp.style() is before


def test_the_interval_is_remembered(page: SettingsPage, program: Program) -> None:
    combo = page.findChild(QComboBox)
    assert combo.currentText() == "5 s after a change"
    combo.setCurrentText("30 s after a change")
    combo.activated.emit(combo.currentIndex())
    assert Settings(program.home / "settings.json").values.recovery_seconds == 30


def test_new_stories_wear_the_default_brand(
    page: SettingsPage, program: Program, window: MainWindow
) -> None:
    press(page, "Use this story's")
    blank = program.blank()
    brand = window.desk.deck.brand
    assert (blank.desk.deck.brand.primary, blank.desk.deck.brand.heading) == (
        brand.primary,
        brand.heading,
    )
    assert blank.desk.deck.brand.logo is None
    press(page, "Reset")
    assert program.blank().desk.deck.brand == Brand()


def test_an_older_story_takes_the_brand_of_new_ones(program: Program, window: MainWindow) -> None:
    def button() -> TakeButton:
        window.actions_by_id["brand"].trigger()
        window.actions_by_id["brand"].trigger()
        settle()
        return window.findChild(TakeButton)

    window.actions_by_id["brand"].trigger()
    settle()
    assert not button().isVisibleTo(window), "there is none yet"
    own = Brand(primary="#FF0066", heading="Anton", palette=("#112233",))
    program.settings.keep_brand(own)
    before = window.desk.deck.brand
    assert button().isVisibleTo(window)
    take = button()
    take.setFocus()
    take.click()
    assert window.desk.deck.brand == structs.replace(own, logo=before.logo)
    assert not window.findChild(TakeButton).isVisibleTo(window)
    assert window.focusWidget() is window.findChild(BrandPanel).form, "the button has gone"
    window.undo()
    assert window.desk.deck.brand == before


@pytest.mark.parametrize("action", ["safe-areas", "rulers", "lock-guides"])
def test_how_the_canvas_is_looked_at_is_remembered(program: Program, action: str) -> None:
    """The next window shows what this one did; those that are open stay as they are."""
    first, beside = program.blank(), program.blank()
    settle()
    assert not first.actions_by_id[action].isChecked()
    first.actions_by_id[action].trigger()
    later = program.blank()
    settle()
    assert later.actions_by_id[action].isChecked()
    assert Settings(program.home / "settings.json").values == program.settings.values
    beside.actions_by_id.refresh()
    assert not beside.actions_by_id[action].isChecked()
