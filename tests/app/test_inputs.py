"""Inputs of the panels, driven with real key and mouse events."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QToolButton, QToolTip, QWidget

from storycomposer.app.inputs import arithmetic
from storycomposer.app.inputs.amount import AmountField
from storycomposer.app.inputs.base import MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Option, SegmentedControl, Switch
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.color_areas import Hsv
from storycomposer.app.inputs.colors import literal, qcolor
from storycomposer.app.inputs.gradient import GradientEditor
from storycomposer.app.inputs.number import NumberField, Scale, ScrubLabel
from storycomposer.app.inputs.text import TextBox, TextField
from storycomposer.app.theme import tokens
from storycomposer.document.deck import Brand
from storycomposer.document.style import Linear, Stop

Key, Keys, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


class Log:
    """What an input said."""

    def __init__(self, given: Any) -> None:
        self.said: list[tuple[str, Any]] = []
        given.edited.connect(self._edited)
        given.committed.connect(self._committed)
        given.cancelled.connect(self._cancelled)

    def _edited(self, value: Any) -> None:
        self.said.append(("edited", value))

    def _committed(self, value: Any) -> None:
        self.said.append(("committed", value))

    def _cancelled(self) -> None:
        self.said.append(("cancelled", None))

    @property
    def commits(self) -> list[Any]:
        return [value for what, value in self.said if what == "committed"]


@pytest.fixture
def holder(qtbot: Any) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def number(holder: QWidget, scale: Scale | None = None, prefix: str = "") -> NumberField:
    made = NumberField(scale or Scale(0, 1000, 1, "px"), "Size", prefix, holder)
    made.setGeometry(10, 10, 120, 32)
    made.show()
    made.show_value(96)
    made.setFocus()
    QApplication.processEvents()
    return made


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("96", 96),
        ("96 px", 96),
        ("96+24", 120),
        ("96 + 24px", 120),
        ("(1080-96)/2", 492),
        ("2×3", 6),
        ("-12", -12),
        ("1,5", 1.5),
        (".5", 0.5),
        ("50 %", 50),
        ("45°", 45),
        ("10−4", 6),
        ("--3", 3),
    ],
)
def test_arithmetic(text: str, value: float) -> None:
    assert arithmetic.value(text) == value


@pytest.mark.parametrize("text", ["", "px", "1/0", "(1", "1)", "1 2", "abc12", "1+", "1e999", "()"])
def test_what_is_no_number(text: str) -> None:
    assert arithmetic.value(text) is None


@given(st.text(alphabet="0123456789+-*/(). ,%", max_size=24))
def test_arithmetic_never_raises(text: str) -> None:
    found = arithmetic.value(text)
    assert found is None or isinstance(found, float)


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_arithmetic_agrees_with_python(a: int, b: int) -> None:
    assert arithmetic.value(f"{a}+{b}") == a + b
    assert arithmetic.value(f"{a}-({b})*2") == a - b * 2


def test_typed_numbers_stand_with_enter(holder: QWidget) -> None:
    field = number(holder)
    log = Log(field)
    field.selectAll()
    QTest.keyClicks(field, "96+24")
    assert log.said == []
    QTest.keyClick(field, Key.Key_Return)
    assert log.said == [("committed", 120)]
    assert field.text() == "120 px"


def test_nonsense_and_escape_leave_the_number(holder: QWidget) -> None:
    field = number(holder)
    log = Log(field)
    field.selectAll()
    QTest.keyClicks(field, "lots")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "96 px"
    field.selectAll()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == "96 px"
    assert log.commits == []


def test_limits_hold(holder: QWidget) -> None:
    field = number(holder)
    field.selectAll()
    QTest.keyClicks(field, "5000")
    QTest.keyClick(field, Key.Key_Return)
    assert field.value == 1000


def test_arrows_step_and_leave_one_commit(holder: QWidget, qtbot: Any) -> None:
    field = number(holder)
    log = Log(field)
    QTest.keyClick(field, Key.Key_Up)
    QTest.keyClick(field, Key.Key_Up)
    QTest.keyClick(field, Key.Key_Down, Keys.ShiftModifier)
    qtbot.waitUntil(lambda: log.commits == [88.0])
    assert [value for what, value in log.said if what == "edited"] == [97, 98, 88]


def test_the_wheel_counts_only_when_focused(holder: QWidget) -> None:
    field = number(holder)
    log = Log(field)
    field.clearFocus()
    wheel(field, 120)
    assert log.said == []
    field.setFocus()
    wheel(field, 120)
    assert log.said == [("edited", 97.0)]
    field.settle()
    assert log.commits == [97.0]


def test_dragging_a_label_previews_and_commits_once(holder: QWidget) -> None:
    field = number(holder)
    label = ScrubLabel("Size", field, holder)
    label.setGeometry(10, 60, 80, 32)
    label.show()
    log = Log(field)
    drag(label, QPoint(10, 10), (QPoint(20, 10), QPoint(30, 10)))
    assert [value for what, value in log.said if what == "edited"] == [101, 106]
    assert log.commits == [106]


def test_dragging_with_alt_on_the_field(holder: QWidget) -> None:
    field = number(holder)
    log = Log(field)
    drag(field, QPoint(40, 16), (QPoint(60, 16),), Keys.AltModifier)
    assert log.commits == [106]


def test_a_prefix_is_dragged_too_and_a_click_focuses(holder: QWidget) -> None:
    field = number(holder, Scale(-100, 1000, 1), "X")
    field.clearFocus()
    log = Log(field)
    QTest.mouseClick(field, Left, pos=QPoint(12, 16))
    assert field.hasFocus()
    drag(field, QPoint(12, 16), (QPoint(2, 16),))
    assert log.commits == [91]


def test_mixed_numbers(holder: QWidget) -> None:
    field = number(holder)
    field.show_value(MIXED)
    assert (field.text(), field.placeholderText()) == ("", "Mixed")
    log = Log(field)
    QTest.keyClick(field, Key.Key_Up)
    assert log.said == []
    QTest.keyClicks(field, "40")
    QTest.keyClick(field, Key.Key_Return)
    assert log.commits == [40]


def test_what_is_typed_survives_a_refresh(holder: QWidget) -> None:
    field = number(holder)
    field.selectAll()
    QTest.keyClicks(field, "12")
    field.show_value(97)
    assert field.text() == "12"
    field.settle()
    assert field.text() == "97 px"


def test_shares_are_percentages(holder: QWidget) -> None:
    field = AmountField(Scale(0, 1, 0.01, "%", 100), "Opacity", holder)
    field.show_value(0.35)
    assert field.number.text() == "35 %"
    log = Log(field)
    field.number.setFocus()
    field.number.selectAll()
    QTest.keyClicks(field.number, "60")
    QTest.keyClick(field.number, Key.Key_Return)
    assert log.commits == [0.6]


def test_a_slider_previews_and_commits_at_its_end(holder: QWidget) -> None:
    field = AmountField(Scale(0, 1, 0.01, "%", 100), "Opacity", holder)
    field.setGeometry(10, 10, 220, 32)
    field.show()
    field.show_value(0.5)
    QApplication.processEvents()
    log = Log(field)
    slider = field._slider
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    drag(slider, middle, (middle + QPoint(20, 0), middle + QPoint(40, 0)))
    assert len(log.commits) == 1
    assert log.commits[0] > 0.6
    assert log.said[-2] == ("edited", log.commits[0])


def test_segments_choose_and_show_mixed(holder: QWidget) -> None:
    options = (Option(None, "None"), Option("pill", "Pill"), Option("box", "Box"))
    field = SegmentedControl(options, "Background", holder)
    field.setGeometry(10, 10, 240, 32)
    field.show()
    log = Log(field)
    field.show_value("pill")
    buttons = field.findChildren(QToolButton)
    assert [button.isChecked() for button in buttons] == [False, True, False]
    QTest.mouseClick(buttons[2], Left)
    assert log.commits == ["box"]
    field.show_value(MIXED)
    assert not any(button.isChecked() for button in buttons)
    field.show_value(None)
    assert buttons[0].isChecked()


@pytest.mark.parametrize("picture", ["", "link"])
def test_combos_shorten_what_has_no_room(holder: QWidget, picture: str) -> None:
    said = "Room for the sticker"
    combo = ChoiceCombo((Option("a", said, picture),), "Choice", holder)
    combo.show_value("a")
    shown = QStyleOptionComboBox()
    for wide, whole in ((320, True), (110, False)):
        combo.resize(wide, combo.height())
        combo.initStyleOption(shown)
        assert (shown.currentText == said) == whole
    assert shown.currentText.endswith("…") and shown.currentText[0] == said[0]
    pictures = 20 if picture else 0
    assert combo.fontMetrics().horizontalAdvance(shown.currentText) + pictures <= 110 - 8 - 20
    place = combo.mapToGlobal(QPoint(5, 5))
    QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), place))
    assert QToolTip.text() == said


def test_combos_and_switches_show_mixed(holder: QWidget) -> None:
    combo = ChoiceCombo((Option("a", "A"), Option("b", "B")), "Choice", holder)
    combo.show_value("b")
    assert combo.currentText() == "B"
    plain = combo.palette().buttonText().color()
    combo.show_value(MIXED)
    assert combo.currentIndex() == -1
    assert combo.palette().buttonText().color() == QColor(tokens().muted) != plain
    combo.show_value("a")
    assert combo.palette().buttonText().color() == plain
    combo.showPopup()
    assert combo.view().window().y() >= combo.mapToGlobal(combo.rect().bottomLeft()).y()
    combo.hidePopup()
    switch = Switch("Flip", holder)
    log = Log(switch)
    switch.show_value(False)
    QTest.mouseClick(switch, Left)
    assert log.commits == [True]


def test_boxes_show_whole_lines(holder: QWidget) -> None:
    box = TextBox("Alt text", lines=3, parent=holder)
    box.resize(200, box.height())
    box.show_value("\n".join("abcdefgh"))
    box.show()
    QTest.qWait(0)
    for first, above in ((0, 0), (2, 4)):  # the room above the letters of the line after these
        box.verticalScrollBar().setValue(first)
        line = box.cursorRect(QTextCursor(box.document().findBlockByNumber(first + 3)))
        assert line.top() >= box.viewport().height() - above
        line = box.cursorRect(QTextCursor(box.document().findBlockByNumber(first + 2)))
        assert line.bottom() <= box.viewport().height()


def test_words_stand_when_the_field_is_left(holder: QWidget) -> None:
    field, box = TextField("Name", parent=holder), TextBox("Alt text", parent=holder)
    box.move(0, 60)
    field.show()
    box.show()
    logs = Log(field), Log(box)
    field.setFocus()
    QTest.keyClicks(field, "Cover")
    QTest.keyClick(field, Key.Key_Tab)
    assert logs[0].commits == ["Cover"]
    box.setFocus()
    QTest.keyClicks(box, "Two dogs")
    QTest.keyClick(box, Key.Key_Return, Keys.ControlModifier)
    assert logs[1].commits == ["Two dogs"]


@given(st.tuples(*[st.integers(0, 255)] * 4))
def test_colours_survive_the_picker(parts: tuple[int, int, int, int]) -> None:
    said = "#" + "".join(f"{part:02X}" for part in parts)
    color = qcolor(said, Brand())
    shown = Hsv(0, 0, 0, 1).towards(color).qcolor
    assert all(abs(a - b) <= 1 for a, b in zip(shown.getRgb(), color.getRgb(), strict=True))
    assert literal(color) == (said[:7] if parts[3] == 255 else said)


def test_picking_colours(holder: QWidget) -> None:
    button = ColorButton("Colour", Brand, parent=holder)
    button.show_value("brand:primary")
    assert button.text() == "Primary"
    log = Log(button)
    button.open_picker()
    picker = button._picker
    assert picker is not None
    picker._hex.setFocus()
    picker._hex.selectAll()
    QTest.keyClicks(picker._hex, "3a8")
    QTest.keyClick(picker._hex, Key.Key_Return)
    assert log.commits == ["#33AA88"]
    drag(picker._square, QPoint(10, 10), (QPoint(100, 40), QPoint(120, 60)))
    assert len(log.commits) == 2
    edited = [value for what, value in log.said if what == "edited"]
    assert edited[-1] == log.commits[1]
    box = picker._roles._box(1).center().toPoint()
    QTest.mouseClick(picker._roles, Left, pos=box)
    assert log.commits[-1] == "brand:accent"
    picker.hide()


def test_gradients(holder: QWidget) -> None:
    editor = GradientEditor("Colours", Brand, holder)
    editor.setGeometry(0, 0, 288, 80)
    editor.show()
    QApplication.processEvents()
    log = Log(editor)
    start = Linear(stops=(Stop(at=0, color="#000000"), Stop(at=1, color="#FFFFFF")), angle=90)
    editor.show_value(start)
    bar = editor.bar
    QTest.mouseClick(bar, Left, pos=QPoint(bar.width() // 2, 17))
    assert [stop.at for stop in log.commits[-1].stops] == [0, 0.5, 1]
    assert log.commits[-1].stops[1].color in ("#808080", "#7F7F7F")
    assert log.commits[-1].angle == 90
    quarter = QPoint(bar.width() // 4, 17)
    drag(bar, QPoint(bar.width() // 2, 17), (QPoint(bar.width() // 3, 17), quarter))
    assert log.commits[-1].stops[1].at == pytest.approx(0.23, abs=0.03)
    bar.setFocus()
    QTest.keyClick(bar, Key.Key_Delete)
    assert len(log.commits[-1].stops) == 2
    QTest.keyClick(bar, Key.Key_Delete)
    assert len(editor.bar.stops) == 2


def drag(
    widget: QWidget, start: QPoint, path: tuple[QPoint, ...], keys: Any = Keys.NoModifier
) -> None:
    """Press, move along ``path`` with the button down, let go."""
    QTest.mousePress(widget, Left, keys, start)
    for at in path:
        move(widget, at, keys)
    QTest.mouseRelease(widget, Left, keys, path[-1])


def move(widget: QWidget, at: QPoint, keys: Any) -> None:
    """QTest moves without buttons; a drag has one down."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Left,
        keys,
    )
    QApplication.sendEvent(widget, event)


def wheel(widget: QWidget, turn: int) -> None:
    """Turn the wheel over ``widget``."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Keys.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("unit", ["px", "%", "°", ""])
def test_a_double_click_takes_the_number_whatever_stands_behind_it(
    holder: QWidget, unit: str
) -> None:
    field, said = number(holder, Scale(unit=unit)), []
    field.committed.connect(said.append)
    field.show_value(44)
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 6, 10))
    assert field.selectedText() == "44"
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert said == [12]


def test_words_stand_at_one_edge_in_every_input(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    combo = ChoiceCombo([Option("h", "Height")], "Kind", window)
    field, box = TextField("Name", parent=window), TextBox("Note", parent=window)
    for at, one in enumerate((combo, field, box)):
        one.setGeometry(0, at * 90, 200, 80)
        one.show_value("h" if one is combo else "Height")
    window.show()
    edges = [_ink(one.grab().toImage()) for one in (combo, field, box)]
    assert max(edges) - min(edges) <= 1, edges


def _ink(picture: QImage) -> int:
    """The first column that is dark."""
    return next(
        x for x in range(4, picture.width())
        if any(picture.pixelColor(x, y).lightness() < 100 for y in range(4, picture.height() - 4))
    )  # fmt: skip


def test_numbers_begin_where_words_do_in_mirrored_windows(qapp: QApplication, qtbot: Any) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    field = NumberField(Scale(0, 100, 1, "px"), "Radius")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(field)
    field.resize(160, field.height())
    field.show_value(24)
    field.show()
    assert _ink(field.grab().toImage()) > 80
