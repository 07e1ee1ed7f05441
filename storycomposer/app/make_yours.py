"""A chip beside the slides of a story that was just begun: its look becomes one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFileDialog

from storycomposer.app.buttons import WordButton
from storycomposer.app.icons import icon
from storycomposer.app.incoming import Arrived, from_path, read_all
from storycomposer.app.logo_colors import colors_of
from storycomposer.app.menu import Menu
from storycomposer.app.opening import pictures_folder
from storycomposer.app.pixels import to_qimage
from storycomposer.app.words import say, t
from storycomposer.document import edits
from storycomposer.document.deck import Brand
from storycomposer.media.decode import decode
from storycomposer.media.store import MediaStore

LOGOS = "*.png *.jpg *.jpeg *.webp *.svg"


class _Read(NamedTuple):
    arrived: Arrived
    changes: dict[str, Any]


class MakeYours(WordButton):
    """Offers a logo, colours, or neither for now."""

    def __init__(self, window: Any) -> None:
        super().__init__("palette", t("yours.title", "Make it yours"), color="accent_text")
        self._window, self._desk = window, window.desk
        self.setProperty("kind", "chip")
        self.setIconSize(QSize(16, 16))
        self.setFixedHeight(36)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.menu_ = Menu(parent=self)
        for words, image, run in (
            (t("yours.logo", "Use a logo…"), "image", self.choose),
            (t("yours.colors", "Pick colours…"), "pipette", self._pick),
            (t("yours.later", "Later"), "x", self.hide),
        ):
            self.menu_.addAction(icon(image), words, run)
        self.clicked.connect(self._open)
        self.hide()

    def offer(self) -> None:
        """Show it, unless a brand for new stories was chosen already."""
        if self._window.program.settings.values.brand is None:
            self.show()

    def choose(self) -> None:
        """Ask for a logo."""
        kinds = t("brand.logo_kinds", "Pictures ({suffixes})", suffixes=LOGOS)
        title = t("brand.logo_title", "Choose a logo")
        settings = self._window.program.settings
        name, _ = QFileDialog.getOpenFileName(self._window, title, pictures_folder(settings), kinds)
        if name:
            settings.change(pictures=str(Path(name).parent))
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """The picture at ``path`` is the brand's logo from now on, and lends it its colours."""
        media, brand = self._desk.editor.story.media, self._desk.deck.brand
        self._window.workers.run("logo-file", lambda: _read(path, media, brand), self._arrived)

    def _open(self) -> None:
        size = self.menu_.sizeHint()
        self.menu_.popup(self.mapToGlobal(QPoint(0, -size.height() - 4)))

    def _pick(self) -> None:
        self.hide()
        self._window.actions_by_id["brand"].trigger()

    def _arrived(self, read: _Read) -> None:
        for error in read.arrived.errors:
            self._desk.notice(say(error.sentence), "error")
        if not read.changes:
            return
        label = t("yours.edit", "Use a logo")
        if self._desk.apply(lambda deck: edits.rebrand(deck, read.changes), label):
            self.hide()
            said = t("yours.done", "The story has your logo's colours.")
            if len(read.changes) == 1:
                said = t("yours.grey", "The logo is kept. It has no colours to take.")
            pick = t("yours.colors", "Pick colours…")
            self._desk.notice(said, "good", pick, self._window.actions_by_id["brand"].trigger)


def _read(path: Path, media: MediaStore, brand: Brand) -> _Read:
    arrived = read_all([from_path(path)], media)
    changes: dict[str, Any] = {}
    for picture in arrived.pictures[:1]:
        pixels = to_qimage(decode(media.get(picture.source), (128, 128)))
        changes = {"logo": picture.source, **colors_of(pixels, brand)}
    return _Read(arrived, changes)
