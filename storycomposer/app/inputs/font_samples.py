"""Families as Qt draws them, for lists of fonts: loaded from the same files that the renderer
uses, when they are first shown."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from storycomposer.typography.fonts import FontBook

SCRIPTS = {
    "Arab": "عربي",
    "Hebr": "עברית",
    "Deva": "हिन्दी",
    "Beng": "বাংলা",
    "Taml": "தமிழ்",
    "Thai": "ไทย",
    "Khmr": "ខ្មែរ",
    "Hang": "한글",
    "Hani": "漢字",
    "Hira": "かな",
    "Armn": "Հայ",
    "Geor": "ქართ",
    "Ethi": "አማር",
    "Gujr": "ગુજ",
    "Guru": "ਪੰਜਾ",
    "Telu": "తెలు",
    "Knda": "ಕನ್ನ",
    "Mlym": "മല",
    "Sinh": "සිං",
    "Laoo": "ລາວ",
    "Mymr": "မြန်",
    "Cyrl": "Кир",
    "Grek": "Ελλ",
}
"""A few letters of each script beside Latin, by its ISO 15924 code."""


def sample_font(family: str, book: FontBook, pixels: int) -> QFont:
    """A font that shows ``family``; the window's own where Qt cannot load it."""
    made = QFont()
    made.setPixelSize(pixels)
    name = _loaded(family, book)
    if name:
        made.setFamilies([name, "Inter"])
    return made


@functools.lru_cache(maxsize=512)
def _loaded(family: str, book: FontBook) -> str:
    face = book.match(family, 400, False) if family else None
    if face is None or face.path is None:
        return ""
    return _name_in(face.path)


@functools.lru_cache(maxsize=512)
def _name_in(path: Path) -> str:
    found = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return found[0] if found else ""
