"""What the program remembers of how people like it, in one small JSON file.

Another program may write the same file: every change reads it again first. A file that cannot be
read counts as empty, one that cannot be written is no reason to stop anybody's work.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from PySide6.QtCore import QObject, Signal

from storycomposer.document.deck import Brand
from storycomposer.errors import StoryError
from storycomposer.platforms import ANY
from storycomposer.storage import disk

Theme = Literal["system", "light", "dark"]


class Recent(Struct, frozen=True):
    """A story's file or folder, and when it was last opened or saved (seconds since 1970)."""

    path: str
    time: float


class Place(Struct, frozen=True):
    """Where a window lies and how large it is, in points of the desktop."""

    x: int
    y: int
    width: Annotated[int, Meta(ge=1)]
    height: Annotated[int, Meta(ge=1)]
    maximized: bool = False


class Values(Struct, frozen=True, omit_defaults=True):
    """Every setting, with what holds until somebody chooses otherwise."""

    theme: Theme = "system"
    recovery_seconds: Annotated[int, Meta(ge=1, le=600)] = 5
    brand: Brand | None = None
    folder: str = ""
    """Where stories were opened or saved last."""
    pictures: str = ""
    """Where pictures were chosen last."""
    recents: tuple[Recent, ...] = ()
    recent_colors: tuple[str, ...] = ()
    favourite_fonts: tuple[str, ...] = ()
    check_spelling: bool = True
    safe_areas: bool = False
    safe_for: str = ANY
    """The destination whose covered parts are shown."""
    rulers: bool = False
    guides_locked: bool = False
    known_words: tuple[str, ...] = ()
    places: dict[str, Place] = {}
    """Of the last window of each kind."""


class Settings(QObject):
    """The settings in use; ``changed`` tells when one is otherwise."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._values = _read(path)

    @property
    def values(self) -> Values:
        """The settings as they are now."""
        return self._values

    def change(self, **fields: Any) -> None:
        """Set the named fields and keep them."""
        made = msgspec.structs.replace(_read(self._path), **fields)
        if made == self._values:
            return
        self._values = made
        with contextlib.suppress(StoryError, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            data = msgspec.json.format(msgspec.json.encode(made), indent=2)
            disk.write(self._path, lambda file: _put(data, file))
        self.changed.emit()

    def keep_brand(self, brand: Brand | None) -> None:
        """Begin new stories with ``brand``, or with the program's own. A logo's picture lies in
        its story, and the next story has not got it."""
        self.change(brand=msgspec.structs.replace(brand, logo=None) if brand else None)


def _read(path: Path) -> Values:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Values)
    except (OSError, msgspec.MsgspecError):
        return Values()


def _put(data: bytes, file: Any) -> None:
    file.write(data)
