"""Sections for links: where one leads, whether phones read it, how it is shown, how it looks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.choice import SegmentedControl
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector import common, link_campaign, link_look, link_modes, link_target
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.link_proof import ProofLine
from storycomposer.app.words import t
from storycomposer.document.layers import LinkLayer
from storycomposer.links.address import hint, readable

_REMEMBERED = 200


def build(form: Form) -> Iterator[None]:
    """Everything about links."""
    section = form.section(t("link.leads", "Leads to"))
    link_target.build(form, section)
    yield
    section.whole(ProofLine(form))
    title = t("link.shown_as", "Show as")
    section = form.section(title)
    mode = SegmentedControl(link_modes.mode_options(), title)
    section.whole(form.bind(mode, "mode", title))
    link_modes.build(form, section)
    _texts(form, section)
    yield
    link_look.build(form)
    yield
    common.more(form, _more)
    common.opacity(form)


def _more(section: Section) -> None:
    form = section.form
    link_campaign.build(form, section)
    link_look.more(form, section)
    common.shadow(form, section)
    common.blend(section)


class ShownText(QWidget):
    """A line of the card: its words, and an eye that shows or hides it. ``None`` are the words the
    program finds, empty is none; a hidden line's own words come back with it."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, form: Form, name: str, which: str, example: str = "") -> None:
        super().__init__(form)
        self._subject: Any = form.subject
        self._which, self._example = which, example
        self._own: OrderedDict[str, str] = OrderedDict()
        self.field = TextField(name, longest=200 if which != "hint" else 300, live=True)
        self.eye = QToolButton(self)
        self.eye.setProperty("kind", "icon")
        self.eye.setCheckable(True)
        self.eye.setFixedSize(28, HEIGHT)
        self.eye.setAccessibleName(t("link.show", "Show: {what}", what=name))
        self.eye.setToolTip(self.eye.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.field)
        QWidget.setTabOrder(self.field, self.eye)
        self.field.edited.connect(self._on_edited)
        self.field.committed.connect(self._on_committed)
        self.field.cancelled.connect(self.cancelled)
        self.eye.clicked.connect(self._on_eye)

    def show_value(self, value: object) -> None:
        """Show the words: those found by the program are a placeholder."""
        shown = value is None or value != ""
        self.field.set_placeholder(self._derived() if shown else t("link.hidden", "Not shown"))
        self.field.show_value(value)
        self.eye.setChecked(shown)
        self.eye.setIcon(icon("eye" if shown else "eye-off"))

    def settle(self, keep: bool = True) -> None:
        """Drop what was typed."""
        self.field.settle(keep)

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._said(text))

    def _on_committed(self, text: str) -> None:
        self.committed.emit(self._said(text))

    def _said(self, text: str) -> str | None:
        """Cleared words are found by the program again; a call has none of its own."""
        return text.strip() or (None if self._which != "call" else "")

    def _on_eye(self) -> None:
        layer = self._layer()
        if layer is None:
            return
        now: str | None = getattr(layer, self._which)
        if now == "":
            own = self._own.get(layer.id, "")
            self.committed.emit(own or (None if self._which != "call" else self._example))
            return
        if now:
            self._own[layer.id] = now
            while len(self._own) > _REMEMBERED:
                self._own.popitem(last=False)
        self.committed.emit("")

    def _derived(self) -> str:
        layer = self._layer()
        if layer is None or self._which == "call":
            return self._example
        desk = self._subject.desk
        language = layer.language or (desk.slide.language if desk.slide else None)
        if self._which == "display":
            return readable(layer.target)
        return hint(language or desk.deck.language)

    def _layer(self) -> LinkLayer | None:
        links = (layer for layer in self._subject.layers if isinstance(layer, LinkLayer))
        return next(links, None)


def _texts(form: Form, section: Section) -> None:
    for which, said, example in (
        ("call", t("link.call", "Call"), t("link.call_example", "Read the story")),
        ("display", t("link.display", "Address"), ""),
        ("hint", t("link.hint", "Hint"), ""),
    ):
        given = ShownText(form, said, which, example)
        row = section.row(said, form.bind(given, which, said))
        if which != "call":
            form.when(row, partial(_not_sticker, which))


def _not_sticker(which: str, subject: Any) -> bool:
    """Room for a sticker shows no address; the hint is for codes."""
    modes = subject.values("mode")
    return "code" in modes or (which == "display" and "address" in modes)
