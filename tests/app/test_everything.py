"""Every action of the table, in every look and reading direction, in every sensible state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from composing import LEAVING
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from storycomposer.app import theme, words
from storycomposer.app.actions import TABLE
from storycomposer.app.actions.menus import MENUS
from storycomposer.app.brand_panel import BrandPanel
from storycomposer.app.command_palette import CommandPalette
from storycomposer.app.desk import Mode
from storycomposer.app.emoji_picker import EmojiPicker
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.settings_page import SettingsPage
from storycomposer.app.shortcut_sheet import ShortcutSheet
from storycomposer.document.layers import TextLayer

Look = tuple[str, str]
LEFT_OUT = LEAVING | {"export-again", *(one.id for one in TABLE if one.id.startswith("theme"))}
"""What other tests do, and would take long here."""

ELSEWHERE = {
    "clear-guides", "distribute-across", "distribute-down", "flip-across", "flip-down",
    "paste-style", "redo", "rename-story", "revert", "set-background", "slide-earlier",
    "slide-previous", "undo", "ungroup",
}  # fmt: skip
"""Actions that want more layers, slides, groups or pictures than there are in these states, or a
story without a file."""

STATES = {
    ("light", "en"): "nothing",
    ("dark", "en"): "several",
    ("light", words.PSEUDO): "one",
    ("dark", words.PSEUDO): "writing",
}
"""Every look, and the state in which every action is done in it."""


@pytest.fixture(params=list(STATES), ids=["light", "dark", "light-rtl", "dark-rtl"])
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Look]:
    """A theme and a language, with its reading direction."""
    name, language = request.param
    theme.apply(qapp, name)
    words.use(language)
    ways = Qt.LayoutDirection
    rtl = words.reads_rtl(language)
    qapp.setLayoutDirection(ways.RightToLeft if rtl else ways.LeftToRight)
    yield name, language
    words.use("en")
    qapp.setLayoutDirection(ways.LeftToRight)
    theme.apply(qapp, "light")


@pytest.fixture
def opened(
    look: Look, program: Program, sample: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window in that look; files are asked for in vain."""
    program.settings.change(theme=look[0])
    for name, answer in (
        ("open", None), ("getOpenFileName", ("", "")), ("getOpenFileNames", ([], "")),
        ("getSaveFileName", ("", "")), ("getExistingDirectory", ""),
    ):  # fmt: skip
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_, said=answer, **__: said))
    window = program.open(sample("win"))
    QApplication.processEvents()
    return window


def states(window: MainWindow) -> Iterator[str]:
    """Puts the window into one state after the other."""
    for name in ("nothing", "one", "several", "writing"):
        window.desk.mode = Mode()
        layers = window.desk.slide.layers if window.desk.slide else ()
        texts = [layer.id for layer in layers if isinstance(layer, TextLayer)]
        count = {"nothing": 0, "one": 1, "several": 2, "writing": 1}[name]
        window.desk.select(tuple(texts[:count]))
        if name == "writing" and texts:
            window.desk.mode = Mode("text", texts[0])
        yield name


def dismiss(window: MainWindow) -> None:
    QApplication.processEvents()
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible():
            one.close()
    if window.player.isVisible():
        QTest.keyClick(window.player, Qt.Key.Key_Escape)


def test_every_action_that_is_possible(opened: MainWindow, look: Look) -> None:
    """Each look in another state."""
    triggered = set()
    before = opened.desk.deck
    for state in states(opened):
        if state != STATES[look]:
            continue
        mode, chosen = opened.desk.mode, opened.desk.editor.selection
        for action in TABLE:
            if action.id in LEFT_OUT or not action.enabled(opened):
                continue
            triggered.add(action.id)
            opened.actions_by_id[action.id].trigger()
            dismiss(opened)
            if opened.desk.editor.history.done:
                opened.desk.mode = Mode()
                while opened.desk.editor.history.done:
                    opened.undo()
            assert opened.desk.deck == before, (state, action.id)
            opened.desk.select(chosen.layers, chosen.slides)
            opened.desk.mode = mode
    assert len(triggered) > len(TABLE) * 0.3


def test_every_menu_opens(opened: MainWindow) -> None:
    for name, _ in MENUS:
        menu = opened.actions_by_id.menu(name, opened)
        assert all(one.text() or one.isSeparator() for one in menu.actions())
        menu.popup(opened.mapToGlobal(opened.rect().center()))
        QApplication.processEvents()
        menu.close()


def test_every_panel_opens(opened: MainWindow) -> None:
    """Beside the rail, over the canvas, beside the inputs, and those that fill the window."""
    text = next(one.id for one in opened.desk.slide.layers if isinstance(one, TextLayer))

    def seen(part: QWidget | None) -> None:
        QApplication.processEvents()
        assert part is not None and part.isVisible() and not part.grab().isNull()
        part.close()
        QApplication.processEvents()

    for name in ("text", "shapes", "stickers", "link"):
        opened.rail.open(name)
        seen(opened.rail.flyouts[name])
    for name, kind in (("palette", CommandPalette), ("shortcuts", ShortcutSheet),
                       ("settings", SettingsPage), ("brand", BrandPanel)):  # fmt: skip
        opened.actions_by_id[name].trigger()
        seen(opened.findChildren(kind)[-1])
    opened.actions_by_id["export"].trigger()
    seen(opened.export_panel)
    opened.actions_by_id["preview"].trigger()
    QApplication.processEvents()
    assert opened.player.isVisible()
    QTest.keyClick(opened.player, Qt.Key.Key_Escape)
    for at in range(opened.right_panel.tabs.count()):
        opened.right_panel.tabs.setCurrentIndex(at)
        QApplication.processEvents()
    opened.right_panel.tabs.setCurrentIndex(0)
    opened.desk.select((text,))
    form = opened.right_panel.design.form
    assert form is not None
    color = next(one for one in form.findChildren(ColorButton) if one.isVisible())
    color.open_picker()
    seen(color._picker)
    font = next(one for one in form.findChildren(FontButton) if one.isVisible())
    font.open_list()
    seen(font._list)
    opened.desk.mode = Mode("text", text)
    opened.actions_by_id["emoji"].trigger()
    seen(opened.findChildren(EmojiPicker)[-1])
    opened.desk.mode = Mode()
    seen(opened.program.show_start())


def test_every_panel_can_be_translated_and_every_widget_has_a_name(
    opened: MainWindow, look: Look
) -> None:
    """In the made-up language what is visible is in Hebrew letters, but for what people wrote."""
    for _ in states(opened):
        QApplication.processEvents()
        nameless = [
            one.metaObject().className()
            for one in opened.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (one.accessibleName() or getattr(one, "text", str)() or one.focusProxy())
        ]  # fmt: skip
        assert not nameless
        said = [one.text() for one in opened.findChildren(QLabel) if one.isVisible()]
        own = {slide.name for slide in opened.desk.deck.slides} | {opened.files.name()}
        if look[1] == words.PSEUDO:
            plain = [
                text for text in said
                if any(mark.isalpha() for mark in text) and "\u05d0" not in text
                and text not in own
            ]  # fmt: skip
            assert not plain


def test_the_window_is_mirrored(opened: MainWindow, look: Look) -> None:
    rtl = words.reads_rtl(look[1])
    rail, panel = (one.mapTo(opened, one.rect().center()).x() for one in
                   (opened.rail, opened.right_panel))  # fmt: skip
    assert (rail > panel) == rtl


def test_no_action_is_left_out(window: MainWindow) -> None:
    possible = {one.id for _ in states(window) for one in TABLE if one.enabled(window)}
    known = {one.id for one in TABLE}
    assert known - possible - LEFT_OUT <= ELSEWHERE <= known
