"""What is exported, how and where to: one panel below the Export button, its progress, its end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from storycomposer.app.desk import Desk
from storycomposer.app.export_destinations import Destinations
from storycomposer.app.export_job import Job
from storycomposer.app.export_settings import WIDTHS, ExportSettings, home, shown
from storycomposer.app.export_widgets import WIDTH, Tick, heading, size_words, slide_count
from storycomposer.app.exporting import Exporting, Sizes, Which, remember
from storycomposer.app.inputs.choice import ChoiceCombo, Option, SegmentedControl
from storycomposer.app.proving import links_of
from storycomposer.app.words import say, t
from storycomposer.errors import StoryError


class Options(QWidget):
    """The first page: everything is as it was the last time, and one button does it."""

    def __init__(self, desk: Desk, exporting: Exporting, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._exporting, self._sizes = desk, exporting, sizes
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setFixedWidth(WIDTH)
        self.summary.setProperty("kind", "muted")
        self._make_fields()
        self.go = QPushButton(self)
        self.go.setProperty("kind", "primary")
        self.go.setMinimumHeight(40)
        self.go.clicked.connect(self._on_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(t("export.title", "Export"), self))
        column.addWidget(self.summary)
        column.addLayout(self._form())
        column.addWidget(self.go)
        self.last = QPushButton(t("export.last", "Show the last export"), self)
        self.last.setProperty("kind", "quiet")
        self.last.hide()
        column.addWidget(self.last)
        sizes.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show the settings as they are, and what they come to."""
        settings = self._exporting.settings()
        self.format.show_value(settings.format)
        widths = sorted({*WIDTHS, settings.width}, key=lambda width: (width != 1080, width))
        self.width_.set_options([_width(width, self._desk) for width in widths])
        self.width_.show_value(settings.width)
        self.which.set_options(self._slide_options())
        self.which.show_value(self._exporting.which)
        self.range.setVisible(self._exporting.which == "range")
        if self.range.text() != self._exporting.range:
            self.range.setText(self._exporting.range)
        self.destinations.show_value(settings.destinations)
        self.zip.setChecked(settings.zip)
        self.sheet.setChecked(settings.sheet)
        self._form_layout.setRowVisible(self.sheet, self._has_links())
        self._show_copy(settings)
        place = self._exporting.folder()
        self.place.setText(shown(place))
        self.place.setToolTip(str(place))
        self.place.setCursorPosition(0)
        self._say()

    def _show_copy(self, settings: ExportSettings) -> None:
        """The tick for copying on is there once there is a place to copy to."""
        name = Path(settings.copy_to).name or settings.copy_to
        self.copy.setText(t("export.copy", "Also copy to {folder}", folder=name))
        self.copy.setToolTip(settings.copy_to)
        self.copy.setChecked(settings.copy)
        self._form_layout.setRowVisible(self.copy, bool(settings.copy_to))

    def _say(self) -> None:
        """The line that sums it up, and the button's."""
        settings, story = self._exporting.settings(), self._desk.editor.story
        try:
            slides = self._exporting.slides()
        except StoryError as error:
            self.summary.setText(say(error.sentence))
            self.go.setText(t("export.title", "Export"))
            self.go.setEnabled(False)
            return
        parts = [slide_count(len(slides)), settings.format.upper()]
        if settings.format == "webp":
            parts[1] = "WebP"
        parts.append(shown(self._exporting.folder()))
        size = self._sizes.estimate(story, slides, settings.format, settings.width)
        # The zip holds the same pictures once more.
        sets = max(1, len(settings.destinations)) * (2 if settings.zip else 1)
        parts.append(size_words(size * sets) if size else _measuring())
        self.summary.setText(" · ".join(part.replace(" ", "\u00a0") for part in parts))
        self.go.setText(t("export.go", "Export {slides}", slides=slide_count(len(slides))))
        self.go.setEnabled(bool(slides) and not self._exporting.running)

    def _make_fields(self) -> None:
        formats = [Option("png", "PNG"), Option("jpeg", "JPEG"), Option("webp", "WebP")]
        self.format = SegmentedControl(formats, t("export.format", "Format"), self)
        self.format.committed.connect(self._on_format)
        self.width_ = ChoiceCombo((), t("export.width", "Size"), self)
        self.width_.committed.connect(self._on_width)
        self.which = ChoiceCombo((), t("export.slides", "Slides"), self)
        self.which.committed.connect(self._on_which)
        self.range = QLineEdit(self)
        self.range.setPlaceholderText("1, 3-5")
        self.range.setAccessibleName(t("export.range", "Which slides, such as 1, 3-5"))
        self.range.textChanged.connect(self._on_range)
        self.place = QLineEdit(self, readOnly=True)
        self.place.setAccessibleName(t("export.folder", "Folder"))
        self.change = QPushButton(t("export.change", "Change…"), self)
        self.change.setAccessibleName(t("export.change.name", "Change the folder"))
        self.change.clicked.connect(self._on_change)
        self.zip = Tick(t("export.zip", "Also as one zip file"), self)
        self.zip.clicked.connect(self._on_zip)
        self.sheet = Tick(t("export.sheet", "Also a link sheet, with a page to host"), self)
        self.sheet.clicked.connect(self._on_sheet)
        self.destinations = Destinations(self)
        self.destinations.committed.connect(self._on_destinations)
        self.copy = Tick(self)
        self.copy.clicked.connect(self._on_copy)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(8)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        which = QHBoxLayout()
        which.setSpacing(8)
        which.addWidget(self.which, 1)
        which.addWidget(self.range, 1)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place, 1)
        place.addWidget(self.change)
        for name, field in (
            (self.format.accessibleName(), self.format),
            (self.width_.accessibleName(), self.width_),
            (self.which.accessibleName(), which),
            (t("export.destinations", "For"), self.destinations),
            (self.place.accessibleName(), place),
        ):
            label = QLabel(name, self)
            label.setProperty("kind", "muted")
            label.setMinimumHeight(32)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
            form.addRow(label, field)
        form.addRow("", self.zip)
        form.addRow("", self.sheet)
        form.addRow("", self.copy)
        self._form_layout = form
        return form

    def _has_links(self) -> bool:
        slides = self._desk.deck.slides
        return any(True for slide in slides for _ in links_of(slide.layers))

    def _slide_options(self) -> list[Option]:
        count = len(self._desk.deck.slides)
        chosen = len(self._desk.editor.selection.slides)
        return [
            Option("all", t("export.all", "All {count}", count=count)),
            Option("selected", t("export.selected", "Selected: {count}", count=chosen)),
            Option("range", t("export.some", "Some…")),
        ]

    @Slot(object)
    def _on_format(self, format: str) -> None:
        remember(self._exporting, format=format)
        self.refresh()

    @Slot(object)
    def _on_width(self, width: int) -> None:
        remember(self._exporting, width=width)
        self.refresh()

    @Slot(object)
    def _on_which(self, which: Which) -> None:
        self._exporting.which = which
        self.refresh()
        if which == "range":
            self.range.setFocus()

    @Slot(str)
    def _on_range(self, text: str) -> None:
        self._exporting.range = text
        self._say()

    @Slot(bool)
    def _on_zip(self, zip: bool) -> None:
        remember(self._exporting, zip=zip)
        self.refresh()

    @Slot(bool)
    def _on_sheet(self, sheet: bool) -> None:
        remember(self._exporting, sheet=sheet)

    @Slot(tuple)
    def _on_destinations(self, ids: tuple[str, ...]) -> None:
        remember(self._exporting, destinations=ids)
        self.refresh()

    @Slot(bool)
    def _on_copy(self, copy: bool) -> None:
        remember(self._exporting, copy=copy)

    @Slot()
    def _on_change(self) -> None:
        title = t("export.choose", "Choose the folder for your stories")
        now = str(home(self._exporting.settings()))
        chosen = QFileDialog.getExistingDirectory(self, title, now)
        if chosen:
            remember(self._exporting, home=str(Path(chosen)))
            self.refresh()

    @Slot()
    def _on_go(self) -> None:
        self._exporting.start()


class Progress(QWidget):
    """The second page: how far it is, and a way out."""

    def __init__(self, exporting: Exporting, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(WIDTH)
        self.bar.setAccessibleName(t("export.progress", "Progress of the export"))
        self.cancel = QPushButton(t("export.cancel", "Cancel"), self)
        self.cancel.clicked.connect(exporting.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(t("export.running", "Exporting…"), self))
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.label, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        queued = Qt.ConnectionType.QueuedConnection
        exporting.progressed.connect(self._on_progress, queued)

    def begin(self, job: Job) -> None:
        """Nothing is done yet."""
        self._on_progress(0, len(job.slides) * max(1, len(job.destinations)))

    @Slot(int, int)
    def _on_progress(self, done: int, whole: int) -> None:
        self.bar.setMaximum(whole)
        self.bar.setValue(done)
        self.label.setText(t("export.progress.of", "{done} of {all}", done=done, all=whole))


def _measuring() -> str:
    return t("export.measuring", "measuring…")


def _width(width: int, desk: Desk) -> Option:
    canvas = desk.deck.canvas
    # A mark of direction: where one reads from the right, the width stays before the height.
    return Option(width, f"\u200e{width} × {round(width * canvas.height / canvas.width)}")
