"""What the window's viewport shows of the slide at 100 %, and what the command line exports of it.

The viewport is grabbed as it paints itself, in the screen's pixels. Where it is smaller than the
slide, it is grabbed piece by piece.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas import sticker_rooms
from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.canvas.handler import Handler
from storycomposer.app.canvas.view import View
from storycomposer.app.main_window import MainWindow
from storycomposer.export.sets import export_set
from storycomposer.story import Story


def grabbed(window: MainWindow) -> np.ndarray:
    """The slide on the canvas at one pixel of the screen per canvas pixel, RGB."""
    canvas, size = window.canvas, window.desk.deck.canvas
    canvas.showing.settle()
    ratio = canvas.devicePixelRatioF()
    # Where a point is no whole number of pixels, the last of them may be half the widget's.
    wide, high = int(canvas.width() * ratio) - 1, int(canvas.height() * ratio) - 1
    whole = np.zeros((size.height, size.width, 3), np.uint8)
    with _bare(canvas):
        for top in range(0, size.height, high):
            for left in range(0, size.width, wide):
                shown = _painted(canvas, View(1.0, -left, -top, ratio))[:high, :wide]
                piece = whole[top : top + high, left : left + wide]
                piece[:] = shown[: piece.shape[0], : piece.shape[1]]
    return whole


def exported(story: Story, index: int, folder: Path) -> np.ndarray:
    """The pixels of the PNG that the command line writes of slide ``index``, RGB."""
    (path,) = export_set(story, folder, slides=[index], allow_missing=True, unproven=True, jobs=1)
    return read(path)


def read(path: Path) -> np.ndarray:
    """A picture's pixels, RGB."""
    return np.asarray(Image.open(path).convert("RGB"))


def differing(shown: np.ndarray, made: np.ndarray) -> str:
    """How two pictures differ, in words; empty where they do not."""
    if shown.shape != made.shape:
        return f"{shown.shape} instead of {made.shape}"
    if np.array_equal(shown, made):
        return ""
    wrong = np.any(shown != made, axis=2)
    rows, columns = np.flatnonzero(wrong.any(axis=1)), np.flatnonzero(wrong.any(axis=0))
    most = int(np.abs(shown.astype(int) - made).max())
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return f"{int(wrong.sum())} pixels in {box}, by up to {most}"


def _painted(canvas: Canvas, view: View) -> np.ndarray:
    """What the canvas paints where the slide lies as ``view`` says."""
    wide, high = int(canvas.width() * view.ratio) + 1, int(canvas.height() * view.ratio) + 1
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(view.ratio)
    with patch.object(canvas, "_view", view):
        canvas.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(high, wide, 4)
    # The bytes are Qt's and go with the image.
    return rows[:, :, 2::-1].copy()


@contextlib.contextmanager
def _bare(canvas: Canvas) -> Iterator[None]:
    """Without what lies over the slide (frames, handles, guides, the shade of what is covered, the
    room for a sticker): exports have none."""
    guiding = canvas.guiding
    with (
        patch.object(canvas, "_handler", Handler()),
        patch.object(canvas, "show_safe", False),
        patch.object(canvas, "_dragging_into_unsafe", lambda: False),
        patch.object(guiding, "rulers", False),
        patch.object(guiding, "paint", lambda *_: None),
        patch.object(sticker_rooms, "paint", lambda *_: None),
    ):
        yield
