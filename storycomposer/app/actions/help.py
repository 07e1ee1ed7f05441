"""Finding things: the palette, the keys, the settings."""

from __future__ import annotations

from storycomposer.app.actions.record import Action, Window

# What is rarely opened is loaded when it is.


def _palette(window: Window) -> None:
    from storycomposer.app.command_palette import CommandPalette  # noqa: PLC0415

    CommandPalette(window).open()


def _keys(window: Window) -> None:
    from storycomposer.app.shortcut_sheet import ShortcutSheet  # noqa: PLC0415

    ShortcutSheet(window.actions_by_id.table, window.widget).open()


def _settings(window: Window) -> None:
    from storycomposer.app.settings_page import SettingsPage  # noqa: PLC0415

    SettingsPage(window.program, window.widget, window.desk).open()


ACTIONS: tuple[Action, ...] = (
    Action(
        "palette",
        "Find an action…",
        _palette,
        icon="command",
        keys=("Ctrl+K", "/", "Ctrl+/"),
        menu="help",
    ),
    Action("shortcuts", "Keys", _keys, icon="keyboard", keys=("?",), menu="help"),
    Action(
        "settings",
        "Settings…",
        _settings,
        icon="settings",
        keys=("Ctrl+,",),
        menu="-help",
    ),
)
