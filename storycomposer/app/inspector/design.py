"""The Design tab: a form for each kind of selection, built when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from storycomposer.app.inspector import group, link, picture, shape, slide, text
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.header import Header
from storycomposer.app.inspector.kinds import kind
from storycomposer.app.inspector.subject import LayersSubject, SlidesSubject, Stretch, Subject
from storycomposer.editor import Change

BUILD: dict[str, Callable[[Form], Iterable[None] | None]] = {
    "text": text.build,
    "image": picture.build,
    "shape": shape.build,
    "link": link.build,
    "group": group.build_group,
    "several": group.build_several,
    "slide": slide.build,
}
"""How the form of each kind of layer (by its tag), of several, and of slides is built; what takes
long stops now and then, so that events come in between."""

_REST_MS = 30
"""Between two looks at what a gesture under way has made."""
_AHEAD_MS = 40
"""Between two steps of building a form that nobody waits for."""
_QUIET_MS = 500
"""Without a change before such steps go on: they must not disturb."""


class _Bar(QScrollBar):
    """Keeps its room where there is nothing to scroll, and shows nothing then."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.maximum() > 0:
            super().paintEvent(event)


class Design(QWidget):
    """Shows the form of the kind that is selected. Forms are kept: another selection of the same
    kind only shows other values."""

    built = Signal()
    """The forms of all kinds are there."""

    def __init__(self, window: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = window.desk
        self._layers = LayersSubject(self._desk, self._stretch)
        self._slides = SlidesSubject(self._desk)
        self._forms: dict[str, tuple[QScrollArea, Form]] = {}
        self._unfinished: dict[str, Iterator[None]] = {}
        self._about: object = None
        self.header = Header(self._desk, self)
        self._stack = QStackedWidget(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._stack, 1)
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.refresh)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        self._ahead = QTimer(self, singleShot=True)
        self._ahead.timeout.connect(self._build_on)
        self._desk.changed.connect(self._on_changed)
        window.writing.moved.connect(self._soon.start)
        self._desk.mode_changed.connect(self.refresh)
        self.refresh()

    @property
    def form(self) -> Form | None:
        """The form that is shown, with all that belongs to it."""
        self.finish()
        shown = self._shown()
        return self._forms[shown][1] if shown is not None else None

    def finish(self) -> None:
        """Give the form that is shown all that is still to come."""
        shown = self._shown()
        if shown in self._unfinished:
            for _ in self._unfinished.pop(shown):
                pass
            _show_now(self._forms[shown][1])

    def build_ahead(self) -> None:
        """Build the forms of all kinds, little by little: none is then waited for."""
        self._ahead.start(_AHEAD_MS)

    def refresh(self) -> None:
        """Show what is selected as it is now."""
        wanted = kind(self._desk.selected)
        about = (wanted, self._subject(wanted).about.ids)
        if about != self._about:
            self._settle(keep=True)
        self._about = about
        self.header.refresh()
        if wanted in BUILD:
            area, form = self._form(wanted)
            form.refresh()
            self._stack.setCurrentWidget(area)
            form.fit()
            if wanted in self._unfinished:
                self._next.start()
        self._stack.setVisible(wanted in BUILD)

    def _on_changed(self, change: Change) -> None:
        if self._ahead.isActive():
            self._ahead.start(_QUIET_MS)
        if change.kind in ("cancel", "undo", "redo", "open"):
            for subject in (self._layers, self._slides):
                subject.let_go()
            self._settle(keep=False)
        if change.kind == "preview" or (change.kind == "edit" and self._typed()):
            if not self._soon.isActive():
                self._soon.start()
        else:
            self.refresh()

    def _typed(self) -> bool:
        """Whether the change may be a letter typed: it must not wait for the panel."""
        return self._desk.mode.name == "text" and bool(self._window.canvas.hasFocus())

    def _shown(self) -> str | None:
        """The kind whose form is shown."""
        shown = self._stack.currentWidget()
        return next((kind for kind, (area, _) in self._forms.items() if area is shown), None)

    def _settle(self, keep: bool) -> None:
        shown = self._shown()
        if shown is not None:
            self._forms[shown][1].settle(keep)

    def _go_on(self) -> None:
        """Give the form that is shown its next part."""
        shown = self._shown()
        if shown in self._unfinished:
            self._step(shown)
            self._next.start()

    def _build_on(self) -> None:
        """Give some form that nobody waits for its next part."""
        left = [kind for kind in BUILD if kind not in self._forms or kind in self._unfinished]
        if left:
            self._form(left[0])
            self._step(left[0])
            self._ahead.start(_AHEAD_MS)
        else:
            self.built.emit()

    def _step(self, wanted: str) -> None:
        if next(self._unfinished[wanted], _DONE) is _DONE:
            del self._unfinished[wanted]
        if wanted == self._shown():
            _show_now(self._forms[wanted][1])

    def _form(self, wanted: str) -> tuple[QScrollArea, Form]:
        """The form of a kind; a new one gets its parts one after another."""
        if wanted not in self._forms:
            form = Form(self._subject(wanted), self._window, gutter=10)
            area = _area(form)
            self._stack.addWidget(area)
            self._forms[wanted] = (area, form)
            self._unfinished[wanted] = _parts(wanted, form)
        return self._forms[wanted]

    def _subject(self, wanted: str) -> Subject:
        return self._slides if wanted == "slide" else self._layers

    def _stretch(self) -> Stretch | None:
        """The characters that are selected in the text being edited."""
        if self._desk.mode.name != "text":
            return None
        found = self._window.writing.selected_range()
        return Stretch(*found) if found is not None else None


def _are_several(subject: LayersSubject) -> bool:
    return len(subject.layers) > 1


_DONE = object()


def _parts(wanted: str, form: Form) -> Iterator[None]:
    if wanted != "slide":
        form.when(group.arrange(form), _are_several)
    yield from BUILD[wanted](form) or ()


def _show_now(form: Form) -> None:
    """Show at once what Qt would show with the next event, what came into a form that is seen: it
    would press the other rows together for a moment."""
    form.refresh()
    if form.isVisible():
        for part in form.findChildren(QWidget):
            told = part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if not told and not part.isWindow():
                part.show()
    form.fit()


def _area(form: Form) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Always there, so that nothing moves when a section opens.
    area.setVerticalScrollBar(_Bar())
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(form)
    # Setting a widget makes it fill its ground; the panel's shows through.
    form.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
