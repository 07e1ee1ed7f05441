"""How the selected layers lie: above and below each other, in groups, in line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from storycomposer.app.actions.edit import chosen
from storycomposer.app.actions.record import Action, Window, has_selection
from storycomposer.app.naming import several
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.geometry import Box
from storycomposer.document.layers import GroupLayer, ImageLayer

Way = Literal["forward", "back", "front", "bottom"]
Edge = Literal["left", "center", "right", "top", "middle", "bottom"]
Run = Callable[[Window], None]


def _do(window: Window, id: str, english: str, edit: Callable[[Deck], Deck]) -> None:
    """Make an edit of the selected layers, named after them."""
    what = several(window.desk.deck, window.desk.editor.selection.layers)
    window.desk.apply(edit, t(id, english, what=what))


def _group(window: Window) -> None:
    ids = chosen(window)
    desk, before = window.desk, window.desk.deck
    label = t("edit.group", "Group {what}", what=several(before, ids))
    if ids and desk.apply(lambda deck: edits.group(deck, ids), label):
        desk.select(edits.added(before, desk.deck))


def _ungroup(window: Window) -> None:
    desk, before = window.desk, window.desk.deck
    inner: list[str] = []
    for layer in desk.selected:
        inner += [c.id for c in layer.layers] if isinstance(layer, GroupLayer) else [layer.id]
    ids = chosen(window)
    label = t("edit.ungroup", "Ungroup {what}", what=several(before, ids))
    if desk.apply(lambda deck: edits.ungroup(deck, ids), label):
        desk.select(tuple(inner))


def _reorder(way: Way) -> Run:
    words = {
        "forward": ("edit.forward", "Bring {what} forward"),
        "back": ("edit.back", "Send {what} back"),
        "front": ("edit.front", "Bring {what} to the front"),
        "bottom": ("edit.bottom", "Send {what} to the bottom"),
    }

    def run(window: Window) -> None:
        ids = window.desk.editor.selection.layers
        _do(window, *words[way], lambda deck: edits.reorder(deck, ids, way))

    return run


def _lock(window: Window) -> None:
    ids = chosen(window)
    if all(layer.locked for layer in window.desk.selected):
        _do(window, "edit.unlock", "Unlock {what}", lambda deck: edits.lock(deck, ids, False))
    else:
        _do(window, "edit.lock", "Lock {what}", lambda deck: edits.lock(deck, ids))


def _hide(window: Window) -> None:
    ids = chosen(window)
    if any(layer.visible for layer in window.desk.selected):
        _do(window, "edit.hide", "Hide {what}", lambda deck: edits.hide(deck, ids))
    else:
        _do(window, "edit.show", "Show {what}", lambda deck: edits.hide(deck, ids, False))


def _all_locked(window: Window) -> bool:
    layers = window.desk.selected
    return bool(layers) and all(layer.locked for layer in layers)


def _all_hidden(window: Window) -> bool:
    layers = window.desk.selected
    return bool(layers) and not any(layer.visible for layer in layers)


def _align(edge: Edge) -> Run:
    def run(window: Window) -> None:
        ids = window.desk.editor.selection.layers
        # One layer lines up with the slide, several with each other.
        area = Box(0, 0, *window.desk.deck.canvas) if len(ids) == 1 else None
        _do(window, "edit.align", "Align {what}", lambda deck: edits.align(deck, ids, edge, area))

    return run


def _distribute(axis: Literal["x", "y"]) -> Run:
    def run(window: Window) -> None:
        ids = window.desk.editor.selection.layers
        _do(
            window,
            "edit.distribute",
            "Distribute {what}",
            lambda deck: edits.distribute(deck, ids, axis),
        )

    return run


def _tidy(window: Window) -> None:
    ids = window.desk.editor.selection.layers
    _do(window, "edit.tidy", "Tidy {what}", lambda deck: edits.tidy(deck, ids))


def _opacity(percent: int) -> Run:
    def run(window: Window) -> None:
        ids = window.desk.editor.selection.layers
        changes = {"opacity": percent / 100}
        _do(
            window,
            "edit.opacity",
            "Change opacity of {what}",
            lambda deck: edits.restyle(deck, ids, changes),
        )

    return run


def _flip(field: Literal["flip_x", "flip_y"]) -> Run:
    def run(window: Window) -> None:
        pictures = [layer for layer in window.desk.selected if isinstance(layer, ImageLayer)]
        ids = [layer.id for layer in pictures]
        on = not all(getattr(layer, field) for layer in pictures)
        _do(window, "edit.flip", "Flip {what}", lambda deck: edits.restyle(deck, ids, {field: on}))

    return run


def _rotate(degrees: float) -> Run:
    def run(window: Window) -> None:
        ids = window.desk.editor.selection.layers
        _do(window, "edit.rotate", "Rotate {what}", lambda deck: edits.rotate(deck, ids, degrees))

    return run


def _at_least(count: int) -> Callable[[Window], bool]:
    return lambda window: len(window.desk.editor.selection.layers) >= count


def _has_group(window: Window) -> bool:
    return any(isinstance(layer, GroupLayer) for layer in window.desk.selected)


def _has_picture(window: Window) -> bool:
    return any(isinstance(layer, ImageLayer) for layer in window.desk.selected)


def _can_move(window: Window) -> bool:
    ids = window.desk.editor.selection.layers
    return bool(ids) and bool(edits.unlocked(window.desk.deck, ids))


def _layer(
    id: str,
    label: str,
    run: Run,
    keys: str | tuple[str, ...] = (),
    icon: str = "",
    *,
    menu: str = "layer",
    enabled: Callable[[Window], bool] = has_selection,
) -> Action:
    every = (keys,) if isinstance(keys, str) else keys
    return Action(id, label, run, icon, every, menu, enabled)


_EDGES: tuple[tuple[Edge, str, str, str], ...] = (
    ("left", "Align left", "Alt+A", "align-start-vertical"),
    ("center", "Align centres across", "Alt+H", "align-center-vertical"),
    ("right", "Align right", "Alt+D", "align-end-vertical"),
    ("top", "Align top", "Alt+W", "align-start-horizontal"),
    ("middle", "Align centres down", "Alt+V", "align-center-horizontal"),
    ("bottom", "Align bottom", "Alt+S", "align-end-horizontal"),
)

ACTIONS: tuple[Action, ...] = (
    _layer("group", "Group", _group, "Ctrl+G", "group", enabled=_at_least(2)),
    _layer("ungroup", "Ungroup", _ungroup, "Ctrl+Shift+G", "ungroup", enabled=_has_group),
    _layer(
        "front",
        "Bring to front",
        _reorder("front"),
        "Ctrl+Shift+F",
        "bring-to-front",
        menu="-layer",
    ),
    _layer("forward", "Bring forward", _reorder("forward"), ("Ctrl+]", "]"), "arrow-up"),
    _layer("back", "Send back", _reorder("back"), ("Ctrl+[", "["), "arrow-down"),
    _layer("bottom", "Send to bottom", _reorder("bottom"), "Ctrl+Shift+B", "send-to-back"),
    Action(
        "lock",
        "Lock",
        _lock,
        "lock",
        ("Ctrl+Shift+L",),
        "-layer",
        has_selection,
        _all_locked,
    ),
    Action(
        "hide", "Hide", _hide, "eye-off", ("Ctrl+Shift+H",), "layer", has_selection, _all_hidden
    ),
    *(
        _layer(
            f"align-{edge}",
            label,
            _align(edge),
            keys,
            icon,
            menu="-layer" if edge == "left" else "layer",
            enabled=_can_move,
        )
        for edge, label, keys, icon in _EDGES
    ),
    _layer(
        "distribute-across",
        "Distribute across",
        _distribute("x"),
        "Alt+Shift+H",
        "align-horizontal-distribute-center",
        enabled=_at_least(3),
    ),
    _layer(
        "distribute-down",
        "Distribute down",
        _distribute("y"),
        "Alt+Shift+V",
        "align-vertical-distribute-center",
        enabled=_at_least(3),
    ),
    _layer("tidy", "Tidy up", _tidy, "Ctrl+Alt+T", "layout-grid", enabled=_at_least(2)),
    _layer(
        "rotate-right",
        "Rotate 90° clockwise",
        _rotate(90),
        "Ctrl+R",
        "rotate-cw",
        menu="-layer",
        enabled=_can_move,
    ),
    _layer(
        "rotate-left",
        "Rotate 90° anticlockwise",
        _rotate(-90),
        "Ctrl+Shift+R",
        "rotate-ccw",
        enabled=_can_move,
    ),
    _layer(
        "flip-across",
        "Flip across",
        _flip("flip_x"),
        "Shift+H",
        "flip-horizontal-2",
        enabled=_has_picture,
    ),
    _layer(
        "flip-down",
        "Flip down",
        _flip("flip_y"),
        "Shift+V",
        "flip-vertical-2",
        enabled=_has_picture,
    ),
    *(
        _layer(f"opacity-{percent}", f"Opacity {percent} %", _opacity(percent), key, menu="")
        for key, percent in zip("1234567890", (*range(10, 100, 10), 100), strict=True)
    ),
)
