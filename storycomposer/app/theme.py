"""The looks of the window, said once: colours, radii, spacing, type; for light and dark."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from storycomposer import resources
from storycomposer.app.shades import DARK, LIGHT, TYPE_SIZE, Tokens
from storycomposer.app.sheet import style_sheet

Choice = Literal["light", "dark", "system"]


def tokens() -> Tokens:
    """The colours in use: read from the palette, so that nothing else need be remembered."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return DARK if dark else LIGHT


def apply(app: QApplication, choice: Choice) -> None:
    """Dress the application. ``system`` follows the desktop, and is light where that is unknown."""
    dark = choice == "dark" or (
        choice == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    look = DARK if dark else LIGHT
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(look))
    app.setFont(_font())
    app.setStyleSheet(style_sheet(look))


def _font() -> QFont:
    for file in sorted(resources.path("fonts").glob("inter/*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    # Names of layers and slides may be in any script; machines without fonts exist.
    others = (
        family
        for file in sorted(resources.path("fonts").glob("noto-sans*/400.ttf"))
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(file))
        )
    )
    font = QFont(["Inter", *others])
    font.setPixelSize(TYPE_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(look: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, color in (
        (role.Window, look.window),
        (role.WindowText, look.text),
        (role.Base, look.field),
        (role.AlternateBase, look.panel),
        (role.ToolTipBase, look.panel),
        (role.ToolTipText, look.text),
        (role.Text, look.text),
        (role.PlaceholderText, look.muted),
        (role.Button, look.panel),
        (role.ButtonText, look.text),
        (role.BrightText, look.danger),
        (role.Link, look.accent_text),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.Light, look.panel),
        (role.Midlight, look.hover),
        (role.Mid, look.line),
        (role.Dark, look.line),
        (role.Shadow, "#000000"),
        (role.Accent, look.accent),
    ):
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.disabled))
    return palette
