"""Everything that comes in: pictures chosen, dropped or pasted, addresses, text, stories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from storycomposer.app import clip_data
from storycomposer.app.actions.record import Window
from storycomposer.app.addresses import meant, target_in
from storycomposer.app.arriving import Arriving
from storycomposer.app.canvas.drawing import put
from storycomposer.app.canvas.text import clipping
from storycomposer.app.incoming import Source, from_path, read_all
from storycomposer.app.opening import pictures_folder
from storycomposer.app.safe_area import SAFE
from storycomposer.app.waiting import Waiting
from storycomposer.app.words import say, t
from storycomposer.document import runs
from storycomposer.document.geometry import Point
from storycomposer.document.layers import ImageLayer, Run, TextLayer
from storycomposer.document.snapping import MARGIN
from storycomposer.errors import StoryError
from storycomposer.media.formats import PICTURES


class Bringing(QObject):
    """Takes things in for one window. Reading, decoding and the first drawing happen on threads;
    what cannot be used is said in one sentence."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = window.desk
        self._widget = parent
        self._waiting = Waiting(window.desk, window.workers, self)
        self.arriving = Arriving(window, parent, self._waiting)
        self.into = ""
        """Id of the picture (or of the slide with the background) that the next one replaces."""

    @property
    def idle(self) -> bool:
        """Whether all that was brought is in place."""
        return self._waiting.idle

    def choose(self, onto: str = "") -> None:
        """Ask for picture files; for one in place of the picture ``onto`` (a layer's id, or the
        slide's for its background) if it is given."""
        onto = onto or self.into
        suffixes = " ".join(f"*.{suffix}" for suffix in (*PICTURES.values(), "jpeg", "heif"))
        kinds = t("bring.kinds", "Pictures ({suffixes})", suffixes=suffixes)
        ask = QFileDialog.getOpenFileName if onto else QFileDialog.getOpenFileNames
        title = t("bring.choose", "Choose photos")
        if onto:
            title = t("bring.choose-one", "Choose another picture")
        settings = self._window.program.settings
        found, _ = ask(self._widget, title, pictures_folder(settings), kinds)
        files = [Path(name) for name in ([found] if isinstance(found, str) else found) if name]
        if files:
            settings.change(pictures=str(files[0].parent))
            self.bring([from_path(path) for path in files], onto=onto)

    def paste(self) -> bool:
        """Take what is on the clipboard. Returns False, and says so, where there is nothing to
        take."""
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        taken = mime is not None and self.take(mime, onto=self._slot())
        if not taken:
            said = "There is nothing on the clipboard that a slide can hold."
            self._desk.notice(t("bring.nothing", said))
        return taken

    def take(self, mime: QMimeData, at: Point | None = None, onto: str = "") -> bool:
        """Take what is pasted, or dropped at canvas pixel ``at`` on the picture ``onto``. Returns
        False where there is nothing to take."""
        stories = [path for path in clip_data.paths(mime) if path.suffix == ".story"]
        if stories:
            self._open(stories)
            return True
        found = clip_data.sources(mime)
        if found:
            self.bring(found, at, onto or (self.into if len(found) == 1 else ""))
            return True
        words = clip_data.text(mime).strip()
        target = target_in(words)
        if target is not None:
            self._window.linking.add(target)
            return True
        return bool(words) and self._add_text(words)

    def bring(self, sources: Iterable[Source], at: Point | None = None, onto: str = "") -> None:
        """Read pictures on a thread and put them on the slide."""
        desk, wanted = self._desk, tuple(sources)
        slide, media = desk.editor.selection.slide or "", desk.editor.story.media
        self._waiting.run(
            lambda: read_all(wanted, media),
            lambda found: self.arriving.place(found, slide, at, onto),
        )

    def _slot(self) -> str:
        """Id of the one selected picture if it came with the story: what is pasted takes its place.
        What a person brought in is not replaced by what is brought next."""
        selected = self._desk.selected
        layer = selected[0] if len(selected) == 1 else None
        if not isinstance(layer, ImageLayer) or layer.locked:
            return ""
        return "" if layer.source in self.arriving.brought else layer.id

    def add_link(self, address: str) -> bool:
        """A link layer for ``address``, or where a link is selected its new address. Returns
        whether there is such a link now."""
        target = meant(address)
        return target is not None and self._window.linking.add(target)

    def _add_text(self, words: str) -> bool:
        words = str(clipping.shortened(runs.clean(words), self._desk))
        layer = TextLayer(
            id="text",
            x=MARGIN,
            y=SAFE.center.y - 120,
            width=1080 - 2 * MARGIN,
            height=240,
            text=(Run(text=words),),
            size=48,
            leading=1.35,
        )
        return put(self._desk, layer, t("edit.add.text", "Add text")) is not None

    def _open(self, stories: Iterable[Path]) -> None:
        for path in stories:
            try:
                self._window.program.open(path)
            except StoryError as error:
                self._desk.notice(say(error.sentence), "error")
