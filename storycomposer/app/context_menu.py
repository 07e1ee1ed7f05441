"""Menus under the pointer, made from the table of actions: what fits what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from storycomposer.app.actions.menus import Actions, fill
from storycomposer.app.desk import Desk
from storycomposer.app.menu import Menu
from storycomposer.app.words import t
from storycomposer.document.layers import GroupLayer, ImageLayer, TextLayer

Sections = tuple[tuple[str, ...], ...]

_CLIPBOARD = ("cut", "copy", "paste", "duplicate", "delete")
_ORDER = ("front", "forward", "back", "bottom")
_WRITING: Sections = (("cut", "copy", "paste"), ("select-all", "emoji"))
_NOTHING: Sections = (
    ("paste", "paste-in-place", "select-all"),
    ("tool-text", "photo", "link"),
    ("slide-new", "slide-duplicate", "slide-delete"),
    ("detach-background", "slide-copy-picture", "slide-save-picture"),
)
_PICTURE = ("replace-picture", "crop", "set-background", "flip-across", "flip-down")
_STYLE = ("copy-style", "paste-style")
_SWITCHES = ("lock", "hide")
_LINES = (
    *("align-left", "align-center", "align-right", "align-top", "align-middle", "align-bottom"),
    *("", "distribute-across", "distribute-down", "tidy"),
)
_ONLY_IF_POSSIBLE = ("detach-background", "emoji", "ungroup")


def canvas(desk: Desk, actions: Actions, parent: QWidget) -> Menu:
    """The menu of the canvas: for the words being written, the selected layers, or the slide."""
    if desk.mode.name == "text":
        return _menu(actions, parent, _WRITING)
    return layers(desk, actions, parent)


def layers(desk: Desk, actions: Actions, parent: QWidget) -> Menu:
    """The menu of the selected layers; without any, of the slide."""
    chosen = desk.selected
    if not chosen:
        return _menu(actions, parent, _NOTHING)
    if len(chosen) > 1:
        made = _menu(actions, parent, (_CLIPBOARD, _STYLE, ("group", "ungroup"), _ORDER, _SWITCHES))
        _add_lines(made, actions, before="front")
        return made
    (layer,) = chosen
    own: tuple[str, ...] = ()
    if isinstance(layer, ImageLayer):
        own = _PICTURE
    elif isinstance(layer, GroupLayer):
        own = ("ungroup",)
    elif isinstance(layer, TextLayer):
        own = ("bold", "italic", "underline")
    made = _menu(actions, parent, (_CLIPBOARD, own, _STYLE, _ORDER, _SWITCHES))
    _add_lines(made, actions, before="front")
    return made


def _menu(actions: Actions, parent: QWidget, sections: Sections) -> Menu:
    made = Menu(parent=parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for section in sections:
        shown = [id_ for id_ in section if id_ in actions]
        shown = [i for i in shown if i not in _ONLY_IF_POSSIBLE or actions[i].isEnabled()]
        if shown and made.actions():
            made.addSeparator()
        for id_ in shown:
            made.addAction(actions[id_])
    return made


def _add_lines(menu: Menu, actions: Actions, before: str) -> None:
    """A menu in the menu for lining up, above the order."""
    part = Menu(t("menu.align", "Align and distribute"), menu)
    fill(part, actions, _LINES)
    menu.insertMenu(actions[before], part)
