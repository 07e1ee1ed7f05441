"""Stickers: drawings in any colour, and emoji in large."""

from __future__ import annotations

import pytest
from conftest import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.safe_area import SAFE
from storycomposer.app.seeing import contrast
from storycomposer.app.stickers import Sticker, every, search, svg
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ShapeLayer, TextLayer
from storycomposer.document.picking import pose
from storycomposer.document.resolve import color as resolved
from storycomposer.document.schema import validated
from storycomposer.document.shapes import Path
from storycomposer.document.style import Linear, Solid, Stop
from storycomposer.media.store import MediaStore
from storycomposer.render.slide import coverage, render
from storycomposer.story import Story


@pytest.fixture
def window(program: Program) -> MainWindow:
    made = program.new(Story(Deck(id="deck", slides=(Slide(id="s1"),)), MediaStore()))
    made.resize(1440, 900)
    settle()
    return made


def layer_of(sticker: Sticker) -> ShapeLayer:
    return ShapeLayer(
        id="r",
        x=40,
        y=40,
        width=sticker.width,
        height=sticker.height,
        shape=Path(d=sticker.d, width=sticker.width, height=sticker.height),
        fill=Solid(color="#FF0000"),
    )


def test_there_are_about_forty_of_five_kinds() -> None:
    stickers = every()
    assert 40 <= len(stickers) <= 60
    assert len({one.id for one in stickers}) == len({one.name for one in stickers}) == len(stickers)
    groups = {one.group for one in stickers}
    assert groups == {"arrow", "underline", "circle", "tape", "frame", "mark"}


@pytest.mark.parametrize("sticker", every(), ids=lambda one: one.id)
def test_each_is_valid_fills_its_box_and_takes_any_colour(sticker: Sticker) -> None:
    slide = Slide(id="s1", layers=(layer_of(sticker),))
    story = Story(validated(Deck(id="deck", slides=(slide,))), MediaStore())
    ink, (left, top) = coverage(story, slide, "r")
    x0, y0, x1, y1 = ink.getbbox()
    assert left + x0 - 40 <= 6 and top + y0 - 40 <= 6
    assert left + x1 - 40 >= sticker.width - 6 and top + y1 - 40 >= sticker.height - 6
    inked = sum(ink.histogram()[128:])
    assert 0.02 < inked / (sticker.width * sticker.height) < 0.99
    box = (40, 40, 40 + round(sticker.width), 40 + round(sticker.height))
    colors = render(story, slide, region=box).getcolors(1 << 20)
    assert (255, 0, 0) in [color for _, color in colors]
    assert QSvgRenderer(svg(sticker, "#FF0000")).isValid()


def test_search_finds_by_name_and_group() -> None:
    assert {one.group for one in search("tape")} == {"tape"}
    assert "mark-heart" in [one.id for one in search("heart")]
    assert search("") == every() and not search("zebra")


def test_a_drawing_is_chosen_with_the_keyboard(window: MainWindow) -> None:
    window.canvas.setFocus()
    window.actions_by_id["stickers"].trigger()
    settle()
    panel = window.rail.flyouts["stickers"]
    assert panel.isVisible()
    QTest.keyClicks(panel.drawings.field, "heart")
    QTest.keyClick(panel.drawings.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.drawings.list, Qt.Key.Key_Return)
    settle()
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, ShapeLayer) and layer.name == "Heart"
    assert layer.fill == Solid(color="brand:primary")
    assert window.desk.editor.selection.layers == (layer.id,) and not panel.isVisible()
    recoloured = edits.restyle(window.desk.deck, (layer.id,), {"fill.color": "#00FF00"})
    assert validated(recoloured).slides[0].layers[0].fill == Solid(color="#00FF00")


def test_a_drawing_is_seen_on_both_sides_of_what_lies_below(window: MainWindow) -> None:
    """Between white and black there is no grey that a colour would have to stand out from."""
    white, black = "#FFFFFF", "#000000"
    halves = ((0, white), (0.5, white), (0.5, black), (1, black))
    ground = Linear(angle=90, stops=tuple(Stop(at=at, color=color) for at, color in halves))
    window.desk.apply(
        lambda deck: edits.restyle_slides(deck, ("s1",), {"background": ground}), "Ground"
    )
    settle()
    window.rail.open("stickers")
    panel = window.rail.flyouts["stickers"]
    QTest.keyClicks(panel.drawings.field, "heart")
    QTest.keyClick(panel.drawings.field, Qt.Key.Key_Return)
    settle()
    (layer,) = window.desk.slide.layers
    drawn = QColor(resolved(layer.fill.color, window.desk.deck.brand))
    for half in (white, black):
        assert contrast(drawn, QColor(half)) >= 1.6, layer.fill.color


@pytest.mark.parametrize("kind", ["drawings", "emoji"])
def test_what_was_chosen_has_the_next_keys(window: MainWindow, kind: str) -> None:
    """Also where the panel was opened with the keyboard in the rail."""
    button = window.rail.buttons["stickers"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    grid = getattr(window.rail.flyouts["stickers"], kind)
    QTest.keyClicks(grid.field, "heart")
    QTest.keyClick(grid.field, Qt.Key.Key_Return)
    settle()
    assert window.canvas.hasFocus()
    (layer,) = window.desk.slide.layers
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert window.desk.slide.layers[0].x == layer.x + 1


def test_an_emoji_is_240_high_in_the_safe_area(window: MainWindow) -> None:
    window.rail.open("stickers")
    panel = window.rail.flyouts["stickers"]
    QTest.keyClicks(panel.emoji.field, "celebrate")
    QTest.keyClick(panel.emoji.field, Qt.Key.Key_Return)
    settle()
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, TextLayer) and layer.size == 240 and layer.text[0].text == "🎉"
    box = bounds(pose(layer))
    assert box.y >= SAFE.y and box.bottom <= SAFE.bottom
    ink, (left, _) = coverage(window.desk.editor.story, window.desk.slide, layer.id)
    x0, _, x1, _ = ink.getbbox()
    assert 200 <= x1 - x0 <= 320
    assert (left + x0 + left + x1) / 2 == pytest.approx(540, abs=6)


def test_nothing_found_is_said(window: MainWindow) -> None:
    window.rail.open("stickers")
    grid = window.rail.flyouts["stickers"].drawings
    grid.field.setText("zebra")
    settle()
    assert not grid.list.isVisible() and grid._none.isVisible()
    QTest.keyClick(grid.field, Qt.Key.Key_Return)
    assert not window.desk.slide.layers
