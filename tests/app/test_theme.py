"""The window's own colours are told apart (WCAG 2.2: 4.5:1 for words, 3:1 for what surrounds
them)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialogButtonBox, QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

import storycomposer.app
from storycomposer.app import sheet
from storycomposer.app.seeing import contrast
from storycomposer.app.shades import DARK, LIGHT, Tokens
from storycomposer.app.sides import margins

WORDS = {
    "text": ("window", "panel", "ground", "field", "hover", "line", "accent_soft"),
    "muted": ("window", "panel", "field", "hover"),
    "on_accent": ("accent", "accent_hover", "snap", "unsafe"),
    "accent_text": ("window", "panel", "field", "hover", "accent_soft"),
    "good": ("window", "panel", "field"),
    "warn": ("window", "panel", "field"),
    "danger": ("window", "panel", "field"),
}
"""Words of a colour, and the grounds that they stand on."""
SHAPES = {
    "accent_text": ("window", "panel", "field", "accent_soft"),  # rings of focus
    "accent": ("panel", "window"),
    "on_accent": ("accent",),
}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground", "least"),
    [(name, ground, 4.5) for name, grounds in WORDS.items() for ground in grounds]
    + [(name, ground, 3.0) for name, grounds in SHAPES.items() for ground in grounds],
)
def test_colours_are_told_apart(look: Tokens, name: str, ground: str, least: float) -> None:
    assert contrast(QColor(getattr(look, name)), QColor(getattr(look, ground))) >= least


def test_every_pair_of_the_sheet_is_among_them() -> None:
    """A rule that sets both words and ground takes a pair that is measured above."""
    rules = re.findall(r"\{([^{}]*)\}", re.sub(r"\$\{\w+\}", "", sheet._SHEET))
    pairs = 0
    for rule in rules:
        color = re.search(r"(?<![-\w])color: \$(\w+)", rule)
        ground = re.search(r"background: \$(\w+)", rule)
        if color and ground and color[1] != "disabled":
            assert ground[1] in WORDS[color[1]], rule
            pairs += 1
    assert pairs > 5


def test_buttons_of_questions_have_no_icons_of_the_desktop(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    box.setStyleSheet(sheet.style_sheet(LIGHT))
    box.setStyle(Iconed())
    button = box.addButton(QDialogButtonBox.StandardButton.Cancel)
    assert button.icon().isNull()


class Iconed(QProxyStyle):
    """A desktop that puts a floppy disk, a bin and a red cross on them."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:  # noqa: N802
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, *rest)


def test_margins_are_mirrored_where_their_sides_differ(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for way, sides in (("LeftToRight", (16, 8)), ("RightToLeft", (8, 16))):
        widget.setLayoutDirection(Qt.LayoutDirection[way])
        made = margins(widget, 16, 1, 8, 2)
        assert (made.left(), made.right(), made.top(), made.bottom()) == (*sides, 1, 2)
    folder = Path(storycomposer.app.__file__).parent
    given = re.compile(r"setContentsMargins\((\d+), \d+, (\d+), \d+\)")
    for file in folder.rglob("*.py"):
        for start, end in given.findall(file.read_text(encoding="utf-8")):
            assert abs(int(start) - int(end)) <= 2, f"{file.name}: Qt mirrors no margins"
