"""How the canvas is looked at, and how the window looks."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from storycomposer.app import menu, panes
from storycomposer.app.actions.record import Action, Window, has_selection
from storycomposer.app.settings import Theme
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, bounds

_STEP = 1.25
_PHONE = 68.0
"""Millimetres: how wide the screen of a common phone is."""
_PLAUSIBLE = (40, 600)
"""Dots per inch. Screens that tell nonsense of themselves are taken for common ones."""


def phone_zoom(dots: float, ratio: float, width: float) -> float:
    """Device pixels per canvas pixel at which a slide of ``width`` is as wide as on a phone, on a
    screen of ``dots`` points per inch and ``ratio`` device pixels per point."""
    if not _PLAUSIBLE[0] <= dots <= _PLAUSIBLE[1]:
        dots = 96
    return _PHONE / 25.4 * dots * ratio / width


def _zoom(window: Window, factor: float) -> None:
    canvas = window.canvas
    about = QPointF(canvas.width() / 2, canvas.height() / 2)
    under = QApplication.widgetAt(QCursor.pos())
    if under == canvas:
        about = QPointF(canvas.mapFromGlobal(QCursor.pos()))
    canvas.set_zoom(canvas.zoom * factor, about)


def _phone(window: Window) -> None:
    canvas = window.canvas
    dots = canvas.screen().physicalDotsPerInchX()
    canvas.set_zoom(phone_zoom(dots, canvas.devicePixelRatioF(), window.desk.deck.canvas.width))


def _selection(window: Window) -> None:
    found = spots(window.desk.deck)
    boxes = [bounds(found[one.id].pose) for one in window.desk.selected]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    window.canvas.show_box(Box(left, top, max(1.0, right - left), max(1.0, bottom - top)))


def _safe(window: Window) -> None:
    window.canvas.show_safe = not window.canvas.show_safe
    window.canvas.update()
    window.program.settings.change(safe_areas=window.canvas.show_safe)


def _rulers(window: Window) -> None:
    window.canvas.guiding.rulers = not window.canvas.guiding.rulers
    window.canvas.update()
    window.program.settings.change(rulers=window.canvas.guiding.rulers)


def _lock(window: Window) -> None:
    window.canvas.guiding.locked = not window.canvas.guiding.locked
    window.canvas.update()
    window.program.settings.change(guides_locked=window.canvas.guiding.locked)


def _has_guides(window: Window) -> bool:
    return window.desk.slide is not None and bool(window.desk.slide.guides)


def _clear(window: Window) -> None:
    slide = window.desk.slide
    if slide is not None:
        label = t("edit.guides.clear", "Remove guides")
        window.desk.apply(lambda deck: edits.set_guides(deck, slide.id, ()), label)


def _theme(theme: Theme, label: str, icon: str, menu: str = "view") -> Action:
    return Action(
        f"theme-{theme}",
        label,
        lambda window: window.program.settings.change(theme=theme),
        icon=icon,
        menu=menu,
        checked=lambda window: window.program.settings.values.theme == theme,
    )


ACTIONS: tuple[Action, ...] = (
    Action(
        "zoom-in",
        "Zoom in",
        lambda window: _zoom(window, _STEP),
        icon="zoom-in",
        keys=("Ctrl++", "Ctrl+="),
        menu="view",
    ),
    Action(
        "zoom-out",
        "Zoom out",
        lambda window: _zoom(window, 1 / _STEP),
        icon="zoom-out",
        keys=("Ctrl+-",),
        menu="view",
    ),
    Action(
        "fit",
        "Fit slide",
        lambda window: window.canvas.fit(),
        icon="maximize",
        keys=("Shift+1",),
        menu="-view",
    ),
    Action(
        "zoom-selection",
        "Fit selection",
        _selection,
        icon="focus",
        keys=("Shift+2",),
        menu="view",
        enabled=has_selection,
    ),
    Action(
        "actual-size",
        "100 %",
        lambda window: window.canvas.set_zoom(1.0),
        icon="one-to-one",
        keys=("Ctrl+0",),
        menu="view",
    ),
    Action(
        "phone-size",
        "Size on a phone",
        _phone,
        icon="smartphone",
        keys=("Shift+3",),
        menu="view",
    ),
    Action(
        "safe-areas",
        "Safe areas",
        _safe,
        icon="frame",
        keys=("Shift+S",),
        menu="-view",
        checked=lambda window: bool(window.canvas.show_safe),
    ),
    Action(
        "rulers",
        "Rulers",
        _rulers,
        icon="ruler",
        keys=("Shift+R",),
        menu="view",
        checked=lambda window: bool(window.canvas.guiding.rulers),
    ),
    Action(
        "lock-guides",
        "Lock guides",
        _lock,
        icon="lock",
        menu="view",
        checked=lambda window: bool(window.canvas.guiding.locked),
    ),
    Action(
        "clear-guides",
        "Remove all guides",
        _clear,
        icon="x",
        menu="view",
        enabled=_has_guides,
    ),
    _theme("system", "Light or dark as the system", "monitor", "-view"),
    _theme("light", "Light", "sun"),
    _theme("dark", "Dark", "moon"),
    Action(
        "menu",
        "Menu",
        lambda window: window.top_bar.open_menu(),
        icon="menu",
        keys=("F10",),
    ),
    Action(
        "context-menu",
        "Menu of what is selected",
        lambda _: menu.ask_by_key(),
        keys=("Shift+F10",),
    ),
    Action(
        "next-pane",
        "Next pane",
        lambda window: panes.go(window, 1),
        keys=("F6",),
        menu="-view",
    ),
    Action(
        "previous-pane",
        "Previous pane",
        lambda window: panes.go(window, -1),
        keys=("Shift+F6",),
        menu="view",
    ),
)
