"""Whatever can be used has a name that is read out, in every state that has a look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import doing_scenes
import link_scenes
import pytest
import screenshots
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

ALIKE = (
    "arabic", "drop-several", "gradient-conic", "gradient-radial", "hard-to-read", "japanese",
    "link", "link-address", "link-app", "link-covered", "link-drop", "link-email", "link-middle",
    "link-paled", "link-phone", "link-sticker", "link-telegram", "link-unreadable", "link-words",
    "outside", "snapping", "text-all", "unsafe",
)  # fmt: skip
"""They show the widgets of another scene with something else on the canvas or in them."""
SCENES = {**screenshots.SHOTS, **link_scenes.SCENES, **doing_scenes.SCENES}
USABLE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QPlainTextEdit, QProgressBar, QTabBar, QTextEdit,
)  # fmt: skip


def usable(top: QWidget) -> Iterator[QWidget]:
    """What somebody may use in ``top``, beyond what is a part of Qt's own widgets."""
    for one in top.findChildren(QWidget):
        inner = one.objectName().startswith("qt_") or isinstance(one, QScrollBar)
        # The icon in a field, and what clears it; the arrows of a row of tabs.
        inner = inner or isinstance(one.parentWidget(), QLineEdit | QComboBox | QTabBar)
        by_keys = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        if one.isVisible() and not inner and (isinstance(one, USABLE) or by_keys):
            yield one


def name(one: QWidget) -> str:
    """What is read out: a field is not called by what is in it."""
    field = isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox)
    return one.accessibleName() or ("" if field else getattr(one, "text", str)())


def rows(view: QAbstractItemView) -> Iterator[str]:
    """What is read out of the first rows."""
    model, roles = view.model(), (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    for row in range(min(model.rowCount(view.rootIndex()), 20)):
        index = model.index(row, 0, view.rootIndex())
        yield next((str(said) for role in roles if (said := index.data(role))), "")


@pytest.mark.parametrize("scene", sorted(set(SCENES) - set(ALIKE)))
def test_all_that_can_be_used_is_named(scene: str, qapp: QApplication, tmp_path: Path) -> None:
    """Popups too. A picture alone also tells what it is to those who see it."""
    del qapp
    studio = screenshots.Studio(tmp_path)
    try:
        SCENES[scene](studio)
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert tops
        for top in tops:
            # What a list of choices drops down in is Qt's.
            assert top.accessibleName() or top.windowTitle() or type(top) is QFrame, type(top)
            for one in usable(top):
                assert name(one).strip(), (type(one).__name__, type(one.parentWidget()).__name__)
                if isinstance(one, QAbstractButton) and not one.text() and not one.icon().isNull():
                    assert one.toolTip(), name(one)
                if isinstance(one, QAbstractItemView):
                    assert all(rows(one)), name(one)
    finally:
        studio.close()
        studio.program.disk.finish()
