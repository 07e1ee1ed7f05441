"""The rail: tools, flyouts, links, and the keys that stand for them."""

from __future__ import annotations

import pytest
from conftest import at, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from storycomposer.app import eyedropping, seeing
from storycomposer.app.actions import by_id
from storycomposer.app.desk import Mode, Notice
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.rail import WIDTH
from storycomposer.app.safe_area import SAFE
from storycomposer.app.shape_kinds import KINDS
from storycomposer.document import edits
from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import LinkLayer, ShapeLayer, TextLayer
from storycomposer.document.picking import pose
from storycomposer.document.shapes import Ellipse
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(program: Program) -> MainWindow:
    ground = Solid(color="brand:primary")
    deck = Deck(id="deck", slides=(Slide(id="s1", background=ground),))
    made = program.new(Story(deck, MediaStore()))
    made.resize(1440, 900)
    settle()
    made.canvas.setFocus()
    return made


def entries(window: MainWindow, name: str) -> list[QToolButton]:
    window.rail.open(name)
    settle()
    flyout = window.rail.flyouts[name]
    assert flyout.isVisible() and window.rail.buttons[name].isChecked()
    return flyout.findChildren(QToolButton)


def test_it_is_72_wide_and_every_tool_is_named(window: MainWindow) -> None:
    assert window.rail.width() == WIDTH == 72
    names = [button.text() for button in window.rail.buttons.values()]
    assert names == ["Select", "Text", "Photo", "Shapes", "Stickers", "Link", "Brand"]
    for button in window.rail.buttons.values():
        assert button.accessibleName() and button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.sizeHint().width() <= button.width()


@pytest.mark.parametrize(
    ("key", "tool", "button"),
    [
        ("T", "text", "text"),
        ("R", "rectangle", "shapes"),
        ("O", "ellipse", "shapes"),
        ("L", "line", "shapes"),
    ],
)
def test_keys_take_tools_and_the_rail_shows_them(
    window: MainWindow, key: str, tool: str, button: str
) -> None:
    assert by_id(f"tool-{tool}").keys == (key,)
    window.actions_by_id[f"tool-{tool}"].trigger()
    checked = [name for name, one in window.rail.buttons.items() if one.isChecked()]
    assert window.desk.tool == tool and checked == [button]
    assert window.actions_by_id[f"tool-{tool}"].isChecked()
    assert not window.actions_by_id["tool-select"].isChecked()
    window.rail.buttons["select"].click()
    assert window.desk.tool == "select" and window.rail.buttons["select"].isChecked()
    assert window.actions_by_id["tool-select"].isChecked()


def test_each_shape_of_the_flyout_is_put_in_the_safe_area_and_seen(window: MainWindow) -> None:
    for index, kind in enumerate(KINDS.values()):
        button = entries(window, "shapes")[index]
        assert button.accessibleName() == kind.name
        button.click()
        settle()
        assert not window.rail.flyouts["shapes"].isVisible()
        assert window.rail.buttons["shapes"].isChecked() and window.desk.tool == kind.id
        assert window.canvas.hasFocus()
        QTest.keyClick(window.canvas, Qt.Key.Key_Return)
        assert not window.rail.buttons["shapes"].isChecked()
        layer = window.desk.slide.layers[-1]
        assert isinstance(layer, ShapeLayer)
        assert window.desk.editor.selection.layers == (layer.id,)
        box = bounds(pose(layer))
        assert box.y >= SAFE.y and box.bottom <= SAFE.bottom
        window.actions_by_id["delete"].trigger()
    window.rail.open("shapes")
    entries(window, "shapes")[0].click()
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    (layer,) = window.desk.slide.layers
    assert layer.fill == Solid(color="brand:accent"), "primary on primary would not be seen"


def test_the_keyboard_goes_through_a_flyout(window: MainWindow) -> None:
    first, second, *_ = entries(window, "shapes")
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, ShapeLayer) and isinstance(layer.shape, Ellipse)
    window.rail.open("text")
    QTest.keyClick(window.rail.flyouts["text"], Qt.Key.Key_Escape)
    assert not window.rail.flyouts["text"].isVisible()
    assert not window.rail.buttons["text"].isChecked()


def test_words_of_the_flyout_are_read_and_written_in_at_once(window: MainWindow) -> None:
    entries(window, "text")[0].click()
    settle()
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, TextLayer) and (layer.size, layer.weight) == (128, 800)
    assert layer.color == "brand:paper"
    assert window.desk.mode == Mode("text", layer.id)
    window.desk.mode = Mode()
    assert [one.accessibleName() for one in entries(window, "text")] == [
        "Headline",
        "Body",
        "Pill caption",
        "Marker",
        "Typewriter",
        "Neon",
    ]
    window.rail.flyouts["text"].hide()
    entries(window, "text")[2].click()
    settle()
    pill = window.desk.slide.layers[-1]
    assert isinstance(pill, TextLayer) and pill.highlight is not None
    assert pill.y + pill.height <= layer.y or pill.y >= layer.y + layer.height


def test_a_link_is_added_by_its_address(window: MainWindow) -> None:
    window.actions_by_id["link"].trigger()
    settle()
    panel = window.rail.flyouts["link"]
    assert panel.isVisible() and not panel.button.isEnabled()
    QTest.keyClicks(panel.field, "nothing")
    assert not panel.button.isEnabled()
    panel.field.clear()
    QTest.keyClicks(panel.field, "example.org/article")
    assert panel.button.isEnabled()
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, LinkLayer) and layer.target.url == "https://example.org/article"
    assert not panel.isVisible()


def test_a_double_click_on_a_link_changes_its_address(window: MainWindow) -> None:
    window.bringing.add_link("example.org/one")
    layer = window.desk.slide.layers[0]
    x, y = bounds(pose(layer)).center
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, at(window, x, y))
    settle()
    panel = window.linking.panel
    assert panel.isVisible() and panel.field.text() == "https://example.org/one"
    panel.field.setText("example.org/two")
    panel.button.click()
    settle()
    changed = window.desk.slide.layers[0]
    assert isinstance(changed, LinkLayer) and changed.target.url == "https://example.org/two"
    assert window.desk.mode == Mode()
    assert window.desk.editor.history.done[-1].label == "Change link"


def test_escape_leaves_the_link_as_it_was(window: MainWindow) -> None:
    window.bringing.add_link("example.org/one")
    before = window.desk.deck
    window.desk.mode = Mode("link", window.desk.slide.layers[0].id)
    settle()
    QTest.keyClick(window.linking.panel.field, Qt.Key.Key_Escape)
    settle()
    assert window.desk.mode == Mode() and window.desk.deck == before


def test_nothing_to_paste_is_said(window: MainWindow) -> None:
    said: list[Notice] = []
    window.desk.noticed.connect(said.append)
    QGuiApplication.clipboard().clear()
    assert not window.bringing.paste()
    assert len(said) == 1


def test_the_eyedropper_colours_what_is_selected(window: MainWindow) -> None:
    window.actions_by_id["eyedropper"].trigger()
    settle()
    QTest.keyClick(window.canvas.focusWidget() or window.canvas, Qt.Key.Key_Escape)
    entries(window, "shapes")[0].click()
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    eyedropping.use(window.desk, QColor("#123456"))
    layer = window.desk.slide.layers[0]
    assert isinstance(layer, ShapeLayer) and layer.fill == Solid(color="#123456")
    window.desk.select(())
    eyedropping.use(window.desk, QColor("#654321"))
    assert window.desk.slide.background == Solid(color="#654321")


def test_colours_stand_out_from_what_they_stand_on() -> None:
    brand = Brand()
    white, dark, primary = ((QColor(c),) for c in ("#FFFFFF", "#202020", brand.primary))
    assert seeing.standing_out("brand:primary", brand, white) == "brand:primary"
    assert seeing.standing_out("brand:primary", brand, primary) == "brand:accent"
    assert seeing.words(brand, white) == "brand:ink"
    assert seeing.words(brand, dark) == "brand:paper"
    assert seeing.words(brand, (*white, *dark, *dark)) == "brand:paper"
    grey = brand.__class__(primary="#808080", accent="#7F7F7F", ink="#818181", paper="#808180")
    assert seeing.standing_out("brand:primary", grey, (QColor("#808080"),)).startswith("brand:")


def test_pictures_have_their_actions(window: MainWindow) -> None:
    for name in ("crop", "replace-picture", "set-background", "detach-background"):
        assert not window.actions_by_id[name].isEnabled()
    edit = edits.restyle_slides
    assert edit(window.desk.deck, ("s1",), {}) == window.desk.deck


def test_one_button_is_marked_at_a_time(window: MainWindow) -> None:
    def marked() -> list[str]:
        return [name for name, button in window.rail.buttons.items() if button.isChecked()]

    assert marked() == ["select"]
    window.rail.open("stickers")
    settle()
    assert marked() == ["stickers"]
    window.rail.flyouts["stickers"].hide()
    settle()
    assert marked() == ["select"]
    window.desk.tool = "ellipse"
    assert marked() == ["shapes"]
