"""Undo, the clipboard, and what happens to the selected layers."""

from __future__ import annotations

from storycomposer.app.actions.record import Action, Window, has_selection
from storycomposer.app.words import t
from storycomposer.document import edits


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


def _delete(window: Window) -> None:
    ids = window.desk.editor.selection.layers
    label = t("edit.delete", "Delete")
    window.desk.apply(lambda deck: edits.delete(deck, ids), label)


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
        "delete",
        "Delete",
        _delete,
        icon="trash-2",
        keys=("Delete", "Backspace"),
        menu="-edit",
        enabled=has_selection,
    ),
)
