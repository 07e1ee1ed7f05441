"""Undo, the clipboard, and what happens to what is selected as a whole."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from storycomposer.app import slide_edits as slides
from storycomposer.app.actions.record import Action, Window, has_selection, has_slide
from storycomposer.app.desk import Mode
from storycomposer.app.naming import several, several_slides
from storycomposer.app.words import t
from storycomposer.document import edits

_STYLE = "storycomposer.style"
_SLIDES_VIEW = "slides-view"


def chosen(window: Window) -> tuple[str, ...]:
    """The selected layers, once writing or cropping has come to its end."""
    if window.desk.mode.name != "select":
        window.desk.mode = Mode()
    return window.desk.editor.selection.layers


def on_slides(window: Window) -> bool:
    """Whether keys mean slides now: the filmstrip has the focus."""
    focus = QApplication.focusWidget()
    if focus is None or focus.objectName() != _SLIDES_VIEW:
        return False
    here: object = focus.window()
    return here is window


def _undo_title(window: Window) -> str:
    done = window.desk.editor.history.done
    if not done:
        return t("action.undo", "Undo")
    return t("action.undo.what", "Undo {what}", what=done[-1].label)


def _redo_title(window: Window) -> str:
    undone = window.desk.editor.history.undone
    if not undone:
        return t("action.redo", "Redo")
    return t("action.redo.what", "Redo {what}", what=undone[-1].label)


def _as_key(window: Window, keys: str) -> bool:
    """While a text is written in, what is chosen in a menu means its words, as the key does."""
    if window.desk.mode.name != "text":
        return False
    combination = QKeySequence(keys)[0]  # type: ignore[index]
    event = QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
    return bool(window.canvas.handler.key(event))


def _delete(window: Window) -> None:
    if _as_key(window, "Delete"):
        return
    if on_slides(window):
        slides.delete(window.desk)
        return
    ids = chosen(window)
    if ids:
        label = t("edit.delete", "Delete {what}", what=several(window.desk.deck, ids))
        window.desk.apply(lambda deck: edits.delete(deck, ids), label)


def _duplicate(window: Window) -> None:
    desk = window.desk
    ids = chosen(window)
    if on_slides(window) or not ids:
        slides.duplicate(desk)
        return
    before = desk.deck
    label = t("edit.duplicate", "Duplicate {what}", what=several(before, ids))
    if desk.apply(lambda deck: edits.duplicate(deck, ids), label):
        desk.select(edits.added(before, desk.deck))


def _copy(window: Window) -> None:
    if not _as_key(window, "Ctrl+C"):
        _put_on_clipboard(window)


def _put_on_clipboard(window: Window) -> None:
    from storycomposer.app import clipboard  # noqa: PLC0415 (loaded when it is used)

    desk = window.desk
    ids = desk.editor.selection.layers
    if ids and not on_slides(window):
        clipboard.copy_layers(desk, ids)
    elif desk.slide is not None:
        clipboard.copy_slides(desk, desk.editor.selection.slides)


def _cut(window: Window) -> None:
    if _as_key(window, "Ctrl+X"):
        return
    desk = window.desk
    ids = chosen(window)
    _put_on_clipboard(window)
    if on_slides(window):
        gone = desk.editor.selection.slides
        label = t("edit.cut", "Cut {what}", what=several_slides(desk.deck, gone))
        desk.apply(lambda deck: edits.delete_slides(deck, gone), label)
    elif ids:
        label = t("edit.cut", "Cut {what}", what=several(desk.deck, ids))
        desk.apply(lambda deck: edits.delete(deck, ids), label)


def _paste(window: Window) -> None:
    if not _as_key(window, "Ctrl+V"):
        _paste_at(window, in_place=False)


def _paste_in_place(window: Window) -> None:
    if not _as_key(window, "Ctrl+Shift+V"):
        _paste_at(window, in_place=True)


def _paste_at(window: Window, *, in_place: bool) -> None:
    from storycomposer.app import clipboard  # noqa: PLC0415 (loaded when it is used)

    chosen(window)
    if not clipboard.paste(window, in_place=in_place):
        window.bringing.paste()


def _select_all(window: Window) -> None:
    if _as_key(window, "Ctrl+A"):
        return
    desk = window.desk
    if on_slides(window):
        here = desk.editor.selection.slide
        rest = tuple(slide.id for slide in desk.deck.slides if slide.id != here)
        slides.show(desk, (*rest, *((here,) if here else ())))
        return
    ids = chosen(window)
    slide = desk.slide
    if slide is None:
        return
    parents = edits.spots(desk.deck)[ids[0]].parents if ids else ()
    layers = parents[0].layers if parents else slide.layers
    desk.select(tuple(layer.id for layer in layers if layer.visible and not layer.locked))


def _deselect(window: Window) -> None:
    chosen(window)
    window.desk.select(())


def _style() -> edits.Style | None:
    """The look that was copied last, in any window."""
    app = QCoreApplication.instance()
    return cast("edits.Style | None", app.property(_STYLE)) if app is not None else None


def _copy_style(window: Window) -> None:
    ids = window.desk.editor.selection.layers
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_STYLE, edits.copy_style(window.desk.deck, ids[0]))
        window.desk.notice(t("edit.style.copied", "Style copied."))


def _paste_style(window: Window) -> None:
    style, ids = _style(), window.desk.editor.selection.layers
    if style is not None:
        label = t("edit.style", "Paste style on {what}", what=several(window.desk.deck, ids))
        window.desk.apply(lambda deck: edits.paste_style(deck, ids, style), label)


def _layers_or_slides(window: Window) -> bool:
    return has_selection(window) or (on_slides(window) and has_slide(window))


ACTIONS = (
    Action(
        "undo",
        "Undo",
        lambda window: window.undo(),
        icon="undo-2",
        keys=("Ctrl+Z",),
        menu="edit",
        enabled=lambda window: bool(window.desk.editor.history.done),
        title=_undo_title,
    ),
    Action(
        "redo",
        "Redo",
        lambda window: window.redo(),
        icon="redo-2",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        menu="edit",
        enabled=lambda window: bool(window.desk.editor.history.undone),
        title=_redo_title,
    ),
    Action(
        "cut",
        "Cut",
        _cut,
        icon="scissors",
        keys=("Ctrl+X", "Shift+Del"),
        menu="-edit",
        enabled=_layers_or_slides,
    ),
    Action(
        "copy",
        "Copy",
        _copy,
        icon="copy",
        keys=("Ctrl+C", "Ctrl+Ins"),
        menu="edit",
        enabled=has_slide,
    ),
    Action(
        "paste",
        "Paste",
        _paste,
        icon="clipboard",
        keys=("Ctrl+V", "Shift+Ins"),
        menu="edit",
    ),
    Action(
        "paste-in-place", "Paste in place", _paste_in_place, keys=("Ctrl+Shift+V",), menu="edit"
    ),
    Action(
        "duplicate",
        "Duplicate",
        _duplicate,
        icon="copy",
        keys=("Ctrl+D",),
        menu="edit",
        enabled=has_slide,
    ),
    Action(
        "delete",
        "Delete",
        _delete,
        icon="trash-2",
        keys=("Delete", "Backspace"),
        menu="edit",
        enabled=_layers_or_slides,
    ),
    Action(
        "select-all",
        "Select all",
        _select_all,
        keys=("Ctrl+A",),
        menu="-edit",
        enabled=has_slide,
    ),
    Action(
        "deselect",
        "Deselect",
        _deselect,
        keys=("Ctrl+Shift+A",),
        menu="edit",
        enabled=has_selection,
    ),
    Action(
        "copy-style",
        "Copy style",
        _copy_style,
        icon="paintbrush",
        keys=("Ctrl+Alt+C",),
        menu="-edit",
        enabled=has_selection,
    ),
    Action(
        "paste-style",
        "Paste style",
        _paste_style,
        keys=("Ctrl+Alt+V",),
        menu="edit",
        enabled=lambda window: has_selection(window) and _style() is not None,
    ),
)
