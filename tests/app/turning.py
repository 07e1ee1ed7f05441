"""Using an input of the panels, whatever kind it is: what it shows on its way, then what stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mouse import PLAIN
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from storycomposer.app.brand_panel import LogoField
from storycomposer.app.inputs.amount import AmountField
from storycomposer.app.inputs.choice import ChoiceCombo, SegmentedControl, Switch, ToggleRow
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inputs.gradient import GradientEditor
from storycomposer.app.inputs.moment import MomentField
from storycomposer.app.inputs.number import NumberField
from storycomposer.app.inputs.text import TextBox, TextField
from storycomposer.app.inspector.filters import NAMES, FilterTiles
from storycomposer.app.inspector.guides import GuideList
from storycomposer.app.inspector.link import ShownText
from storycomposer.app.inspector.link_middle import EmojiButton
from storycomposer.app.inspector.link_modes import ModesField
from storycomposer.app.inspector.link_target import KindButton

Turn = Callable[[], Iterator[None]]
"""Uses an input; stops wherever the picture may be another."""


def turns(given: Any) -> list[tuple[str, Turn]]:
    """All that can be done with an input, each with a name. KeyError for a kind of input that
    nobody has thought of here."""
    kind = next(kind for kind in type(given).__mro__ if kind in _TURNS)
    return _TURNS[kind](given)


def _number(field: NumberField) -> list[tuple[str, Turn]]:
    def scrub() -> Iterator[None]:
        # Down where there is no way up.
        way = -1 if field.value is not None and field.value >= field.scale.high else 1
        for points in (8, 26):
            field.scrub(0, points * way, PLAIN)
            yield
        field.end_scrub()
        yield

    return [("dragged", scrub)] if field.value is not None else []


def _amount(field: AmountField) -> list[tuple[str, Turn]]:
    return _number(field.number)


def _combo(combo: ChoiceCombo) -> list[tuple[str, Turn]]:
    def choose(index: int) -> Turn:
        return lambda: _once(lambda: combo.activated.emit(index))

    others = [index for index in range(combo.count()) if index != combo.currentIndex()]
    return [(combo.itemText(index), choose(index)) for index in others]


def _segments(row: Any) -> list[tuple[str, Turn]]:
    def click(button: QToolButton) -> Turn:
        return lambda: _once(button.click)

    buttons = [one for one in row.findChildren(QToolButton) if one.isEnabled()]
    return [(one.accessibleName(), click(one)) for one in buttons if not one.isChecked()]


def _switch(switch: Switch) -> list[tuple[str, Turn]]:
    return [("switched", lambda: _once(switch.click))]


def _emitted(first: Any, last: Any) -> Callable[[Any], list[tuple[str, Turn]]]:
    """For what opens a list or picker of its own: one value walked through, another chosen."""

    def of(given: Any) -> list[tuple[str, Turn]]:
        def choose() -> Iterator[None]:
            given.edited.emit(first)
            yield
            given.committed.emit(last)
            yield

        return [("chosen", choose)]

    return of


def _line(field: TextField) -> list[tuple[str, Turn]]:
    def write() -> Iterator[None]:
        field.setFocus()
        field.end(False)
        QTest.keyClicks(field, "9")
        yield
        QTest.keyClick(field, Qt.Key.Key_Return)
        yield

    return [("written", write)]


def _box(field: TextBox) -> list[tuple[str, Turn]]:
    def write() -> Iterator[None]:
        field.setFocus()
        QTest.keyClicks(field, "Seen")
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield

    return [("written", write)]


def _shown(field: ShownText) -> list[tuple[str, Turn]]:
    return [*_line(field.field), ("hidden", lambda: _once(field.eye.click))]


def _gradient(editor: GradientEditor) -> list[tuple[str, Turn]]:
    def color() -> Iterator[None]:
        editor._color.edited.emit("#00C2A8")
        yield
        editor._color.committed.emit("#C2007A80")
        yield

    def slide() -> Iterator[None]:
        stops = editor.bar.stops
        moved = structs.replace(stops[0], at=min(1.0, stops[0].at + 0.3))
        editor._on_stops((moved, *stops[1:]))
        yield
        editor._on_released()
        yield

    turned: Turn = lambda: _once(editor._turn.click)  # noqa: E731
    return [("coloured", color), ("moved", slide), ("turned", turned)]


def _filters(tiles: FilterTiles) -> list[tuple[str, Turn]]:
    def pick(name: str) -> Turn:
        return lambda: _once(lambda: tiles.picked.emit(name))

    return [(name, pick(name)) for name in NAMES]


def _kinds(button: KindButton) -> list[tuple[str, Turn]]:
    def choose(entry: Any) -> Turn:
        return lambda: _once(lambda: button.menu_.triggered.emit(entry))

    return [(entry.text(), choose(entry)) for entry in button.menu_.actions()]


def _modes(field: ModesField) -> list[tuple[str, Turn]]:
    def add() -> Iterator[None]:
        field._menu.triggered.emit(field._menu.actions()[0])
        yield

    return [("added", add)]


def _nothing(_: Any) -> list[tuple[str, Turn]]:
    """What asks for files, or shows nothing on the slide."""
    return []


def _once(act: Callable[[], object]) -> Iterator[None]:
    act()
    yield


_TURNS: dict[type, Callable[[Any], list[tuple[str, Turn]]]] = {
    NumberField: _number,
    AmountField: _amount,
    ChoiceCombo: _combo,
    SegmentedControl: _segments,
    ToggleRow: _segments,
    Switch: _switch,
    ColorButton: _emitted("#00C2A8", "#C2007A80"),
    FontButton: _emitted("Anton", "Caveat"),
    TextField: _line,
    TextBox: _box,
    GradientEditor: _gradient,
    FilterTiles: _filters,
    KindButton: _kinds,
    ModesField: _modes,
    ShownText: _shown,
    EmojiButton: _emitted("🎈", "👋"),
    LogoField: _nothing,
    MomentField: _emitted("2026-12-01T18:00", "2026-12-02T19:30"),
    GuideList: _nothing,
}
