"""What an export asked for last, remembered; and the folder that a story's pictures go to."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import msgspec
import platformdirs
from PySide6.QtCore import QStandardPaths

from storycomposer.app.safe_names import safe_name
from storycomposer.encode import Format
from storycomposer.errors import StoryError
from storycomposer.export.sets import NARROWEST, WIDEST
from storycomposer.storage import disk

Phone = Literal["iphone", "android"]

WIDTHS = (1080, 1440, 2160, 540)
_MOST_PLACES = 500


class ExportSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How sets are exported. ``home`` is the folder in which each story's own folder is made,
    empty for the default; ``places`` says which story went to which folder, newest last;
    ``copy_to`` is where sets are also copied to (empty: nowhere yet), by itself if ``copy`` is on;
    ``phone`` is what the help speaks of; ``destinations`` are ids of those the set is for, none for
    any story; ``sheet`` adds the link sheet."""

    format: Format = "png"
    width: Annotated[int, msgspec.Meta(ge=NARROWEST, le=WIDEST)] = 1080
    zip: bool = False
    home: str = ""
    places: tuple[tuple[str, str], ...] = ()
    copy_to: str = ""
    copy: bool = False
    phone: Phone = "iphone"
    destinations: tuple[str, ...] = ()
    sheet: bool = False


class Remembered:
    """The settings in their file. What cannot be read counts as nothing remembered."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or (
            platformdirs.user_config_path("storycomposer", appauthor=False) / "export.json"
        )

    def read(self) -> ExportSettings:
        """The settings as they are now: another window may have changed them."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=ExportSettings)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return ExportSettings()

    def change(self, edit: Callable[[ExportSettings], ExportSettings]) -> ExportSettings:
        """Remember what ``edit`` makes of the settings, and return it."""
        made = edit(self.read())
        data = msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
        # That a choice is forgotten is no reason to stop an export.
        with contextlib.suppress(StoryError, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            disk.write(self._path, lambda file: _put(file, data))
        return made


def _put(file: BinaryIO, data: bytes) -> None:
    file.write(data)


def home(settings: ExportSettings) -> Path:
    """The folder of all stories' folders: ``Pictures/Stories`` unless another was chosen."""
    if settings.home:
        return Path(settings.home)
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures or Path.home()) / "Stories"


def folder(settings: ExportSettings, id: str, name: str, settled: bool = True) -> Path:
    """Where the story ``id`` that is called ``name`` is exported to: a folder of that name. One
    that another story used before gets a number, so that no story replaces another's pictures.
    A name that is not ``settled`` (a headline that is being written) does not move a set that was
    exported already."""
    above = home(settings)
    mine = [Path(place) for id_, place in settings.places if id_ == id]
    if not settled and mine and mine[-1].parent == above:
        return mine[-1]
    name = safe_name(name) or "Story"
    taken = {place for id_, place in settings.places if id_ != id}
    number, found = 2, above / name
    while str(found) in taken:
        number, found = number + 1, above / f"{name} {number}"
    return found


def placed(settings: ExportSettings, id: str, folder: Path) -> ExportSettings:
    """The settings knowing that the story ``id`` was exported to ``folder``."""
    others = [place for place in settings.places if place != (id, str(folder))]
    places = (*others, (id, str(folder)))[-_MOST_PLACES:]
    return msgspec.structs.replace(settings, places=places)


def shown(path: Path) -> str:
    """``path`` as people say it: below their own folder without that folder."""
    try:
        return str(path.relative_to(Path.home()))
    except ValueError:
        return str(path)
