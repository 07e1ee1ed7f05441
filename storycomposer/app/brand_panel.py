"""The brand: its colours, fonts and logo. What refers to them follows at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from msgspec import structs
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from storycomposer.app.floating import Floating
from storycomposer.app.icons import icon
from storycomposer.app.incoming import Arrived, from_path, read_all
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inputs.palette import PaletteField
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.making import brand_of
from storycomposer.app.inspector.subject import BrandSubject
from storycomposer.app.make_yours import LOGOS
from storycomposer.app.opening import pictures_folder
from storycomposer.app.pixels import to_qimage
from storycomposer.app.sides import margins
from storycomposer.app.words import say, t
from storycomposer.document.deck import Brand
from storycomposer.errors import StoryError
from storycomposer.media.decode import decode

WIDTH = 320


class BrandPanel(Floating):
    """Opens over the window; every change is an edit of its own."""

    def __init__(self, window: Any) -> None:
        super().__init__(window, window.top_bar)
        self.setAccessibleName(t("brand.title", "Brand"))
        margin = self.column.contentsMargins().left()
        self.column.setContentsMargins(margin - 12, margin - 4, margin - 12, margin - 8)
        self.column.setSpacing(4)
        self.setProperty("floats", True)
        self.subject = BrandSubject(window.desk)
        head = QHBoxLayout()
        head.setContentsMargins(margins(self, 16, 4, 8, 4))
        title = QLabel(t("brand.title", "Brand"))
        title.setProperty("kind", "title")
        close = QToolButton(self)
        close.setProperty("kind", "icon")
        close.setIcon(icon("x"))
        close.setIconSize(QSize(16, 16))
        close.setFixedSize(HEIGHT, HEIGHT)
        close.setAccessibleName(t("brand.close", "Close"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.close_panel)
        head.addWidget(title, 1)
        head.addWidget(close)
        self.column.addLayout(head)
        self.form = Form(self.subject, window)
        self.form.setFixedWidth(WIDTH)
        _build(self.form)
        self.column.addWidget(self.form)
        window.desk.changed.connect(self._on_changed)

    def open_panel(self, asked: bool = True) -> None:
        """Show it, with the brand as it is."""
        self.form.refresh()
        super().open_panel(asked)
        self.form.setFocus()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.form.refresh()


def _build(form: Form) -> None:
    section = form.section(t("brand.colors", "Colours"))
    for role in ("primary", "accent", "ink", "paper"):
        section.field(Brand, role)
    said = t("brand.more", "Palette")
    palette = PaletteField(said, partial(brand_of, form.subject.desk))
    section.row(said, form.bind(palette, "palette", said))
    section = form.section(t("brand.fonts", "Fonts"))
    for role, said in (
        ("heading", t("brand.heading", "Headings")),
        ("body", t("brand.body", "Body")),
    ):
        font = FontButton(said, form.subject.desk, roles=False)
        section.row(said, form.bind(font, role, said))
    section = form.section(t("brand.logo", "Logo"))
    logo = LogoField(form)
    section.whole(form.bind(logo, "logo", t("brand.logo", "Logo")))
    section = form.section()
    section.whole(KeepButton(form))
    take = TakeButton(form)
    form.when(section.whole(take), lambda _: take.helps)


class KeepButton(QPushButton):
    """Lets new stories begin with this brand."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._desk, self._settings = form.subject.desk, form.owner.program.settings
        self.setFixedHeight(HEIGHT)
        self.clicked.connect(self._keep)
        form.also(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say whether they do."""
        kept = structs.replace(self._desk.deck.brand, logo=None) == self._settings.values.brand
        self.setEnabled(not kept)
        if kept:
            self.setText(t("brand.kept", "New stories begin with this brand"))
        else:
            self.setText(t("brand.keep", "Use for new stories"))

    def _keep(self) -> None:
        self._settings.keep_brand(self._desk.deck.brand)
        self.refresh()


class TakeButton(QPushButton):
    """Gives this story the brand that new stories begin with, for one that is older than it. The
    story keeps its logo."""

    def __init__(self, form: Form) -> None:
        super().__init__(t("brand.take", "Use my brand here"), form)
        self._desk, self._settings = form.subject.desk, form.owner.program.settings
        self._form = form
        self.setFixedHeight(HEIGHT)
        self.clicked.connect(self._take)

    @property
    def helps(self) -> bool:
        """Whether it would change anything."""
        own = self._settings.values.brand
        return own not in (None, structs.replace(self._desk.deck.brand, logo=None))

    def _take(self) -> None:
        own = self._settings.values.brand
        if own is not None:
            self._form.setFocus()  # the button goes
            brand = structs.replace(own, logo=self._desk.deck.brand.logo)
            self._desk.apply(lambda deck: structs.replace(deck, brand=brand), self.text())


class LogoField(QWidget):
    """A picture of the story that stands for the brand."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._owner, self._desk = form.owner, form.subject.desk
        self._value: object = ""
        self._shown = QLabel(self)
        self._shown.setFixedSize(64, HEIGHT)
        self._choose = QPushButton(t("brand.logo_choose", "Choose…"), self)
        self._choose.setFixedHeight(HEIGHT)
        self._remove = QPushButton(t("brand.logo_remove", "Remove"), self)
        self._remove.setFixedHeight(HEIGHT)
        self._remove.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._shown)
        row.addWidget(self._choose, 1)
        row.addWidget(self._remove)
        self._choose.clicked.connect(self.choose)
        self._remove.clicked.connect(self._on_remove)

    def show_value(self, value: object) -> None:
        """Show the logo, if there is one."""
        if value == self._value:
            return
        self._value = value
        self._remove.setVisible(isinstance(value, str))
        self._shown.setVisible(isinstance(value, str))
        self._shown.clear()
        if isinstance(value, str):
            media = self._desk.editor.story.media
            self._owner.workers.run(
                "logo", lambda: decode(media.get(value), (128, 64)), self._show, self._failed
            )

    def settle(self, keep: bool = True, /) -> None:
        """Nothing is ever under way."""

    def choose(self) -> None:
        """Ask for a picture."""
        title = t("brand.logo_title", "Choose a logo")
        kinds = t("brand.logo_kinds", "Pictures ({suffixes})", suffixes=LOGOS)
        settings = self._owner.program.settings
        name, _ = QFileDialog.getOpenFileName(self, title, pictures_folder(settings), kinds)
        if name:
            settings.change(pictures=str(Path(name).parent))
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Make the picture at ``path`` the logo."""
        media = self._desk.editor.story.media
        source = from_path(path)
        self._owner.workers.run("logo-file", lambda: read_all([source], media), self._arrived)

    def _arrived(self, arrived: Arrived) -> None:
        for error in arrived.errors:
            self._failed(error)
        for picture in arrived.pictures[:1]:
            self.committed.emit(picture.source)

    def _show(self, picture: Any) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(64 * ratio), round(HEIGHT * ratio))
        scaled = to_qimage(picture).scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        self._shown.setPixmap(QPixmap.fromImage(scaled))

    def _failed(self, error: StoryError) -> None:
        self._desk.notice(say(error.sentence), "error")

    def _on_remove(self) -> None:
        self.committed.emit(None)
