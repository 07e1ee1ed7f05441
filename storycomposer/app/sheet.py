"""The style sheet of the application, filled with the theme's colours."""

from __future__ import annotations

from string import Template

from storycomposer.app.shades import RADIUS, Tokens


def style_sheet(look: Tokens) -> str:
    """The application's style sheet. Widgets are addressed by type or by the dynamic properties
    ``kind`` (panel, bar, tool, primary, quiet, chip, section, muted, card) only."""
    fields = {name: getattr(look, name) for name in Tokens.__slots__}
    return Template(_SHEET).substitute(fields, radius=RADIUS)


_SHEET = """
* { outline: none; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 8px; }
QWidget[kind="panel"] { background: $panel; }
QWidget[kind="bar"] { background: $panel; }
QFrame[kind="line"] { background: $line; border: none; }
QLabel[kind="section"] { color: $muted; font-weight: 600; font-size: 12px; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="good"] { color: $good; }
QLabel[kind="warn"] { color: $warn; }
QLabel[kind="danger"] { color: $danger; }
QLabel[kind="title"] { font-weight: 600; font-size: 14px; }
QLabel[kind="hero"] { font-weight: 700; font-size: 32px; }
QLabel[kind="heading"] { font-weight: 700; font-size: 16px; }
QLabel[kind="error"] { color: $danger; font-weight: 600; }
QDialog[kind="sheet"] { background: $panel; }
QMessageBox { background: $panel; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 700; font-size: 16px; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: $muted; }
QLineEdit[kind="palette"] { font-size: 16px; padding: 10px 12px; }
QLabel[kind="key"] {
  background: $field; color: $text; border: 1px solid $line; border-radius: 5px;
  padding: 1px 6px; font-size: 12px;
}
QToolButton[kind="over"] {
  background: $panel; border: 1px solid $line; border-radius: 15px; padding: 0;
}
QFrame[kind="floating"] {
  background: $panel; border: 1px solid $line; border-radius: 10px;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QWidget[kind="start"] { background: $window; }
QFrame[kind="rescued"] {
  background: $accent_soft; border: 1px solid $accent_text; border-radius: 12px;
}
QPushButton[kind="tile"], QPushButton[kind="drop"] {
  border-radius: 12px; font-weight: 600; padding: 12px 16px;
}
QPushButton[kind="tile"] { background: $panel; }
QPushButton[kind="tile"]:hover { background: $hover; }
QPushButton[kind="drop"] { background: transparent; border: 2px dashed $disabled; color: $muted; }
QPushButton[kind="drop"]:hover { border-color: $accent_text; color: $text; }
QPushButton[kind="drop"]:focus { border-color: $accent_text; color: $text; }
QPushButton[kind="drop"]:pressed { background: $accent_soft; border-color: $accent; color: $text; }
QLabel[kind="display"] { font-weight: 700; font-size: 26px; }

QPushButton, QToolButton {
  background: transparent; color: $text; border: 1px solid transparent;
  border-radius: ${radius}px; padding: 6px 10px;
}
QPushButton { background: $field; border-color: $line; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent_text; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; }
QToolButton:checked { background: $accent_soft; color: $accent_text; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 5px 9px; }
QMessageBox QPushButton { min-width: 64px; padding: 6px 12px; }
QMessageBox QPushButton:default {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QMessageBox QPushButton:default:hover { background: $accent_hover; }
QMessageBox QPushButton:default:focus { border: 2px solid $text; padding: 5px 11px; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $accent_text; }
QPushButton[kind="chip"] {
  background: $accent_soft; color: $accent_text; border-color: transparent; border-radius: 18px;
  padding: 0 14px; font-weight: 600;
}
QPushButton[kind="chip"]:hover { border-color: $accent_text; }
QPushButton[kind="chip"]:focus { border-color: $accent_text; }
QPushButton[kind="plain"] {
  background: transparent; border-color: transparent; color: $muted; padding: 2px 4px;
}
QPushButton[kind="plain"]:hover { color: $text; }
QPushButton[kind="plain"]:focus { border-color: $accent_text; }
QToolButton[kind="player"] { color: #FFFFFF; padding: 8px; }
QToolButton[kind="player"]:hover { background: rgba(255, 255, 255, 32); }
QToolButton[kind="player"]:pressed { background: rgba(255, 255, 255, 64); }
QToolButton[kind="player"]:focus { border: 1px solid #FFFFFF; }
QLabel[kind="player"] { color: #FFFFFF; }
QToolButton[kind="tool"] { padding: 8px 0; font-size: 11px; }

QWidget[kind="segments"] {
  background: $field; border: 1px solid $line; border-radius: ${radius}px;
}
QToolButton[kind="segment"] { padding: 0; border-radius: 6px; font-size: 12px; }
QToolButton[kind="segment"]:checked {
  background: $accent_soft; color: $accent_text; font-weight: 600;
}
QToolButton[kind="icon"] { padding: 0; }
QToolButton[kind="add"] { padding: 0; border: 1px dashed $disabled; border-radius: 6px; }
QToolButton[kind="add"]:hover { border-color: $accent_text; }
QToolButton[kind="add"]:focus { border: 1px solid $accent_text; }
QPushButton[kind="disclosure"] {
  padding: 4px 0; color: $muted; font-weight: 600; font-size: 12px; text-align: left;
  background: transparent; border-color: transparent;
}
QPushButton[kind="disclosure"]:hover { color: $text; }
QPushButton[kind="disclosure"]:focus { border-color: $accent_text; }
QPushButton[kind="half"] { padding: 0 4px; }
QPushButton[kind="small"] { padding: 0 10px; font-size: 12px; font-weight: 600; }
QPushButton[kind="mend"] {
  padding: 0 10px; font-size: 12px; font-weight: 600;
  background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton[kind="mend"]:hover { background: $accent_hover; }
QPushButton[kind="mend"]:focus { border: 2px solid $text; padding: 0 9px; }
QToolButton[kind="picker"] { background: $field; border-color: $line; padding: 0 18px 0 2px; }
QToolButton[kind="picker"][mirrored="true"] { padding: 0 2px 0 18px; }
QToolButton[kind="picker"]:hover { background: $hover; }
QToolButton[kind="picker"]:focus { border-color: $accent_text; }
QPushButton[kind="warning"] {
  background: $panel; border-color: $danger; padding: 0 10px; font-size: 12px; font-weight: 600;
}
QPushButton[kind="color"] { text-align: left; padding: 0 8px 0 36px; }
QPushButton[kind="combo"] { text-align: left; padding: 0 24px 0 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $field; color: $text; border: 1px solid $line; border-radius: ${radius}px;
  padding: 5px 8px; selection-background-color: $accent; selection-color: $on_accent;
}
/* Qt keeps 2 and 4 points of its own: with these, words in all inputs stand at one edge. */
QLineEdit { padding: 5px 6px; }
QPlainTextEdit { padding: 5px 4px 9px 4px; }  /* below it what begins a line that is cut off */
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 1px solid $accent_text;
}
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QPlainTextEdit[kind="plain"], QPlainTextEdit[kind="plain"]:focus {
  background: transparent; border: none; padding: 0; color: $muted;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $danger; }
QComboBox[mixed="true"], QPushButton[kind="combo"][mixed="true"] { color: $muted; }
QLineEdit[readOnly="true"] { background: transparent; }  /* nothing can be written there */
QLineEdit[readOnly="true"]:!focus { border-color: transparent; }
QLineEdit:disabled, QComboBox:disabled { color: $disabled; }
QComboBox { combobox-popup: 0; }  /* below it, not over it */
QComboBox::drop-down { border: none; width: 20px; }
QListView, QTreeView { background: $panel; color: $text; border: none; }
QComboBox QAbstractItemView {
  background: $panel; color: $text; border: 1px solid $line; border-radius: ${radius}px;
  padding: 3px;
}
QComboBox QAbstractItemView::item { padding: 4px 3px; min-height: 22px; border-radius: 6px; }
QListView::item, QTreeView::item { border-radius: 6px; padding: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $text; }

QCalendarWidget QAbstractItemView {
  background: $panel; alternate-background-color: $panel; selection-background-color: transparent;
}
QCalendarWidget QAbstractItemView::item, QCalendarWidget QAbstractItemView::item:hover {
  background: transparent;
}

QTreeView[kind="rows"] { selection-background-color: transparent; }
QTreeView[kind="rows"]::item, QTreeView[kind="rows"]::item:hover,
QTreeView[kind="rows"]::item:selected { background: transparent; }

QMenu { background: transparent; border: none; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; }
QMenu::separator { height: 1px; margin: 6px 4px; }
QMenu::icon { padding-left: 8px; }

QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 6px 10px; border: 2px solid transparent;
  font-weight: 600;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent_text; border-color: $accent; border-radius: 6px; }
QTabWidget::pane { border: none; }

QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider[mirrored="true"]::sub-page:horizontal { background: $line; }
QSlider[mirrored="true"]::add-page:horizontal {
  height: 4px; border-radius: 2px; background: $accent;
}
QSlider::handle:horizontal {
  width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; background: $panel;
  border: 2px solid $accent;
}
QSlider::handle:horizontal:focus { background: $accent; }
QCheckBox { spacing: 8px; }
QProgressBar {
  background: $field; border: none; border-radius: 3px; max-height: 6px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: rgba(128, 128, 145, 96); border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: rgba(128, 128, 145, 192); }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
"""
