"""Sections for slides."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from storycomposer.app import safe_area
from storycomposer.app.inputs.choice import ChoiceCombo, Option, Switch
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector import common, fills, picture
from storycomposer.app.inspector.buttons import Buttons, trigger
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.guides import GuideList
from storycomposer.app.inspector.subject import SlidesSubject
from storycomposer.app.words import t
from storycomposer.document.deck import Slide
from storycomposer.document.layers import ImageFill
from storycomposer.platforms import ANY, Platform


def build(form: Form) -> None:
    """Everything about slides."""
    section = form.section(t("slide.background", "Background"))
    choice = fills.fill(form, section, "background", none=False)
    form.also(_PictureOption(form, choice).refresh)
    buttons = Buttons(form)
    for name, label, image in (
        ("replace-picture", t("picture.replace", "Replace…"), "replace"),
        ("crop", t("slide.reposition", "Reposition"), "crop"),
        ("detach-background", t("slide.detach", "Detach"), "image"),
    ):
        buttons.add(label, image, partial(trigger, name), one=True)
    form.when(section.whole(buttons), has_picture)
    for part in picture.looks(form, "background."):
        form.when(part, has_picture)
    section = form.section(t("slide.this", "Slide"))
    _brand(form, section)
    said = t("slide.safe", "Safe area")
    section.row(said, SafeRow(form, said))
    picture.alt(form, "alt")
    section = form.section()
    name = t("slide.name", "Name")
    given = TextField(name, t("slide.named_after", "As its headline"), longest=200)
    section.row(name, form.bind(given, "name", name, write=_named))
    section.field(Slide, "seconds")
    section = common.more(form)
    guides = GuideList(form)
    said = t("slide.guides", "Guides")
    section.row(said, form.bind(guides, "guides", said))
    common.language(section)
    section = form.section(t("slide.adjust", "Adjust picture"), closed=True)
    picture.adjusting(form, section, "background.")
    form.when(section, has_picture)


def has_picture(subject: SlidesSubject) -> bool:
    """Whether all selected slides have a picture behind them."""
    found = subject.values("background")
    return bool(found) and all(isinstance(value, ImageFill) for value in found)


class _PictureOption:
    """Offers "Picture" among the kinds of background where there is one: pictures are brought by
    dropping, pasting and the rail."""

    def __init__(self, form: Form, choice: ChoiceCombo) -> None:
        self._subject: Any = form.subject
        self._choice = choice

    def refresh(self) -> None:
        """Offer what can be chosen now."""
        options = fills.fill_options(none=False)
        found = self._subject.values("background")
        if any(isinstance(value, ImageFill) for value in found):
            options = (*options, Option("image", t("fill.picture", "Picture")))
        self._choice.set_options(options)
        self._choice.show_value(fills.kind_of("background", self._subject))


class SafeRow(QWidget):
    """Shows where the apps of a destination will cover the slide; no edit, only a way to look at
    it."""

    def __init__(self, form: Form, name: str) -> None:
        super().__init__(form)
        self._form, self._canvas = form, form.owner.canvas
        places = [Option(one.id, _place(one)) for one in safe_area.destinations()]
        self._place = ChoiceCombo(places, t("slide.safe_for", "Safe area for"), self)
        self._place.committed.connect(self._on_place)
        self._switch = Switch(name, self)
        self._switch.committed.connect(self._on_switched)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._place, 1)
        row.addWidget(self._switch)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Show whether it is shown, and for where."""
        self._place.show_value(self._form.owner.desk.destination)
        self._switch.show_value(self._canvas.show_safe)

    def _on_place(self, id: str) -> None:
        """Who chooses a destination wants to see what it covers."""
        owner = self._form.owner
        owner.desk.destination = id
        owner.program.settings.change(safe_for=id)
        self._on_switched(True)
        self._canvas.update()
        self.refresh()

    def _on_switched(self, on: bool) -> None:
        if on != self._canvas.show_safe:
            trigger("safe-areas", self._form)


def _place(destination: Platform) -> str:
    return t("export.any", "Any story") if destination.id == ANY else destination.name


def _brand(form: Form, section: Section) -> QWidget:
    said = t("slide.brand", "Brand")
    button = BrandButton(form, said)
    return section.row(said, button)


class BrandButton(QPushButton):
    """Opens the brand's colours and fonts."""

    def __init__(self, form: Form, name: str) -> None:
        super().__init__(t("slide.brand_open", "Colours and fonts…"), form)
        self.setFixedHeight(32)
        self.setAccessibleName(name)
        self._form = form
        self.clicked.connect(self._open)

    def _open(self) -> None:
        trigger("brand", self._form)


def _named(_: tuple[str, ...], text: str) -> dict[str, str | None]:
    return {"name": text.strip() or None}
