"""Round corners of windows that float, also where nothing blends windows into each other."""

from __future__ import annotations

import ctypes
from contextlib import suppress

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget


def soften(widget: QWidget) -> None:
    """Let what lies behind ``widget``, a window not shown yet, be seen through what it does not
    paint, if this desktop can; else :func:`cut` will give it its shape."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, blends())


def cut(widget: QWidget, box: QRect, radius: float) -> None:
    """Give ``widget`` the shape of ``box`` with round corners where its edges cannot be blended;
    what it paints around them, such as a shadow, is not seen then. Call it at every new size."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
        return
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), radius, radius)
    widget.setMask(QRegion(path.toFillPolygon().toPolygon()))


def blends() -> bool:
    """Whether windows may have transparent parts: under X11 only while a compositing manager runs,
    which then owns the selection ``_NET_WM_CM_S0`` (Extended Window Manager Hints, section 7).
    Desktops that cannot be asked are taken to blend, as nearly all do."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication) or app.platformName() != "xcb":
        return True
    with suppress(OSError, AttributeError):
        display = ctypes.c_void_p(app.nativeInterface().display())  # type: ignore[attr-defined]
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        x11.XGetSelectionOwner.restype = ctypes.c_ulong
        atom = x11.XInternAtom(display, b"_NET_WM_CM_S0", 0)
        return bool(x11.XGetSelectionOwner(display, atom))
    return True
