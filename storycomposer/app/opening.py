"""Choosing stories and pictures to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QMimeData, QStandardPaths, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from storycomposer.app.settings import Settings
from storycomposer.app.words import t
from storycomposer.errors import StoryError
from storycomposer.media.formats import PICTURES


def folder(program: Any) -> Path:
    """Where dialogs begin: the folder used last, else the documents."""
    used = program.settings.values.folder
    return Path(used) if used else platformdirs.user_documents_path()


def pictures_folder(settings: Settings) -> str:
    """Where dialogs for pictures begin: the folder used last, else the person's pictures."""
    used = settings.values.pictures
    if used and Path(used).is_dir():
        return used
    own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    # Qt begins in the folder that the program was started in where there is none.
    return own if own and Path(own).is_dir() else str(Path.home())


def ask_to_open(
    parent: QWidget,
    program: Any,
    failed: Callable[[StoryError], None],
    pictures: Callable[[QMimeData], object] | None = None,
) -> None:
    """Ask for a story and open it; what cannot be opened is told to ``failed``. With ``pictures``
    pictures can be chosen too, which are given to it."""
    first = str(folder(program)) if pictures is None else pictures_folder(program.settings)
    dialog = QFileDialog(parent, t("files.open", "Open story"), first)
    kinds = t("files.kind", "Stories") + " (*.story *.zip deck.json)"
    if pictures is not None:
        suffixes = " ".join(f"*.{one}" for one in (*PICTURES.values(), "jpeg", "heif"))
        kinds = t("files.all-kinds", "Pictures and stories") + f" ({suffixes} *.story deck.json)"
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)

    def chosen(names: list[str]) -> None:
        paths = [Path(name) for name in names]
        used = str(paths[0].parent)
        program.settings.change(**{"folder" if is_story(paths[0]) else "pictures": used})
        try:
            rest = open_stories(program, paths)
            if rest and pictures is not None:
                pictures(_as_data(rest))
        except StoryError as error:
            failed(error)

    dialog.filesSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def open_stories(program: Any, paths: list[Path]) -> list[Path]:
    """Open the stories among ``paths``; returns the others. StoryError as for opening."""
    for path in paths:
        if is_story(path):
            program.open(path.parent if path.name == "deck.json" else path)
    return [path for path in paths if not is_story(path)]


def is_story(path: Path) -> bool:
    """Whether ``path`` looks like a story: by its name, or as a folder with a deck in it."""
    if path.is_dir():
        return (path / "deck.json").is_file()
    return path.suffix.lower() in (".story", ".zip") or path.name == "deck.json"


def _as_data(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
