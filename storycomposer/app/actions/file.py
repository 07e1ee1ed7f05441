"""Stories and their files."""

from __future__ import annotations

from storycomposer.app.actions.record import Action, Window
from storycomposer.app.opening import ask_to_open
from storycomposer.app.words import say


def _close(window: Window) -> None:
    window.close()


def _open(window: Window) -> None:
    ask_to_open(
        window.widget,
        window.program,
        lambda error: window.desk.notice(say(error.sentence), "error"),
    )


def _duplicate(window: Window) -> None:
    window.program.copy_of(window.desk.editor.committed)


def _has_file(window: Window) -> bool:
    return window.desk.editor.path is not None


def _can_revert(window: Window) -> bool:
    return _has_file(window) and window.desk.editor.dirty


ACTIONS: tuple[Action, ...] = (
    Action(
        "new",
        "New story…",
        lambda window: window.program.show_start(),
        icon="file-plus",
        keys=("Ctrl+N",),
        menu="file",
    ),
    Action("open", "Open…", _open, icon="folder-open", keys=("Ctrl+O",), menu="file"),
    Action(
        "duplicate-story",
        "Duplicate as new story",
        _duplicate,
        icon="copy",
        menu="file",
    ),
    Action(
        "save",
        "Save",
        lambda window: window.files.save(),
        icon="save",
        keys=("Ctrl+S",),
        menu="-file",
    ),
    Action(
        "save-as",
        "Save as…",
        lambda window: window.files.save_as(),
        keys=("Ctrl+Shift+S",),
        menu="file",
    ),
    Action("save-copy", "Save a copy…", lambda window: window.files.save_copy(), menu="file"),
    Action(
        "rename-story",
        "Rename story",
        lambda window: window.top_bar.title.begin(),
        icon="pen-line",
        menu="file",
        enabled=lambda window: not _has_file(window),
    ),
    Action(
        "revert",
        "Go back to what was saved",
        lambda window: window.files.revert(),
        icon="history",
        menu="file",
        enabled=_can_revert,
    ),
    Action("close", "Close window", _close, icon="x", keys=("Ctrl+W",), menu="-file"),
    Action("quit", "Quit", lambda window: window.program.quit(), keys=("Ctrl+Q",), menu="file"),
)
