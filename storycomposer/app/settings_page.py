"""The few settings there are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storycomposer.app.desk import Desk
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.deck import Brand

_SECONDS = (2, 5, 10, 30, 60)


class SettingsPage(QDialog):
    """Changes hold at once; there is nothing to confirm."""

    def __init__(self, program: Any, parent: QWidget, desk: Desk | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "sheet")
        self.setWindowTitle(t("settings.title", "Settings"))
        self._settings, self._desk = program.settings, desk
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(24)
        title = QLabel(t("settings.title", "Settings"))
        title.setProperty("kind", "display")
        column.addWidget(title)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(t("settings.theme", "Appearance"), self._themes())
        form.addRow(t("settings.recovery", "Keep work against crashes"), self._interval())
        form.addRow(t("settings.brand", "Brand of new stories"), self._brand())
        column.addLayout(form)
        column.addStretch(1)
        close = QPushButton(t("settings.done", "Done"))
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.setMinimumWidth(640)

    def _themes(self) -> QWidget:
        row, whole = QHBoxLayout(), QWidget()
        whole.setProperty("kind", "segments")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole.setFixedHeight(HEIGHT)
        whole.setLayout(row)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        group = QButtonGroup(self)
        for theme, label in (
            ("system", t("settings.system", "System")),
            ("light", t("settings.light", "Light")),
            ("dark", t("settings.dark", "Dark")),
        ):
            button = QToolButton()
            button.setProperty("kind", "segment")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setText(label)
            button.setAccessibleName(label)
            button.setCheckable(True)
            button.setChecked(self._settings.values.theme == theme)
            button.setObjectName(f"theme-{theme}")
            button.setProperty("theme", theme)
            button.clicked.connect(self._on_theme)
            group.addButton(button)
            row.addWidget(button, 1)
        return whole

    def _interval(self) -> ChoiceCombo:
        now = self._settings.values.recovery_seconds
        options = [
            Option(seconds, t("settings.seconds", "{count} s after a change", count=seconds))
            for seconds in sorted({*_SECONDS, now})
        ]
        made = ChoiceCombo(options, t("settings.recovery", "Keep work against crashes"))
        made.show_value(now)
        made.committed.connect(lambda seconds: self._settings.change(recovery_seconds=seconds))
        return made

    def _brand(self) -> QWidget:
        row, whole = QHBoxLayout(), QWidget()
        whole.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._swatches = _Swatches(self._settings.values.brand or Brand())
        row.addWidget(self._swatches)
        row.addStretch(1)
        if self._desk is not None:
            use = QPushButton(t("settings.use-brand", "Use this story's"))
            use.clicked.connect(self._use_brand)
            row.addWidget(use)
        reset = QPushButton(t("settings.reset-brand", "Reset"))
        reset.setProperty("kind", "quiet")
        reset.clicked.connect(lambda: self._set_brand(None))
        row.addWidget(reset)
        return whole

    def _on_theme(self) -> None:
        self._settings.change(theme=self.sender().property("theme"))

    def _use_brand(self) -> None:
        if self._desk is not None:
            self._set_brand(self._desk.deck.brand)

    def _set_brand(self, brand: Brand | None) -> None:
        self._settings.keep_brand(brand)
        self._swatches.show_brand(brand or Brand())


class _Swatches(QWidget):
    """A brand's colours and families at a glance."""

    def __init__(self, brand: Brand) -> None:
        super().__init__()
        self.setFixedSize(124, 28)
        self.show_brand(brand)

    def show_brand(self, brand: Brand) -> None:
        """Show ``brand``."""
        self._brand = brand
        self.setToolTip(f"{brand.heading}, {brand.body}")
        self.setAccessibleName(
            ", ".join((brand.primary, brand.accent, brand.ink, brand.paper, self.toolTip()))
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brand = self._brand
        painter.setPen(QColor(tokens().muted))
        for index, color in enumerate((brand.primary, brand.accent, brand.ink, brand.paper)):
            painter.setBrush(QColor(color[:7]))
            painter.drawEllipse(index * 32 + 1, 1, 25, 25)
