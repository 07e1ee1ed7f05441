"""The rail: everything that can be put on a slide, in one column beside the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from storycomposer.app.actions.record import Window
from storycomposer.app.asking import Flyout
from storycomposer.app.desk import Mode
from storycomposer.app.icons import icon
from storycomposer.app.inspector.presets import PRESETS, Preset, preset_name
from storycomposer.app.shape_kinds import KINDS
from storycomposer.app.words import t

WIDTH = 72


class Rail(QWidget):
    """Tools and what they offer. A tool that is in use is shown as checked."""

    def __init__(self, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(t("rail.name", "Tools"))
        self._window = window
        self._desk = window.desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(2)
        self.buttons: dict[str, QToolButton] = {}
        self.flyouts: dict[str, Flyout] = {}
        self._makers: dict[str, Callable[[], Flyout]] = {}
        flyout = self._flyout
        self._add("select", t("rail.select", "Select"), "mouse-pointer-2", "V", self._select)
        self._add("text", t("rail.text", "Text"), "type", "T", flyout("text", self._texts))
        self._add("photo", t("rail.photo", "Photo"), "image", "P", self._photo)
        shapes = flyout("shapes", self._shapes)
        self._add("shapes", t("rail.shapes", "Shapes"), "shapes", "R O L", shapes)
        stickers = flyout("stickers", self._stickers)
        self._add("stickers", t("rail.stickers", "Stickers"), "sticker", "E", stickers)
        self._add("link", t("rail.link", "Link"), "link", "Q", flyout("link", self._link))
        self._column.addStretch(1)
        self._add("brand", t("rail.brand", "Brand"), "palette", "", self._brand)
        self._desk.tool_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Mark what is open, or else the tool in use."""
        opened = next((name for name, one in self.flyouts.items() if one.isVisible()), "")
        used = opened or ("shapes" if self._desk.tool in KINDS else self._desk.tool)
        for name, button in self.buttons.items():
            button.setChecked(name == used)

    def open(self, name: str) -> None:
        """Open the flyout of the button ``name``."""
        self.buttons[name].click()

    def build(self, name: str) -> Flyout:
        """The flyout of the button ``name``, made now if it is not there yet."""
        found = self.flyouts.get(name)
        if found is None:
            found = self.flyouts[name] = self._makers[name]()
            found.closed.connect(self.refresh)
        return found

    def _add(self, name: str, label: str, image: str, keys: str, run: Callable[[], None]) -> None:
        made = QToolButton(self)
        made.setProperty("kind", "tool")
        made.setObjectName(f"rail-{name}")
        made.setText(label)
        made.setIcon(icon(image))
        made.setIconSize(QSize(20, 20))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFixedHeight(56)
        made.setCheckable(True)
        made.setAccessibleName(label)
        made.setToolTip(f"{label}  {keys}".strip())
        made.clicked.connect(run)
        # A click must not leave a button checked whose tool is not in use.
        made.clicked.connect(self.refresh)
        self.buttons[name] = made
        self._column.addWidget(made)

    def _select(self) -> None:
        self._desk.tool = "select"

    def _photo(self) -> None:
        self._window.bringing.choose()

    def _brand(self) -> None:
        self._window.actions_by_id["brand"].trigger()

    def _flyout(self, name: str, make: Callable[[], Flyout]) -> Callable[[], None]:
        """What opens the flyout ``name``, made when it is first asked for."""
        self._makers[name] = make

        def show() -> None:
            found: Any = self.build(name)
            if name == "link":
                found.ask()
            elif name == "text":
                self._show_looks(found)
            self._desk.mode = Mode()
            found.open_after(self.buttons[name])

        return show

    # What a flyout shows is loaded when it is opened.

    def _texts(self) -> Flyout:
        from storycomposer.app import preset_looks  # noqa: PLC0415

        made = Flyout(self)
        made.column.setSpacing(2)
        for preset in PRESETS:
            button = self._entry(made, preset_name(preset), partial(self._add_text, preset))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIconSize(QSize(preset_looks.WIDE, preset_looks.HIGH))
            button.setProperty("kind", "icon")
            button.setToolTip(button.accessibleName())
        return made

    def _show_looks(self, flyout: Flyout) -> None:
        """Draw the presets in the brand and theme of now."""
        from storycomposer.app import preset_looks  # noqa: PLC0415

        brand, mirrored = self._desk.deck.brand, self.isRightToLeft()
        for preset, button in zip(PRESETS, flyout.findChildren(QToolButton), strict=True):
            picture = preset_looks.look(preset, brand, self.devicePixelRatioF(), mirrored)
            button.setIcon(QIcon(picture))

    def _add_text(self, preset: Preset) -> None:
        from storycomposer.app import starting  # noqa: PLC0415

        starting.add_text(self._desk, preset, self._window.canvas.image)

    def _shapes(self) -> Flyout:
        made = Flyout(self)
        made.column.setSpacing(2)
        for kind in KINDS.values():
            button = self._entry(made, kind.said, partial(self._draw_shape, kind.id))
            button.setText(f"  {button.accessibleName()}")
            button.setIcon(icon(kind.icon))
            button.setIconSize(QSize(20, 20))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return made

    def _draw_shape(self, id: str) -> None:
        self._desk.tool = id
        hint = t("draw.hint", "Drag to draw, click to place, or press Enter.")
        self._desk.notice(hint, "hint")

    def _stickers(self) -> Flyout:
        from storycomposer.app.sticker_panel import StickerPanel  # noqa: PLC0415

        return StickerPanel(self, self._desk, self._window.canvas)

    def _link(self) -> Flyout:
        from storycomposer.app.link_panel import LinkPanel  # noqa: PLC0415

        linking = self._window.linking
        return LinkPanel(self, self._window, linking.add, linking.begin)

    def _entry(self, flyout: Flyout, label: str, run: Callable[[], None]) -> QToolButton:
        made = QToolButton(flyout)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setMinimumWidth(176)
        made.setAccessibleName(label)

        def chosen() -> None:
            flyout.hide()
            self._window.canvas.setFocus()
            run()

        made.clicked.connect(chosen)
        flyout.column.addWidget(made)
        return made
